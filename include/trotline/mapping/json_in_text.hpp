// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_JSON_IN_TEXT_HPP
#define TROTLINE_MAPPING_JSON_IN_TEXT_HPP

#include <trotline/core/conversion.hpp>
#include <trotline/core/described.hpp>
#include <trotline/core/nullable.hpp>
#include <trotline/json/cursor.hpp>
#include <trotline/json/format.hpp>
#include <trotline/mapping/engine/binding.hpp>
#include <trotline/mapping/engine/log.hpp>
#include <trotline/mapping/engine/reader.hpp>
#include <trotline/mapping/engine/walk.hpp>
#include <trotline/mapping/readable.hpp>
#include <trotline/mapping/text_cursor.hpp>

#include <string_view>

// A JSON text inside a string, as in queues and logs: `"payload": "{\"id\": 7}"`. With the form
// as<json_in_text> the string is decoded, parsed as a document of its own and read into the
// destination, whatever that is. A failure has the path inside that document, and the offset of the
// string. The destination must own its texts: a view would point into a document that no longer
// exists.
//
//   tl::row<"payload", &message::payload, tl::as<tl::json_in_text>>
namespace trotline::inline TROTLINE_ABI {

// A null instead of the string is left to the optional around it.
template <class T>
    requires(!is_nullable<T>)
struct conversion<T, json_in_text> {
    static_assert(!detail::holds_view<T>(),
                  "as<json_in_text> needs texts that are owned: use a std::string, not a view");

    static bool read_noting(std::string_view text, T& to, row_log& log, bool coerce) {
        document_failure why;
        auto c = json::checked.open(text, why);
        if (why)
            return log.fail(text_cursor(kind::string, text), code::refused_value, why.expected);
        return detail::read(c, detail::bound<T>::value, &to, log, coerce);
    }
    static refusal read(std::string_view text, T& to) {
        row_failure room[2];
        row_log log(room, 1);
        return read_noting(text, to, log, false) ? refusal() : refusal(room[0].expected);
    }
};

}  // namespace trotline
#endif
