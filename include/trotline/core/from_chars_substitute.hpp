// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CORE_FROM_CHARS_SUBSTITUTE_HPP
#define TROTLINE_CORE_FROM_CHARS_SUBSTITUTE_HPP
// Reads floating-point numbers for standard libraries whose std::from_chars reads integers only
// (libc++ before 20).

#include <trotline/core/abi.hpp>

#include <cerrno>
#include <charconv>
#include <clocale>
#include <cmath>
#include <concepts>
#include <cstdlib>
#include <string>
#include <string_view>
#include <system_error>
#if __has_include(<xlocale.h>)
#include <xlocale.h>
#endif

namespace trotline::inline TROTLINE_ABI::detail::substitute {

// As std::from_chars for a JSON number that takes the whole text: the nearest value, whatever the
// program's locale. Allocates for long texts. Unlike there, a value that is too small to be
// represented is written, as zero; the error is the same.
template <std::floating_point T>
std::from_chars_result from_chars(char const* first, char const* last, T& value) {
    std::string const text(first, last);
    int const before = errno;
    errno = 0;
#ifdef _WIN32
    static _locale_t const classic = _create_locale(LC_NUMERIC, "C");
    // Not all C libraries of mingw have _strtof_l. Because the argument's type is `auto`, it must
    // be there only for a standard library that needs this function.
    auto const read = [](auto const* number) {
        if constexpr (std::same_as<T, float>)
            return _strtof_l(number, nullptr, classic);
        else
            return _strtod_l(number, nullptr, classic);
    };
    value = read(text.c_str());
#else
    static locale_t const classic = newlocale(LC_NUMERIC_MASK, "C", locale_t());
    if constexpr (std::same_as<T, float>)
        value = strtof_l(text.c_str(), nullptr, classic);
    else
        value = strtod_l(text.c_str(), nullptr, classic);
#endif
    // A subnormal value is an error for some libraries.
    bool const lost = errno == ERANGE && (value == T{0} || !std::isfinite(value));
    errno = before;
    return {last, lost ? std::errc::result_out_of_range : std::errc{}};
}

}  // namespace trotline::detail::substitute
#endif
