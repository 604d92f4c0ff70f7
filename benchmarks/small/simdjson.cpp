// SPDX-License-Identifier: BSL-1.0
#include <simdjson.h>

#include "contest.hpp"

using benchmarks::reading;
namespace sj = simdjson;

namespace {

using namespace benchmarks::small;

// Its best case: the document stands in a buffer with padding, and the parser is kept.
sj::padded_string_view padded(std::string_view text) {
    return sj::padded_string_view(text.data(), text.size(), text.size() + benchmarks::padding);
}

[[maybe_unused]] int const entered[] = {
    benchmarks::enter<one_path>("simdjson", reading::on_demand,
                                [parser = std::make_shared<sj::ondemand::parser>()](std::string_view text) {
                                    sj::ondemand::document document = parser->iterate(padded(text));
                                    return document["data"]["userId"].get_int64().value();
                                }),
    benchmarks::enter<one_path>(
        "simdjson", reading::checked,
        [parser = std::make_shared<sj::dom::parser>()](std::string_view text) {
            return parser->parse(text.data(), text.size(), false).at_pointer("/data/userId").get_int64().value();
        }),
    benchmarks::enter<four_members>("simdjson", reading::on_demand,
                                    [parser = std::make_shared<sj::ondemand::parser>()](std::string_view text) {
                                        sj::ondemand::document document = parser->iterate(padded(text));
                                        sj::ondemand::object data = document["data"].get_object();
                                        todo t;
                                        t.user_id = data["userId"].get_int64();
                                        t.id = data["id"].get_int64();
                                        t.title = data["title"].get_string();
                                        t.completed = data["completed"].get_bool();
                                        return t;
                                    }),
    benchmarks::enter<
        four_members>("simdjson", reading::checked, [parser = std::make_shared<sj::dom::parser>()](std::string_view text) {
        sj::dom::element const data = parser->parse(text.data(), text.size(), false)["data"];
        return todo{data["userId"].get_int64(), data["id"].get_int64(), data["title"].get_string(), data["completed"].get_bool()};
    })};

}  // namespace
