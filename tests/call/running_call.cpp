// SPDX-License-Identifier: BSL-1.0
#include <trotline/call/running_call.hpp>

#include <trotline/json/validate.hpp>
#include <trotline/mapping/mapping_workspace.hpp>
#include <trotline/node/basic_webhook_node.hpp>
#include <trotline/parameter_store/memory.hpp>
#include <trotline/parser/media_type.hpp>
#include <trotline/report/json.hpp>
#include <trotline/transport/scripted.hpp>

#include <doctest/doctest.h>

#include <chrono>
#include <filesystem>
#include <iterator>
#include <map>
#include <new>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "support/allocation_count.hpp"
#include "support/temporary_folder.hpp"

namespace call_running_call_test {

namespace tl = trotline;

namespace {
constexpr tl::webhook hook{.url = "https://api.example/todos/$ID",
                           .fields = {{{"Authorization", "Bearer $TOKEN"}}}};
}

TEST_CASE("a request that was given back is rendered into again, without an allocation") {
    tl::memory_parameter_store const store{
        {"ID", 7}, {"TOKEN", tl::secret{"a token that is longer than a short string"}}};
    tl::detail::request_pool pool;
    tl::call_options const options;
    auto const render = [&] {
        tl::detail::running_call call(hook, options, pool);
        CHECK_FALSE(call.render(store));
        return call.request().url.size();
    };
    std::size_t const size = render();
    std::size_t again = 0;
    CHECK(trotline_tests::allocations([&] {
              tl::detail::running_call call(hook, options, pool);
              if (!call.render(store)) again = call.request().url.size();
          }) == 0);
    CHECK(again == size);
}

TEST_CASE("exceptions become failures at the stage they came from, but for want of memory") {
    tl::detail::request_pool pool;
    tl::call_options const options;
    tl::detail::running_call call(hook, options, pool);
    auto const failed =
        call.guarded([]() -> std::optional<tl::failure> { throw std::runtime_error("why"); });
    REQUIRE(failed);
    CHECK(failed->stage == tl::stage::render);
    CHECK(failed->code == tl::code::internal);
    CHECK(failed->detail == "why");
    auto const odd = call.guarded([]() -> std::optional<tl::failure> { throw 7; });
    REQUIRE(odd);
    CHECK(odd->code == tl::code::internal);
    CHECK(odd->detail == "an exception");
    CHECK_THROWS_AS(call.guarded([]() -> std::optional<tl::failure> { throw std::bad_alloc(); }),
                    std::bad_alloc);
    CHECK_FALSE(call.guarded([]() -> std::optional<tl::failure> { return std::nullopt; }));
}

namespace {

// The same rows in both forms.
struct row_set {
    std::string_view name;
    bool reads_content, needs_content;
    std::string (*literal)(tl::http::response const&, tl::webhook const&);
    std::vector<tl::run_time_row> configured;
};

using node_type = tl::basic_webhook_node<tl::scripted_transport, tl::media_type_parser,
                                         tl::memory_parameter_store>;
node_type node_answering(tl::http::response const& said) {
    return node_type(tl::scripted_transport({{.answer = said}, {.answer = said}}), {}, {});
}
// `mapped`, or why not; the test request must say the same, in JSON.
std::string outcome_of(auto const& called, tl::test_report const& tested) {
    std::string const outcome = called ? "mapped" : to_string(called.failure());
    CHECK((tested.failure ? to_string(*tested.failure) : "mapped") == outcome);
    CHECK_FALSE(tl::json::validate(to_json(tested)));
    return outcome;
}
template <class... Rows>
std::string call_literal(tl::http::response const& said, tl::webhook const& sent) {
    auto node = node_answering(said);
    using rows = tl::parameters_from<Rows...>;
    auto const called = node.call<rows>(sent);
    return outcome_of(called, node.test_request<rows>(sent));
}
std::string call_configured(tl::http::response const& said, tl::webhook const& sent,
                            std::vector<tl::run_time_row> const& rows) {
    auto node = node_answering(said);
    auto const mapping = *tl::run_time_mapping::build(rows);
    auto const called = node.call(sent, mapping);
    return outcome_of(called, node.test_request(sent, mapping));
}

std::vector<row_set> const row_sets = {
    {"none", false, false, &call_literal<>, {}},
    {"status",
     false,
     false,
     &call_literal<tl::status_row<"S">>,
     {{"", "S", {}, {}, tl::row_source::status}}},
    {"field",
     false,
     false,
     &call_literal<tl::field_row<"content-type", "T">>,
     {{"content-type", "T", {}, {}, tl::row_source::field}}},
    {"elapsed",
     false,
     false,
     &call_literal<tl::elapsed_row<"E">>,
     {{"", "E", {}, {}, tl::row_source::elapsed}}},
    {"optional",
     true,
     false,
     &call_literal<tl::optional_row<"a.b", "B">>,
     {{"a.b", "B", tl::row_option::optional}}},
    {"required", true, true, &call_literal<tl::row<"a.b", "B">>, {{"a.b", "B"}}},
    {"whole", true, true, &call_literal<tl::row<"$", "ALL">>, {{"$", "ALL"}}},
    {"condition", true, true, &call_literal<tl::condition<"a.b", 1>>, {{"a.b", "", {}, {1}}}},
    {"unmet", true, true, &call_literal<tl::condition<"a.b", 2>>, {{"a.b", "", {}, {2}}}},
};

tl::http::response said(int status, std::string_view content, std::string_view type) {
    tl::http::response r;
    r.status = status;
    r.content = content;
    r.fields.push_back({"Content-Type", std::string(type)});
    return r;
}

}  // namespace

TEST_CASE("the same answer ends the same way in both forms, and no content is read for nothing") {
    struct {
        tl::http::response answer;
        tl::webhook hook{.url = "https://api.example/"};
        // how it begins to fail for rows that read the content; empty: by their row
        std::string_view otherwise = {};
        bool status_fails = false;
    } const answers[] = {
        {said(200, R"({"a": {"b": 1}})", "application/json")},
        {said(200, "<a><b>1</b></a>", "text/xml")},
        {said(200, R"({"a": {}})", "application/json")},
        {said(200, R"({"a": {"b": [1, {"c": "d"}]}})", "text/x-json")},
        {said(200, "ok", "text/plain"), {.url = "https://api.example/"}, "parse failed: unsupp"},
        {said(200, "<html></html>", "text/html"),
         {.url = "https://api.example/"},
         "parse failed: unsupp"},
        {said(200, "%PDF-1.7\n\xE2", "application/pdf"),
         {.url = "https://api.example/"},
         "parse failed: unsupp"},
        {said(200, R"({"a": {"b": 1}})", "application/json; charset=latin1")},
        {said(200, "<a><b>1</b></a>", "text/xml; charset=utf-7"),
         {.url = "https://api.example/"},
         "parse failed: unsupp"},
        {said(200, "<?xml version='1.0' encoding='windows-1252'?><a><b>1</b></a>", "text/xml")},
        {said(200, "<?xml version='1.0' encoding='windows-1252'?><a><b>\x81</b></a>", "text/xml"),
         {.url = "https://api.example/"},
         "parse failed: malf"},
        {said(200, R"({"a": {"b": 1}})", "application/json, application/json"),
         {.url = "https://api.example/"},
         "parse failed: unsupp"},
        {said(200, R"({"a": {"b": 1}})", "application/json, application/json"),
         {.url = "https://api.example/", .labels = tl::answer_labels::lenient}},
        {said(200, R"({"a": {"b": 1}})", "text/plain"),
         {.url = "https://api.example/", .format = tl::response_format::json}},
        {said(200, "{", "application/json"), {.url = "https://api.example/"}, "parse failed: malf"},
        {said(200, "  ", "application/json"),
         {.url = "https://api.example/"},
         "parse failed: malf"},
        {said(200, "", "text/plain")},
        {said(204, "", "application/json")},
        {said(500, "oh no", "text/plain"), {.url = "https://api.example/"}, {}, true},
    };
    for (auto const& a : answers) {
        for (row_set const& rows : row_sets) {
            CAPTURE(rows.name);
            CAPTURE(a.answer.content);
            CAPTURE(a.answer.fields[0].value);
            std::string const outcome = rows.literal(a.answer, a.hook);
            CHECK(outcome == call_configured(a.answer, a.hook, rows.configured));
            if (a.status_fails)
                CHECK(outcome.starts_with("status failed"));
            else if (!rows.reads_content)
                CHECK(outcome == "mapped");
            else if (!a.otherwise.empty())
                CHECK(outcome.starts_with(a.otherwise));
            else if (a.answer.content.empty())
                CHECK(outcome.starts_with(rows.needs_content
                                              ? "map failed: missing: the answer has no content\n"
                                              : "mapped"));
            else
                CHECK((outcome == "mapped" || outcome.starts_with("map failed")));
        }
    }
}

TEST_CASE("a download has the content, of which rows then read nothing") {
    trotline_tests::temporary_folder const folder;
    auto node = node_type(
        tl::scripted_transport(
            {{.answer = tl::http::response{.status = 200,
                                           .fields = {{"Content-Type", "application/json"}},
                                           .content = R"({"v": 7})"}}}),
        {}, {});
    tl::webhook const plain{.url = "https://api.example/"};
    tl::http::file_download kept(folder.path("a")), refused(folder.path("b"));
    using status = tl::parameters_from<tl::status_row<"STATUS">>;
    CHECK(node.call<status>(plain, {.download = kept}));
    CHECK(std::filesystem::file_size(folder.path("a")) == 8);
    auto const failed =
        node.call<tl::parameters_from<tl::row<"v", "V">>>(plain, {.download = refused});
    REQUIRE_FALSE(failed);
    CHECK(failed.failure().detail == "the content is in the download, where no row reads it");
    CHECK_FALSE(std::filesystem::exists(folder.path("b")));
}

TEST_CASE("no failure of a row shows a secret that the answer repeats") {
    std::string const token = "s3cr\"t/Ab+9 &<x";
    std::string const json = R"("s3cr\"t\/Ab+9 &<x")", xml = "s3cr&quot;t/Ab+9 &amp;&lt;x";
    struct answered {
        std::string_view type, path;
        std::string content;
        tl::row_source source = tl::row_source::document;
        int status = 200;
    };
    std::vector<answered> const all = {
        {"text/plain", "v", std::string(150, ' ') + token, tl::row_source::document, 500},
        {"application/json", "X-Echo", "{}", tl::row_source::field},
        {"application/json", "X-Echo | to_integer", "{}", tl::row_source::field},
        {"application/json", "v", R"({"v": )" + json + "}"},
        {"application/json", "v | to_integer", R"({"v": )" + json + "}"},
        {"application/json", "v.x", R"({"v": {"y": )" + json + "}}"},
        {"application/json", "v", std::string(52, ' ') + token},
        {"application/xml", "r.v", "<r><v>" + xml + "</v></r>"},
        {"application/xml", "r.@v", "<r v='" + xml + "'/>"},
        {"application/xml", "r.v | to_integer", "<r><v>" + xml + "</v></r>"},
    };
    for (answered const& each : all) {
        auto node = node_type(
            tl::scripted_transport(
                {{.answer = tl::http::response{.status = each.status,
                                               .fields = {{"Content-Type", std::string(each.type)},
                                                          {"X-Echo", token}},
                                               .content = each.content}}}),
            {}, {{"ID", 7}, {"TOKEN", tl::secret{token}}});
        auto const mapping =
            tl::run_time_mapping::build({{std::string(each.path), {}, {}, {false}, each.source}});
        REQUIRE_MESSAGE(mapping, each.path);
        auto const called = node.call(hook, *mapping);
        REQUIRE_FALSE(called);
        std::string const shown =
            to_string(called.failure()) + to_json(node.test_request(hook, *mapping));
        CHECK_MESSAGE(shown.find("s3cr") == shown.npos, shown);
        CHECK_MESSAGE(shown.find("[secret]") != shown.npos, shown);
    }
}

