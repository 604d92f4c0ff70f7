// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/mapping_workspace.hpp>
#include <trotline/parameter_store/memory.hpp>
#include <trotline/xml/format.hpp>

#include "unit.hpp"

namespace tl = trotline;

long stored_here(std::string_view xml) {
    auto const rows = tl::run_time_mapping::build({{"todo.id", "ID"}, {"todo.tag[*]", "TAGS"}});
    tl::memory_parameter_store store;
    if (!rows || !tl::map_into(store, *rows, xml, tl::xml::checked)) return -1;
    return store.get("ID") == tl::value("5") && store.get("TAGS") ? 5 : -1;
}
