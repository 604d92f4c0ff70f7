// SPDX-License-Identifier: BSL-1.0
#include <trotline/node/paged.hpp>

#include <trotline/node/basic_webhook_node.hpp>
#include <trotline/parameter_store/memory.hpp>
#include <trotline/parser/media_type.hpp>

#include <doctest/doctest.h>
#include <boost/describe.hpp>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace node_paged_test {

namespace tl = trotline;

namespace {

struct page {
    std::vector<int> items;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(page, (), (items, next))
using page_rows = tl::mapping<page, tl::row<"items", &page::items>, tl::row<"next", &page::next>>;

// Answers as a function of the URL says, and remembers the URLs.
struct service {
    std::function<tl::http::response(std::string const&)> answer;
    std::vector<std::string> asked{};

    tl::result<tl::http::response> send(tl::http::request const& request, tl::deadline,
                                        std::stop_token) {
        asked.push_back(request.url);
        auto said = answer(request.url);
        said.fields.push_back({"Content-Type", "application/json"});
        return said;
    }
};
using node_type =
    tl::basic_webhook_node<service, tl::media_type_parser, tl::memory_parameter_store>;

tl::http::response said(std::string content, std::string link = {}) {
    tl::http::response answer{.status = 200, .content = std::move(content)};
    if (!link.empty()) answer.fields.push_back({"Link", std::move(link)});
    return answer;
}

// The items of all pages, and how the list ended.
struct seen {
    std::vector<int> items;
    std::optional<tl::failure> failed;
};
template <class Next>
seen walk(node_type& node, tl::webhook const& hook, Next next, tl::call_options options = {},
          std::size_t most = 1000) {
    seen all;
    for (auto& one : tl::paged<page_rows>(node, hook, std::move(next), std::move(options), most)) {
        CHECK_FALSE(all.failed);
        if (one)
            all.items.insert(all.items.end(), one->items.begin(), one->items.end());
        else
            all.failed = one.failure();
    }
    return all;
}

using urls = std::vector<std::string>;

}  // namespace

TEST_CASE("by a cursor in the page") {
    node_type node{service{[](std::string const& url) {
                       return url.ends_with("cursor=") ? said(R"({"items": [1, 2], "next": "b"})")
                              : url.ends_with("=b")    ? said(R"({"items": [3], "next": "c&"})")
                                                       : said(R"({"items": [], "next": null})");
                   }},
                   {},
                   {}};
    tl::webhook const hook{.url = "http://a/items", .query = {{{"cursor", "${CURSOR:-}"}}}};
    auto const all = walk(node, hook, tl::by_cursor(&page::next, "CURSOR"));
    CHECK(all.items == std::vector<int>{1, 2, 3});
    CHECK_FALSE(all.failed);
    CHECK(node.transport().asked ==
          urls{"http://a/items?cursor=", "http://a/items?cursor=b", "http://a/items?cursor=c%26"});
    node.transport().asked.clear();
    CHECK(walk(node, hook,
               tl::by_cursor([](page const& p) { return p.next.value_or(""); }, "CURSOR"), {}, 2)
              .items == std::vector<int>{1, 2, 3});
    CHECK(node.transport().asked.size() == 2);
    CHECK(walk(node, hook, tl::by_cursor(&page::next, "CURSOR"), {}, 0).items.empty());
}

TEST_CASE("a cursor or URL that is empty ends the pages, and a number can be one") {
    node_type node{service{[](std::string const& url) {
                       return said(url.ends_with("=2") ? R"({"items": [3], "next": ""})"
                                                       : R"({"items": [1, 2]})",
                                   R"(<>; rel="next")");
                   }},
                   {},
                   {}};
    tl::webhook const hook{.url = "http://a/?from=${CURSOR:-0}"};
    auto const last = [](page const& p) { return p.items.back(); };
    CHECK(walk(node, hook, tl::by_cursor(last, "CURSOR"), {}, 3).items ==
          std::vector<int>{1, 2, 3, 1, 2});
    CHECK(node.transport().asked ==
          urls{"http://a/?from=0", "http://a/?from=2", "http://a/?from=3"});
    tl::call_options const from_two{.parameters = {{"CURSOR", 2}}};
    CHECK(walk(node, hook, tl::by_cursor(&page::next, "CURSOR"), from_two).items ==
          std::vector<int>{3});
    CHECK(walk(node, hook, tl::by_url(&page::next, "URL"), from_two).items == std::vector<int>{3});
    CHECK(walk(node, hook, tl::by_link("URL")).items == std::vector<int>{1, 2});
}

TEST_CASE("what the next page needs may be gone: that is a failure") {
    node_type node{
        service{[](std::string const&) { return said(R"({"items": [1]})"); }}, {}, {{"KEY", "k"}}};
    std::vector<tl::code> codes;
    auto const ends = [](page const&) { return false; };
    auto pages = tl::paged<page_rows>(node, tl::webhook{.url = "http://a/$KEY/${PAGE:-1}"},
                                      tl::by_number("PAGE", ends));
    for (auto& one : pages) {
        codes.push_back(one ? tl::code::none : one.failure().code);
        node.parameters() = tl::memory_parameter_store();
    }
    CHECK(codes == std::vector<tl::code>{tl::code::none, tl::code::unknown_parameter});
}

TEST_CASE("by number, and by offset") {
    auto const answer = [](std::string const& url) {
        int const n = std::stoi(url.substr(url.rfind('=') + 1));
        return said(n < 6 ? R"({"items": [)" + std::to_string(n) + "]}" : R"({"items": []})");
    };
    auto const ends = [](page const& p) { return p.items.empty(); };
    node_type node{service{answer}, {}, {}};
    tl::webhook const hook{.url = "http://a/?page=${PAGE:-1}"};
    CHECK(walk(node, hook, tl::by_number("PAGE", ends)).items == std::vector<int>{1, 2, 3, 4, 5});
    CHECK(walk(node, tl::webhook{.url = "http://a/?offset=${OFFSET:-0}"},
               tl::by_number("OFFSET", ends, 0, 2))
              .items == std::vector<int>{0, 2, 4});
}

TEST_CASE("by the Link field, and by a URL in the page") {
    node_type node{service{[](std::string const& url) {
                       return url == "http://a/items" ? said(R"({"items": [1], "next": "?page=2"})",
                                                             R"(<?page=2>; rel="next")")
                              : url == "http://a/items?page=2"
                                  ? said(R"({"items": [2], "next": "http://A:80/last"})",
                                         R"(<x>; rel="prev", <http://A:80/last>; rel="next")")
                                  : said(R"({"items": [3]})", R"(<http://a/items>; rel="first")");
                   }},
                   {},
                   {}};
    tl::webhook const hook{.url = "$URL"};
    tl::call_options const from{.parameters = {{"URL", "http://a/items"}}};
    for (auto const& all : {walk(node, hook, tl::by_link("URL"), from),
                            walk(node, hook, tl::by_url(&page::next, "URL"), from)}) {
        CHECK(all.items == std::vector<int>{1, 2, 3});
        CHECK_FALSE(all.failed);
    }
    CHECK(node.transport().asked.size() == 6);
    CHECK(node.transport().asked[2] == "http://A:80/last");
}

TEST_CASE("a failure ends the range, and nothing is sent to another origin") {
    node_type node{service{[](std::string const& url) {
                       return url == "http://a/1" ? said(R"({"items": [1], "next": "2"})")
                              : url == "http://a/2"
                                  ? said(R"({"items": ["x"], "next": "3"})")
                                  : said(R"({"items": [4], "next": "http://b/"})");
                   }},
                   {},
                   {}};
    tl::webhook const hook{.url = "$URL"};
    auto const broken =
        walk(node, hook, tl::by_url(&page::next, "URL"), {.parameters = {{"URL", "http://a/1"}}});
    CHECK(broken.items == std::vector<int>{1});
    REQUIRE(broken.failed);
    CHECK(broken.failed->code == tl::code::wrong_type);
    auto const elsewhere =
        walk(node, hook, tl::by_url(&page::next, "URL"), {.parameters = {{"URL", "http://a/4"}}});
    CHECK(elsewhere.items == std::vector<int>{4});
    REQUIRE(elsewhere.failed);
    CHECK(elsewhere.failed->code == tl::code::forbidden_redirect);
    CHECK(node.transport().asked == urls{"http://a/1", "http://a/2", "http://a/4"});
}

}  // namespace node_paged_test
