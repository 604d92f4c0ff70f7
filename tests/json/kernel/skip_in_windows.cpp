// SPDX-License-Identifier: BSL-1.0
// Only on x86_64.
#include <trotline/json/kernel/skip_in_windows.hpp>

#include <doctest/doctest.h>

#if defined(__x86_64__) && defined(__GNUC__)
#include <trotline/core/cpu.hpp>
#include <trotline/json/kernel/block_baseline.hpp>

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "json/guarded.hpp"

namespace json_kernel_skip_in_windows_test {

namespace detail = trotline::json::detail;

namespace {

bool has_windows() { return trotline::is_available(trotline::instruction_set::avx512); }

std::ptrdiff_t offset(std::string_view text, char const* at) {
    return at == nullptr ? -1 : at - text.data();
}

// Some blocks first, and from there on windows.
std::ptrdiff_t after_containers(std::string_view text, std::size_t depth, std::size_t blocks = 0) {
    char const *at = text.data(), *const end = at + text.size();
    detail::string_state state;
    if (blocks != 0) {
        char const* const stop = at + blocks * detail::block_size;
        if (char const* const after =
                detail::after_containers_in_blocks<detail::baseline_block>(at, stop, depth, state))
            return offset(text, after);
        at = stop;
    }
    return offset(text, detail::window::after_containers(at, end, depth, state));
}
// Negative: after the array's closing bracket, or not at all.
std::ptrdiff_t shown(std::string_view text, detail::sibling s) {
    return s.place == 0 ? offset(text, s.at) : -1 - (offset(text, s.at) + 1);
}
std::ptrdiff_t after_commas(std::string_view text, std::size_t n, std::size_t blocks = 0) {
    char const *at = text.data(), *const end = at + text.size();
    detail::string_state state;
    std::size_t depth = 0;
    if (blocks != 0) {
        char const* const stop = at + blocks * detail::block_size;
        auto const found =
            detail::after_commas_in_blocks<detail::baseline_block>(at, stop, n, depth, state);
        if (found.at != nullptr) return shown(text, found);
        at = stop;
    }
    return shown(text, detail::window::after_commas(at, end, n, depth, state));
}

}  // namespace

TEST_CASE("the end of a container is found at every place of three windows") {
    if (!has_windows()) return;
    guarded_memory memory(4096);
    for (std::size_t size = 1; size != 3 * 512 + 2; ++size) {
        std::string const filler(size - 1, ' ');
        CAPTURE(size);
        auto const closed = memory.hold(filler + ']');
        CHECK(after_containers(closed, 1) == std::ptrdiff_t(size));
        CHECK(after_containers(closed, 2) == -1);
        CHECK(after_commas(closed, 1) == -2 - std::ptrdiff_t(size));
        auto const in_string = memory.hold('"' + std::string(size - 1, ']') + "\\\"]\"}]");
        CHECK(after_containers(in_string, 1) == std::ptrdiff_t(size + 5));
    }
}

TEST_CASE("every comma of a long array, of elements with and without containers inside") {
    if (!has_windows()) return;
    guarded_memory memory(16384);
    for (std::string_view const element :
         {"1", "{\"a\":1,\"b\":\",]\"}", "[[1,2],[]]", "{\"a\":{\"b\":[1,2,3],\"c\":{}}}"}) {
        std::string made;
        std::vector<std::ptrdiff_t> starts;
        while (made.size() < 2000) {
            made += element;
            made += ',';
            starts.push_back(std::ptrdiff_t(made.size()));
        }
        auto const text = memory.hold(made + "0]");
        CAPTURE(element);
        for (std::size_t n = 1; n <= starts.size(); ++n)
            REQUIRE(after_commas(text, n) == starts[n - 1]);
        CHECK(after_commas(text, starts.size() + 1) == -2 - std::ptrdiff_t(text.size()));
        CHECK(after_commas(text.substr(0, text.size() - 1), starts.size() + 1) == -1);
    }
}

TEST_CASE("two containers that end in a later window, at every distance") {
    if (!has_windows()) return;
    guarded_memory memory(4096);
    for (std::size_t pad = 0; pad != 130; ++pad)
        for (std::size_t gap = 0; gap != 70; ++gap) {
            std::string const front =
                "[[" + std::string(510 + pad, ' ') + ']' + std::string(gap, ' ') + ']';
            auto const text = memory.hold(front + ",2," + std::string(1100, ' ') + "[3],4]");
            CAPTURE(pad);
            CAPTURE(gap);
            REQUIRE(after_commas(text, 1) == std::ptrdiff_t(front.size() + 1));
            REQUIRE(after_commas(text, 3) == std::ptrdiff_t(text.size() - 2));
            REQUIRE(after_containers(text, 1) == std::ptrdiff_t(text.size()));
        }
}

TEST_CASE("over windows as byte by byte, whatever comes before, at a guard page") {
    if (!has_windows()) return;
    constexpr std::string_view tokens[] = {
        "\"",       "\\",         "{",    "}",    "[",        "]",       "\"]\"",
        "{\"a\":[", "]}",         "},{",  "[]",   "{}",       "abc",     ",",
        "[1,2],",   "{\"b\":3},", "\\\\", "\\\"", "        ", "1234567", "\xC3\xA2\xDC\xFB",
        "\"\\\\\""};
    std::mt19937 random(3);
    guarded_memory memory(8192);
    std::size_t found = 0, not_found = 0, passed = 0, ended = 0;
    for (int round = 0; round != 20'000; ++round) {
        std::size_t const kinds = 1 + random() % std::size(tokens),
                          shift = random() % std::size(tokens), least = random() % 2600;
        std::string made;
        while (made.size() <= least) made += tokens[(random() % kinds + shift) % std::size(tokens)];
        auto const text = memory.hold(made);
        std::size_t const depth = 1 + random() % (random() % 8 == 0 ? 300 : 4);
        std::size_t const blocks =
            random() % 3 == 0 ? random() % ((text.size() - 1) / detail::block_size + 1) : 0;
        std::ptrdiff_t const expected =
            offset(text, detail::after_containers(text.data(), text.data() + text.size(), depth));
        CAPTURE(made);
        CAPTURE(depth);
        CAPTURE(blocks);
        REQUIRE(after_containers(text, depth, blocks) == expected);
        ++(expected == -1 ? not_found : found);
        std::size_t const n = 1 + random() % (random() % 4 == 0 ? 400 : 8);
        CAPTURE(n);
        auto const comma =
            shown(text, detail::after_commas(text.data(), text.data() + text.size(), n));
        REQUIRE(after_commas(text, n, blocks) == comma);
        if (comma != -1) ++(comma < 0 ? ended : passed);
    }
    CHECK(found > 4'000);
    CHECK(not_found > 4'000);
    CHECK(passed > 2'000);
    CHECK(ended > 2'000);
}

}  // namespace json_kernel_skip_in_windows_test

#endif
