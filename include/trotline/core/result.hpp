// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CORE_RESULT_HPP
#define TROTLINE_CORE_RESULT_HPP

#include <trotline/core/exception.hpp>

#include <concepts>
#include <memory>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>

// A value, or the reason why there is none, in place and without allocation. The library never
// throws it; value() on a failure throws bad_result, for callers who prefer exceptions. result<T>
// without a second argument needs core/failure.hpp.
// Why not others: std::expected is C++23. The headers of boost::system::result cost a quarter of a
// second to compile, and its error() returns a copy: hundreds of bytes where the reasons of many
// rows are held in place, and dangling where a view into them is taken.
//
//   trotline::result<int> const seven = 7;
//   trotline::result<int> const none = trotline::failure{.stage = trotline::stage::connect};
//   if (!none) std::cerr << none.error() << '\n';
namespace trotline::inline TROTLINE_ABI {

struct failure;  // core/failure.hpp
template <class T, class E = failure> class result;

// What result::value() throws on a failure; what() is the failure's text.
class bad_result : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

namespace detail {

template <class E> [[noreturn]] void throw_bad_result(E const& error) {
    if constexpr (requires { to_string(error); })
        throw_exception(bad_result(to_string(error)));
    else
        throw_exception(bad_result("a failure instead of a value"));
}

template <class U, class T, class E>
concept only_value_of = !std::same_as<std::remove_cvref_t<U>, result<T, E>> &&
                        std::convertible_to<U, T> && !std::convertible_to<U, E>;
template <class U, class T, class E>
concept only_error_of = !std::same_as<std::remove_cvref_t<U>, result<T, E>> &&
                        std::convertible_to<U, E> && !std::convertible_to<U, T>;

// Creates `to` in the place of `from`. If that throws, `from` is as before.
template <class From, class To, class... A> constexpr void replace(From& from, To& to, A&&... a) {
    static_assert(std::is_nothrow_move_constructible_v<From> ||
                  std::is_nothrow_move_constructible_v<To>);
    if constexpr (std::is_nothrow_constructible_v<To, A...>) {
        std::destroy_at(std::addressof(from));
        std::construct_at(std::addressof(to), std::forward<A>(a)...);
    } else if constexpr (std::is_nothrow_move_constructible_v<To>) {
        To made(std::forward<A>(a)...);
        std::destroy_at(std::addressof(from));
        std::construct_at(std::addressof(to), std::move(made));
    } else {
        struct keeper {
            From kept;
            From* back;
            constexpr ~keeper() {
                if (back) std::construct_at(back, std::move(kept));
            }
        };
        keeper k{std::move(from), std::addressof(from)};
        std::destroy_at(std::addressof(from));
        std::construct_at(std::addressof(to), std::forward<A>(a)...);
        k.back = nullptr;
    }
}

struct in_place_error {};
struct nothing {};  // the value of a result<void>

// Which member comes first. A small value comes first, so that it is in the first cache line even
// if the room for an error is large.
template <class T, class E,
          bool = std::is_trivially_copyable_v<T>&& std::is_trivially_copyable_v<E>>
struct result_storage {
    bool has_value;
    union {
        T value;
        E error;
    };

