// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/get.hpp>

#include "contest.hpp"

namespace tl = trotline;
using namespace tl::literals;
using benchmarks::reading;

namespace {

using namespace benchmarks::texts;

template <class Contest, class Format> int whole(reading how, Format format) {
    return benchmarks::enter<Contest>("trotline", how, [format](std::string_view text) {
        auto value = tl::get<list>(text, "$"_path, format);
        return value ? std::move(*value) : list{};
    });
}

[[maybe_unused]] int const entered[] = {whole<escaped>(reading::on_demand, tl::json::on_demand),
                                        whole<escaped>(reading::checked, tl::json::checked),
                                        whole<japanese>(reading::on_demand, tl::json::on_demand),
                                        whole<japanese>(reading::checked, tl::json::checked)};

}  // namespace
