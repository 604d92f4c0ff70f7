// SPDX-License-Identifier: BSL-1.0
// jsoncons reads a tree, which validates everything, and runs a compiled JSONPath over it.
#include <jsoncons/json.hpp>
#include <jsoncons_ext/jsonpath/jsonpath.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "contest.hpp"

namespace {

using namespace benchmarks::queries;
using jsoncons::json;

// add(all, node) for every node that the query selects
template <class Contest, class All, class Add> int one(char const* query, Add add) {
    auto const compiled = std::make_shared<jsoncons::jsonpath::jsonpath_expression<json> const>(
        jsoncons::jsonpath::make_expression<json>(query));
    return benchmarks::enter<Contest>(
        "jsoncons", benchmarks::reading::checked, [compiled, add](std::string_view text) {
            All all;
            json const root = json::parse(text);
            compiled->select(root, [&](auto const&, json const& node) { add(all, node); });
            return all;
        });
}

auto const add_text = [](std::vector<std::string>& all, json const& node) {
    all.emplace_back(node.as_string_view());
};

[[maybe_unused]] int const entered[] = {
    one<ids, std::vector<std::int64_t>>("$.statuses[*].id",
                                        [](std::vector<std::int64_t>& all, json const& node) {
                                            all.push_back(node.as<std::int64_t>());
                                        }),
    one<popular, std::vector<std::string>>(
        "$.statuses[?@.user.followers_count > 90000].user.screen_name", add_text),
    one<everywhere, std::vector<std::string>>("$..screen_name", add_text),
    one<records, std::vector<record>>(
        "$.statuses[*]", [](std::vector<record>& all, json const& node) {
            all.push_back({node.at("id").as<std::int64_t>(),
                           std::string(node.at("user").at("screen_name").as_string_view())});
        })};

}  // namespace
