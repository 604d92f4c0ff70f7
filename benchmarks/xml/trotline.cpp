// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/get.hpp>
#include <trotline/mapping/map.hpp>
#include <trotline/mapping/query_rows.hpp>
#include <trotline/xml/format.hpp>

#include "contest.hpp"

#include <boost/describe.hpp>

namespace tl = trotline;
using namespace tl::literals;

namespace benchmarks::xml {
BOOST_DESCRIBE_STRUCT(record, (), (id, name, price, sold))
}  // namespace benchmarks::xml

namespace {

using namespace benchmarks::xml;

template <class T, class Path> auto at(Path path) {
    return [path](std::string_view text) {
        auto found = tl::get<T>(text, path, tl::xml::checked);
        return found ? std::move(*found) : T{};
    };
}

template <class T> struct list { std::vector<T> all; };
using texts = list<std::string>;
using numbers = list<double>;
BOOST_DESCRIBE_STRUCT(texts, (), (all))
BOOST_DESCRIBE_STRUCT(numbers, (), (all))

template <class Contest, class List, class Row> int query() {
    return enter<Contest>("trotline", "all", [](std::string_view text) {
        auto found = tl::map<tl::mapping<List, Row>>(text, tl::xml::checked);
        return found ? std::move(found->all) : decltype(found->all){};
    });
}

[[maybe_unused]] int const entered[] = {
    enter<note_to>("trotline", "all", at<std::string>("note.to"_path)),
    enter<deep_attribute>(
        "trotline", "all",
        at<std::string>(
            "soap:Envelope.soap:Body.m:Answer.m:Quotes.m:Quote.m:Price.@currency"_path)),
    enter<late_path>("trotline", "all", at<std::string>("catalog.last"_path)),
    enter<records>("trotline", "all", at<std::vector<record>>("list.record"_path)),
    query<names, texts, tl::query_row<"list.record[*].name", &texts::all>>(),
    query<expensive, texts, tl::query_row<"list.record[?@.price > 2000].name", &texts::all>>(),
    query<prices, numbers, tl::query_row<"$..price", &numbers::all>>()};

}  // namespace
