// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CALL_ANSWER_FACTS_HPP
#define TROTLINE_CALL_ANSWER_FACTS_HPP

#include <trotline/http/field.hpp>
#include <trotline/http/response.hpp>
#include <trotline/mapping/row.hpp>
#include <trotline/mapping/text_cursor.hpp>

#include <array>
#include <charconv>
#include <chrono>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::detail {

// The facts of an answer besides its content (status, time, fields), as cursors that rows can read.
// The texts live as long as this object.
class answer_facts {
  public:
    explicit answer_facts(http::response const& answer, std::chrono::milliseconds elapsed)
        : answer_(answer) {
        write(status_, answer.status);
        write(elapsed_, elapsed.count());
    }
    explicit answer_facts(http::response const& answer)
        : answer_facts(
              answer, std::chrono::duration_cast<std::chrono::milliseconds>(answer.elapsed.total)) {
    }

    text_cursor operator()(row_source source, std::string_view name) const {
        if (source == row_source::status) return text_cursor(kind::number, status_.data());
        if (source == row_source::elapsed) return text_cursor(kind::number, elapsed_.data());
        http::field const* const field = http::find_field(answer_.fields, name);
        return field != nullptr ? text_cursor(kind::text, field->value) : text_cursor();
    }

  private:
    using digits = std::array<char, 24>;
    static void write(digits& to, auto number) {
        *std::to_chars(to.data(), to.data() + to.size() - 1, number).ptr = '\0';
    }

    http::response const& answer_;
    digits status_{}, elapsed_{};
};

}  // namespace trotline::detail
#endif
