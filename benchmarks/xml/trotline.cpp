// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/get.hpp>
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

[[maybe_unused]] int const entered[] = {
    enter<note_to>("trotline", "all", at<std::string>("note.to"_path)),
    enter<deep_attribute>(
        "trotline", "all",
        at<std::string>(
            "soap:Envelope.soap:Body.m:Answer.m:Quotes.m:Quote.m:Price.@currency"_path)),
    enter<late_path>("trotline", "all", at<std::string>("catalog.last"_path)),
    enter<records>("trotline", "all", at<std::vector<record>>("list.record"_path))};

}  // namespace
