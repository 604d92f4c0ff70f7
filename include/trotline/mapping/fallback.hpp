// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_FALLBACK_HPP
#define TROTLINE_MAPPING_FALLBACK_HPP

#include <trotline/core/described.hpp>
#include <trotline/core/fixed_string.hpp>
#include <trotline/core/nullable.hpp>
#include <trotline/mapping/engine/fallback.hpp>
#include <trotline/mapping/readable.hpp>
#include <trotline/parameter_store/value.hpp>
#include <trotline/path/literal.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>

// What a row, or a member after its name in member_names, does if it finds nothing: it has other
// paths, and a default value.
namespace trotline::inline TROTLINE_ABI {

// Another path, tried if the row's own selects nothing. Several are tried in order; only the first
// that selects something counts, whatever its value. A member's path is relative to its object.
//
//   tl::row<"name", &user::name, tl::or_at<"profile.name">, tl::or_at<"login">>
template <fixed_string Path> struct alternative_path {
    static constexpr literal_path<Path> path{};
    static constexpr auto text = Path;
};
template <fixed_string Path> inline constexpr alternative_path<Path> or_at{};

// A value as a template argument: a boolean, an integer, an enumerator or a text.
template <class Type, std::size_t Size = 0> struct default_value {
    Type scalar;
    constexpr default_value(Type v) : scalar(v) {}
};
template <std::size_t Size> struct default_value<char, Size> {
    fixed_string<Size> text;
    constexpr default_value(char const (&t)[Size]) : text(t) {}
};
default_value(bool)->default_value<bool>;
template <class Integer>
    requires std::is_integral_v<Integer> default_value(Integer)
->default_value<std::int64_t>;
template <class E>
    requires std::is_enum_v<E> default_value(E)
->default_value<E>;
template <std::size_t Size> default_value(char const (&)[Size]) -> default_value<char, Size>;

// The value that the destination gets if nothing is found, or null. (A member of a struct also has
// its initial value, which an optional row leaves.)
//
//   tl::row<"language", "LANGUAGE", tl::otherwise<"en">>
template <default_value Value> struct default_option { static constexpr auto value = Value; };
template <default_value Value> inline constexpr default_option<Value> otherwise{};

namespace detail {

template <class Option> inline constexpr bool is_alternative = false;
template <fixed_string Path> inline constexpr bool is_alternative<alternative_path<Path>> = true;
template <class Option> inline constexpr bool is_default = false;
template <default_value Value> inline constexpr bool is_default<default_option<Value>> = true;

template <auto... Options>
inline constexpr bool has_default = (... || is_default<std::remove_const_t<decltype(Options)>>);
template <auto... Options>
inline constexpr bool has_fallback = has_default<Options...> ||
                                     (... ||
                                      is_alternative<std::remove_const_t<decltype(Options)>>);

template <class T, auto Value> void set_default(T& to) {
    if constexpr (is_nullable<T>) {
        set_default<inner_type<T>, Value>(nullable<T>::emplace(to));
    } else if constexpr (requires { Value.text; }) {
        static_assert(
            string_target<T> || std::same_as<T, std::string_view> || std::same_as<T, value>,
            "the default value is a text, but the row's destination is not");
        if constexpr (std::same_as<T, value>)
            to = value(Value.text.view());
        else
            to = default_option<Value>::value.text.view();
    } else {
        using given = std::remove_cvref_t<decltype(Value.scalar)>;
        if constexpr (std::same_as<T, value>) {
            static_assert(!std::is_enum_v<given>,
                          "a parameter's default value cannot be an enumerator");
            to = value(Value.scalar);
        } else if constexpr (std::same_as<given, std::int64_t> && integer_target<T>) {
            static_assert(Value.scalar >= 0 || std::is_signed_v<T>,
                          "the default value is not in the destination's range");
            static_assert(static_cast<std::int64_t>(static_cast<T>(Value.scalar)) == Value.scalar,
                          "the default value is not in the destination's range");
            to = static_cast<T>(Value.scalar);
        } else {
            static_assert(
                std::same_as<given, T> || (std::same_as<given, std::int64_t> && floating_target<T>),
                "the default value has another type than the row's destination");
            to = static_cast<T>(Value.scalar);
        }
    }
}

template <class T, auto... Options> struct literal_fallback {
    static constexpr std::size_t count =
        (std::size_t{0} + ... + is_alternative<std::remove_const_t<decltype(Options)>>);

    template <auto Option>
    static constexpr void add_path(object_path const** paths, std::size_t& size) {
        if constexpr (is_alternative<std::remove_const_t<decltype(Option)>>)
            paths[size++] = &decltype(Option)::path.value;
    }
    struct list {
        object_path const* paths[count + 1]{};
    };
    static constexpr list alternatives = [] {
        list made;
        std::size_t size = 0;
        (add_path<Options>(made.paths, size), ...);
        return made;
    }();
    template <auto Option> static void set_to(void* to) {
        if constexpr (is_default<std::remove_const_t<decltype(Option)>>)
            set_default<T, decltype(Option)::value>(*static_cast<T*>(to));
    }
    static constexpr row_fallback value{
        alternatives.paths, count,
        has_default<Options...> ? +[](void* to, void const*) { (set_to<Options>(to), ...); }
                                : nullptr,
        nullptr};
};

// The fallback of a row's or a member's options; null if they have none.
template <class T, auto... Options> constexpr row_fallback const* fallback_of() {
    if constexpr (has_fallback<Options...>)
        return &literal_fallback<T, Options...>::value;
    else
        return nullptr;
}
template <class T, class Naming> struct fallback_of_naming {
    static constexpr row_fallback const* value = nullptr;
};
template <class T, auto Member, fixed_string Name, auto... Options>
struct fallback_of_naming<T, trotline::named<Member, Name, Options...>> {
    static constexpr row_fallback const* value = fallback_of<T, Options...>();
};

// `a or b`: a row's own path and its other paths, for messages.
template <auto Option> constexpr std::string_view text_of_alternative() {
    if constexpr (is_alternative<std::remove_const_t<decltype(Option)>>)
        return decltype(Option)::text.view();
    else
        return {};
}
template <std::size_t Size> struct joined_text {
    char text[Size]{};
    constexpr std::string_view view() const { return {text, Size}; }
};
template <fixed_string Path, auto... Options>
inline constexpr auto text_of_paths = [] {
    constexpr std::string_view pieces[] = {Path.view(), text_of_alternative<Options>()...};
    constexpr std::size_t size = [] {
        std::size_t sum = Path.view().size();
        for (std::string_view const piece : {text_of_alternative<Options>()...})
            if (!piece.empty()) sum += piece.size() + 4;
        return sum;
    }();
    joined_text<size> made;
    std::size_t at = 0;
    auto const append = [&](std::string_view piece) {
        for (char const c : piece) made.text[at++] = c;
    };
    for (std::string_view const piece : pieces) {
        if (piece.empty()) continue;
        if (at != 0) append(" or ");
        append(piece);
    }
    return made;
}();

}  // namespace detail
}  // namespace trotline
#endif
