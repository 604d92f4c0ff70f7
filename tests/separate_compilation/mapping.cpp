// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/map.hpp>

#include "unit.hpp"

namespace tl = trotline;

long mapped_here(std::string_view text) {
    using rows = tl::mapping<todo, tl::row<"a.id", &todo::id>, tl::row<"a.title", &todo::title>,
                             tl::row<"a.tag", &todo::tag>>;
    auto const mapped = tl::map<rows>(text);
    return mapped ? mapped->id : -1;
}
