// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_MODE_HPP
#define TROTLINE_JSON_MODE_HPP
// How much of a JSON text is checked, and where a cursor records what is wrong with it.

#include <trotline/core/cursor.hpp>
#include <trotline/core/error.hpp>
#include <trotline/json/container_stack.hpp>

#include <cstddef>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::json {

// How much of a text a cursor checks.
//   checked    The text was validated before. The cursor does not check it again, and never fails.
//   on_demand  The text may be anything. What is skipped is checked for its quotes and brackets
//              only; what is returned (numbers, literals, the strings of scalar() and member(),
//              raw() text) is checked with the whole grammar.
enum class mode : unsigned char { checked, on_demand };

namespace detail {

// Where an on-demand cursor and its copies record their first failure; a checked cursor has none.
template <mode> struct failure_note {};
template <> struct failure_note<mode::on_demand> { document_failure* noted = nullptr; };
template <mode Mode> constexpr failure_note<Mode> note_in([[maybe_unused]] document_failure& why) {
    if constexpr (Mode == mode::on_demand)
        return {&why};
    else
        return {};
}

[[gnu::cold, gnu::noinline]] constexpr void note_failure(document_failure* noted,
                                                         std::size_t offset,
                                                         std::string_view expected) {
    if (noted != nullptr && !*noted)
        *noted = {expected == fewer_levels ? code::too_deep : code::malformed, offset, expected};
}

}  // namespace detail

}  // namespace trotline::json
#endif
