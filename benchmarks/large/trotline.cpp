// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/get.hpp>
#include <trotline/mapping/map.hpp>

#include <boost/describe.hpp>

#include "contest.hpp"

namespace tl = trotline;
using namespace tl::literals;
using benchmarks::reading;

namespace benchmarks::large {
BOOST_DESCRIBE_STRUCT(spread, (), (first_id, followers, count, author, language))
}  // namespace benchmarks::large

namespace {

using namespace benchmarks::large;
using rows = tl::mapping<spread, tl::row<"statuses[0].id", &spread::first_id>,
                         tl::row<"statuses[100].user.screen_name", &spread::author>,
                         tl::row<"statuses[200].user.followers_count", &spread::followers>,
                         tl::row<"statuses[309].lang", &spread::language>,
                         tl::row<"search_metadata.count", &spread::count>>;

template <class Contest, class Path, class Format> int one(reading how, Path path, Format format) {
    return benchmarks::enter<Contest>("trotline", how, [path, format](std::string_view text) {
        auto const value = tl::get<std::int64_t>(text, path, format);
        return value ? *value : -1;
    });
}
template <class Format> int five(reading how, Format format) {
    return benchmarks::enter<five_spread>("trotline", how, [format](std::string_view text) {
        auto const found = tl::map<rows>(text, format);
        return found ? *found : spread{};
    });
}

[[maybe_unused]] int const entered[] = {
    five(reading::on_demand, tl::json::on_demand),
    five(reading::checked, tl::json::checked),
    one<late>(reading::on_demand, "search_metadata.count"_path, tl::json::on_demand),
    one<late>(reading::checked, "search_metadata.count"_path, tl::json::checked),
    one<huge_late>(reading::on_demand, "search_metadata.count"_path, tl::json::on_demand),
    one<huge_late>(reading::checked, "search_metadata.count"_path, tl::json::checked),
    one<huge_early>(reading::on_demand, "statuses[0].id"_path, tl::json::on_demand),
    one<huge_early>(reading::checked, "statuses[0].id"_path, tl::json::checked)};

}  // namespace
