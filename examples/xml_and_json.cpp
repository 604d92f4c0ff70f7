// SPDX-License-Identifier: BSL-1.0
// The same rows over JSON and XML, into the same struct. The answer's media type chooses the
// format; the program need not know it. The first name of a path is a member of JSON's root object,
// or XML's root element.
#include <trotline/trotline.hpp>

#include <boost/describe.hpp>
#include <iostream>
#include <string>
#include <vector>

namespace tl = trotline;

struct line {
    std::string sku;
    int count = 0;
    friend bool operator==(line const&, line const&) = default;
};
BOOST_DESCRIBE_STRUCT(line, (), (sku, count))

struct order {
    long id = 0;
    bool paid = false;
    std::string customer;
    std::string last;
    std::vector<line> lines;
    friend bool operator==(order const&, order const&) = default;
};
BOOST_DESCRIBE_STRUCT(order, (), (id, paid, customer, last, lines))

// A list is an array in JSON, and siblings with one name in XML.
using order_rows =
    tl::mapping<order, tl::row<"order.id", &order::id>, tl::row<"order.paid", &order::paid>,
                tl::row<"order.customer.name", &order::customer>,
                tl::row<"order.line[-1].sku", &order::last>, tl::row<"order.line", &order::lines>>;

constexpr tl::webhook as_json{.url = "$SERVER/order.json"};
constexpr tl::webhook as_xml{.url = "$SERVER/order.xml"};

int main(int argc, char** argv) {
    if (argc != 2) return std::cerr << "usage: xml_and_json URL-OF-THE-EXAMPLE-SERVER\n", 2;
    tl::webhook_node node{{"SERVER", argv[1]}};
    auto const json = node.call<order_rows>(as_json);
    auto const xml = node.call<order_rows>(as_xml);
    if (!json) return std::cerr << json.failure() << '\n', 1;
    if (!xml) return std::cerr << xml.failure() << '\n', 1;
    for (auto const* answer : {&json, &xml})
        std::cout << (*answer)->id << ", " << (*answer)->customer << ": " << (*answer)->lines.size()
                  << " lines, the last " << (*answer)->last << '\n';

    // Something that only XML has, in the same language: an attribute.
    using currency = tl::parameters_from<tl::row<"order.total.@currency", "CURRENCY">>;
    auto const attribute = node.call<currency>(as_xml);
    if (!attribute) return std::cerr << attribute.failure() << '\n', 1;
    std::cout << "in " << *node.parameters().get("CURRENCY") << '\n';

    bool const good = *json == *xml && json->id == 7 && json->customer == "Ada & co." &&
                      json->lines.size() == 2 && json->lines[1].count == 3 &&
                      node.parameters().get("CURRENCY") == tl::value("EUR");
    return good ? 0 : 1;
}
