// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_MAP_HPP
#define TROTLINE_MAPPING_MAP_HPP

// First: what is wrong with a path is then said with the fewest lines.
#include <trotline/path/literal.hpp>

#include <trotline/core/open.hpp>
#include <trotline/core/result.hpp>
#include <trotline/json/format.hpp>
#include <trotline/mapping/engine/landing.hpp>
#include <trotline/mapping/engine/log.hpp>
#include <trotline/mapping/mapping.hpp>
#include <trotline/parameter_store/value.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

// Rows over a text, without any HTTP. The text is a view of exact length and must outlive
// string_view members. A format says how to read it: json::checked (default), json::on_demand,
// xml::checked.
// No allocation but those of the members themselves, and of parameters. Rows into a parameter
// store: mapping/map_into.hpp.
namespace trotline {

namespace detail {

template <class Rows> using parameter_values = std::array<value, Rows::parameters>;

// Members of an object, and parameters beside it.
template <class Rows, class T> struct object_target {
    T& object;
    [[no_unique_address]] parameter_values<Rows> parameters{};

    template <std::size_t Row> constexpr auto& at() {
        using row = typename Rows::template at<Row>;
        if constexpr (row::is_member)
            return object.*row::to.member;
        else
            return parameters[Rows::parameter_place(Row)];
    }
};

// Only parameters.
template <class Rows> struct object_target<Rows, void> {
    parameter_values<Rows> parameters{};

    template <std::size_t Row> constexpr auto& at() {
        return parameters[Rows::parameter_place(Row)];
    }
};

// Members that wait until everything is known to be well.
template <class Rows> struct staged_target;
template <class... Rows> struct staged_target<row_list<Rows...>> {
    using rows = row_list<Rows...>;
    template <class Row>
    using place = std::conditional_t<Row::is_member, typename Row::type, std::tuple<>>;
    static constexpr bool moves_without_throwing =
        (... && std::is_nothrow_move_assignable_v<place<Rows>>);
    std::tuple<place<Rows>...> staged{};
    [[no_unique_address]] parameter_values<rows> parameters{};

    template <std::size_t Row> constexpr auto& at() {
        if constexpr (rows::template at<Row>::is_member)
            return std::get<Row>(staged);
        else
            return parameters[rows::parameter_place(Row)];
    }
    // The members that landed.
    constexpr void move_into(auto& object, auto const& landing) noexcept {
        static_assert(
            moves_without_throwing,
            "a member whose move assignment may throw cannot be mapped in place: map by value");
        [&]<std::size_t... Row>(std::index_sequence<Row...>) {
            (move_member<Row>(object, landing), ...);
        }
        (std::index_sequence_for<Rows...>{});
    }

  private:
    template <std::size_t Row>
    constexpr void move_member(auto& object, auto const& landing) noexcept {
        using row = typename rows::template at<Row>;
        if constexpr (row::is_member)
            if (landing.has_landed(Row)) object.*row::to.member = std::move(std::get<Row>(staged));
    }
};

template <class Rows> using failure_of = mapping_failure<Rows::size>;
template <class Rows>
inline constexpr bool all_from_document = Rows::document_rows.size() == Rows::size;

// A function of its own, so that the result is made where it is returned: g++ 12 does that for the
// outermost scope only.
template <class Rows, class T, class Format>
[[gnu::always_inline]] constexpr result<T, failure_of<Rows>> map_rows(std::string_view text,
                                                                      Format const& format) {
    result<T, failure_of<Rows>> mapped{initial_value<T>(text)};
    failure_of<Rows> why;
    row_log log(why.storage());
    index_of<Format> index;
    auto const cursor = open_document(format, text, log.document(), index);
    if (log.document()) [[unlikely]] {
        why.take(log);
        mapped = why;
        return mapped;
    }
    object_target<Rows, T> target{*mapped};
    using tree = literal_tree<Rows::tree>;
    if (!land_in<Rows>(target, tree{}, typename tree::states{}, cursor, log)) [[unlikely]] {
        why.take(log);
        mapped = why;
    }
    return mapped;
}

}  // namespace detail

// The mapping's class with its rows' members, or why not.
//
//   auto todo = tl::map<todo_rows>(text);
//   if (todo) use(todo->title); else std::cerr << todo.error() << '\n';
// (Aligned as the kernels are: what else a program has would decide a quarter of its time.)
template <class Mapping, class Format = json::checked_format>
[[gnu::aligned(64)]] constexpr auto map(std::string_view text, Format const& format = {}) {
    static_assert(detail::checked_mapping<Mapping>::are_right,
                  "a row of this mapping is wrong: here is why, and which one, from 0 on");
    using rows = detail::rows_if_right<Mapping>;
    using type = typename Mapping::type;
    static_assert(
        detail::all_from_document<rows>,
        "a status, field or elapsed row needs the answer of a webhook: use a webhook node");
    static_assert(!std::is_void_v<typename Mapping::type>,
                  "parameters_from has no class to return: give a parameter store, "
                  "map_into<Mapping>(store, text) of mapping/map_into.hpp");
    // (Not the class that the first assertion refused: its constructors would be a page of errors
    // more.)
    if constexpr (std::default_initializable<type>)
        return detail::map_rows<rows, type>(text, format);
    else if constexpr (!std::is_void_v<type>)
        return result<type, detail::failure_of<rows>>(detail::failure_of<rows>());
}

// The same into an object that is there: all members or none. Members move without throwing, or the
// call does not compile.
template <class Mapping, class Format = json::checked_format>
constexpr auto map_into(typename Mapping::type& object, std::string_view text,
                        Format const& format = {}) {
    static_assert(detail::checked_mapping<Mapping>::are_right,
                  "a row of this mapping is wrong: here is why, and which one, from 0 on");
    using rows = detail::rows_if_right<Mapping>;
    static_assert(
        detail::all_from_document<rows>,
        "a status, field or elapsed row needs the answer of a webhook: use a webhook node");
    static_assert(
        detail::staged_target<rows>::moves_without_throwing,
        "a member whose move assignment may throw cannot be mapped in place: map by value");
    result<void, detail::failure_of<rows>> done;
    detail::failure_of<rows> why;
    row_log log(why.storage());
    detail::index_of<Format> index;
    auto const cursor = detail::open_document(format, text, log.document(), index);
    if (log.document()) {
        why.take(log);
        done = why;
        return done;
    }
    detail::staged_target<rows> target;
    detail::landing<rows, decltype(target)> landing(target, log);
    if (!detail::land(cursor, landing, log)) {
        why.take(log);
        done = why;
        return done;
    }
    if constexpr (target.moves_without_throwing) target.move_into(object, landing);
    return done;
}

}  // namespace trotline
#endif
