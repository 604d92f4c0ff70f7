// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ENGINE_CONTAINER_FUNCTIONS_HPP
#define TROTLINE_MAPPING_ENGINE_CONTAINER_FUNCTIONS_HPP

#include <trotline/core/conversion.hpp>
#include <trotline/core/described.hpp>
#include <trotline/core/error.hpp>
#include <trotline/core/nullable.hpp>
#include <trotline/core/variant_tag.hpp>
#include <trotline/json/number.hpp>
#include <trotline/mapping/engine/expected.hpp>
#include <trotline/mapping/readable.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

// The small functions that know the type of a container: optionals, lists, maps, tuples, variants,
// described classes. The reader calls them through pointers.
namespace trotline::inline TROTLINE_ABI::detail {

struct binding;
// The binding of a type: bound<T>::value. Form: the type that a row or a member names with as<>.
template <class T, class Form = void> struct bound;

struct optional_functions {
    void* (*emplace)(void* optional);
    void* (*inside)(void* optional);  // null if the optional is empty
    void (*reset)(void* optional);
};
template <optional_target T>
inline constexpr optional_functions optional_functions_of{
    [](void* optional) -> void* { return &nullable<T>::emplace(*static_cast<T*>(optional)); },
    [](void* optional) -> void* { return nullable<T>::inside(*static_cast<T*>(optional)); },
    [](void* optional) { nullable<T>::reset(*static_cast<T*>(optional)); }};

// Reads a value into an element that exists only during the call, and then moves it into the
// container. use(context, element) reads it and returns true on success. Returns what `use`
// returned.
using element_user = bool (*)(void* context, void* element);

struct list_functions {
    void (*clear)(void* list);
    void* (*append)(void* list);  // adds an element and returns its address
    // instead, if elements have no address, or cannot change inside the container
    bool (*append_made)(void* list, element_user use, void* context);
};
template <list_target T> constexpr list_functions make_list_functions() {
    list_functions made{[](void* list) { static_cast<T*>(list)->clear(); }, nullptr, nullptr};
    using element = typename T::value_type;
    if constexpr (set_target<T>)
        made.append_made = [](void* list, element_user use, void* context) {
            element landed{};
            if (!use(context, &landed)) return false;
            static_cast<T*>(list)->insert(std::move(landed));
            return true;
        };
    else if constexpr (std::is_same_v<element&, typename T::reference>)
        made.append = [](void* list) -> void* { return &static_cast<T*>(list)->emplace_back(); };
    else
        made.append_made = [](void* list, element_user use, void* context) {
            element landed{};
            if (!use(context, &landed)) return false;
            static_cast<T*>(list)->push_back(landed);
            return true;
        };
    return made;
}
template <list_target T>
inline constexpr list_functions list_functions_of = make_list_functions<T>();

struct array_extent {
    std::size_t size, stride;  // number of elements; bytes from one to the next
};
template <class T> inline constexpr array_extent array_extent_of{};
template <class T, std::size_t N>
inline constexpr array_extent array_extent_of<std::array<T, N>>{N, sizeof(T)};

struct tuple_functions {
    std::size_t size;
    binding const* const* types;  // of the elements
    void* (*const* places)(void* tuple);
};
template <class T, class Form> struct tuple_elements;
template <template <class...> class Template, class... E, class Form>
struct tuple_elements<Template<E...>, Form> {
    using tuple = Template<E...>;
    static constexpr std::size_t size = sizeof...(E);
    static constexpr binding const* types[size + 1]{&bound<E, Form>::value..., nullptr};
    struct list {
        void* (*each[size + 1])(void*);
    };
    static constexpr list places = []<std::size_t... I>(std::index_sequence<I...>) {
        return list{
            {[](void* from) -> void* { return &std::get<I>(*static_cast<tuple*>(from)); }...,
             nullptr}};
    }
    (std::index_sequence_for<E...>{});
    static constexpr tuple_functions functions{size, types, places.each};
};

struct variant_functions {
    std::size_t size;
    binding const* const* types;  // of the alternatives
    void* (*const* emplace)(void* variant);
    std::string_view tag;            // the member that names the alternative; empty: no tag
    std::string_view const* names;   // its value for each alternative
    std::string_view expected_name;  // for messages
};
template <class T, class Form> struct variant_alternatives;
template <class... A, class Form> struct variant_alternatives<std::variant<A...>, Form> {
    using variant = std::variant<A...>;
    static constexpr std::size_t size = sizeof...(A);
    static constexpr binding const* types[size]{&bound<A, Form>::value...};
    struct list {
        void* (*each[size])(void*);
    };
    static constexpr list emplace = []<std::size_t... I>(std::index_sequence<I...>) {
        return list{{[](void* to) -> void* {
            return &static_cast<variant*>(to)->template emplace<I>();
        }...}};
    }
    (std::index_sequence_for<A...>{});
    static constexpr auto expected = [] {
        short_text<200> text("one of ");
        if constexpr (tagged_variant<variant>)
            for (std::size_t i = 0; i != size; ++i) {
                text.append(i == 0 ? "" : ", ");
                text.append(variant_tag<variant>::names[i]);
            }
        return text;
    }();
    static constexpr variant_functions functions = [] {
        variant_functions made{size, types, emplace.each, {}, nullptr, {}};
        if constexpr (tagged_variant<variant>) {
            made.tag = variant_tag<variant>::member;
            made.names = variant_tag<variant>::names;
            made.expected_name = expected.view();
        }
        return made;
    }();
};

// Makes a map's key from a member's name.
template <class K> refusal make_key(std::string_view name, K& key) {
    if constexpr (readable_by_conversion<K>) {
        return conversion<K>::read(name, key);
    } else if constexpr (string_target<K>) {
        key.assign(name);
    } else if constexpr (integer_target<K>) {
        if (json::to_integer(name, key) != json::number_status::exact)
            return refusal(expected_integer<K>.view());
    } else {
        std::underlying_type_t<K> code{};
        std::size_t const place = find_enumerator<K>([&](std::size_t i) {
            if constexpr (enumerators_are_integers<K>)
                return json::to_integer(name, code) == json::number_status::exact &&
                       values_of_enumerators<K>[i] == static_cast<K>(code);
            else
                return names_of_enumerators<K>[i] == name;
        });
        if (place == values_of_enumerators<K>.size()) return refusal(expected_enumerator<K>.view());
        key = values_of_enumerators<K>[place];
    }
    return {};
}

struct map_functions {
    void (*clear)(void* map);
    // the value of the entry with that name, which is new if `added`; null: the name is not a key,
    // and `why` says what a key would be
    void* (*insert)(void* map, std::string_view name, bool& added, refusal& why);
};
template <map_target T>
inline constexpr map_functions map_functions_of{
    [](void* map) { static_cast<T*>(map)->clear(); },
    [](void* map, std::string_view name, bool& added, refusal& why) -> void* {
        typename T::key_type key{};
        if (why = make_key(name, key); !why.empty()) return nullptr;
        auto const placed = static_cast<T*>(map)->try_emplace(std::move(key));
        added = placed.second;
        return &placed.first->second;
    }};

struct table;
struct row_places;
// Uses the rows of an object, whose states live as long as the call.
using rows_user = bool (*)(void* context, table const& members, row_places places);
struct object_functions {
    bool (*with_rows)(void* object, rows_user use, void* context);
    bool contains_itself;
};
template <described_class T> struct class_table;  // class_table.hpp

}  // namespace trotline::detail
#endif
