// SPDX-License-Identifier: BSL-1.0
// Two rows into one parameter.
// expect: a row of this mapping is wrong
// expect: has_the_same_destination_as_an_earlier_row
// expect: row_number<1
// at most: 9 lines
#include <trotline/mapping/map_into.hpp>

#include <span>
#include <string_view>

struct nothing {
    bool read(std::string_view, auto&&) const { return false; }
    trotline::result<void> apply(std::span<trotline::assignment>) { return {}; }
};

using trotline::row;
#ifdef TROTLINE_REJECT
using wanted_rows = trotline::parameters_from<row<"a", "ID">, row<"b", "ID">>;
#else
using wanted_rows = trotline::parameters_from<row<"a", "ID">, row<"b", "IDS">>;
#endif
bool use(nothing& store) { return trotline::map_into<wanted_rows>(store, "{}").has_value(); }
