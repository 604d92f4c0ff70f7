// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ENGINE_LANDING_HPP
#define TROTLINE_MAPPING_ENGINE_LANDING_HPP

#include <trotline/mapping/engine/path_table.hpp>
#include <trotline/mapping/engine/walk.hpp>

#include <cstddef>
#include <string_view>

// What a walk does for one row: reads its value, notes why that failed, or notes that nothing was
// found.
namespace trotline::inline TROTLINE_ABI::detail {

// Null for a row that has a default value, or that null leaves out. False: for this one it is a
// value like others.
inline bool take_null(table_row const& row, row_state& state) {
    if (row.otherwise != nullptr && row.otherwise->set != nullptr &&
        !has(row.options, row_option::not_null))
        row.otherwise->set(state.to, row.otherwise->value);
    else if (row.null_is_left_out)
        state.count = row_state::null;
    else
        return false;
    return true;
}

// Reads the value at c for a row.
template <cursor C> [[gnu::noinline]] void walk<C>::land(std::size_t r, C& c) {
    row_state& state = states_[r];
    table_row const& row = rows_.rows[r];
    C const at = c;
    bool const several = C::repeats_by_name && row.type != nullptr && row.type->takes_siblings;
    if (state.count == row_state::failed) return c.skip();
    if (state.count != 0 && !several) {
        if (C::first_match_wins) return c.skip();
        log_.fail(c, code::ambiguous, several_expected(r));
        return fails(r, at, c);
    }
    if (several) {
        if (!read_sibling(c, *row.type, state.to, state.count, log_, coerces(row)))
            return fails(r, at, c);
        ++state.count;
        return;
    }
    state.count = 1;
    if (row.required != nullptr && row.required->changed != nullptr) {
        if (!read(c, *row.required->changed, nullptr, log_, false)) return fails(r, at, c);
        if (row.type == nullptr) return;
        c = at;
    } else if (row.required != nullptr) {
        taken_scalar const s = take_scalar(c);
        if (!holds(*row.required, s)) {
            log_.fail(at, code::unmet_condition, row.required->expected);
            return fails(r, at, c);
        }
        if (row.type == nullptr || s.kind == kind::null) return;
        c = at;
    } else if ((row.otherwise != nullptr || row.null_is_left_out) &&
               stands_for_null(c, *row.type) && take_null(row, state)) {
        return c.skip();
    }
    if (has(row.options, row_option::empty_is_null) && is_empty_text(c)) {
        if (take_null(row, state)) return c.skip();
        if (row.type->how != landing::optional) {
            log_.fail(c, code::null, "a text that is not empty");
            return fails(r, at, c);
        }
        functions_of<optional_functions>(*row.type).reset(state.to);
        return c.skip();
    }
    if (!read(c, *row.type, state.to, log_, coerces(row))) fails(r, at, c);
}

// For a row that has noted why it failed; `at` is its value. Moves the cursor past the value.
template <cursor C> [[gnu::cold, gnu::noinline]] void walk<C>::fails(std::size_t r, C at, C& c) {
    states_[r].count = row_state::failed;
    c = at;
    c.skip();
    if (!of_class_) return belongs_to(r);
    failed_ = true;
    log_.inside_member(rows_.names[r + 1].view());
}

template <cursor C> [[gnu::noinline]] bool walk<C>::finish_apart(std::size_t r, C const& parent) {
    row_state& state = states_[r];
    table_row const& row = rows_.rows[r];
    if (state.count == row_state::failed) return true;
    if (state.count == 0 && row.otherwise != nullptr) {
        if (!fall_back(row, state, parent)) return false;
        if (state.count != 0) return true;
    }
    if (C::repeats_by_name && row.type != nullptr && row.type->takes_siblings &&
        (state.count != 0 || state.reached)) {
        bool const good = end_siblings(parent, *row.type, state.to, state.count, log_);
        if (good && state.count == 0) state.count = 1;
        return good;
    }
    if (state.count != 0 || has(row.options, row_option::optional)) return true;
    if (row.type != nullptr && row.type->how == landing::optional) {
        functions_of<optional_functions>(*row.type).reset(state.to);
        state.count = 1;
        return true;
    }
    std::string_view const expected =
        row.required != nullptr ? row.required->expected : std::string_view();
    if (of_class_) return log_.fail(parent, code::missing, expected);
    auto const way = follow(parent, path_of_row(rows_, r));
    log_.fail(way.at, code::missing, expected);
    log_.last().depth = way.depth;
    return false;
}

// Handles a row that found nothing: tries its other paths, then its default value. Returns false if
// one of the paths leads to a wrong value; the log then says why.
template <cursor C>
[[gnu::cold, gnu::noinline]] bool walk<C>::fall_back(table_row const& row, row_state& state,
                                                     C const& from) {
    row_fallback const& otherwise = *row.otherwise;
    row_fallback const for_null{nullptr, 0, otherwise.set, otherwise.value};
    for (std::size_t i = 0; i != otherwise.count; ++i) {
        path_table const other(*otherwise.paths[i], *row.type, row.options, &for_null);
        row_state landed{state.to};
        sibling_state siblings[path::max_segments + 1];
        row_failure room[2];
        row_log why(room, 1);
        C c = from;
        walk again(other.view(), &landed, siblings, why);
        again.coerce_ = coerce_;
        // (Not document(), which would put the whole loop over members in here once more.)
        again.value(other.view().nodes[0], c);
        if (why.size() != 0) {
            log_.fail(from, room[0].code, room[0].expected);
            log_.last() = room[0];
            state.count = row_state::failed;
            return false;
        }
        if (landed.count == 0) continue;
        if (C::repeats_by_name && row.type->takes_siblings &&
            !end_siblings(from, *row.type, state.to, landed.count, log_))
            return false;
        state.count = landed.count;
        return true;
    }
    if (otherwise.set == nullptr) return true;
    otherwise.set(state.to, otherwise.value);
    state.count = 1;
    return true;
}

}  // namespace trotline::detail
#endif
