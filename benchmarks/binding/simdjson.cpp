// SPDX-License-Identifier: BSL-1.0
#include "../common/padded.hpp"
#include "contest.hpp"

namespace {

using namespace benchmarks::binding;

// By hand, in the order of the document.
template <class T, class Object> T bound(Object&& object) {
    T v;
    v.id = object["id"].get_int64();
    v.node_id = std::string_view(object["node_id"].get_string());
    v.name = std::string_view(object["name"].get_string());
    v.full_name = std::string_view(object["full_name"].get_string());
    v.description = std::string_view(object["description"].get_string());
    v.is_private = object["is_private"].get_bool();
    v.fork = object["fork"].get_bool();
    v.stars = object["stars"].get_int64();
    v.score = object["score"].get_double();
    v.branch = std::string_view(object["branch"].get_string());
    return v;
}
template <class T> auto list_on_demand() {
    return [](auto& document) {
        std::vector<T> all;
        for (simdjson::ondemand::object object : document.get_array())
            all.push_back(bound<T>(object));
        return all;
    };
}
template <class T> auto list_in_tree() {
    return [](auto const& root) {
        std::vector<T> all;
        for (simdjson::dom::element const element : root.get_array())
            all.push_back(bound<T>(element));
        return all;
    };
}
template <class T> auto one_on_demand() {
    return
        [](auto& document) { return bound<T>(simdjson::ondemand::object(document.get_object())); };
}
template <class T> auto one_in_tree() {
    return [](auto const& root) { return bound<T>(root); };
}

[[maybe_unused]] int const entered[] = {
    benchmarks::enter_on_demand<one_owned>(one_on_demand<owned>()),
    benchmarks::enter_tree<one_owned>(one_in_tree<owned>()),
    benchmarks::enter_on_demand<one_viewed>(one_on_demand<viewed>()),
    benchmarks::enter_tree<one_viewed>(one_in_tree<viewed>()),
    benchmarks::enter_on_demand<list_owned>(list_on_demand<owned>()),
    benchmarks::enter_tree<list_owned>(list_in_tree<owned>()),
    benchmarks::enter_on_demand<list_viewed>(list_on_demand<viewed>()),
    benchmarks::enter_tree<list_viewed>(list_in_tree<viewed>())};

}  // namespace
