// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/get.hpp>

#include <boost/describe.hpp>

#include "contest.hpp"

namespace tl = trotline;
using namespace tl::literals;
using benchmarks::reading;

namespace benchmarks::binding {
BOOST_DESCRIBE_STRUCT(repository<std::string>, (),
                      (id, node_id, name, full_name, description, is_private, fork, stars, score,
                       branch))
BOOST_DESCRIBE_STRUCT(repository<std::string_view>, (),
                      (id, node_id, name, full_name, description, is_private, fork, stars, score,
                       branch))
BOOST_DESCRIBE_STRUCT(owned, (repository<std::string>), ())
BOOST_DESCRIBE_STRUCT(viewed, (repository<std::string_view>), ())
}  // namespace benchmarks::binding

namespace {

using namespace benchmarks::binding;

template <class Contest, class T, class Format> int whole(reading how, Format format) {
    return benchmarks::enter<Contest>("trotline", how, [format](std::string_view text) {
        auto value = tl::get<T>(text, "$"_path, format);
        return value ? std::move(*value) : T{};
    });
}

[[maybe_unused]] int const entered[] = {
    whole<one_owned, owned>(reading::on_demand, tl::json::on_demand),
    whole<one_owned, owned>(reading::checked, tl::json::checked),
    whole<one_viewed, viewed>(reading::on_demand, tl::json::on_demand),
    whole<one_viewed, viewed>(reading::checked, tl::json::checked),
    whole<list_owned, std::vector<owned>>(reading::on_demand, tl::json::on_demand),
    whole<list_owned, std::vector<owned>>(reading::checked, tl::json::checked),
    whole<list_viewed, std::vector<viewed>>(reading::on_demand, tl::json::on_demand),
    whole<list_viewed, std::vector<viewed>>(reading::checked, tl::json::checked)};

}  // namespace
