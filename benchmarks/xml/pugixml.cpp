// SPDX-License-Identifier: BSL-1.0
#include <pugixml.hpp>

#include "contest.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace benchmarks::xml;

// The encoding is given, so that no time is spent guessing it. Nodes come from a page inside the
// document object.
template <class Look> auto parsed(Look look) {
    return [look](std::string_view text) {
        pugi::xml_document document;
        document.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_utf8);
        return look(document);
    };
}

// The nodes of an XPath, which is compiled once.
template <class T, class Convert> auto selected(char const* query, Convert convert) {
    auto const compiled = std::make_shared<pugi::xpath_query const>(query);
    return parsed([compiled, convert](pugi::xml_document const& document) {
        std::vector<T> all;
        for (pugi::xpath_node const& one : compiled->evaluate_node_set(document))
            all.push_back(convert(one.node().text()));
        return all;
    });
}
auto const text_of = [](pugi::xml_text text) { return text.get(); };
auto const number_of = [](pugi::xml_text text) { return text.as_double(); };

[[maybe_unused]] int const entered[] = {
    enter<note_to>("pugixml", "tags", parsed([](pugi::xml_document const& document) {
                       return std::string(document.child("note").child("to").text().get());
                   })),
    enter<deep_attribute>("pugixml", "tags", parsed([](pugi::xml_document const& document) {
                              return std::string(document.child("soap:Envelope")
                                                     .child("soap:Body")
                                                     .child("m:Answer")
                                                     .child("m:Quotes")
                                                     .child("m:Quote")
                                                     .child("m:Price")
                                                     .attribute("currency")
                                                     .value());
                          })),
    enter<late_path>("pugixml", "tags", parsed([](pugi::xml_document const& document) {
                         return std::string(document.child("catalog").child("last").text().get());
                     })),
    enter<records>("pugixml", "tags", parsed([](pugi::xml_document const& document) {
                       std::vector<record> all;
                       for (pugi::xml_node const one : document.child("list").children("record")) {
                           all.push_back({one.child("id").text().as_llong(),
                                          one.child("name").text().get(),
                                          one.child("price").text().as_double(),
                                          one.child("sold").text().as_bool()});
                       }
                       return all;
                   })),
    enter<names>("pugixml", "tags", selected<std::string>("/list/record/name", text_of)),
    enter<expensive>("pugixml", "tags",
                     selected<std::string>("/list/record[price > 2000]/name", text_of)),
    enter<prices>("pugixml", "tags", selected<double>("//price", number_of))};

}  // namespace
