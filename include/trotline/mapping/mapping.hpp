// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_MAPPING_HPP
#define TROTLINE_MAPPING_MAPPING_HPP

#include <trotline/core/described.hpp>
#include <trotline/mapping/prefix_tree.hpp>
#include <trotline/mapping/row.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <string_view>
#include <tuple>
#include <type_traits>

// Literal mappings: rows put together, and everything that can be wrong with them found where they are written.
namespace trotline {

namespace detail {

constexpr bool is_prefix(object_path const& a, object_path const& b) {
    if (a.size() > b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (a[i] != b[i]) return false;
    return true;
}

// Rows are counted from 0, in the order in which they are written.
template <std::size_t Row, class R, class T> struct checked_member_row {
    static_assert(R::is_member || R::is_condition,
                  "a row of a mapping lands in a member (&T::name): rows into parameters go into parameters_from");
    static_assert(!R::is_member || std::is_base_of_v<typename R::class_type, T> || std::is_void_v<typename R::class_type>,
                  "a row's member belongs to another class than the mapping's");
    static consteval bool described() {
        if constexpr (R::is_member && std::is_base_of_v<typename R::class_type, T>)
            return place_of_member<T, R::to.member> != member_count<T>;
        else
            return true;
    }
    static_assert(described(), "a row's member is not described: add it to the list of members in BOOST_DESCRIBE_STRUCT");
    static_assert(!std::is_pointer_v<typename R::type>,
                  "a row cannot land in a pointer, nobody would own what it points to: use a value or std::optional");
    static consteval bool holds() {
        if constexpr (R::is_member && !std::is_pointer_v<typename R::type>)
            return readable<typename R::type>;
        else
            return true;
    }
    static_assert(holds(),
                  "a row's member has a type that cannot take a value: use a scalar, std::string, std::string_view, std::optional, "
                  "a vector, an "
                  "array, a map with string keys, a described class or a described enumeration");
    static constexpr bool good = true;
};

template <std::size_t Row, class R> struct checked_parameter_row {
    static_assert(!R::is_member,
                  "a row of parameters_from lands in a parameter (\"NAME\"): rows into members go into mapping<T, ...>");
    static constexpr bool good = true;
};

template <std::size_t A, std::size_t B, class R, class S> struct checked_pair {
    static consteval bool same_destination() {
        if constexpr (R::is_condition || S::is_condition || R::is_member != S::is_member)
            return false;
        else if constexpr (R::is_member)
            return same_member(R::to.member, S::to.member);
        else
            return R::to.parameter.view() == S::to.parameter.view();
    }
    static_assert(!same_destination(), "two rows land in the same place: remove one of them");
    static consteval bool below_scalar() {
        if constexpr (R::takes_scalar && R::source == row_source::document && S::source == row_source::document)
            return R::path.value.size() < S::path.value.size() && is_prefix(R::path.value, S::path.value);
        else
            return false;
    }
    static_assert(!below_scalar(), "a row stands below a row that takes a scalar: both cannot be found in one answer");
    static constexpr bool good = true;
};

template <class... Rows> struct checked_pairs {
    template <std::size_t A, std::size_t... B> static consteval bool with(std::index_sequence<B...>) {
        using all = std::tuple<Rows...>;
        return (... &&
                (A == B || checked_pair<A, B, std::tuple_element_t<A, all>,
                                        std::conditional_t<A == B, condition<"$", true>, std::tuple_element_t<B, all>>>::good));
    }
    static constexpr bool good = []<std::size_t... A>(std::index_sequence<A...> all) { return (... && with<A>(all)); }
    (std::index_sequence_for<Rows...>{});
};

template <class Row> constexpr object_path const* path_of() {
    if constexpr (Row::source == row_source::document)
        return &Row::path.value;
    else
        return nullptr;
}

// What the walk and its landing know of a list of rows.
template <class... Rows> struct row_list {
    static constexpr std::size_t size = sizeof...(Rows);
    template <std::size_t I> using at = std::tuple_element_t<I, std::tuple<Rows...>>;

    // Null for a row that takes nothing from the document.
    static constexpr std::array<object_path const*, size> paths{path_of<Rows>()...};
    static constexpr object_path const& path(std::size_t row) { return *paths[row]; }

    static constexpr auto document_rows = [] {
        std::array<std::uint16_t, (std::size_t{0} + ... + (Rows::source == row_source::document))> rows{};
        std::size_t next = 0;
        for (std::size_t row = 0; row < size; ++row)
            if (paths[row] != nullptr) rows[next++] = static_cast<std::uint16_t>(row);
        return rows;
    }();
    static constexpr std::size_t most_nodes = [] {
        std::size_t most = 1;
        for (std::size_t const row : document_rows) most += path(row).size();
        return most;
    }();
    static constexpr auto tree = [] {
        literal_prefix_tree<most_nodes, document_rows.size()> built{
            [](std::size_t i) -> object_path const& { return path(document_rows[i]); }};
        for (std::uint16_t& row : built.row_order) row = document_rows[row];
        return built;
    }();

    static constexpr row_description const& description(std::size_t row) {
        static_assert(size != 0);
        return descriptions[row];
    }
    static constexpr std::array<row_description, size> descriptions{
        row_description{Rows::source_name(), Rows::destination_name(), !has(Rows::options, row_option::optional)}...};

    // Which rows land in parameters, how many, and which place among them a row has.
    static constexpr bool is_parameter(std::size_t row) {
        constexpr std::array<bool, size> all{(!Rows::is_member && !Rows::is_condition)...};
        return all[row];
    }
    static constexpr std::size_t parameters = (std::size_t{0} + ... + (!Rows::is_member && !Rows::is_condition));
    static constexpr std::size_t parameter_place(std::size_t row) {
        std::size_t place = 0;
        for (std::size_t r = 0; r < row; ++r) place += is_parameter(r);
        return place;
    }
};

}  // namespace detail

// Rows that land in members of T, a described class; conditions may stand among them.
template <class T, class... Rows> struct mapping {
    static_assert(described_class<T>,
                  "the class of a mapping is not described: write BOOST_DESCRIBE_STRUCT(type, (bases), (members)) after it");
    static_assert(std::default_initializable<T>, "the class of a mapping needs a default constructor");
    static constexpr bool good = []<std::size_t... I>(std::index_sequence<I...>) {
        if constexpr (described_class<T>)
            return (true && ... && detail::checked_member_row<I, Rows, T>::good) && detail::checked_pairs<Rows...>::good;
        else
            return false;
    }
    (std::index_sequence_for<Rows...>{});
    using type = T;
};

// Rows that land in parameters; conditions may stand among them.
template <class... Rows> struct parameters_from {
    static constexpr bool good = []<std::size_t... I>(std::index_sequence<I...>) {
        return (true && ... && detail::checked_parameter_row<I, Rows>::good) && detail::checked_pairs<Rows...>::good;
    }
    (std::index_sequence_for<Rows...>{});
    using type = void;
};

namespace detail {

template <class... Mappings> struct joined;
template <class T, class... Rows> struct joined<mapping<T, Rows...>> {
    static_assert(mapping<T, Rows...>::good);
    using type = T;
    using rows = row_list<Rows...>;
};
template <class... Rows> struct joined<parameters_from<Rows...>> {
    static_assert(parameters_from<Rows...>::good);
    using type = void;
    using rows = row_list<Rows...>;
};
template <class T, class... Rows, class... More, class... Rest>
struct joined<mapping<T, Rows...>, parameters_from<More...>, Rest...> {
    static_assert(mapping<T, Rows...>::good && parameters_from<More...>::good && sizeof...(Rest) == 0,
                  "a call takes one mapping and one parameters_from at most");
    using type = T;
    using rows = row_list<Rows..., More...>;
};
template <> struct joined<> {
    using type = void;
    using rows = row_list<>;
};

}  // namespace detail
}  // namespace trotline
#endif
