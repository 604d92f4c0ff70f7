// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/map.hpp>
#include <trotline/mapping/query_rows.hpp>

#include "unit.hpp"

#include <vector>

namespace tl = trotline;

struct tags {
    std::vector<std::string> all;
};
BOOST_DESCRIBE_STRUCT(tags, (), (all))

std::size_t selected_here(std::string_view text) {
    using rows = tl::mapping<tags, tl::query_row<"tags[?@.on].name", &tags::all>>;
    auto const mapped = tl::map<rows>(text);
    return mapped ? mapped->all.size() : 0;
}
