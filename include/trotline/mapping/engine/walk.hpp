// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ENGINE_WALK_HPP
#define TROTLINE_MAPPING_ENGINE_WALK_HPP

#include <trotline/core/cursor.hpp>
#include <trotline/core/cursor_extensions.hpp>
#include <trotline/mapping/engine/class_table.hpp>
#include <trotline/mapping/engine/condition.hpp>
#include <trotline/mapping/engine/follow.hpp>
#include <trotline/mapping/engine/log.hpp>
#include <trotline/mapping/engine/reader.hpp>
#include <trotline/mapping/engine/row_path.hpp>
#include <trotline/mapping/engine/table.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

// The walk: follows a table over a document and stores the values of its rows. It is compiled once
// for each cursor, for all mappings.
namespace trotline::inline TROTLINE_ABI::detail {

// How a walk came back from a value.
struct walked {
    std::uint32_t open = 0;  // containers that must still be left, including the value's own
    bool complete = false;   // if first matches win: every row below was found
    bool ended = false;      // nothing more of the document is wanted, or a member failed
};

template <cursor C> class walk {
  public:
    // states: one for each row, in the table's order. siblings: one for each node, if the table
    // counts them; otherwise null.
    walk(table const& plan, row_state* states, sibling_state* siblings, row_log& log)
        : rows_(plan), states_(states), siblings_(siblings), log_(log), leaves_left_(plan.leaves) {}

    // Walks the whole document, from its root. If first matches win, it ends when every row has a
    // value. Failures are in the log; every row is walked, whatever fails.
    [[gnu::always_inline]] void document(C& c) {
        if (!C::repeats_by_name && rows_.nodes[0].form == node::form::object &&
            c.kind() == kind::object) [[likely]]
            objects(rows_.nodes[0], c);
        else
            value(rows_.nodes[0], c);
    }

    // Reads what the table has at a node and below it, from the value at c, which is consumed.
    void subtree(node const& n, C& c) {
        C const begin = c;
        walked const how = was_completed(n) ? skip(c) : value(n, c);
        if (how.ended)
            c = begin, c.skip();
        else if (how.open != 0)
            c.leave(how.open);
    }
    // The same for the root, or for a value that was found by its name.
    void child(node const& n, C& c) {
        if (C::repeats_by_name && &n != rows_.nodes) return sibling(n, c);
        if (!C::repeats_by_name && n.form == node::form::leaf && states_[n.first_row].count == 0 &&
            read_plain(c, n.plain, n.type, states_[n.first_row].to)) {
            states_[n.first_row].count = 1;
            --leaves_left_;
        } else {
            subtree(n, c);
        }
    }
    // The same without passing the value.
    void look_at_child(node const& n, C at) {
        if (C::repeats_by_name && &n != rows_.nodes)
            sibling(n, at);
        else if (!was_completed(n))
            value(n, at);
    }
    // Call it before the children of a node are searched, if lists are siblings with one name.
    void enter_siblings(node const& n);
    table const& rows() const { return rows_; }

    // The members of one object or element, for a class. The first failure ends it. True if there
    // was none.
    bool object(C& c, bool coerce) {
        of_class_ = true;
        coerce_ = coerce;
        if (rows_.row_count == 0) return c.skip(), true;
        C const begin = c;
        walked const how = members(rows_.nodes[0], c);
        if (failed_) return false;
        if (how.open != 0) c.leave(how.open);
        for (std::size_t r = 0; r != rows_.row_count; ++r)
            if (!finish(r, begin)) return log_.inside_member(rows_.names[r + 1].view());
        return true;
    }

    // Call it after the walk: notes which of the rows [first, last) found nothing. `root` is the
    // cursor as it was before.
    void finish(std::size_t first, std::size_t last, C const& root) {
        // every row has a leaf of its own, and all were reached
        if (!C::repeats_by_name && leaves_left_ == 0 && last <= rows_.leaves) return;
        for (std::size_t r = first; r != last; ++r)
            if (!finish(r, root)) belongs_to(r);
    }

    // Reads the value at c for a row.
    void land(std::size_t r, C& c);

  private:
    // Consumes the value at c. If first matches win and nothing more is wanted inside, it may be
    // left early.
    walked value(node const& n, C& c) {
        if (n.children() == 0) {
            bool const first = n.rows != 0 && states_[n.first_row].count == 0;
            land_rows(n, c);
            leaves_left_ -= first;
            return {0, first, false};
        }
        for (std::size_t r = 0; r != n.rows; ++r) land_copy(n.first_row + r, c);
        kind const k = c.kind();
        if (n.names != 0 && (k == kind::object || k == kind::element)) return members(n, c);
        if (n.names != n.children() && k == kind::array) return elements(n, c);
        c.skip();
        return {};
    }

    void land_rows(node const& n, C& c) {
        for (std::size_t r = 0; r + 1 < n.rows; ++r) land_copy(n.first_row + r, c);
        if (n.rows != 0) land(n.first_row + n.rows - std::size_t{1}, c);
    }
    void land_copy(std::size_t r, C bookmark) { land(r, bookmark); }

    // True if all rows at a node and below were found once.
    bool is_complete(node const& n) const {
        if (n.children() == 0) return states_[n.first_row].count != 0;
        for (std::size_t i = 0; i != n.children(); ++i)
            if (!is_complete(rows_.nodes[n.first_child + i])) return false;
        return true;
    }
    [[gnu::noinline]] std::size_t count_missing(node const& n) const {
        std::size_t missing = 0;
        for (std::size_t i = 0; i != n.children(); ++i)
            missing += !is_complete(rows_.nodes[n.first_child + i]);
        return missing;
    }

    // An object or element, whose members or children are searched by name.
    [[gnu::noinline]] walked members(node const& n, C& c) {
        if constexpr (C::repeats_by_name)
            return children(n, c);
        else
            return objects(n, c);
    }

    // The object at `from`, and the objects inside it on the paths of rows: their members in the
    // document's order. It goes down and up in a loop, and passes copies of the cursor to functions
    // that are not inlined, so that the cursor itself stays in registers.
    [[gnu::always_inline]] inline walked objects(node const& top, C& from);

    std::size_t count_missing_at_first(node const& n) const {
        if (!C::first_match_wins) return 0;
        return leaves_left_ == rows_.leaves ? n.children() : count_missing(n);
    }
    // If first matches win: a node whose rows were found, and which occurs again.
    bool was_completed(node const& n) const {
        return C::first_match_wins && leaves_left_ != rows_.leaves && is_complete(n);
    }
    static walked skip(C& c) {
        c.skip();
        return {};
    }

    // At a member's name: moves to the next wanted member and returns the index of its name.
    [[gnu::noinline]] static std::size_t seek(C& c, wanted_names const& names) {
        if constexpr (asks_name_by_name<C>)
            return c.find_on(names);
        else
            return c.find(names);
    }

    // The same if lists are siblings with one name: the children of an element.
    walked children(node const& n, C& c);
    walked elements(node const& n, C& c);
    // What came of reading some elements of an array.
    struct ascended {
        walked last;                // how the walk came back from the last one
        std::size_t completed = 0;  // nodes below which every row was found
        bool inside = true;         // the array has not ended before
    };
    // Reads the children with an index in [first, last), with `count` added to each index. Begins
    // inside an array before its first element.
    ascended ascending(node const& n, C& c, std::size_t first, std::size_t last, std::size_t count);
    void sibling(node const& n, C& c);  // if lists are siblings with one name
    bool coerces(table_row const& row) const {
        return coerce_ || has(row.options, row_option::coerce);
    }
    std::string_view several_expected(std::size_t r) const {
        if (!C::repeats_by_name) return "one member with that name in an object";
        if (of_class_) return "one element: use a vector for several";
        std::string_view const path = rows_.descriptions[rows_.rows[r].number].path;
        return path.find("@*:") != npos ? "one attribute with that name: write its prefix"
                                        : expected_one;
    }

    // For a row that has noted why it failed; `at` is its value. Moves the cursor past the value.
    void fails(std::size_t r, C at, C& c);
    void belongs_to(std::size_t r) {
        std::size_t const number = rows_.rows[r].number;
        log_.belongs_to(number, rows_.descriptions[number]);
    }

    // At the end of the document or of the object, which began at `parent`. False, with the reason
    // in the log, if the row should have found something.
    [[gnu::always_inline]] bool finish(std::size_t r, C const& parent) {
        row_state& state = states_[r];
        if (!C::repeats_by_name && state.count != 0) [[likely]]
            return true;
        return finish_apart(r, parent);
    }
    bool finish_apart(std::size_t r, C const& parent);
    bool fall_back(table_row const& row, row_state& state, C const& from);
    table const& rows_;
    row_state* states_;
    sibling_state* siblings_;
    row_log& log_;
    std::size_t leaves_left_;
    bool of_class_ = false, coerce_ = false, failed_ = false;
};

template <cursor C>
bool read_object(C& c, object_functions const& type, void* to, row_log& log, bool coerce) {
    kind const k = c.kind();
    if (k != kind::object && k != kind::element) return log.fail(c, wrong(k), expected_object);
    // Reading one inside itself takes stack: more are a failure, whatever the document is.
    nesting const level(log, type.contains_itself);
    if (level.too_deep()) return log.fail(c, code::too_deep, expected_fewer_inside);
    struct context {
        C& c;
        row_log& log;
        bool coerce;
    } all{c, log, coerce};
    return type.with_rows(
        to,
        [](void* what, table const& members, row_places places) {
            auto& [at, why, convert] = *static_cast<context*>(what);
            return walk<C>(members, places.states, places.siblings, why).object(at, convert);
        },
        &all);
}

}  // namespace trotline::detail
#include <trotline/mapping/engine/landing.hpp>
#include <trotline/mapping/engine/lists.hpp>
#include <trotline/mapping/engine/objects.hpp>

#endif
