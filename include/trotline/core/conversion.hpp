// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CORE_CONVERSION_HPP
#define TROTLINE_CORE_CONVERSION_HPP

#include <trotline/core/abi.hpp>

#include <concepts>
#include <string_view>
#include <type_traits>

// How a type of yours, or of another library, is read from documents and written into them:
// specialise `conversion` for it. Such a type can then be used wherever a number or a text can: as
// a member, in vectors, optionals, maps and structs, and in bodies that are made from structs.
//
//   template <> struct trotline::conversion<money> {
//       static trotline::refusal read(std::string_view text, money& to) {
//           return parse(text, to) ? "" : "an amount such as 12.50";
//       }
//       static std::string write(money const& from) { return from.text(); }
//   };
namespace trotline::inline TROTLINE_ABI {

// Why a value is refused: a static text that says what was expected. Empty: the value is not
// refused.
class refusal {
  public:
    constexpr refusal() = default;
    constexpr refusal(char const* expected) : expected_(expected) {}
    constexpr explicit refusal(std::string_view expected) : expected_(expected) {}

    constexpr bool empty() const { return expected_.empty(); }
    constexpr operator std::string_view() const { return expected_; }

  private:
    std::string_view expected_;
};

// How T is read and written. `Form` distinguishes several ways: a row or a member chooses one with
// as<Form>; without it, Form is void. Every member may be left out:
//   static refusal read(WIRE from, T& to)
//       WIRE is the type that is read from the document first:
//       std::string_view  the text of a string, the digits of a number as they were sent, the text
//                         of an XML element or attribute without the blanks around it; valid
//                         until read() returns
//       number_view       the digits of a number
//       any other type that a row can have as its destination (long, std::string, a vector, a
//                         described class, ...)
//   static ANY write(T const& from)
//       returns something that can be written: a text, a number, a described class; or a
//       result<something, refusal>
//   static constexpr bool keeps_blanks = true
//       a text of XML is read with the blanks around it
// The specialisation is used before anything that the library knows about T itself.
template <class T, class Form = void> struct conversion {};

// Names a form, for a row or for a member in member_names:
//   tl::row<"created", &order::created, tl::as<tl::epoch_seconds>>
template <class Form> struct as_form { using form = Form; };
template <class Form> inline constexpr as_form<Form> as{};

// The form of a JSON text inside a string. It is read by <trotline/mapping/json_in_text.hpp>.
struct json_in_text {};

namespace detail {

template <class Wire, class T>
std::type_identity<std::remove_cvref_t<Wire>> wire_of(refusal (*)(Wire, T&));

template <auto... Options> struct form_of { using type = void; };
template <auto Option, auto... More> struct form_of<Option, More...> : form_of<More...> {};
template <auto Option, auto... More>
    requires requires { typename decltype(Option)::form; }
struct form_of<Option, More...> {
    using type = typename decltype(Option)::form;
};

}  // namespace detail

// A type that its conversion can read.
template <class T, class Form = void>
concept readable_by_conversion = requires {
    detail::wire_of(&conversion<T, Form>::read);
};

// A type that its conversion can write.
template <class T, class Form = void>
concept writable_by_conversion = requires(T const& from) {
    conversion<T, Form>::write(from);
};

// The type that the conversion reads from.
template <class T, class Form = void>
using wire_type = typename decltype(detail::wire_of(&conversion<T, Form>::read))::type;

// The form that the options name; void if they name none.
template <auto... Options> using form_among = typename detail::form_of<Options...>::type;

}  // namespace trotline
#endif
