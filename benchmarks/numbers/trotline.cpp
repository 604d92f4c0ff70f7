// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/get.hpp>

#include "contest.hpp"

namespace tl = trotline;
using namespace tl::literals;
using benchmarks::reading;

namespace {

using namespace benchmarks::numbers;

template <class Contest, class T, class Format> int whole(reading how, Format format) {
    return benchmarks::enter<Contest>("trotline", how, [format](std::string_view text) {
        auto value = tl::get<T>(text, "$"_path, format);
        return value ? std::move(*value) : T{};
    });
}

[[maybe_unused]] int const entered[] = {
    whole<outline, coordinates>(reading::on_demand, tl::json::on_demand),
    whole<outline, coordinates>(reading::checked, tl::json::checked),
    whole<floats, embedding>(reading::on_demand, tl::json::on_demand),
    whole<floats, embedding>(reading::checked, tl::json::checked)};

}  // namespace
