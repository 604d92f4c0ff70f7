// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/get.hpp>
#include <trotline/mapping/map.hpp>

#include <boost/describe.hpp>

#include "contest.hpp"

namespace tl = trotline;
using namespace tl::literals;
using benchmarks::reading;

namespace benchmarks::medium {
BOOST_DESCRIBE_STRUCT(spread, (), (id, stars, owner, branch))
}  // namespace benchmarks::medium

namespace {

using namespace benchmarks::medium;
using rows = tl::mapping<spread, tl::row<"id", &spread::id>, tl::row<"owner.login", &spread::owner>,
                         tl::row<"stargazers_count", &spread::stars>,
                         tl::row<"default_branch", &spread::branch>>;

template <class Contest, class Path, class Format> int one(reading how, Path path, Format format) {
    return benchmarks::enter<Contest>("trotline", how, [path, format](std::string_view text) {
        auto const value = tl::get<std::int64_t>(text, path, format);
        return value ? *value : -1;
    });
}
template <class Format> int four(reading how, Format format) {
    return benchmarks::enter<four_spread>("trotline", how, [format](std::string_view text) {
        auto const found = tl::map<rows>(text, format);
        return found ? *found : spread{};
    });
}

[[maybe_unused]] int const entered[] = {
    one<near_member>(reading::on_demand, "id"_path, tl::json::on_demand),
    one<near_member>(reading::checked, "id"_path, tl::json::checked),
    one<last_member>(reading::on_demand, "score"_path, tl::json::on_demand),
    one<last_member>(reading::checked, "score"_path, tl::json::checked),
    four(reading::on_demand, tl::json::on_demand),
    four(reading::checked, tl::json::checked)};

}  // namespace
