// SPDX-License-Identifier: BSL-1.0
// trotline paths: checks object paths and queries.
#include <trotline/core/message.hpp>
#include <trotline/path/object_path.hpp>
#include <trotline/path/object_query.hpp>
#include <trotline/path/parse.hpp>

#include "command.hpp"

#include <iostream>
#include <string>
#include <vector>

namespace tool {

int paths(std::vector<std::string> const& texts) {
    int status = mapped;
    std::string out;
    for (std::string const& text : texts) {
        auto const path = trotline::object_path::parse(text);
        if (!path) {
            auto const query = trotline::object_query::parse(text);
            if (query) {
                trotline::append_visible(out, text);
                out += "\n  query       it may select several values\n";
                continue;
            }
            bool const several = trotline::path::selects_several(path.error().reason);
            out.append(to_string(several ? query.error() : path.error())).append("\n");
            status = failed;
            continue;
        }
        trotline::append_visible(out, text);
        trotline::append_visible(out += "\n  normalized  ", path->normalized());
        out += "\n  segments    ";
        if (path->empty()) out += "none: the whole document";
        for (std::size_t i = 0; i < path->size(); ++i) {
            auto const segment = (*path)[i];
            if (i != 0) out += ", ";
            if (segment.is_index)
                out.append("index ").append(std::to_string(segment.index));
            else
                trotline::append_visible(out += "name ", segment.name);
        }
        out += '\n';
    }
    std::cout << out << std::flush;
    return status;
}

}  // namespace tool
