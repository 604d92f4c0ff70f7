// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_TEMPLATE_LITERAL_CHECK_HPP
#define TROTLINE_RENDERING_TEMPLATE_LITERAL_CHECK_HPP
// Produces the compiler's error for a literal that is not a template: this function in few lines,
// with the reason and the first wrong byte. Headers that make templates of literals include this
// one first, so that the error does not begin with a long list of headers.

#include <trotline/rendering/template/slot.hpp>

#include <string_view>

namespace trotline::inline TROTLINE_ABI::detail {

// Does nothing if there is no error. Otherwise it subtracts pointers into different texts, which is
// not a constant expression; compilers then show both pointers: the reason, and the text with the
// offset in it.
constexpr void require_template(char const* text, template_error error) {
    if (error) static_cast<void>((error.reason.data() - (text + error.offset)) != 0);
}

}  // namespace trotline::detail
#endif
