// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_PREFIXES_HPP
#define TROTLINE_MAPPING_PREFIXES_HPP

#include <trotline/core/bound_prefix.hpp>
#include <trotline/core/fixed_string.hpp>
#include <trotline/mapping/engine/prefixed_rows.hpp>
#include <trotline/mapping/engine/table.hpp>
#include <trotline/mapping/mapping.hpp>
#include <trotline/mapping/row.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

// Mappings whose prefixes stand for XML namespaces, whatever prefixes an answer has.
namespace trotline::inline TROTLINE_ABI {

// Before the rows of a mapping: prefixes, each followed by the URI of its namespace. They hold for
// all names in the mapping's paths and queries, and in the described classes that it reads. The
// empty prefix stands for elements without a prefix. If an answer is XML, Namespaces in XML 1.0 is
// checked, too. If it is not, prefixes are parts of names as always.
//
//   using order_rows = tl::mapping<order,
//       tl::prefixes<"s", "http://schemas.xmlsoap.org/soap/envelope/", "o", "urn:orders">,
//       tl::row<"s:Envelope.s:Body.o:order.o:id", &order::id>>;
template <fixed_string... PrefixesAndUris> struct prefixes {
    static_assert(sizeof...(PrefixesAndUris) != 0 && sizeof...(PrefixesAndUris) % 2 == 0,
                  "write each prefix and the URI of its namespace: prefixes<\"a\", \"urn:a\">");

    static constexpr auto list = [] {
        std::array<std::string_view, sizeof...(PrefixesAndUris)> const texts{
            detail::text_of<PrefixesAndUris>...};
        std::array<bound_prefix, texts.size() / 2> made;
        for (std::size_t i = 0; i != made.size(); ++i) made[i] = {texts[2 * i], texts[2 * i + 1]};
        return made;
    }();
};

namespace detail {

// A list of rows with bound prefixes.
template <class Prefixes, class... Rows> struct prefixed_list : row_list<Rows...> {
    struct table : row_list<Rows...>::table {
        static constexpr trotline::detail::table value = [] {
            trotline::detail::table made = row_list<Rows...>::table::value;
            made.prefixes = Prefixes::list;
            return made;
        }();
    };
};
template <class Prefixes, class... Rows> struct rows_reader<prefixed_list<Prefixes, Rows...>> {
    using type = prefixed_rows<reader_of<row_list<Rows...>>>;
};

template <class Prefixes> constexpr bool can_be_bound() {
    for (std::size_t i = 0; i != Prefixes::list.size(); ++i)
        if (!wrong_prefix(Prefixes::list, i).empty()) return false;
    return true;
}

template <class Row, class Prefixes> constexpr bool has_bound_names();
template <class Prefixes, class... Rows> constexpr bool have_bound_names(row_list<Rows...>*) {
    return (has_bound_names<Rows, Prefixes>() && ...);
}
template <class Row, class Prefixes> constexpr bool has_bound_names() {
    if constexpr (requires { typename Row::element_rows; })
        if (!have_bound_names<Prefixes>(static_cast<typename Row::element_rows*>(nullptr)))
            return false;
    if constexpr (Row::source == row_source::query)
        return unbound_prefix(*Row::selection.query, Prefixes::list).empty();
    if constexpr (Row::source == row_source::document) {
        if (Row::otherwise != nullptr)
            for (std::size_t i = 0; i != Row::otherwise->count; ++i)
                if (!unbound_prefix(*Row::otherwise->paths[i], Prefixes::list).empty())
                    return false;
        return unbound_prefix(Row::path.value, Prefixes::list).empty();
    }
    return true;
}
// What the rows' own checks have found, or the first row with a prefix that is not bound.
template <class Prefixes, class... Rows>
constexpr row_verdict verdict_with_prefixes(row_verdict own) {
    static_assert(can_be_bound<Prefixes>(),
                  "a prefix is a name without a colon, not xml or xmlns, has a namespace that is "
                  "not empty, and is there once");
    if (own.problem != row_problem::none) return own;
    std::array<bool, sizeof...(Rows) + 1> const bound{has_bound_names<Rows, Prefixes>()..., true};
    for (std::size_t r = 0; r != sizeof...(Rows); ++r)
        if (!bound[r]) return {row_problem::prefix_is_not_bound_add_it_to_prefixes, r};
    return own;
}

template <class T, fixed_string... Texts, class... Rows>
struct mapping_traits<mapping<T, prefixes<Texts...>, Rows...>> {
    static constexpr row_verdict verdict = verdict_with_prefixes<prefixes<Texts...>, Rows...>(
        mapping_traits<mapping<T, Rows...>>::verdict);
    using rows = prefixed_list<prefixes<Texts...>, Rows...>;
};
template <fixed_string... Texts, class... Rows>
struct mapping_traits<parameters_from<prefixes<Texts...>, Rows...>> {
    static constexpr row_verdict verdict = verdict_with_prefixes<prefixes<Texts...>, Rows...>(
        mapping_traits<parameters_from<Rows...>>::verdict);
    using rows = prefixed_list<prefixes<Texts...>, Rows...>;
};

// The prefixes of both hold for all rows of a call.
template <class Prefixes, class... Rows, class... More>
struct both_lists<prefixed_list<Prefixes, Rows...>, row_list<More...>> {
    using type = prefixed_list<Prefixes, Rows..., More...>;
};
template <class... Rows, class Prefixes, class... More>
struct both_lists<row_list<Rows...>, prefixed_list<Prefixes, More...>> {
    using type = prefixed_list<Prefixes, Rows..., More...>;
};
template <class Prefixes, class... Rows, class... More>
struct both_lists<prefixed_list<Prefixes, Rows...>, prefixed_list<Prefixes, More...>> {
    using type = prefixed_list<Prefixes, Rows..., More...>;
};
template <fixed_string... A, class... Rows, fixed_string... B, class... More>
struct both_lists<prefixed_list<prefixes<A...>, Rows...>, prefixed_list<prefixes<B...>, More...>> {
    static_assert(can_be_bound<prefixes<A..., B...>>(),
                  "the mapping and the parameters of one call bind a prefix twice");
    using type = prefixed_list<prefixes<A..., B...>, Rows..., More...>;
};

}  // namespace detail
}  // namespace trotline
#endif
