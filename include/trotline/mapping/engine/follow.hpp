// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ENGINE_FOLLOW_HPP
#define TROTLINE_MAPPING_ENGINE_FOLLOW_HPP

#include <trotline/core/cursor.hpp>
#include <trotline/core/wanted_names.hpp>
#include <trotline/path/object_path.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::detail {

// The segments of a row's path, collected from its last one on.
class path_steps {
  public:
    path_steps() = default;
    constexpr explicit path_steps(object_path const& path) {
        for (std::size_t i = path.size(); i-- != 0;) prepend(path[i]);
    }
    constexpr void prepend(path::segment step) { at_[path::max_segments - ++size_] = step; }
    constexpr std::size_t size() const { return size_; }
    constexpr path::segment operator[](std::size_t i) const {
        return at_[path::max_segments - size_ + i];
    }

  private:
    path::segment at_[path::max_segments]{};
    std::size_t size_ = 0;
};

// Passes n children of the array that c is in, and moves to the next one. An index may have 53
// bits, also where a size has 32: then no list is that long.
template <cursor C> constexpr bool pass_elements(C& c, std::int64_t n) {
    return c.element(static_cast<std::size_t>(
        (std::min)(static_cast<std::uint64_t>(n), std::uint64_t{npos - 1})));
}

// The number of children of the container at c; or, if lists are siblings, of the siblings with
// this name from c on.
template <cursor C> constexpr std::size_t count_elements(C c) {
    std::size_t count = 0;
    for (c.enter(); c.element(0); ++count) c.skip();
    return count;
}
template <cursor C> constexpr std::size_t count_siblings(C c, std::string_view name) {
    std::size_t count = 0;
    do {
        ++count;
        c.skip();
    } while (c.find(one_wanted_name(name)) != npos);
    return count;
}

// Follows one segment of a path. False, and `at` is unchanged, if there is no such value; `missed`
// is then after the object, if it was read to its end. Path: object_path or path_steps.
template <cursor C, class Path>
[[gnu::noinline]] constexpr bool follow_segment(C& at, Path const& path, std::size_t depth,
                                                std::optional<C>* missed = nullptr) {
    path::segment const step = path[depth];
    kind const k = at.kind();
    C next = at;
    if (step.is_index && C::repeats_by_name) {
        if (depth == 0 || path[depth - 1].is_index || k != kind::element) return false;
        std::string_view const name = path[depth - 1].name;
        std::int64_t index = step.index;
        if (index < 0) index += static_cast<std::int64_t>(count_siblings(next, name));
        if (index < 0) return false;
        for (; index > 0; --index) {
            next.skip();
            if (next.find(one_wanted_name(name)) == npos) return false;
        }
    } else if (step.is_index) {
        if (k != kind::array) return false;
        std::int64_t const index =
            step.index < 0 ? step.index + static_cast<std::int64_t>(count_elements(next))
                           : step.index;
        next.enter();
        if (index < 0 || !pass_elements(next, index)) return false;
    } else {
        if (k != kind::object && k != kind::element) return false;
        next.enter();
        if (next.find(one_wanted_name(step.name)) == npos) {
            if (missed != nullptr) *missed = next;
            return false;
        }
    }
    at = next;
    return true;
}

// Where one path leads: the cursor at the last value that exists on it, and how many segments led
// there. For messages and reports; of several members with one name, the first is followed.
template <cursor C> struct way {
    C at;
    std::size_t depth = 0;
};

template <cursor C, class Path> constexpr way<C> follow(C const& root, Path const& path) {
    way<C> w{root};
    while (w.depth < path.size() && follow_segment(w.at, path, w.depth)) ++w.depth;
    return w;
}

}  // namespace trotline::detail
#endif
