// SPDX-License-Identifier: BSL-1.0
#include <trotline/trotline.hpp>

#include "unit.hpp"

namespace tl = trotline;

long called_here() {
    using rows = tl::mapping<todo, tl::row<"id", &todo::id>>;
    tl::webhook_node node;
    auto const refused = node.call<rows>(tl::webhook{.url = "http://127.0.0.1:1/"});
    return !refused && refused.failure().code == tl::code::refused ? 1 : 0;
}
