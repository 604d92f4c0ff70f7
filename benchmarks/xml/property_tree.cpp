// SPDX-License-Identifier: BSL-1.0
#include <boost/property_tree/ptree.hpp>
#include <boost/property_tree/xml_parser.hpp>

#include "contest.hpp"

#include <sstream>

namespace {

using namespace benchmarks::xml;
using boost::property_tree::ptree;

// It reads from streams only.
ptree parsed(std::string_view text) {
    std::istringstream in{std::string(text)};
    ptree tree;
    boost::property_tree::read_xml(in, tree);
    return tree;
}

[[maybe_unused]] int const entered[] = {
    enter<note_to>("property_tree", "brackets",
                   [](std::string_view text) { return parsed(text).get<std::string>("note.to"); }),
    enter<deep_attribute>(
        "property_tree", "brackets",
        [](std::string_view text) {
            return parsed(text).get<std::string>(
                "soap:Envelope.soap:Body.m:Answer.m:Quotes.m:Quote.m:Price.<xmlattr>.currency");
        }),
    enter<late_path>(
        "property_tree", "brackets",
        [](std::string_view text) { return parsed(text).get<std::string>("catalog.last"); }),
    enter<records>("property_tree", "brackets", [](std::string_view text) {
        std::vector<record> all;
        ptree const tree = parsed(text);
        for (auto const& [name, one] : tree.get_child("list")) {
            if (name != "record") continue;
            all.push_back({one.get<std::int64_t>("id"), one.get<std::string>("name"),
                           one.get<double>("price"), one.get<std::string>("sold") == "true"});
        }
        return all;
    })};

}  // namespace