    template <class... A>
    constexpr explicit result_storage(std::in_place_t, A&&... a)
        : has_value(true), value(std::forward<A>(a)...) {}
    template <class... A>
    constexpr explicit result_storage(in_place_error, A&&... a)
        : has_value(false), error(std::forward<A>(a)...) {}
};

template <class T, class E> struct result_storage<T, E, false> {
    bool has_value;
    union {
        T value;
        E error;
    };

    template <class... A>
    constexpr explicit result_storage(std::in_place_t, A&&... a)
        : has_value(true), value(std::forward<A>(a)...) {}
    template <class... A>
    constexpr explicit result_storage(in_place_error, A&&... a)
        : has_value(false), error(std::forward<A>(a)...) {}

    constexpr result_storage(result_storage const& other) requires(
        std::copy_constructible<T>&& std::copy_constructible<E>)
        : has_value(other.has_value) {
        construct_from(other);
    }
    constexpr result_storage(result_storage&& other) noexcept(
        std::is_nothrow_move_constructible_v<T>&& std::is_nothrow_move_constructible_v<E>)
        : has_value(other.has_value) {
        construct_from(std::move(other));
    }
    constexpr result_storage& operator=(result_storage const& other) requires(
        std::copyable<T>&& std::copyable<E>) {
        assign_from(other);
        return *this;
    }
    constexpr result_storage& operator=(result_storage&& other) noexcept(
        std::is_nothrow_move_constructible_v<T>&& std::is_nothrow_move_assignable_v<T>&&
            std::is_nothrow_move_constructible_v<E>&& std::is_nothrow_move_assignable_v<E>) {
        assign_from(std::move(other));
        return *this;
    }
    constexpr ~result_storage() {
        if (has_value)
            std::destroy_at(std::addressof(value));
        else
            std::destroy_at(std::addressof(error));
    }

  private:
    template <class Other> constexpr void construct_from(Other&& other) {
        if (has_value)
            std::construct_at(std::addressof(value), std::forward<Other>(other).value);
        else
            std::construct_at(std::addressof(error), std::forward<Other>(other).error);
    }
    template <class Other> constexpr void assign_from(Other&& other) {
        if (has_value && other.has_value)
            value = std::forward<Other>(other).value;
        else if (other.has_value)
            replace(error, value, std::forward<Other>(other).value);
        else if (has_value)
            replace(value, error, std::forward<Other>(other).error);
        else
            error = std::forward<Other>(other).error;
        has_value = other.has_value;
    }
};

// The part that does not depend on the value's type.
template <class T, class E> class result_base {
  public:
    using error_type = E;

    constexpr bool has_value() const { return held_.has_value; }
    constexpr bool has_error() const { return !held_.has_value; }
    constexpr explicit operator bool() const { return held_.has_value; }

    // Precondition: has_error(). On a temporary result the error is moved out, so that nothing
    // dangles.
    constexpr E const& error() const& { return held_.error; }
    constexpr E error() && { return std::move(held_.error); }

    template <class... A> constexpr E& emplace_error(A&&... a) {
        if (held_.has_value)
            replace(held_.value, held_.error, std::forward<A>(a)...);
        else
            held_.error = E(std::forward<A>(a)...);
        held_.has_value = false;
        return held_.error;
    }

  protected:
    template <class... A>
    constexpr explicit result_base(std::in_place_t, A&&... a)
        : held_(std::in_place, std::forward<A>(a)...) {}
    template <class... A>
    constexpr explicit result_base(in_place_error, A&&... a)
        : held_(in_place_error{}, std::forward<A>(a)...) {}

    constexpr void ensure_value() const {
        if (!held_.has_value) throw_bad_result(held_.error);
    }
    template <class U> constexpr void set_error(U&& error) {
        if (held_.has_value)
            emplace_error(std::forward<U>(error));
        else
            held_.error = std::forward<U>(error);
    }

    result_storage<T, E> held_;
};

}  // namespace detail

// A value, or the reason why there is none. Trivially copyable and destructible if T and E are.
template <class T, class E> class [[nodiscard]] result : public detail::result_base<T, E> {
    using base = detail::result_base<T, E>;
    using base::held_;

  public:
    using value_type = T;

    constexpr result() requires std::default_initializable<T> : base(std::in_place) {}
    template <class... A>
    constexpr explicit result(std::in_place_t, A&&... a)
        : base(std::in_place, std::forward<A>(a)...) {}
    template <detail::only_value_of<T, E> U>
    constexpr result(U&& value) : base(std::in_place, std::forward<U>(value)) {}
    template <detail::only_error_of<T, E> U>
    constexpr result(U&& error) : base(detail::in_place_error{}, std::forward<U>(error)) {}

    template <detail::only_value_of<T, E> U> constexpr result& operator=(U&& value) {
        if (held_.has_value)
            held_.value = std::forward<U>(value);
        else
            emplace(std::forward<U>(value));
        return *this;
    }
    template <detail::only_error_of<T, E> U> constexpr result& operator=(U&& error) {
        this->set_error(std::forward<U>(error));
        return *this;
    }
    template <class... A> constexpr T& emplace(A&&... a) {
        if (held_.has_value)
            held_.value = T(std::forward<A>(a)...);
        else
            detail::replace(held_.error, held_.value, std::forward<A>(a)...);
        held_.has_value = true;
        return held_.value;
    }

    // Precondition: has_value(). On a temporary result the value is moved out, so that nothing
    // dangles.
    constexpr T& operator*() & { return held_.value; }
    constexpr T const& operator*() const& { return held_.value; }
    constexpr T operator*() && { return std::move(held_.value); }
    constexpr T* operator->() { return std::addressof(held_.value); }
    constexpr T const* operator->() const { return std::addressof(held_.value); }

    // The same, but throws bad_result on a failure.
    constexpr T& value() & { return this->ensure_value(), held_.value; }
    constexpr T const& value() const& { return this->ensure_value(), held_.value; }
    constexpr T value() && { return this->ensure_value(), std::move(held_.value); }
};

// Success without a value, or the reason of a failure.
template <class E>
class [[nodiscard]] result<void, E> : public detail::result_base<detail::nothing, E> {
    using base = detail::result_base<detail::nothing, E>;

  public:
    using value_type = void;

    constexpr result() : base(std::in_place) {}
    template <std::convertible_to<E> U>
        requires(!std::same_as<std::remove_cvref_t<U>, result>)
    constexpr result(U&& error) : base(detail::in_place_error{}, std::forward<U>(error)) {}

    template <std::convertible_to<E> U>
        requires(!std::same_as<std::remove_cvref_t<U>, result>)
    constexpr result& operator=(U&& error) {
        this->set_error(std::forward<U>(error));
        return *this;
    }

    // Throws bad_result on a failure.
    constexpr void value() const { this->ensure_value(); }
};

}  // namespace trotline
#endif
