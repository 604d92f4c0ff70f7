// SPDX-License-Identifier: BSL-1.0
#include "../common/padded.hpp"
#include "contest.hpp"

namespace {

using namespace benchmarks::large;

auto const count_on_demand = [](auto& document) -> std::int64_t {
    return document["search_metadata"]["count"].get_int64();
};
auto const count_in_tree = [](auto const& root) -> std::int64_t {
    return root["search_metadata"]["count"].get_int64();
};

[[maybe_unused]] int const entered[] = {
    // one pass over the list, as it is written by hand
    benchmarks::enter_on_demand<five_spread>([](auto& document) {
        spread s;
        std::size_t place = 0;
        for (simdjson::ondemand::object status : document["statuses"].get_array()) {
            if (place == 0) s.first_id = status["id"].get_int64();
            if (place == 100) s.author = status["user"]["screen_name"].get_string();
            if (place == 200) s.followers = status["user"]["followers_count"].get_int64();
            if (place == 309) {
                // the member of the message, not the one of its author
                s.language = status["lang"].get_string();
            }
            ++place;
        }
        s.count = document["search_metadata"]["count"].get_int64();
        return s;
    }),
    benchmarks::enter_tree<five_spread>([](auto const& root) {
        simdjson::dom::array const statuses = root["statuses"];
        return spread{statuses.at(0)["id"].get_int64(),
                      statuses.at(200)["user"]["followers_count"].get_int64(),
                      root["search_metadata"]["count"].get_int64(),
                      statuses.at(100)["user"]["screen_name"].get_string(),
                      statuses.at(309)["lang"].get_string()};
    }),
    benchmarks::enter_on_demand<late>(count_on_demand),
    benchmarks::enter_tree<late>(count_in_tree),
    benchmarks::enter_on_demand<huge_late>(count_on_demand),
    benchmarks::enter_tree<huge_late>(count_in_tree),
    benchmarks::enter_on_demand<huge_early>([](auto& document) -> std::int64_t {
        return document["statuses"].get_array().at(0)["id"].get_int64();
    }),
    benchmarks::enter_tree<huge_early>(
        [](auto const& root) -> std::int64_t { return root["statuses"].at(0)["id"].get_int64(); })};

}  // namespace
