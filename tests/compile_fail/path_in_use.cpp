// SPDX-License-Identifier: BSL-1.0
// A wrong literal is one error, whatever is done with it.
// expect: this text is not an object path
// expect: trotline::path::reason::descendant_selects_several, trotline::path::at_byte<5>
// expect: path_in_use\.cpp:[0-9]+
// at most: 9 lines
#include <trotline/path/literal.hpp>

using namespace trotline::literals;

std::size_t segments(trotline::object_path const& path) { return path.size(); }

std::size_t accepted() { return segments("data.x"_path) + "data.x"_path.value.size(); }
#ifdef TROTLINE_REJECT
std::size_t rejected() {
    constexpr auto path = "data..x"_path;
    trotline::object_path const copy = path;
    return segments(path) + path.value.size() + copy.size();
}
#endif
