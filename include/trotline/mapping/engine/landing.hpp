// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ENGINE_LANDING_HPP
#define TROTLINE_MAPPING_ENGINE_LANDING_HPP

#include <trotline/core/cursor.hpp>
#include <trotline/mapping/engine/binding.hpp>
#include <trotline/mapping/engine/condition.hpp>
#include <trotline/mapping/engine/follow.hpp>
#include <trotline/mapping/engine/log.hpp>
#include <trotline/mapping/engine/walk.hpp>
#include <trotline/mapping/mapping.hpp>
#include <trotline/mapping/text_cursor.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

// Where the values of a literal mapping's rows go.
namespace trotline::detail {

// T{}. That it seems to depend on the text keeps g++ from folding it, and with it the whole result
// that it goes into, into one constant, which is then copied or cleared over the room for failures,
// too.
template <class T> constexpr T initial_value(std::string_view) { return T{}; }

// Rows is a row_list or stands for one; Target gives each row its place: target.template at<Row>().
template <class Rows, class Target> class landing {
  public:
    constexpr landing(Target& target, row_log& log, Rows rows = {})
        : rows_(rows), target_(target), log_(log) {}

    // What most values need is inlined; the rest is done elsewhere, with values that go out and
    // come back: so that the walk's cursor and the landing itself live in registers.
    template <std::size_t Row, cursor C>
    [[gnu::always_inline]] constexpr void found(std::integral_constant<std::size_t, Row> number,
                                                C& c) {
        using row = typename Rows::template at<Row>;
        std::uint32_t& count = counts_[Row];
        auto& to = place(number);
        if constexpr (!row::is_condition && reads_plain<C, typename row::type>) {
            if (count == 0 && read_plain(c, to)) [[likely]]
                count = 1;
            else
                take_apart(number, to, c);
        } else if constexpr (C::repeats_by_name) {
            take(number, rows_, to, count, log_, c);
        } else {
            take_apart(number, to, c);
        }
    }

    // The rows that take nothing from the document, before finish(). facts(source, name) is a
    // text_cursor; of kind nothing where there is no such fact.
    constexpr void take_facts(auto&& facts) {
        [&]<std::size_t... Row>(std::index_sequence<Row...>) { (take_fact<Row>(facts), ...); }
        (std::make_index_sequence<Rows::size>{});
    }

    // The row of a tree that is known at run time.
    template <cursor C> constexpr void found(std::size_t row, C& c) {
        visit(row, [&](auto known) { found(known, c); });
    }
    constexpr void reached(std::size_t row) {
        visit(row, [&](auto known) { reached(known); });
    }

    template <std::size_t Row> constexpr void reached(std::integral_constant<std::size_t, Row>) {
        reached_[Row] = true;
    }

    // After the walk: notes the rows that found nothing. `root` is the cursor as it was before.
    // Whether all is well.
    template <cursor C> [[gnu::always_inline]] constexpr bool finish(C const& root) {
        [&]<std::size_t... Row>(std::index_sequence<Row...>) __attribute__((always_inline)) {
            (end_row<Row>(root), ...);
        }
        (std::make_index_sequence<Rows::size>{});
        return log_.size() == 0 && !log_.document();
    }

    // Whether the row's place has a new value.
    constexpr bool has_landed(std::size_t row) const {
        return counts_[row] != 0 && counts_[row] != null && counts_[row] != failed;
    }

  private:
    static constexpr std::uint32_t failed = static_cast<std::uint32_t>(-1);
    static constexpr std::uint32_t null = static_cast<std::uint32_t>(-2);  // an optional row's
    constexpr void visit(std::size_t row, auto&& f) {
        [&]<std::size_t... Row>(std::index_sequence<Row...>) {
            (void)((row == Row && (f(std::integral_constant<std::size_t, Row>{}), true)) || ...);
        }
        (std::make_index_sequence<Rows::size>{});
    }

    template <std::size_t Row> constexpr void take_fact(auto&& facts) {
        using row = typename Rows::template at<Row>;
        if constexpr (row::source != row_source::document) {
            text_cursor fact = facts(row::source, row::source_name());
            if (fact.kind() != kind::nothing)
                found(std::integral_constant<std::size_t, Row>{}, fact);
        }
    }

    template <class Row> static constexpr bool coerce = has(Row::options, row_option::coerce);

    // Where the row's value goes; a condition's goes nowhere.
    template <std::size_t Row>
    [[gnu::always_inline]] constexpr auto& place(std::integral_constant<std::size_t, Row>) {
        if constexpr (Rows::template at<Row>::is_condition)
            return rows_;
        else
            return target_.template at<Row>();
    }

    template <cursor C> struct taken {
        C at;
        std::uint32_t count;
    };
    template <class Number, cursor C>
    [[gnu::noinline]] static constexpr taken<C> taken_apart(Number number, Rows rows, auto& to,
                                                            std::uint32_t count, row_log& log,
                                                            C c) {
        take(number, rows, to, count, log, c);
        return {c, count};
    }
    template <std::size_t Row, cursor C>
    [[gnu::always_inline]] constexpr void take_apart(
        std::integral_constant<std::size_t, Row> number, auto& to, C& c) {
        auto const now = taken_apart(number, rows_, to, counts_[Row], log_, c);
        counts_[Row] = now.count;
        c = now.at;
    }
    template <std::size_t Row, cursor C>
    [[gnu::always_inline]] static constexpr void take(std::integral_constant<std::size_t, Row>,
                                                      Rows rows, auto& to, std::uint32_t& count,
                                                      row_log& log, C& c) {
        using row = typename Rows::template at<Row>;
        auto const fails = [&](C const& at) {
            count = failed;
            c = behind_failure<Row>(rows, log, at);
        };
        if constexpr (C::repeats_by_name && takes_siblings<typename row::type>) {
            if (count == failed) return c.skip();
            C const at = c;
            if (read_sibling(c, to, count, log, coerce<row>))
                ++count;
            else
                fails(at);
        } else {
            if (count != 0) [[unlikely]] {
                if (C::first_match_wins || count == failed) return c.skip();
                log.fail(c, code::ambiguous, expected_one);
                return fails(c);
            }
            count = 1;
            C const at = c;
            if constexpr (row::is_condition) {
                if (!holds(row{}, c, log)) fails(at);
            } else {
                if constexpr (has(row::options, row_option::optional)) {
                    if (c.kind() == kind::null) {
                        count = null;
                        return c.skip();
                    }
                }
                if (!read(c, to, log, coerce<row>)) [[unlikely]]
                    fails(at);
            }
        }
    }

    // Behind the value that failed.
    template <std::size_t Row, cursor C>
    [[gnu::cold, gnu::noinline]] static constexpr C behind_failure(Rows rows, row_log& log, C at) {
        log.belongs_to(Row, rows.description(Row));
        at.skip();
        return at;
    }

    template <std::size_t Row, cursor C>
    [[gnu::always_inline]] constexpr void end_row(C const& root) {
        using row = typename Rows::template at<Row>;
        std::uint32_t& count = counts_[Row];
        if (count == failed) return;
        if constexpr (C::repeats_by_name && takes_siblings<typename row::type>) {
            if (count == 0 && reached_[Row]) {
                if (end_siblings(root, target_.template at<Row>(), 0, log_)) {
                    count = 1;
                    return;
                }
                return log_.belongs_to(Row, rows_.description(Row));
            }
            if (count != 0) {
                if (!end_siblings(root, target_.template at<Row>(), count, log_))
                    log_.belongs_to(Row, rows_.description(Row));
                return;
            }
        }
        if (count != 0) [[likely]]
            return;
        if constexpr (has(row::options, row_option::optional)) {
            return;
        } else if constexpr (optional_target<typename row::type>) {
            target_.template at<Row>().reset();
            count = 1;
        } else {
            miss<Row>(rows_, log_, root);
        }
    }

    template <std::size_t Row, cursor C>
    [[gnu::cold, gnu::noinline]] static constexpr void miss(Rows rows, row_log& log, C root) {
        if constexpr (Rows::template at<Row>::source == row_source::document) {
            auto const way = follow(root, rows.path(Row));
            log.fail(way.at, code::missing, {});
            log.last().depth = way.depth;
        } else {
            log.fail(text_cursor(), code::missing, {});
        }
        log.belongs_to(Row, rows.description(Row));
    }

    [[no_unique_address]] Rows rows_;
    Target& target_;
    row_log& log_;
    std::array<std::uint32_t, Rows::size == 0 ? 1 : Rows::size> counts_{};
    std::array<bool, Rows::size == 0 ? 1 : Rows::size> reached_{};
};

// One walk for all rows. Whether all is well; if not, `log` says what is not, and the targets must
// not be used.
template <class Tree, class Landing, cursor C>
[[gnu::always_inline]] constexpr bool walk_and_finish(walk<Tree, Landing>& all, C c, row_log& log) {
    C const root = c;
    all.run(c);
    if constexpr (C::first_match_wins) {
        if (c.failure()) [[unlikely]]
            return log.fail_document(c.failure()), false;
    }
    return all.landing().finish(root);
}
template <class Rows, class Target, cursor C>
[[gnu::always_inline]] constexpr bool land(C const& c, landing<Rows, Target>& to, row_log& log) {
    walk<literal_tree<Rows::tree>, landing<Rows, Target>&> all({}, {}, to);
    return walk_and_finish(all, c, log);
}
// The same where nobody else needs the landing. Rows is a row_list, or stands for one in a tree
// that is not its own.
template <class Rows, class Tree, class Target, cursor C>
[[gnu::always_inline]] constexpr bool land_in(Target& target, Tree tree,
                                              typename Tree::states const& states, C const& c,
                                              row_log& log, Rows rows = {}) {
    walk<Tree, landing<Rows, Target>> all(tree, states, target, log, rows);
    return walk_and_finish(all, c, log);
}

}  // namespace trotline::detail
#endif
