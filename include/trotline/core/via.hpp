// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CORE_VIA_HPP
#define TROTLINE_CORE_VIA_HPP

#include <trotline/core/conversion.hpp>

#include <concepts>
#include <type_traits>

// A function of yours that makes a row's or a member's value, in place of a conversion for the
// whole type:
//   long cents(double amount) { return std::lround(amount * 100); }
//   tl::row<"price", &item::cents, tl::via<cents>>
// It takes a type that a row can read, and either returns the destination's type or takes it by
// reference and returns a refusal:
//   tl::refusal hex(std::string_view text, unsigned& to);
// A lambda without captures is such a function, too. In a container or an optional it makes the
// elements.
namespace trotline::inline TROTLINE_ABI {

// The form that via<> names.
template <auto Function> struct made_by {};

template <auto Function> inline constexpr as_form<made_by<Function>> via{};

namespace detail {

template <class Wire, class Made> struct maker {
    using wire = std::remove_cvref_t<Wire>;
    using made = Made;
};
template <class Made, class Wire> maker<Wire, Made> maker_of(Made (*)(Wire));
template <class To, class Wire> maker<Wire, To> maker_of(refusal (*)(Wire, To&));
template <class F>
    requires std::is_class_v<F>
auto maker_of(F const& function) -> decltype(maker_of(+function));

template <auto Function> using maker_type = decltype(maker_of(Function));

}  // namespace detail

template <class T, auto Function>
    requires std::same_as<T, typename detail::maker_type<Function>::made>
struct conversion<T, made_by<Function>> {
    static refusal read(typename detail::maker_type<Function>::wire const& from, T& to) {
        if constexpr (requires { Function(from, to); })
            return Function(from, to);
        else
            to = Function(from);
        return {};
    }
};

}  // namespace trotline
#endif
