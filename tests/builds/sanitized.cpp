// SPDX-License-Identifier: BSL-1.0
// Compiled with sanitizers: every kind of row, over both formats. Its tables are made at compile
// time, where g++ 12 does not know with them that the address of a constant is not null.
#include <trotline/mapping/get.hpp>
#include <trotline/mapping/map.hpp>
#include <trotline/mapping/query_rows.hpp>
#include <trotline/mapping/row_functions.hpp>
#include <trotline/xml/format.hpp>

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tl = trotline;

struct line {
    std::string sku;
    double amount = 0;
};
BOOST_DESCRIBE_STRUCT(line, (), (sku, amount))

struct order {
    long id = 0;
    std::string name;
    std::optional<std::string> note;
    std::vector<line> lines;
    std::vector<std::string> skus;
    std::vector<line> each;
};
BOOST_DESCRIBE_STRUCT(order, (), (id, name, note, lines, skus, each))

using order_rows = tl::mapping<
    order, tl::row<"order.id", &order::id>,
    tl::row<"order.title | trim", &order::name, tl::or_at<"order.name">, tl::otherwise<"none">>,
    tl::row<"order.note", &order::note>, tl::row<"order.line", &order::lines>,
    tl::query_row<"order.line[?@.amount > 1].sku", &order::skus>,
    tl::each_row<"order.line[*]", &order::each, tl::row<"sku", &line::sku>,
                 tl::row<"amount", &line::amount>>,
    tl::condition<"order.ok", true>>;

bool is_right(auto const& mapped) {
    return mapped && mapped->id == 7 && mapped->name == "a" && !mapped->note &&
           mapped->lines.size() == 2 && mapped->skus == std::vector<std::string>{"y"} &&
           mapped->each.size() == 2;
}

int main() {
    using namespace tl::literals;
    constexpr std::string_view json = R"({"order": {"id": 7, "name": " a ", "ok": true, "line": [
        {"sku": "x", "amount": 1}, {"sku": "y", "amount": 2.5}]}})";
    constexpr std::string_view xml =
        "<order><id>7</id><name> a </name><ok>true</ok><line><sku>x</sku><amount>1</amount></line>"
        "<line><sku>y</sku><amount>2.5</amount></line></order>";
    auto const sku = tl::get<std::string>(json, "order.line[-1].sku"_path);
    return is_right(tl::map<order_rows>(json)) &&
                   is_right(tl::map<order_rows>(xml, tl::xml::checked)) && sku && *sku == "y"
               ? 0
               : 1;
}
