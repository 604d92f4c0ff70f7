// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_LANDING_HPP
#define TROTLINE_MAPPING_LANDING_HPP

#include <trotline/core/cursor.hpp>
#include <trotline/mapping/binding.hpp>
#include <trotline/mapping/condition.hpp>
#include <trotline/mapping/follow.hpp>
#include <trotline/mapping/mapping.hpp>
#include <trotline/mapping/row_log.hpp>
#include <trotline/mapping/text_cursor.hpp>
#include <trotline/mapping/walk.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

// Where the values of a literal mapping's rows go.
namespace trotline::detail {

// T{}. That it seems to depend on the text keeps g++ from folding it, and with it the whole result that it goes into, into one
// constant, which is then copied or cleared over the room for failures, too.
template <class T> constexpr T initial_value(std::string_view) { return T{}; }

// Rows is a row_list or stands for one; Target gives each row its place: target.template at<Row>().
template <class Rows, class Target> class landing {
  public:
    constexpr landing(Target& target, row_log& log, Rows rows = {}) : rows_(rows), target_(target), log_(log) {}

    // What most values need is inlined; for the rest the cursor goes out and comes back by value, so that the walk's own one lives
    // in registers.
    template <std::size_t Row, cursor C>
    [[gnu::always_inline]] constexpr void found(std::integral_constant<std::size_t, Row> number, C& c) {
        using row = typename Rows::template at<Row>;
        if constexpr (!row::is_condition && reads_plain<C, typename row::type>) {
            if (counts_[Row] == 0 && read_plain(c, target_.template at<Row>())) [[likely]]
                counts_[Row] = 1;
            else
                c = found_apart(number, c);
        } else if constexpr (C::repeats_by_name) {
            found_any(number, c);
        } else {
            c = found_apart(number, c);
        }
    }

    // The rows that take nothing from the document, before finish(). facts(source, name) is a text_cursor; of kind nothing where
    // there is no such fact.
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

    template <std::size_t Row> constexpr void reached(std::integral_constant<std::size_t, Row>) { reached_[Row] = true; }

    // After the walk: notes the rows that found nothing. `root` is the cursor as it was before. Whether all is well.
    template <cursor C> [[gnu::always_inline]] constexpr bool finish(C const& root) {
        [&]<std::size_t... Row>(std::index_sequence<Row...>) { (end_row<Row>(root), ...); }
        (std::make_index_sequence<Rows::size>{});
        return log_.size() == 0 && !log_.document();
    }

    // Whether the row's place has a new value.
    constexpr bool has_landed(std::size_t row) const { return counts_[row] != 0 && counts_[row] != null && counts_[row] != failed; }

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
            if (fact.kind() != kind::nothing) found(std::integral_constant<std::size_t, Row>{}, fact);
        }
    }

    template <class Row> static constexpr bool coerce = has(Row::options, row_option::coerce);

    template <class Number, cursor C> [[gnu::noinline]] constexpr C found_apart(Number number, C c) {
        found_any(number, c);
        return c;
    }
    template <std::size_t Row, cursor C>
    [[gnu::always_inline]] constexpr void found_any(std::integral_constant<std::size_t, Row>, C& c) {
        using row = typename Rows::template at<Row>;
        std::uint32_t& count = counts_[Row];
        if constexpr (C::repeats_by_name && takes_siblings<typename row::type>) {
            if (count == failed) return c.skip();
            C const at = c;
            if (read_sibling(c, target_.template at<Row>(), count, log_, coerce<row>))
                ++count;
            else
                c = failed_at<Row>(at);
        } else {
            if (count != 0) [[unlikely]] {
                if (!C::first_match_wins && count != failed) {
                    log_.fail(c, code::ambiguous, expected_one);
                    c = failed_at<Row>(c);
                } else {
                    c.skip();
                }
                return;
            }
            count = 1;
            C const at = c;
            if constexpr (row::is_condition) {
                if (!holds(row{}, c, log_)) c = failed_at<Row>(at);
            } else {
                if constexpr (has(row::options, row_option::optional)) {
                    if (c.kind() == kind::null) {
                        count = null;
                        return c.skip();
                    }
                }
                if (!read(c, target_.template at<Row>(), log_, coerce<row>)) [[unlikely]]
                    c = failed_at<Row>(at);
            }
        }
    }

    // Behind the value that failed.
    template <std::size_t Row, cursor C> [[gnu::cold, gnu::noinline]] constexpr C failed_at(C at) {
        log_.belongs_to(Row, rows_.description(Row));
        counts_[Row] = failed;
        at.skip();
        return at;
    }

    template <std::size_t Row, cursor C> [[gnu::always_inline]] constexpr void end_row(C const& root) {
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
                if (!end_siblings(root, target_.template at<Row>(), count, log_)) log_.belongs_to(Row, rows_.description(Row));
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
            miss<Row>(root);
        }
    }

    template <std::size_t Row, cursor C> [[gnu::cold, gnu::noinline]] constexpr void miss(C root) {
        if constexpr (Rows::template at<Row>::source == row_source::document) {
            auto const way = follow(root, rows_.path(Row));
            log_.fail(way.at, code::missing, {});
            log_.last().depth = way.depth;
        } else {
            log_.fail(text_cursor(), code::missing, {});
        }
        log_.belongs_to(Row, rows_.description(Row));
    }

    [[no_unique_address]] Rows rows_;
    Target& target_;
    row_log& log_;
    std::array<std::uint32_t, Rows::size == 0 ? 1 : Rows::size> counts_{};
    std::array<bool, Rows::size == 0 ? 1 : Rows::size> reached_{};
};

// One walk for all rows. Whether all is well; if not, `why` says what is not, and the targets must not be used.
template <class Tree, class Rows, class Target, cursor C>
[[gnu::always_inline]] constexpr bool land(Tree tree, typename Tree::states& states, C c, landing<Rows, Target>& to, row_log& log) {
    C const root = c;
    walk<Tree, landing<Rows, Target>>(tree, states, to).run(c);
    if constexpr (C::first_match_wins) {
        if (c.failure()) [[unlikely]] {
            log.fail_document(c.failure());
            return false;
        }
    }
    return to.finish(root);
}

template <class Rows, class Target, cursor C>
[[gnu::always_inline]] constexpr bool land(C const& c, landing<Rows, Target>& to, row_log& log) {
    using tree = literal_tree<Rows::tree>;
    typename tree::states states{};
    return land(tree{}, states, c, to, log);
}

}  // namespace trotline::detail
#endif
