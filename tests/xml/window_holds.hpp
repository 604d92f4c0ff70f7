// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TESTS_XML_WINDOW_HOLDS_HPP
#define TROTLINE_TESTS_XML_WINDOW_HOLDS_HPP
// Compares what the kernels write to a window with a byte-by-byte check.

#include <trotline/xml/kernel/window.hpp>

#include "support/guard_page.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace trotline_tests {

using namespace trotline::xml::detail;

// What a window says about its bytes, one by one.
inline bool is_right(block_window const& window, std::string_view text) {
    auto const in = [&](std::size_t i, auto what) { return i < text.size() && what(text[i]); };
    auto const beyond = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
    std::vector<std::size_t> stops;
    for (std::size_t i = 0; i < text.size(); ++i) {
        bool const second_bracket = text[i] == ']' && i > 0 && text[i - 1] == ']';
        bool const run = beyond(text[i]) && !(i > 0 && beyond(text[i - 1]));
        if (second_bracket || run || (!beyond(text[i]) && is(text[i], stops_text)))
            stops.push_back(i);
    }
    if (window.stops() != stops.size()) return false;
    for (std::size_t i = 0; i < stops.size(); ++i) {
        if (window.stop(i) != stops[i]) return false;
    }
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::size_t name = 0, value = 0;
        while (name < 57 && in(i + name, [](char c) { return is(c, continues_name); })) ++name;
        if (name < 57 ? window.name_size(i) != name : window.name_size(i) < 57) return false;
        std::size_t const seen = 64 - i % 8;
        while (value < seen && !in(i + value, [](char c) { return is(c, stops_value); })) ++value;
        if (window.value_stop(i) != i + value) return false;
    }
    return true;
}

inline std::string random_text(std::mt19937& random, std::size_t size, unsigned plain) {
    constexpr std::string_view bytes = "<>&]]]]\"'=/ a:-\x01\x1F\x7F\x80\xC3\xFF\n";
    std::string text(size, 'x');
    for (char& c : text) {
        if (random() % 8 >= plain) c = bytes[random() % bytes.size()];
    }
    return text;
}

// Windows with all sorts of bytes, and one with only stops, for which there must be room.
template <class Classify> void check_windows(Classify classify) {
    std::mt19937 random(30);
    unsigned wrong = 0;
    block_window window;
    for (unsigned i = 0; i < 400; ++i) {
        std::size_t const size = i % 5 == 0 ? block_window::most_bytes : 64 + random() % 400;
        guarded_text const text(random_text(random, size, i % 9));
        // a window is the start of a document, or the rest of it, of any size
        std::size_t const before = random() % (size - 63);
        std::size_t const after = size == block_window::most_bytes && i % 2 == 0
                                      ? size
                                      : before + random() % (size - before + 1);
        std::string_view const part = text.view().substr(after == size ? 0 : after);
        classify(part.data(), part.size(), window);
        wrong += !is_right(window, part);
    }
    CHECK(wrong == 0);
    std::string const stops(block_window::most_bytes, '<');
    classify(stops.data(), stops.size(), window);
    CHECK(is_right(window, stops));
}

}  // namespace trotline_tests

#endif
