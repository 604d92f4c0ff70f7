// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ENGINE_TABLE_HPP
#define TROTLINE_MAPPING_ENGINE_TABLE_HPP

#include <trotline/core/bound_prefix.hpp>
#include <trotline/core/error.hpp>
#include <trotline/core/wanted_names.hpp>
#include <trotline/mapping/engine/binding.hpp>
#include <trotline/mapping/engine/condition.hpp>
#include <trotline/mapping/engine/fallback.hpp>
#include <trotline/mapping/row_option.hpp>
#include <trotline/path/segment.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

// A mapping as data: the rows' paths as one prefix tree, and for each row what it takes. Literal
// mappings are constants of this form, those of run time are built once, and a described class also
// has one, in which its members are rows below the root. One walk (walk.hpp) reads them all.
namespace trotline::inline TROTLINE_ABI {
class object_query;
}

namespace trotline::inline TROTLINE_ABI::detail {

// One segment of one or several rows' paths. The children of a node are neighbours: first those by
// name, in the order of the rows, then those by index from the start, ascending, then those from
// the end, ascending. The rows that end at a node are neighbours, too.
struct table_row;
struct node {
    std::uint64_t sizes = 0, last_bytes = 0;  // of the children's names: see wanted_names
    std::int64_t index = 0;                   // for a node by index
    std::uint16_t first_child = 0, names = 0, indexes = 0, indexes_from_end = 0;
    std::uint16_t first_row = 0, rows = 0;
    std::uint16_t parent = 0;
    bool is_index = false;
    // what a walk does at its value: see walk.hpp
    enum class form : unsigned char { leaf, object, other } form = form::leaf;
    // for a leaf's row: how its value is read at once, and its type
    landing plain = landing::other;
    binding const* type = nullptr;

    constexpr std::size_t children() const {
        return std::size_t{names} + indexes + indexes_from_end;
    }
    // Call it after everything else is set. `own_rows`: those of the whole table. leaf: one row,
    // nothing below; object: only names below.
    constexpr void set_form(table_row const* own_rows);
};

// A row, in the order of the tree. Rows that read nothing from the document come last.
struct row_query;
struct table_row {
    binding const* type = nullptr;            // null: a condition, which stores nothing
    row_condition const* required = nullptr;  // null: any value
    row_query const* query = nullptr;         // for a row whose source is a query
    row_fallback const* otherwise = nullptr;  // null: none
    row_option options = row_option::none;
    row_source source = row_source::document;
    std::uint16_t number = 0;       // its index in the mapping
    bool null_is_left_out = false;  // null counts as found, and nothing is written
    bool is_parameter = false;  // its destination is a parameter, whose name is in its description
    // `required` is not null. (With the sanitizers of g++ 12, the address of a constant is not
    // known to be other than null while it compiles: its bug 71962.)
    bool has_condition = false;
};

constexpr void node::set_form(table_row const* own_rows) {
    form = children() == 0 && rows == 1                     ? form::leaf
           : rows == 0 && names != 0 && names == children() ? form::object
                                                            : form::other;
    if (form != form::leaf) return;
    table_row const& row = own_rows[first_row];
    if (row.has_condition || has(row.options, row_option::empty_is_null)) return;
    type = row.type;
    plain = type->how;
}

// What a row makes of the nodes that its query selects.
enum class query_take : unsigned char {
    all,    // a container takes every node, any other destination exactly one
    first,  // the first node
    count,  // how many nodes
    each    // a container of described classes: one for each node, with rows of its own
};

struct object_functions;
// The source of a row that takes the nodes of a query.
struct row_query {
    object_query const* query = nullptr;
    query_take take = query_take::all;
    object_functions const* each = nullptr;  // the rows of one element
    // how a parameter's list takes each node, if functions change it; null: as it is
    binding const* changed = nullptr;
};

struct table {
    node const* nodes = nullptr;         // the root first
    wanted_name const* names = nullptr;  // of every node; the root has none
    table_row const* rows = nullptr;
    row_description const* descriptions = nullptr;  // by row number
    name_tails const* tails = nullptr;  // of all names; null if there is a node by index
    std::uint16_t node_count = 0, row_count = 0;
    std::uint16_t document_rows = 0;  // the first of `rows`
    std::uint16_t leaves = 0;         // nodes without children
    bool has_queries = false;
    bool counts_siblings = false;  // there is a node by index, or a row that takes several siblings
    bound_prefixes prefixes{};     // of the names, in XML

    constexpr wanted_names children_of(node const& n) const {
        return {names + n.first_child, n.names, n.sizes, n.last_bytes, nullptr};
    }
    constexpr wanted_names all_names() const {
        return {names + 1, node_count - std::size_t{1}, 0, 0, tails};
    }
    constexpr std::string_view name(node const& n) const {
        return names[static_cast<std::size_t>(&n - nodes)].view();
    }
    constexpr path::segment step(node const& n) const {
        return n.is_index ? path::segment{{}, n.index, true} : path::segment{name(n), 0, false};
    }
};

// What a walk keeps for a row: its destination, and its result.
struct row_state {
    static constexpr std::uint32_t failed = static_cast<std::uint32_t>(-1);
    static constexpr std::uint32_t null = static_cast<std::uint32_t>(-2);  // for an optional row

    void* to = nullptr;
    std::uint32_t count = 0;  // how many values were found, or one of the above
    bool reached = false;     // if lists are siblings: there was an element that may contain them

    // True if the destination has a new value.
    constexpr bool has_landed() const { return count != 0 && count < null; }
};

// What a walk keeps for a node while it is inside its parent, if lists are siblings.
struct sibling_state {
    std::uint32_t seen = 0, total = 0;
};

// The destinations of a table's rows, and their results.
struct row_places {
    row_state* states = nullptr;        // one for each row, in the table's order
    sibling_state* siblings = nullptr;  // one for each node, if the table has indexes
};

}  // namespace trotline::detail
#endif
