// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_QUERY_NORMALIZED_PLACE_HPP
#define TROTLINE_MAPPING_QUERY_NORMALIZED_PLACE_HPP

#include <trotline/core/cursor.hpp>
#include <trotline/core/cursor_extensions.hpp>
#include <trotline/core/scalar.hpp>
#include <trotline/core/wanted_names.hpp>
#include <trotline/mapping/query/comparison.hpp>
#include <trotline/path/object_path.hpp>
#include <trotline/path/segment.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace trotline::inline TROTLINE_ABI::detail {

// XML: how many children a name finds from inside their parent on, and which of them stands at an
// offset.
struct place_among {
    std::size_t place = npos, all = 0;
};
template <cursor C> place_among among_named(std::string_view name, C at, std::size_t offset) {
    one_wanted_name const wanted(name);
    place_among found;
    for (; at.find(wanted) != npos; at.skip(), ++found.all)
        if (at.offset() == offset) found.place = found.all;
    return found;
}

// XML: writes the name of what stands at an offset inside a parent, with an index if several
// elements have the name. Where the document's prefix is bound to another namespace, a path does
// not find the name as it is written; then it gets any prefix. (That is ambiguous if two attributes
// of one element differ only in their prefixes.)
template <cursor C, class Sink>
void write_name(std::string_view mark, std::string_view written, C const& inside,
                std::size_t offset, Sink& sink) {
    std::string name(mark);
    name.append(written);
    place_among found = among_named(name, inside, offset);
    if (found.place == npos) {
        name.assign(mark).append("*:").append(written.substr(written.find(':') + 1));
        found = among_named(name, inside, offset);
    }
    path::detail::write_normalized(path::segment{name, 0, false}, sink);
    if (found.all > 1 && mark.empty())
        path::detail::write_normalized(
            path::segment{{}, static_cast<std::int64_t>(found.place), true}, sink);
}

// Writes the normalized path (RFC 9535 section 2.7) of the value at an offset of the document, in
// pieces to sink(std::string_view). It searches for the value, so that nothing must be kept while a
// query runs: the time is linear in the document. In XML an index follows the names of elements
// that occur more than once, the root element, which begins where the document does, has its name,
// and an element's own text is `#text`. Writes only `$` if a parser has no offsets.
template <cursor C, class Sink> void normalized_place(C at, std::size_t offset, Sink&& sink) {
    sink(std::string_view("$"));
    bool is_root_element = C::repeats_by_name && at.offset() == offset;
    while (offset != npos && (at.offset() < offset || std::exchange(is_root_element, false))) {
        kind const k = at.kind();
        bool const is_array = k == kind::array;
        if (!is_array && k != kind::object && k != kind::element) return;
        std::optional<C> last;
        scalar name, found;
        std::size_t place = 0;
        at.enter();
        C const inside = at;
        if constexpr (lists_attributes<C>) {
            while (at.attribute(name)) {
                if (at.offset() == offset) return write_name("@", name.text, inside, offset, sink);
                at.skip();
            }
        }
        for (std::size_t i = 0; is_array ? at.element(0) : at.member(name); ++i, at.skip()) {
            if (at.offset() > offset) break;
            last = at;
            found = name;
            place = i;
        }
        if (!last) {
            if (C::repeats_by_name)
                path::detail::write_normalized(path::segment{"#text", 0, false}, sink);
            return;
        }
        at = *last;
        if (is_array) {
            path::detail::write_normalized(
                path::segment{{}, static_cast<std::int64_t>(place), true}, sink);
            continue;
        }
        whole_text<C> const text(found);
        if constexpr (C::repeats_by_name)
            write_name({}, text.view(), inside, at.offset(), sink);
        else
            path::detail::write_normalized(path::segment{text.view(), 0, false}, sink);
    }
}

}  // namespace trotline::detail
#endif
