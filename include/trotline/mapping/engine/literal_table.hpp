// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ENGINE_LITERAL_TABLE_HPP
#define TROTLINE_MAPPING_ENGINE_LITERAL_TABLE_HPP

#include <trotline/core/error.hpp>
#include <trotline/core/wanted_names.hpp>
#include <trotline/mapping/engine/binding.hpp>
#include <trotline/mapping/engine/class_table.hpp>
#include <trotline/mapping/engine/condition.hpp>
#include <trotline/mapping/engine/expected.hpp>
#include <trotline/mapping/engine/table.hpp>
#include <trotline/mapping/engine/tree.hpp>
#include <trotline/mapping/row.hpp>
#include <trotline/path/object_path.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>

// The table of literal rows. It consists of constants, so a mapping costs no instructions.
namespace trotline::inline TROTLINE_ABI::detail {

template <auto Allowed> constexpr allowed_scalar allowed_scalar_of() {
    allowed_scalar made;
    if constexpr (requires { Allowed.text; }) {
        made.is = allowed_scalar::type::text;
        made.text = Allowed.text.view();
    } else if constexpr (std::is_same_v<std::remove_cvref_t<decltype(Allowed.scalar)>, bool>) {
        made.is = allowed_scalar::type::boolean;
        made.boolean = Allowed.scalar;
    } else {
        made.is = allowed_scalar::type::integer;
        made.integer.negative = Allowed.scalar < 0;
        auto const magnitude = static_cast<std::uint64_t>(Allowed.scalar);
        made.integer.magnitude = Allowed.scalar < 0 ? 0 - magnitude : magnitude;
    }
    return made;
}

// What a condition expects, as text: `"done" or "pending"`.
template <expected_value... Allowed>
inline constexpr auto expected_of_condition = [] {
    short_text<200> text;
    auto const append = [&](allowed_scalar const& allowed) {
        if (!text.empty()) text.append(" or ");
        if (allowed.is == allowed_scalar::type::text) {
            text.append("\"");
            text.append(allowed.text);
            text.append("\"");
        } else if (allowed.is == allowed_scalar::type::boolean) {
            text.append(allowed.boolean ? "true" : "false");
        } else {
            if (allowed.integer.negative) text.append("-");
            append_integer(text, allowed.integer.magnitude);
        }
    };
    (append(allowed_scalar_of<Allowed>()), ...);
    return text;
}();

template <expected_value... Allowed> struct literal_condition {
    static constexpr std::array<allowed_scalar, sizeof...(Allowed)> allowed{
        allowed_scalar_of<Allowed>()...};
    static constexpr row_condition value{allowed.data(), allowed.size(),
                                         expected_of_condition<Allowed...>.view()};
};
template <binding const* Changed, expected_value... Allowed>
inline constexpr row_condition changed_condition{
    literal_condition<Allowed...>::value.allowed, literal_condition<Allowed...>::value.count,
    literal_condition<Allowed...>::value.expected, Changed};
template <fixed_string Path, expected_value... Allowed>
constexpr row_condition const* condition_of(condition<Path, Allowed...>*) {
    if constexpr (compares_changed_value<condition<Path, Allowed...>>)
        return &changed_condition<condition<Path, Allowed...>::changed, Allowed...>;
    else
        return &literal_condition<Allowed...>::value;
}
template <int... Allowed>
constexpr row_condition const* condition_of(status_condition<Allowed...>*) {
    return &literal_condition<expected_value(Allowed)...>::value;
}
constexpr row_condition const* condition_of(void*) { return nullptr; }

template <class Row> constexpr table_row row_of(std::size_t number) {
    table_row made;
    if constexpr (!Row::is_condition) {
        made.type = &bound<typename Row::type, typename Row::form>::value;
    }
    made.required = condition_of(static_cast<Row*>(nullptr));
    made.has_condition = Row::is_condition;
    if constexpr (Row::source == row_source::query) made.query = &Row::selection;
    made.otherwise = Row::otherwise;
    made.options = Row::options;
    made.source = Row::source;
    made.number = static_cast<std::uint16_t>(number);
    made.is_parameter = !Row::is_member && !Row::is_condition;
    made.null_is_left_out = leaves_null_out(Row::options);
    return made;
}

// The table of several rows. Path(row) is null for a row that reads nothing from the document.
template <class... Rows> struct literal_table {
    static constexpr std::size_t size = sizeof...(Rows);
    static constexpr std::array<object_path const*, size> paths{path_of<Rows>()...};

    static constexpr std::size_t document_rows =
        (std::size_t{0} + ... + (Rows::source == row_source::document));

  private:
    static constexpr std::size_t room = (std::size_t{1} + ... + segments_of<Rows>());

    // With more room than needed; used only by the compiler.
    struct draft {
        std::array<node, room> nodes{};
        std::array<path::segment, room> steps{};
        std::array<std::uint16_t, size> order{};  // the rows, in the order of the table
        std::size_t node_count = 0, name_bytes = 0;
        bool has_indexes = false, takes_siblings = false;

        constexpr draft() {
            std::array<std::uint16_t, size> from{};  // rows from the document
            std::size_t next = 0, last = document_rows;
            constexpr std::array<bool, size + 1> is_from_document{
                (Rows::source == row_source::document)..., false};
            for (std::size_t r = 0; r != size; ++r)
                if (is_from_document[r])
                    from[next++] = static_cast<std::uint16_t>(r);
                else
                    order[last++] = static_cast<std::uint16_t>(r);
            std::array<std::uint16_t, size> in_tree{}, waiting{};
            node_count = build_tree(
                [&](std::size_t i) -> object_path const& { return *paths[from[i]]; }, nodes, steps,
                std::span(in_tree).first(document_rows), std::span(waiting).first(document_rows));
            for (std::size_t i = 0; i != document_rows; ++i) order[i] = from[in_tree[i]];
            for (std::size_t n = 1; n != node_count; ++n) {
                name_bytes += steps[n].name.size();
                has_indexes |= steps[n].is_index;
            }
            ((takes_siblings |=
              trotline::detail::takes_siblings<typename Rows::type, typename Rows::form>()),
             ...);
        }
    };
    static constexpr draft drafted{};

    // The names, one after the other.
    static constexpr auto text = [] {
        std::array<char, drafted.name_bytes + 1> made{};
        std::size_t at = 0;
        for (std::size_t n = 1; n != drafted.node_count; ++n)
            for (char const c : drafted.steps[n].name) made[at++] = c;
        return made;
    }();
    static constexpr auto names = [] {
        std::array<wanted_name, drafted.node_count> made{};
        std::size_t at = 0;
        for (std::size_t n = 1; n != drafted.node_count; ++n) {
            std::size_t const bytes = drafted.steps[n].name.size();
            made[n] = wanted_name(std::string_view(text.data() + at, bytes));
            at += bytes;
        }
        return made;
    }();
    static constexpr name_tails tails = [] {
        name_tails made;
        for (std::size_t n = 1; n != drafted.node_count; ++n) made.add(n - 1, names[n].view());
        return made;
    }();
    static constexpr auto rows = []<std::size_t... I>(std::index_sequence<I...>) {
        std::array<table_row, size + 1> const given{row_of<Rows>(I)...};
        std::array<table_row, size + 1> made{};
        for (std::size_t r = 0; r != size; ++r) made[r] = given[drafted.order[r]];
        return made;
    }
    (std::index_sequence_for<Rows...>{});
    static constexpr auto nodes = [] {
        std::array<node, drafted.node_count> made{};
        for (std::size_t n = 0; n != made.size(); ++n) {
            made[n] = drafted.nodes[n];
            made[n].set_form(rows.data());
        }
        return made;
    }();
    static constexpr std::array<row_description, size + 1> descriptions{
        row_description{Rows::source_name(), Rows::destination_name(),
                        !has(Rows::options, row_option::optional)}...};

  public:
    static constexpr bool has_indexes = drafted.has_indexes;
    static constexpr bool has_queries = (... || (Rows::source == row_source::query));
    static constexpr table value{nodes.data(),
                                 names.data(),
                                 rows.data(),
                                 descriptions.data(),
                                 has_indexes ? nullptr : &tails,
                                 static_cast<std::uint16_t>(nodes.size()),
                                 static_cast<std::uint16_t>(size),
                                 static_cast<std::uint16_t>(document_rows),
                                 tree_facts(nodes).leaves,
                                 has_queries,
                                 drafted.has_indexes || drafted.takes_siblings};

    // The index in the table of each row of the mapping.
    static constexpr auto places = [] {
        std::array<std::uint16_t, size + 1> made{};
        for (std::size_t r = 0; r != size; ++r)
            made[drafted.order[r]] = static_cast<std::uint16_t>(r);
        return made;
    }();
    static constexpr row_description const& description(std::size_t row) {
        return descriptions[row];
    }
};

}  // namespace trotline::detail
#endif
