// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/map.hpp>
#include <trotline/mapping/query_rows.hpp>

#include <boost/describe.hpp>

#include "contest.hpp"

namespace tl = trotline;
using benchmarks::reading;

namespace benchmarks::queries {
BOOST_DESCRIBE_STRUCT(record, (), (id, author))
}  // namespace benchmarks::queries

namespace {

using namespace benchmarks::queries;

template <class T> struct list { std::vector<T> all; };
using numbers = list<std::int64_t>;
using texts = list<std::string>;
using structs = list<record>;
BOOST_DESCRIBE_STRUCT(numbers, (), (all))
BOOST_DESCRIBE_STRUCT(texts, (), (all))
BOOST_DESCRIBE_STRUCT(structs, (), (all))

template <class Contest, class List, class Row, class Format> int one(reading how, Format format) {
    return benchmarks::enter<Contest>("trotline", how, [format](std::string_view text) {
        auto found = tl::map<tl::mapping<List, Row>>(text, format);
        return found ? std::move(found->all) : decltype(found->all){};
    });
}
template <class Contest, class List, class Row> int both() {
    return one<Contest, List, Row>(reading::on_demand, tl::json::on_demand) +
           one<Contest, List, Row>(reading::checked, tl::json::checked);
}

[[maybe_unused]] int const entered[] = {
    both<ids, numbers, tl::query_row<"statuses[*].id", &numbers::all>>(),
    both<
        popular, texts,
        tl::query_row<"statuses[?@.user.followers_count > 90000].user.screen_name", &texts::all>>(),
    both<everywhere, texts, tl::query_row<"$..screen_name", &texts::all>>(),
    both<records, structs,
         tl::each_row<"statuses[*]", &structs::all, tl::row<"id", &record::id>,
                      tl::row<"user.screen_name", &record::author>>>()};

}  // namespace
