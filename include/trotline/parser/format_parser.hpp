// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PARSER_FORMAT_PARSER_HPP
#define TROTLINE_PARSER_FORMAT_PARSER_HPP

#include <trotline/core/failure.hpp>
#include <trotline/core/open.hpp>
#include <trotline/core/result.hpp>
#include <trotline/mapping/to_failure.hpp>
#include <trotline/parser/concept.hpp>

#include <string_view>

namespace trotline::inline TROTLINE_ABI {

// A parser that reads every content in one format. Format::open(text, why) returns the cursor:
// json::checked, json::on_demand, xml::checked, or a user's.
template <class Format> class format_parser {
  public:
    constexpr format_parser() = default;
    constexpr explicit format_parser(Format format) : format_(format) {}

    result<void> open(std::string_view, std::string_view content, auto&& visit) const {
        document_failure why;
        detail::index_of<Format> index;
        auto const cursor = detail::open_document(format_, content, why, index);
        if (why) return to_failure(why, content);
        visit(cursor);
        return {};
    }

  private:
    Format format_{};
};

}  // namespace trotline
#endif
