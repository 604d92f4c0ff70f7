// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TESTS_FUZZ_WALK_HPP
#define TROTLINE_TESTS_FUZZ_WALK_HPP

#include <trotline/core/cursor.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace trotline_tests {

// Everything that a cursor finds in a document, in its order: member names, decoded texts, and
// where containers begin and end.
template <trotline::cursor Cursor> std::string everything(Cursor at) {
    std::string seen;
    auto const decoded = [&seen](trotline::scalar const& s) {
        seen += static_cast<char>('0' + static_cast<int>(s.kind));
        if (s.plain)
            seen += s.text;
        else
            Cursor::decode(s, [&seen](std::string_view piece) { seen += piece; });
        seen += '\n';
    };
    std::vector<trotline::kind> containers;
    for (;;) {
        auto const kind = at.kind();
        if (kind == trotline::kind::array || kind == trotline::kind::object) {
            containers.push_back(kind);
            seen += kind == trotline::kind::array ? "[\n" : "{\n";
            at.enter();
        } else {
            decoded(at.scalar());
        }
        for (;;) {
            if (containers.empty()) return seen;
            trotline::scalar name;
            if (containers.back() == trotline::kind::array ? at.element(0) : at.member(name)) {
                if (containers.back() == trotline::kind::object) decoded(name);
                break;
            }
            containers.pop_back();
            seen += "end\n";
        }
    }
}

}  // namespace trotline_tests
#endif