namespace {
struct counts {
    std::map<std::string, int> of;
};
BOOST_DESCRIBE_STRUCT(counts, (), (of))
}  // namespace

TEST_CASE("no failure of a row shows a secret that is a name in the answer") {
    std::string const token = "s3cr't-token";
    for (std::string const& before : {std::string(), std::string(50, '.')}) {
        auto node = node_type(
            tl::scripted_transport(
                {{.answer = tl::http::response{.status = 200,
                                               .fields = {{"Content-Type", "application/json"}},
                                               .content = R"({"of": {")" + before + token +
                                                          R"(": "x"}})"}}}),
            {}, {{"ID", 7}, {"TOKEN", tl::secret{token}}});
        auto const called = node.call<tl::mapping<counts, tl::row<"of", &counts::of>>>(hook);
        REQUIRE_FALSE(called);
        CHECK(called.failure().rows.at(0).inner.view() == "[secret]");
        std::string const shown = to_string(called.failure());
        CHECK_MESSAGE(shown.find("s3cr") == shown.npos, shown);
    }
}

TEST_CASE("what is read after the deadline or after a stop is not kept") {
    // Answers when the deadline is over, or requests a stop itself.
    struct late {
        tl::stop_source stop{};
        bool stops = false;
        tl::result<tl::http::response> send(tl::http::request const&, tl::deadline until,
                                            tl::stop_token) {
            if (stops) stop.request_stop();
            while (!stops && std::chrono::steady_clock::now() <= until) std::this_thread::yield();
            return tl::http::response{.status = 200,
                                      .fields = {{"Content-Type", "application/json"}},
                                      .content = R"({"a": 1})"};
        }
    };
    for (bool const stops : {false, true}) {
        late transport{.stops = stops};
        tl::basic_webhook_node<late&, tl::media_type_parser, tl::memory_parameter_store> node(
            transport, {}, {{"ID", 7}, {"TOKEN", "x"}});
        tl::call_options options{.stop = transport.stop.get_token()};
        options.deadline = std::chrono::milliseconds(stops ? 3'600'000 : 1);
        auto const called = node.call<tl::parameters_from<tl::row<"a", "A">>>(hook, options);
        REQUIRE_FALSE(called);
        CHECK(called.failure().code == (stops ? tl::code::cancelled : tl::code::timeout));
        CHECK(called.failure().may_have_been_processed);
        CHECK(called.response() != nullptr);
        CHECK_FALSE(node.parameters().get("A").has_value());
    }
}

}  // namespace call_running_call_test
