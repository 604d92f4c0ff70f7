// SPDX-License-Identifier: BSL-1.0
// The JSONPath Compliance Test Suite (RFC 9535) against object paths: cts_singular.jsonl,
// cts_invalid.jsonl and cts_all.jsonl.
#include <trotline/path/object_path.hpp>
#include <trotline/path/parse.hpp>

#include <doctest/doctest.h>
#include <boost/json.hpp>
#include <trotline/mapping/get.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace conformance_path_test {

namespace {

namespace json = boost::json;
using trotline::object_path;
using trotline::path::reason;
using trotline::path::segment;

std::string directory() {
    if (char const* const named = std::getenv("TROTLINE_CONFORMANCE_DIR")) return named;
#ifdef TROTLINE_CONFORMANCE_DIR
    return TROTLINE_CONFORMANCE_DIR;
#else
    return {};
#endif
}

// One row for each line; none if there are no data.
std::vector<json::object> rows(std::string const& file) {
    std::vector<json::object> rows;
    std::ifstream in(directory() + "/" + file);
    for (std::string line; std::getline(in, line);) rows.push_back(json::parse(line).as_object());
    if (rows.empty()) MESSAGE("skipped: TROTLINE_CONFORMANCE_DIR names no directory with ", file);
    return rows;
}

std::string_view text(json::value const& v) { return {v.as_string().data(), v.as_string().size()}; }

// RFC 9535 section 2.3, by a tree: what a path selects, or nothing. Negative indexes are resolved
// in it, so that it can be compared with a normalized path.
json::value const* select(json::value const& document, object_path const& path,
                          std::string& normalized) {
    json::value const* at = &document;
    normalized = "$";
    for (segment const s : path) {
        if (s.is_index) {
            auto const* const array = at->if_array();
            if (!array) return nullptr;
            auto const size = static_cast<std::int64_t>(array->size());
            auto const index = s.index < 0 ? s.index + size : s.index;
            if (index < 0 || index >= size) return nullptr;
            at = &(*array)[static_cast<std::size_t>(index)];
            normalized += "[" + std::to_string(index) + "]";
        } else {
            auto const* const object = at->if_object();
            at = object ? object->if_contains(json::string_view(s.name.data(), s.name.size()))
                        : nullptr;
            if (!at) return nullptr;
            normalized += "['";
            for (char const c : s.name)
                if (c == '\'' || c == '\\')
                    normalized += {'\\', c};
                else if (auto const i = std::string_view("\b\t\n\f\r").find(c);
                         i != std::string_view::npos)
                    normalized += {'\\', "btnfr"[i]};
                else
                    normalized += c;
            normalized += "']";
        }
    }
    return at;
}

bool has_negative_index(object_path const& path) {
    return std::any_of(path.begin(), path.end(),
                       [](segment const& s) { return s.is_index && s.index < 0; });
}

// Cases with another position than the library's, because its language accepts more than RFC 9535:
// a name in brackets may be without quotes and begin with `@`, so `$[@` is the beginning of a path.
std::optional<std::size_t> position_in_this_dialect(std::string_view selector) {
    if (selector == "$[@.a]") return 3;
    return std::nullopt;
}

void check_position(json::object const& row, trotline::path_error const& error) {
    auto const selector = text(row.at("selector"));
    auto const stated = row.at("err_pos").to_number<std::size_t>();
    auto const& tolerated = row.at("err_tol").as_array();
    CAPTURE(error.position);
    CAPTURE(stated);
    if (auto const ours = position_in_this_dialect(selector))
        CHECK(error.position == *ours);
    else
        CHECK((error.position == stated ||
               std::any_of(tolerated.begin(), tolerated.end(), [&](json::value const& p) {
                   return p.to_number<std::size_t>() == error.position;
               })));
}

}  // namespace

TEST_CASE("conformance: singular queries have the stated segments, normalized path and result") {
    std::size_t found = 0;
    auto const all = rows("cts_singular.jsonl");
    for (auto const& row : all) {
        auto const selector = text(row.at("selector"));
        CAPTURE(selector);
        auto const parsed = object_path::parse(selector);
        REQUIRE(parsed);
        CHECK(parsed->text() == selector);

        auto const& segments = row.at("segments").as_array();
        REQUIRE(parsed->size() == segments.size());
        for (std::size_t i = 0; i < segments.size(); ++i) {
            auto const& pair = segments[i].as_array();
            segment const s = (*parsed)[i];
            CHECK(s.is_index == (pair[0] == "index"));
            if (s.is_index)
                CHECK(s.index == pair[1].to_number<std::int64_t>());
            else
                CHECK(s.name == text(pair[1]));
        }

        std::string place;
        json::value const* const selected = select(row.at("document"), *parsed, place);
        CHECK((selected != nullptr) == row.at("found").as_bool());
        std::string const document = json::serialize(row.at("document"));
        auto const got = trotline::get<trotline::raw_text>(document, *parsed);
        CHECK(got.has_value() == row.at("found").as_bool());
        if (!selected) continue;
        ++found;
        CHECK(*selected == row.at("value"));
        CHECK(place == text(row.at("normalized")));
        if (!has_negative_index(*parsed)) CHECK(parsed->normalized() == text(row.at("normalized")));
        if (got) CHECK(json::parse(got->text) == row.at("value"));
    }
    if (!all.empty()) CHECK(found > 50);
}

TEST_CASE("conformance: invalid selectors are refused at the stated position") {
    for (auto const& row : rows("cts_invalid.jsonl")) {
        auto const selector = text(row.at("selector"));
        CAPTURE(selector);
        auto const parsed = object_path::parse(selector);
        REQUIRE(!parsed);
        check_position(row, parsed.error());
    }
}

TEST_CASE(
    "conformance: queries that are not singular are refused by name, at the stated position") {
    std::size_t refused = 0;
    auto const all = rows("cts_all.jsonl");
    for (auto const& row : all) {
        auto const selector = text(row.at("selector"));
        CAPTURE(selector);
        auto const parsed = object_path::parse(selector);
        CHECK(parsed.has_value() == row.at("singular").as_bool());
        if (parsed) continue;
        ++refused;
        check_position(row, parsed.error());
        reason const why = parsed.error().reason;
        CAPTURE(to_string(parsed.error()));
        CHECK(
            (why >= reason::wildcard_selects_several && why <= reason::descendant_selects_several));
    }
    if (!all.empty()) CHECK(refused > 300);
}

}  // namespace conformance_path_test
