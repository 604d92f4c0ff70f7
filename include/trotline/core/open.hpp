// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CORE_OPEN_HPP
#define TROTLINE_CORE_OPEN_HPP

#include <trotline/core/cursor.hpp>

#include <string_view>
#include <type_traits>
#include <utility>

// How a text becomes a document that a cursor reads. A format is a value with
//   open(text, why)         returns a cursor at the document's root. If `why` is set, do not use it.
// A format whose validation learns something that its cursors can use also has
//   index_type              memory for that, small enough for a stack frame; not initialized
//   open(text, why, index)  the same; the index must live as long as the cursor and its copies
namespace trotline::inline TROTLINE_ABI::detail {

struct no_index {};
template <class Format> struct index_of_format { using type = no_index; };
template <class Format>
    requires requires { typename Format::index_type; }
struct index_of_format<Format> {
    using type = typename Format::index_type;
};
template <class Format> using index_of = typename index_of_format<Format>::type;

template <class Format>
[[gnu::always_inline]] constexpr auto open_document(Format const& format, std::string_view text,
                                                    document_failure& why,
                                                    [[maybe_unused]] index_of<Format>& index) {
    static_assert(
        requires { sizeof(index_of<Format>); },
        "with TROTLINE_SEPARATE_COMPILATION, a unit that opens a text itself includes "
        "<trotline/json/cursor.hpp> or <trotline/xml/cursor.hpp>");
    if constexpr (requires { typename Format::index_type; })
        return format.open(text, why, index);
    else
        return format.open(text, why);
}

// What a format opens.
template <class Format>
using cursor_of = std::remove_cvref_t<decltype(std::declval<Format const&>().open(
    std::string_view(), std::declval<document_failure&>()))>;

// Whether lists are siblings of one name. A format may say so itself, before what it opens is
// defined.
template <class Format> constexpr bool repeats_by_name() {
    if constexpr (requires { Format::repeats_by_name; })
        return Format::repeats_by_name;
    else
        return cursor_of<Format>::repeats_by_name;
}

}  // namespace trotline::detail
#endif
