// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ENGINE_OBJECTS_HPP
#define TROTLINE_MAPPING_ENGINE_OBJECTS_HPP

#include <trotline/mapping/engine/walk.hpp>

#include <cstddef>

// How a walk reads the members of objects: the loop that most values of a JSON document come from.
namespace trotline::inline TROTLINE_ABI::detail {

// The object at `from`, and the objects inside it on the paths of rows: their members in the
// document's order. It goes down and up in a loop, and passes copies of the cursor to functions
// that are not inlined, so that the cursor itself stays in registers.
template <cursor C>
[[gnu::always_inline]] inline walked walk<C>::objects(node const& top, C& from) {
    struct level {
        node const* n;
        std::size_t next, missing;
    };
    level above[path::max_segments];
    std::size_t depth = 0;
    C c = from;
    // (Copies, because g++ assumes that writing to a destination may change members of this.)
    table const plan = rows_;
    row_state* const states = states_;
    level in{&top, 0, count_missing_at_first(top)};
    bool first = true;
    walked how;
    for (;;) {
        node const& n = *in.n;
        std::size_t place = npos;
        // Members are often in the order of the names.
        if constexpr (asks_name_by_name<C>) {
            if (first ? c.first_member() : c.next_member()) {
                if (c.called(plan.names[n.first_child + in.next])) [[likely]] {
                    place = in.next;
                } else {
                    C apart = c;
                    place = seek(apart, plan.children_of(n));
                    c = apart;
                }
            }
        } else {
            if (first) c.enter();
            place = c.find(plan.children_of(n));
        }
        first = false;
        if (place == npos) {
            if (depth == 0) break;
            in = above[--depth];
            continue;
        }
        in.next = place + 1 == n.names ? 0 : place + 1;
        node const& child = plan.nodes[n.first_child + place];
        walked below;
        if (child.form == node::form::leaf) [[likely]] {
            row_state& state = states[child.first_row];
            below.complete = state.count == 0;
            if (below.complete && read_plain(c, child.plain, child.type, state.to)) [[likely]] {
                state.count = 1;
            } else {
                C apart = c;
                land(child.first_row, apart);
                c = apart;
                if (failed_) [[unlikely]] {
                    how.ended = true;
                    break;
                }
            }
            leaves_left_ -= below.complete;
            if constexpr (knows_what_follows<C>)
                if (leaves_left_ == 0 && plan.tails != nullptr &&
                    c.none_follows(plan.all_names())) {
                    how.ended = true;
                    break;
                }
        } else if (child.form == node::form::object && c.kind() == kind::object &&
                   !was_completed(child)) {
            above[depth++] = in;
            in = {&child, 0, count_missing_at_first(child)};
            first = true;
            continue;
        } else {
            C apart = c;
            below = was_completed(child) ? skip(apart) : value(child, apart);
            c = apart;
            if (below.ended) {
                how.ended = true;
                break;
            }
        }
        if constexpr (C::first_match_wins) {
            in.missing -= below.complete;
            std::uint32_t open = below.open;
            for (; in.missing == 0 && depth != 0; ++open) {
                in = above[--depth];
                --in.missing;
            }
            if (in.missing == 0) {
                how = {open + 1, true, false};
                break;
            }
            if (open != 0) c.leave(open);
        }
    }
    from = c;
    return how;
}

}  // namespace trotline::detail
#endif
