// SPDX-License-Identifier: BSL-1.0
#include <libxml/parser.h>
#include <libxml/tree.h>

#include "contest.hpp"

#include <cstdlib>
#include <initializer_list>
#include <memory>

namespace {

using namespace benchmarks::xml;

struct free_document {
    void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
};
using owned_document = std::unique_ptr<xmlDoc, free_document>;

owned_document parsed(std::string_view text) {
    // Short texts inside the nodes, no network, no messages: its fastest options.
    constexpr int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                            XML_PARSE_COMPACT | XML_PARSE_HUGE;
    return owned_document(
        xmlReadMemory(text.data(), static_cast<int>(text.size()), nullptr, nullptr, options));
}

std::string_view view(xmlChar const* text) {
    return text == nullptr ? "" : reinterpret_cast<char const*>(text);
}

xmlNode* child(xmlNode* parent, std::string_view name) {
    for (xmlNode* node = parent == nullptr ? nullptr : parent->children; node != nullptr;
         node = node->next) {
        if (node->type == XML_ELEMENT_NODE && view(node->name) == name) return node;
    }
    return nullptr;
}

// All texts that are asked for here are one node.
std::string_view text_of(xmlNode const* node) {
    return node == nullptr || node->children == nullptr ? "" : view(node->children->content);
}

xmlNode* follow(xmlDoc* document, std::initializer_list<std::string_view> names) {
    xmlNode* node = document == nullptr ? nullptr : reinterpret_cast<xmlNode*>(document);
    for (std::string_view const name : names) node = child(node, name);
    return node;
}

[[maybe_unused]] int const entered[] = {
    enter<note_to>("libxml2", "all",
                   [](std::string_view text) {
                       owned_document const document = parsed(text);
                       return std::string(text_of(follow(document.get(), {"note", "to"})));
                   }),
    enter<deep_attribute>("libxml2", "all",
                          [](std::string_view text) {
                              owned_document const document = parsed(text);
                              xmlNode* const price = follow(
                                  document.get(),
                                  {"Envelope", "Body", "Answer", "Quotes", "Quote", "Price"});
                              return std::string(price == nullptr || price->properties == nullptr
                                                     ? ""
                                                     : view(price->properties->children->content));
                          }),
    enter<late_path>("libxml2", "all",
                     [](std::string_view text) {
                         owned_document const document = parsed(text);
                         return std::string(text_of(follow(document.get(), {"catalog", "last"})));
                     }),
    enter<records>("libxml2", "all", [](std::string_view text) {
        owned_document const document = parsed(text);
        std::vector<record> all;
        for (xmlNode* one = follow(document.get(), {"list"})->children; one != nullptr;
             one = one->next) {
            if (one->type != XML_ELEMENT_NODE) continue;
            all.push_back({std::strtoll(text_of(child(one, "id")).data(), nullptr, 10),
                           std::string(text_of(child(one, "name"))),
                           std::strtod(text_of(child(one, "price")).data(), nullptr),
                           text_of(child(one, "sold")) == "true"});
        }
        return all;
    })};

}  // namespace
