// SPDX-License-Identifier: BSL-1.0
#include <trotline/rendering/text_writer.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <string>

#include "support/allocation_count.hpp"

namespace rendering_text_writer_test {

using trotline::detail::text_writer;

namespace {
std::string text_of(std::size_t size) {
    std::string made;
    for (std::size_t i = 0; i < size; ++i) made += static_cast<char>('a' + i % 26);
    return made;
}
}  // namespace

TEST_CASE("pieces of every size, in a string of every size") {
    for (std::size_t old = 0; old < 200; old += 13) {
        std::string out(old, '-');
        std::string expected;
        {
            text_writer to(out);
            for (std::size_t size = 0; size <= 140; ++size) {
                to.append(text_of(size));
                to.append('|');
                expected += text_of(size) + '|';
                REQUIRE(to.written() == expected);
            }
        }
        CHECK(out == expected);
    }
}

TEST_CASE("what is kept, taken back, and written by others") {
    std::string out = "kept and forgotten";
    {
        text_writer to(out, 5);
        to.append("a text");
        std::size_t const size = to.size();
        to.append(" that is taken back");
        to.shrink(size);
        to.write_with([](std::string& string) {
            CHECK(string == "kept a text");
            string += ", " + std::string(100, 'x');
        });
        to.append('!');
        CHECK(to.size() == 114);
    }
    CHECK(out == "kept a text, " + std::string(100, 'x') + "!");
    { text_writer const nothing(out); }
    CHECK(out.empty());
}

TEST_CASE("memory is asked for once, and used again") {
    std::string out;
    auto const fill = [&] {
        text_writer to(out);
        to.reserve(1000);
        for (int i = 0; i < 100; ++i) to.append("0123456789");
    };
    CHECK(trotline_tests::allocations(fill) == 1);
    CHECK(trotline_tests::allocations(fill) == 0);
    CHECK(out.size() == 1000);
}

TEST_CASE("overwriting") {
    std::string text = "one";
    for (std::string const& other : {std::string("two"), std::string(), text_of(70), text_of(70)}) {
        trotline::detail::overwrite(text, other);
        CHECK(text == other);
    }
}

}  // namespace rendering_text_writer_test
