// SPDX-License-Identifier: BSL-1.0
// Every kind of member that a row can have as its destination, over a text, without HTTP.
#include <trotline/mapping/map.hpp>

#include <array>
#include <boost/describe.hpp>
#include <cstdint>
#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tl = trotline;

BOOST_DEFINE_ENUM_CLASS(state, open, paid, shipped)

struct address {
    std::string street;
    std::optional<std::string> country;  // may be missing or null
};
BOOST_DESCRIBE_STRUCT(address, (), (street, country))

struct item {
    std::string sku;
    unsigned count = 1;
};
BOOST_DESCRIBE_STRUCT(item, (), (sku, count))
template <>
struct trotline::member_names<item> : trotline::names<trotline::named<&item::count, "itemCount">> {
};
// itemCount may be missing in an item
template <> inline constexpr bool trotline::members_have_defaults<item> = true;

struct order {
    std::int8_t priority = 0;  // a number, not a character
    std::uint64_t id = 0;
    double total = 0;
    bool gift = false;
    std::string note;
    std::string_view currency;  // points into the text
    state status = state::open;
    std::optional<long> coupon;
    std::vector<item> items;
    std::array<int, 2> position{};
    std::map<std::string, double> rates;
    address to;
    tl::raw_text extra;           // any value, as it is written in the text
    std::string language = "en";  // an optional row may leave it unchanged
    int age = 0;                  // from a string, because the row allows it
};
BOOST_DESCRIBE_STRUCT(order, (),
                      (priority, id, total, gift, note, currency, status, coupon, items, position,
                       rates, to, extra, language, age))

using order_rows =
    tl::mapping<order,  //
                tl::row<"priority", &order::priority>, tl::row<"id", &order::id>,
                tl::row<"sum.total", &order::total>, tl::row<"gift", &order::gift>,
                tl::row<"note", &order::note>, tl::row<"sum.currency", &order::currency>,
                tl::row<"status", &order::status>, tl::row<"coupon", &order::coupon>,
                tl::row<"items", &order::items>, tl::row<"position", &order::position>,
                tl::row<"rates", &order::rates>, tl::row<"to", &order::to>,
                tl::row<"extra", &order::extra>, tl::optional_row<"language", &order::language>,
                tl::row<"customer.age", &order::age, tl::row_option::coerce>,
                tl::condition<"ok", true>>;

int main() {
    constexpr std::string_view text = R"({
        "ok": true, "priority": -3, "id": 18446744073709551615, "sum": {"total": 12.50, "currency": "EUR"}, "gift": true,
        "note": "Gr\u00fc\u00dfe", "status": "paid", "coupon": null, "items": [{"sku": "A", "itemCount": 2}, {"sku": "B"}],
        "position": [52, 13], "rates": {"USD": 1.08, "CHF": 0.96}, "to": {"street": "1 Main St"}, "extra": [1, {"x": 2}],
        "customer": {"age": "36"}, "ignored": [[]]})";

    auto const mapped = tl::map<order_rows>(text);
    if (!mapped) return std::cerr << mapped.error() << '\n', 1;
    order const& o = *mapped;
    std::cout << "order " << o.id << ": " << o.items.size() << " items, " << o.total << ' '
              << o.currency << ", " << o.note << '\n';
    bool good = o.priority == -3 && o.id == 18446744073709551615u && o.total == 12.5 && o.gift &&
                o.note == "Grüße" && o.currency == "EUR" && o.status == state::paid && !o.coupon &&
                o.items.size() == 2 && o.items[0].count == 2 && o.items[1].count == 1 &&
                o.position == std::array{52, 13} && o.rates.at("CHF") == 0.96 &&
                o.to.street == "1 Main St" && !o.to.country && o.extra.text == R"([1, {"x": 2}])" &&
                o.language == "en" && o.age == 36;

    // A value that does not fit is reported with its row, the place inside of it, and what would be
    // right; nothing is half-written.
    using items_rows = tl::mapping<order, tl::row<"items", &order::items>>;
    auto const wrong =
        tl::map<items_rows>(R"({"items": [{"sku": "A"}, {"sku": "B", "itemCount": -1}]})");
    if (!wrong) std::cout << wrong.error() << '\n';
    good = good && !wrong && wrong.error().rows().front().inner.view() == "[1].itemCount";
    return good ? 0 : 1;
}
