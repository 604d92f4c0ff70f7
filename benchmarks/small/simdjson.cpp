// SPDX-License-Identifier: BSL-1.0
#include "../common/padded.hpp"
#include "contest.hpp"

namespace {

using namespace benchmarks::small;

[[maybe_unused]] int const entered[] = {
    benchmarks::enter_on_demand<one_path>(
        [](auto& document) -> std::int64_t { return document["data"]["userId"].get_int64(); }),
    benchmarks::enter_tree<one_path>([](auto const& root) -> std::int64_t {
        return root.at_pointer("/data/userId").get_int64();
    }),
    benchmarks::enter_on_demand<four_members>([](auto& document) {
        simdjson::ondemand::object data = document["data"].get_object();
        todo t;
        t.user_id = data["userId"].get_int64();
        t.id = data["id"].get_int64();
        t.title = data["title"].get_string();
        t.completed = data["completed"].get_bool();
        return t;
    }),
    benchmarks::enter_tree<four_members>([](auto const& root) {
        simdjson::dom::element const data = root["data"];
        return todo{data["userId"].get_int64(), data["id"].get_int64(), data["title"].get_string(),
                    data["completed"].get_bool()};
    })};

}  // namespace
