// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/get.hpp>
#include <trotline/mapping/map.hpp>

#include <boost/describe.hpp>

#include "contest.hpp"

namespace tl = trotline;
using namespace tl::literals;
using benchmarks::reading;

namespace benchmarks::small {
BOOST_DESCRIBE_STRUCT(todo, (), (user_id, id, title, completed))
}  // namespace benchmarks::small

namespace {

using namespace benchmarks::small;
using rows =
    tl::mapping<todo, tl::row<"data.userId", &todo::user_id>, tl::row<"data.id", &todo::id>,
                tl::row<"data.title", &todo::title>, tl::row<"data.completed", &todo::completed>>;

template <class Format> auto user_id(Format format) {
    return [format](std::string_view text) {
        auto const id = tl::get<std::int64_t>(text, "data.userId"_path, format);
        return id ? *id : -1;
    };
}
template <class Format> auto members(Format format) {
    return [format](std::string_view text) {
        auto const found = tl::map<rows>(text, format);
        return found ? *found : todo{};
    };
}

[[maybe_unused]] int const entered[] = {
    benchmarks::enter<one_path>("trotline", reading::on_demand, user_id(tl::json::on_demand)),
    benchmarks::enter<one_path>("trotline", reading::checked, user_id(tl::json::checked)),
    benchmarks::enter<four_members>("trotline", reading::on_demand, members(tl::json::on_demand)),
    benchmarks::enter<four_members>("trotline", reading::checked, members(tl::json::checked))};

}  // namespace
