// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ENGINE_DESTINATIONS_HPP
#define TROTLINE_MAPPING_ENGINE_DESTINATIONS_HPP

#include <trotline/mapping/engine/run.hpp>
#include <trotline/mapping/engine/table.hpp>
#include <trotline/mapping/mapping.hpp>
#include <trotline/parameter_store/value.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

// The destinations of a literal mapping's rows: their addresses, which are all that a mapping has
// of its own.
namespace trotline::inline TROTLINE_ABI::detail {

template <class Rows> class destinations_of;
// (Other lists of rows have this one as their base.)
template <class Rows> using destinations = destinations_of<typename Rows::plain>;
template <class... Rows> class destinations_of<row_list<Rows...>> {
    using rows = row_list<Rows...>;
    using table_type = typename rows::table;

  public:
    // `parameters`: one for each row with a parameter.
    constexpr explicit destinations_of(auto& object, value* parameters = nullptr) {
        auto const bind = [&]<std::size_t... I>(std::index_sequence<I...>) {
            ((states_[table_type::places[I]].to = place<Rows>(object, parameters)), ...);
        };
        bind(std::index_sequence_for<Rows...>{});
    }
    constexpr row_places places() { return {states_.data(), siblings_.data()}; }

    // True if a row of the mapping has a new value.
    constexpr bool has_landed(std::size_t row) const {
        return states_[table_type::places[row]].has_landed();
    }

    // Moves the new members from the object to which this was bound to another one. In-place
    // mappings do that after everything else has succeeded.
    static constexpr bool move_without_throwing =
        (... && (!Rows::is_member || std::is_nothrow_move_assignable_v<typename Rows::type>));
    constexpr void move_landed(auto& from, auto& to) const noexcept {
        [&]<std::size_t... I>(std::index_sequence<I...>) { (move<I, Rows>(from, to), ...); }
        (std::index_sequence_for<Rows...>{});
    }

  private:
    template <std::size_t I, class Row> constexpr void move(auto& from, auto& to) const noexcept {
        if constexpr (Row::is_member)
            if (has_landed(I)) to.*Row::to.member = std::move(from.*Row::to.member);
    }
    template <class Row> static constexpr void* place(auto& object, value*& parameter) {
        if constexpr (Row::is_condition)
            return nullptr;
        else if constexpr (Row::is_member)
            return &(object.*Row::to.member);
        else
            return parameter++;
    }

    std::array<row_state, rows::size + 1> states_{};
    std::array<sibling_state, table_type::has_indexes ? table_type::value.node_count : 0> siblings_;
};

}  // namespace trotline::detail
#endif
