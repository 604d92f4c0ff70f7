// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/get.hpp>

#include "contest.hpp"

namespace tl = trotline;
using namespace tl::literals;
using benchmarks::reading;

namespace {

using namespace benchmarks::array;

template <class Contest, class Path, class Format> int one(reading how, Path path, Format format) {
    return benchmarks::enter<Contest>("trotline", how, [path, format](std::string_view text) {
        auto const value = tl::get<std::int64_t>(text, path, format);
        return value ? *value : -1;
    });
}

[[maybe_unused]] int const entered[] = {
    one<first_element>(reading::on_demand, "[0].userId"_path, tl::json::on_demand),
    one<first_element>(reading::checked, "[0].userId"_path, tl::json::checked),
    one<middle_element>(reading::on_demand, "[350].userId"_path, tl::json::on_demand),
    one<middle_element>(reading::checked, "[350].userId"_path, tl::json::checked),
    one<last_element>(reading::on_demand, "[699].userId"_path, tl::json::on_demand),
    one<last_element>(reading::checked, "[699].userId"_path, tl::json::checked)};

}  // namespace
