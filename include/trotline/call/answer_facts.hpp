// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CALL_ANSWER_FACTS_HPP
#define TROTLINE_CALL_ANSWER_FACTS_HPP

#include <trotline/http/response.hpp>
#include <trotline/mapping/row.hpp>
#include <trotline/mapping/text_cursor.hpp>

#include <array>
#include <chrono>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::detail {

// The facts of an answer besides its content (status, time, fields), as cursors that rows can read.
// The texts live as long as this object.
class answer_facts {
  public:
    explicit answer_facts(http::response const& answer, std::chrono::milliseconds elapsed);
    explicit answer_facts(http::response const& answer);

    text_cursor operator()(row_source source, std::string_view name) const;

  private:
    using digits = std::array<char, 24>;

    http::response const& answer_;
    digits status_{}, elapsed_{};
};

}  // namespace trotline::detail

#if !defined(TROTLINE_SEPARATE_COMPILATION)
#include <trotline/call/answer_facts.ipp>
#endif
#endif
