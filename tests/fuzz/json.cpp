// SPDX-License-Identifier: BSL-1.0
// Any text as JSON: what the validator accepts both cursors read alike, and on anything else the on-demand one keeps to the text.
#include <trotline/json/cursor.hpp>

#include "fuzz/walk.hpp"

#include <cstdint>
#include <cstdlib>

namespace json = trotline::json;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);
int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const text(reinterpret_cast<char const*>(data), size);

    using on_demand = json::basic_cursor<json::mode::on_demand>;
    std::string const seen = trotline_tests::everything(on_demand(text));
    on_demand skipping(text);
    skipping.skip();
    if (auto const failure = skipping.failure(); failure && failure.offset > size) std::abort();

    bool const marked = text.starts_with("\xEF\xBB\xBF");
    auto const failure = json::validate(marked ? text.substr(3) : text);
    if (failure) {
        if (failure.offset > size) std::abort();
        return 0;
    }
    using checked = json::basic_cursor<json::mode::checked>;
    if (skipping.failure() || seen != trotline_tests::everything(checked(text))) std::abort();

    checked bookmark(text);
    on_demand other(text);
    if (bookmark.raw() != other.raw()) std::abort();
    return 0;
}
