// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CORE_EXCEPTION_HPP
#define TROTLINE_CORE_EXCEPTION_HPP

// Throwing and catching, in a form that also compiles without exceptions (-fno-exceptions). If an
// exception would be thrown in such a unit, the exception handler is called instead, and the
// program ends: by default with the exception's text on the error output.
#include <trotline/core/abi.hpp>

#include <new>

#if defined(__cpp_exceptions)
#include <exception>
#include <type_traits>
#include <utility>
#else
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <exception>
#endif

namespace trotline::inline TROTLINE_ABI {

#if !defined(__cpp_exceptions)

// Gets what would be thrown. It may log it, for example, or leave by longjmp(); if it returns, the
// program is aborted. (It does not get what the standard library throws: without exceptions that
// ends the program itself.)
using exception_handler = void (*)(std::exception const& thrown);

namespace detail {
inline std::atomic<exception_handler> handler_of_exceptions{nullptr};
}

// Sets the handler; nullptr: the default. Returns the one before. May be called from any thread.
inline exception_handler set_exception_handler(exception_handler handler) noexcept {
    return detail::handler_of_exceptions.exchange(handler);
}

#endif

namespace detail {

template <class E> [[noreturn]] void throw_exception(E&& thrown) {
#if defined(__cpp_exceptions)
    throw std::remove_cvref_t<E>(std::forward<E>(thrown));
#else
    if (auto const handler = handler_of_exceptions.load())
        handler(thrown);
    else
        std::fprintf(stderr, "terminated instead of throwing: %s\n", thrown.what());
    std::abort();
#endif
}

struct never_thrown {};

// Returns body(), or handle(e) if it throws a Caught. A Passed is not caught.
template <class Caught, class Passed = never_thrown>
auto catching(auto&& body, [[maybe_unused]] auto&& handle) -> decltype(body()) {
#if defined(__cpp_exceptions)
    try {
        return body();
    } catch (Passed const&) {
        throw;
    } catch (Caught const& thrown) {
        return handle(thrown);
    }
#else
    return body();
#endif
}

// Returns body(), or handle() if it throws anything.
auto catching_all(auto&& body, [[maybe_unused]] auto&& handle) -> decltype(body()) {
#if defined(__cpp_exceptions)
    try {
        return body();
    } catch (...) {
        return handle();
    }
#else
    return body();
#endif
}

// Returns body(), or handle(text) if it throws anything but a Passed: the exception's own text, or
// `an exception`.
template <class Passed = std::bad_alloc>
auto catching_text(auto&& body, [[maybe_unused]] auto&& handle) -> decltype(body()) {
#if defined(__cpp_exceptions)
    try {
        return body();
    } catch (Passed const&) {
        throw;
    } catch (std::exception const& thrown) {
        return handle(thrown.what());
    } catch (...) {
        return handle("an exception");
    }
#else
    return body();
#endif
}

}  // namespace detail

}  // namespace trotline
#endif
