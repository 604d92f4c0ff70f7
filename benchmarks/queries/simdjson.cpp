// SPDX-License-Identifier: BSL-1.0
#include "../common/padded.hpp"
#include "contest.hpp"

namespace {

using namespace benchmarks::queries;

// Every member with that name, at any depth, by hand: what a query does for its user.
template <class Out> void search(simdjson::dom::element const& at, Out& out) {
    if (at.is_object()) {
        for (auto const [name, value] : simdjson::dom::object(at)) {
            if (name == "screen_name") out.emplace_back(std::string_view(value));
            search(value, out);
        }
    } else if (at.is_array()) {
        for (auto const value : simdjson::dom::array(at)) search(value, out);
    }
}

[[maybe_unused]] int const entered[] = {
    benchmarks::enter_on_demand<ids>([](auto& document) {
        std::vector<std::int64_t> all;
        for (simdjson::ondemand::object status : document["statuses"].get_array())
            all.push_back(status["id"].get_int64());
        return all;
    }),
    benchmarks::enter_tree<ids>([](auto const& root) {
        std::vector<std::int64_t> all;
        for (auto const status : simdjson::dom::array(root["statuses"]))
            all.push_back(status["id"].get_int64());
        return all;
    }),
    benchmarks::enter_on_demand<popular>([](auto& document) {
        std::vector<std::string> all;
        for (simdjson::ondemand::object status : document["statuses"].get_array()) {
            simdjson::ondemand::object user = status["user"].get_object();
            std::string_view const name = user["screen_name"].get_string();
            if (std::int64_t(user["followers_count"].get_int64()) > 90'000) all.emplace_back(name);
        }
        return all;
    }),
    benchmarks::enter_tree<popular>([](auto const& root) {
        std::vector<std::string> all;
        for (auto const status : simdjson::dom::array(root["statuses"]))
            if (std::int64_t(status["user"]["followers_count"]) > 90'000)
                all.emplace_back(std::string_view(status["user"]["screen_name"]));
        return all;
    }),
    benchmarks::enter_tree<everywhere>([](auto const& root) {
        std::vector<std::string> all;
        search(root, all);
        return all;
    }),
    benchmarks::enter_on_demand<records>([](auto& document) {
        std::vector<record> all;
        for (simdjson::ondemand::object status : document["statuses"].get_array()) {
            record& to = all.emplace_back();
            to.id = status["id"].get_int64();
            to.author = std::string_view(status["user"]["screen_name"].get_string());
        }
        return all;
    }),
    benchmarks::enter_tree<records>([](auto const& root) {
        std::vector<record> all;
        for (auto const status : simdjson::dom::array(root["statuses"]))
            all.push_back({status["id"].get_int64(),
                           std::string(std::string_view(status["user"]["screen_name"]))});
        return all;
    })};

}  // namespace
