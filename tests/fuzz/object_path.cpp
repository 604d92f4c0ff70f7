// SPDX-License-Identifier: BSL-1.0
// Any text as an object path: X3 and the evaluation of its grammar agree, and a normalized path is the same path.
#include <trotline/path/object_path.hpp>

#include <cstdint>
#include <cstdlib>

namespace tl = trotline;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);
int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const text(reinterpret_cast<char const*>(data), size);

    namespace detail = tl::path::detail;
    detail::compiled_path by_x3, by_evaluation;
    auto const one = detail::parse_with<detail::engine::x3>(text, by_x3);
    auto const other = detail::parse_with<detail::engine::evaluation>(text, by_evaluation);
    if (one != other) std::abort();

    auto const path = tl::object_path::parse(text);
    if (path.has_value() != one.accepted) std::abort();
    if (!path) {
        if (path.error().position > size) std::abort();
        return 0;
    }
    if (path->text() != text) std::abort();
    // (Quotes and brackets can make it longer than a path may be.)
    auto const again = tl::object_path::parse(path->normalized());
    if (again ? *again != *path : path->normalized().size() < 256) std::abort();
    return 0;
}
