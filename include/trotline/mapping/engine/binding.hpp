// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ENGINE_BINDING_HPP
#define TROTLINE_MAPPING_ENGINE_BINDING_HPP

#include <trotline/core/conversion.hpp>
#include <trotline/core/described.hpp>
#include <trotline/core/one_or_many.hpp>
#include <trotline/core/scalar.hpp>
#include <trotline/json/number.hpp>
#include <trotline/mapping/engine/container_functions.hpp>
#include <trotline/mapping/engine/expected.hpp>
#include <trotline/mapping/readable.hpp>
#include <trotline/parameter_store/value.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

// How a C++ type is read, as data: a constant for each type, which every mapping shares. One piece
// of code follows it, the reader (reader.hpp). User-defined types add a few small functions;
// everything else is the same code for all types.
namespace trotline::inline TROTLINE_ABI {
class row_log;
}

namespace trotline::inline TROTLINE_ABI::detail {

enum class landing : unsigned char {
    other,    // not a value that is read at once
    integer,  // of `size` bytes, in `range`
    boolean,
    double_precision,
    text,  // std::string
    view,  // std::string_view
    single_precision,
    other_text,  // a string of another allocator: text_functions
    raw_text,
    raw_view,
    number,  // number
    number_view,
    parameter,    // value
    converted,    // conversion_functions
    enumeration,  // enumeration_functions
    optional,     // optional_functions
    list,         // list_functions
    array,        // array_extent
    tuple,        // tuple_functions
    map,          // map_functions
    variant,      // variant_functions
    nothing,      // std::monostate
    object        // object_functions
};

struct binding {
    landing how = landing::other;
    std::uint8_t size = 0;
    // takes several siblings with one name, in formats that write lists so
    bool takes_siblings = false;
    // an empty text counts as null, if the format does not mark its type
    bool empty_is_null = false;
    bool takes_one = false;  // a list that takes a single value in place of an array
    json::integer_range range{};
    std::string_view expected{};      // for messages: what would be valid
    void const* functions = nullptr;  // those of `how`
    binding const* inner = nullptr;   // of the value inside
};

struct text_functions {
    void (*clear)(void* text);
    void (*append)(void* text, std::string_view piece);
};
template <string_target T>
inline constexpr text_functions text_functions_of{
    [](void* text) { static_cast<T*>(text)->clear(); },
    [](void* text, std::string_view piece) { static_cast<T*>(text)->append(piece); }};

struct enumeration_functions {
    std::string_view const* names;
    integer_value const* codes;  // if enumerators are read as numbers; otherwise null
    std::size_t count;
    std::size_t otherwise;  // the place for all other names or numbers; `count`: there is none
    void (*set)(void* to, std::size_t place);
};
template <described_enum E>
inline constexpr auto enumerator_codes = [] {
    std::array<integer_value, values_of_enumerators<E>.size()> codes{};
    for (std::size_t i = 0; i != codes.size(); ++i) {
        auto const value = static_cast<std::underlying_type_t<E>>(values_of_enumerators<E>[i]);
        auto const bits = static_cast<std::uint64_t>(value);
        codes[i].negative = std::is_signed_v<std::underlying_type_t<E>> && value < 0;
        codes[i].magnitude = codes[i].negative ? 0 - bits : bits;
    }
    return codes;
}();
template <described_enum E>
inline constexpr enumeration_functions enumeration_functions_of{
    names_of_enumerators<E>.data(),
    enumerators_are_integers<E> ? enumerator_codes<E>.data() : nullptr,
    names_of_enumerators<E>.size(), place_of_other_enumerators<E>(),
    [](void* to, std::size_t place) { *static_cast<E*>(to) = values_of_enumerators<E>[place]; }};

// A type that is made from another one: core/conversion.hpp.
struct conversion_functions {
    // Reads from a text or the digits of a number; null: reads from a value of the inner type.
    refusal (*read_text)(void* to, std::string_view text);
    // use(context, wire) reads a value of the inner type into `wire` and returns true on success;
    // then the value is converted. Returns what `use` returned.
    bool (*read)(void* to, bool (*use)(void* context, void* wire), void* context, refusal& why);
    // Like read_text, for a function that logs its failure itself, except for the offset; otherwise
    // null. It gets these functions, which may be a part of something larger.
    bool (*read_noting)(conversion_functions const& self, void* to, std::string_view text,
                        row_log& log, bool coerce);
    bool digits;  // reads the digits of a number only
    bool keeps_blanks;
};
// Reads from a text or the digits of a number. (A comparison of its function with null says the
// same, but is no constant for the sanitizers of g++ 12.)
template <class T, class Form>
inline constexpr bool converts_text = std::same_as<wire_type<T, Form>, std::string_view> ||
                                      std::same_as<wire_type<T, Form>, number_view>;
template <class T, class Form> constexpr conversion_functions make_conversion_functions() {
    using wire = wire_type<T, Form>;
    using from = conversion<T, Form>;
    conversion_functions made{nullptr, nullptr, nullptr, std::same_as<wire, number_view>, false};
    if constexpr (requires(row_log & log, T & to) { from::read_noting({}, to, log, false); })
        made.read_noting = [](conversion_functions const&, void* to, std::string_view text,
                              row_log& log, bool coerce) {
            return from::read_noting(text, *static_cast<T*>(to), log, coerce);
        };
    if constexpr (requires { from::keeps_blanks; }) made.keeps_blanks = from::keeps_blanks;
    if constexpr (converts_text<T, Form>)
        made.read_text = [](void* to, std::string_view text) {
            return from::read(wire{text}, *static_cast<T*>(to));
        };
    else
        made.read = [](void* to, bool (*use)(void*, void*), void* context, refusal& why) {
            wire landed{};
            bool const has_landed = use(context, &landed);
            if (has_landed) why = from::read(landed, *static_cast<T*>(to));
            return has_landed;
        };
    return made;
}
template <class T, class Form>
inline constexpr conversion_functions conversion_functions_of =
    make_conversion_functions<T, Form>();

// What takes several siblings of one name, where lists are written so.
template <class T, class Form = void> constexpr bool takes_siblings() {
    if constexpr (readable_by_conversion<T, Form>)
        return false;
    else if constexpr (optional_target<T>)
        return takes_siblings<inner_type<T>, Form>();
    else
        return list_target<T> || array_target<T> || tuple_target<T>;
}

// Of what a text without a type of its own counts as null if it is empty.
template <class T, class Form> constexpr bool empty_is_null() {
    if constexpr (readable_by_conversion<T, Form>)
        return !conversion_functions_of<T, Form>.keeps_blanks &&
               (converts_text<T, Form> || empty_is_null<wire_type<T, Form>, void>());
    else if constexpr (optional_target<T>)
        return empty_is_null<inner_type<T>, Form>();
    else
        return std::same_as<T, bool> || integer_target<T> || floating_target<T> ||
               number_target<T> || described_enum<T>;
}

template <class T, class Form> constexpr binding make_binding() {
    binding made;
    if constexpr (readable_by_conversion<T, Form>) {
        made.how = landing::converted;
        made.functions = &conversion_functions_of<T, Form>;
        made.inner = &bound<wire_type<T, Form>>::value;
        made.empty_is_null = empty_is_null<T, Form>();
        return made;
    } else if constexpr (std::same_as<T, bool>) {
        made.how = landing::boolean;
    } else if constexpr (integer_target<T>) {
        made.how = landing::integer;
        made.size = sizeof(T);
        made.range = json::range_of<T>;
        made.expected = expected_integer<T>.view();
    } else if constexpr (std::same_as<T, double>) {
        made.how = landing::double_precision;
    } else if constexpr (std::same_as<T, float>) {
        made.how = landing::single_precision;
    } else if constexpr (std::same_as<T, std::string>) {
        made.how = landing::text;
    } else if constexpr (std::same_as<T, std::string_view>) {
        made.how = landing::view;
    } else if constexpr (string_target<T>) {
        made.how = landing::other_text;
        made.functions = &text_functions_of<T>;
    } else if constexpr (std::same_as<T, raw_text>) {
        made.how = landing::raw_text;
    } else if constexpr (std::same_as<T, raw_view>) {
        made.how = landing::raw_view;
    } else if constexpr (std::same_as<T, number>) {
        made.how = landing::number;
    } else if constexpr (std::same_as<T, number_view>) {
        made.how = landing::number_view;
    } else if constexpr (std::same_as<T, value>) {
        made.how = landing::parameter;
    } else if constexpr (described_enum<T>) {
        made.how = landing::enumeration;
        made.functions = &enumeration_functions_of<T>;
        made.expected = expected_enumerator<T>.view();
    } else if constexpr (optional_target<T>) {
        made.how = landing::optional;
        made.functions = &optional_functions_of<T>;
    } else if constexpr (array_target<T>) {
        made.how = landing::array;
        made.functions = &array_extent_of<T>;
        made.expected = expected_elements<std::tuple_size_v<T>>.view();
    } else if constexpr (map_target<T>) {
        made.how = landing::map;
        made.functions = &map_functions_of<T>;
    } else if constexpr (list_target<T>) {
        made.how = landing::list;
        made.functions = &list_functions_of<T>;
        made.takes_one = takes_one<T>;
    } else if constexpr (tuple_target<T>) {
        made.how = landing::tuple;
        made.functions = &tuple_elements<T, Form>::functions;
        made.expected = expected_elements<std::tuple_size_v<T>>.view();
    } else if constexpr (variant_target<T>) {
        made.how = landing::variant;
        made.functions = &variant_alternatives<T, Form>::functions;
        made.expected = "a value that fits one of the variant's alternatives";
    } else if constexpr (std::same_as<T, std::monostate>) {
        made.how = landing::nothing;
        made.expected = "null";
    } else {
        static_assert(described_class<T>);
        made.how = landing::object;
        made.functions = &class_table<T>::functions;
    }
    if constexpr (!std::is_void_v<inner_type<T>>) made.inner = &bound<inner_type<T>, Form>::value;
    made.takes_siblings = takes_siblings<T, Form>();
    made.empty_is_null = empty_is_null<T, Form>();
    return made;
}

template <class T, class Form> struct bound {
    static constexpr binding value = make_binding<T, Form>();
};

template <class Functions> Functions const& functions_of(binding const& b) {
    return *static_cast<Functions const*>(b.functions);
}

}  // namespace trotline::detail
#endif
