// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ENGINE_CLASS_TABLE_HPP
#define TROTLINE_MAPPING_ENGINE_CLASS_TABLE_HPP

#include <trotline/core/described.hpp>
#include <trotline/core/wanted_names.hpp>
#include <trotline/mapping/engine/binding.hpp>
#include <trotline/mapping/engine/table.hpp>
#include <trotline/mapping/fallback.hpp>
#include <trotline/mapping/row_option.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

// A described class as a table: one row for each member, below the root. A member is required,
// unless it is a std::optional (or, in formats that write lists as siblings, takes several), its
// options say otherwise, or the class has defaults.
namespace trotline::inline TROTLINE_ABI::detail {

template <described_class T> struct class_table {
    static constexpr std::size_t size = member_count<T>;

    static constexpr auto names = [] {
        std::array<wanted_name, size + 1> made{};
        for (std::size_t i = 0; i != size; ++i) made[i + 1] = wanted_name(names_of_members<T>[i]);
        return made;
    }();
    static constexpr auto rows = []<std::size_t... I>(std::index_sequence<I...>) {
        std::array<table_row, size + 1> made{
            table_row{&bound<member_type<T, I>, member_form<T, I>>::value, nullptr, nullptr,
                      fallback_of_naming<member_type<T, I>, member_naming<T, I>>::value,
                      member_options<T, I>}...};
        for (table_row& row : made) row.null_is_left_out = leaves_null_out(row.options);
        return made;
    }
    (std::make_index_sequence<size>{});
    static constexpr auto nodes = [] {
        std::array<node, size + 1> made{};
        node& root = made[0];
        root.first_child = 1;
        root.names = static_cast<std::uint16_t>(size);
        for (std::size_t i = 0; i != size; ++i) {
            root.sizes |= sizes_with(names_of_members<T>[i]);
            root.last_bytes |= last_byte_bit(names_of_members<T>[i]);
            made[i + 1].first_row = static_cast<std::uint16_t>(i);
            made[i + 1].rows = 1;
        }
        for (node& each : made) each.set_form(rows.data());
        return made;
    }();
    static constexpr table value{nodes.data(), names.data(), rows.data(), nullptr,
                                 nullptr,      size + 1,     size,        size,
                                 size,         false,        true};

    static bool with_rows(void* object, rows_user use, void* context) {
        return [&]<std::size_t... I>(std::index_sequence<I...>) {
            [[maybe_unused]] T& it = *static_cast<T*>(object);
            row_state states[size + 1]{row_state{&(it.*member_pointer<T, I>)}...};
            return use(context, value, {states, nullptr});
        }
        (std::make_index_sequence<size>{});
    }
    static constexpr object_functions functions{&with_rows, contains_itself<T>()};
};

}  // namespace trotline::detail
#endif
