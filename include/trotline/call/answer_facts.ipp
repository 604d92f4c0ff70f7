// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CALL_ANSWER_FACTS_IPP
#define TROTLINE_CALL_ANSWER_FACTS_IPP

#include <trotline/call/answer_facts.hpp>
#include <trotline/http/field.hpp>

#include <charconv>
#include <chrono>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::detail {

TROTLINE_INLINE answer_facts::answer_facts(http::response const& answer,
                                           std::chrono::milliseconds elapsed)
    : answer_(answer) {
    auto const write = [](digits& to, auto number) {
        *std::to_chars(to.data(), to.data() + to.size() - 1, number).ptr = '\0';
    };
    write(status_, answer.status);
    write(elapsed_, elapsed.count());
}

TROTLINE_INLINE answer_facts::answer_facts(http::response const& answer)
    : answer_facts(answer,
                   std::chrono::duration_cast<std::chrono::milliseconds>(answer.elapsed.total)) {}

TROTLINE_INLINE text_cursor answer_facts::operator()(row_source source,
                                                     std::string_view name) const {
    if (source == row_source::status) return text_cursor(kind::number, status_.data());
    if (source == row_source::elapsed) return text_cursor(kind::number, elapsed_.data());
    http::field const* const field = http::find_field(answer_.fields, name);
    return field != nullptr ? text_cursor(kind::text, field->value) : text_cursor();
}

}  // namespace trotline::detail
#endif
