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

template <cursor C, class Sink> void write_attribute(scalar const& name, Sink& sink) {
    std::string text = "@";
    text.append(name.text);
    path::detail::write_normalized(path::segment{text, 0, false}, sink);
}

// Writes the normalized path (RFC 9535 section 2.7) of the value at an offset of the document, in
// pieces to sink(std::string_view). It searches for the value, so that nothing must be kept while a
// query runs: the time is linear in the document. In XML an index follows the names of elements
// that occur more than once, and the root element, which begins where the document does, has its
// name. Writes only `$` if a parser has no offsets.
template <cursor C, class Sink> void normalized_place(C at, std::size_t offset, Sink&& sink) {
    sink(std::string_view("$"));
    bool is_root_element = C::repeats_by_name && at.offset() == offset;
    while (offset != npos && (at.offset() < offset || std::exchange(is_root_element, false))) {
        kind const k = at.kind();
        bool const is_array = k == kind::array;
        if (!is_array && k != kind::object && k != kind::element) return;
        C const parent = at;
        std::optional<C> last;
        scalar name, found;
        std::size_t place = 0;
        at.enter();
        if constexpr (lists_attributes<C>) {
            while (at.attribute(name)) {
                if (at.offset() == offset) return write_attribute<C>(name, sink);
                at.skip();
            }
        }
        for (std::size_t i = 0; is_array ? at.element(0) : at.member(name); ++i, at.skip()) {
            if (at.offset() > offset) break;
            last = at;
            found = name;
            place = i;
        }
        if (!last) return;
        at = *last;
        path::segment step{{}, static_cast<std::int64_t>(place), true};
        if (is_array) {
            path::detail::write_normalized(step, sink);
            continue;
        }
        whole_text<C> const text(found);
        path::detail::write_normalized(path::segment{text.view(), 0, false}, sink);
        if constexpr (C::repeats_by_name) {
            one_wanted_name const wanted(text.view());
            std::size_t before = 0, all = 0;
            C other = parent;
            other.enter();
            for (; other.find(wanted) != npos; other.skip(), ++all)
                before += other.offset() < at.offset();
            if (all > 1) {
                step.index = static_cast<std::int64_t>(before);
                path::detail::write_normalized(step, sink);
            }
        }
    }
}

}  // namespace trotline::detail
#endif
