// SPDX-License-Identifier: BSL-1.0
// Random documents and random trees of rows: one walk must find what a search in Boost.JSON's tree
// finds, row by row.
#include <trotline/mapping/mapping_workspace.hpp>

#include <doctest/doctest.h>
#include <boost/json/src.hpp>

#include "mapping/documents.hpp"

#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace mapping_random_rows_test {

namespace tl = trotline;
namespace bj = boost::json;

namespace {

class generator {
  public:
    explicit generator(unsigned seed) : random_(seed) {}

    std::size_t below(std::size_t n) {
        return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_);
    }

    // Few names and short arrays, so that paths often find something; with blanks, escapes and
    // several depths.
    void value(std::string& text, int depth) {
        switch (depth == 0 ? below(4) : below(8)) {
            case 0:
                text += std::to_string(below(1000));
                break;
            case 1:
                text += R"("a\"b]}{[")";
                break;
            case 2:
                text += below(2) != 0 ? "true" : "null";
                break;
            case 3:
                text += R"("plain")";
                break;
            case 4:
            case 5: {
                text += '[';
                std::size_t const size = below(5);
                for (std::size_t i = 0; i < size; ++i)
                    value(text += i == 0 ? "" : blank(","), depth - 1);
                text += ']';
                break;
            }
            default: {
                text += '{';
                std::vector<std::string_view> left(names, names + 5);
                bool first = true;
                while (!left.empty() && below(6) != 0) {
                    std::size_t const at = below(left.size());
                    text += first ? "" : ",";
                    text.append(blank("\""))
                        .append(left[at] == "b" && below(2) != 0 ? "\\u0062" : left[at])
                        .append(blank("\""))
                        .append(blank(":"));
                    left.erase(left.begin() + static_cast<std::ptrdiff_t>(at));
                    value(text, depth - 1);
                    first = false;
                }
                text += '}';
            }
        }
    }
    std::string path() {
        std::string text = "$";
        for (std::size_t n = below(5); n != 0; --n) {
            if (below(3) != 0)
                text.append("['").append(names[below(5)]).append("']");
            else
                text.append("[").append(std::to_string(static_cast<int>(below(7)) - 3)).append("]");
        }
        return text;
    }

  private:
    static constexpr std::string_view names[] = {"a", "b", "aa", "", "long name"};

    // For the text between tokens: `"` begins or ends a name, so blanks are only sometimes before
    // or after it.
    char const* blank(char const* token) {
        if (token[0] == '"' || below(3) != 0) return token;
        return token[0] == ',' ? " ,\n" : " :\t";
    }

    std::mt19937 random_;
};

bj::value const* follow(bj::value const& root, tl::object_path const& path) {
    bj::value const* at = &root;
    for (std::size_t i = 0; i < path.size(); ++i) {
        auto const step = path[i];
        if (step.is_index) {
            auto const* array = at->if_array();
            if (array == nullptr) return nullptr;
            auto const size = static_cast<std::int64_t>(array->size());
            std::int64_t const index = step.index < 0 ? step.index + size : step.index;
            if (index < 0 || index >= size) return nullptr;
            at = &(*array)[static_cast<std::size_t>(index)];
        } else {
            auto const* object = at->if_object();
            at = object == nullptr ? nullptr : object->if_contains(step.name);
            if (at == nullptr) return nullptr;
        }
    }
    return at;
}

// True if a parameter has this value: a scalar with its type, an array or object as its text.
bool is_same(tl::value const& found, bj::value const& expected) {
    if (expected.is_null()) return found == tl::value(nullptr);
    if (auto const* boolean = expected.if_bool()) return found == tl::value(*boolean);
    if (auto const* number = expected.if_int64()) return found == tl::value(*number);
    if (auto const* text = expected.if_string())
        return found == tl::value(std::string_view(text->data(), text->size()));
    auto const* structure = std::get_if<tl::json_text>(&found.get());
    return structure != nullptr && bj::parse(structure->text) == expected;
}

}  // namespace

TEST_CASE("one walk finds what a walk by hand finds") {
    generator g(20260101);
    std::size_t found = 0, rows_in_all = 0;
    for (int round = 0; round < 3000; ++round) {
        std::string text;
        g.value(text, 4);
        bj::value const tree = bj::parse(text);
        std::vector<tl::run_time_row> rows;
        for (std::size_t n = 1 + g.below(8); n != 0; --n)
            rows.push_back({g.path(),
                            "P" + std::to_string(rows.size()),
                            tl::row_option::optional,
                            {},
                            tl::row_source::document});
        auto const mapping = tl::run_time_mapping::build(rows).value();
        trotline_tests::in_both_modes([&](auto format) {
            tl::mapping_workspace space;
            bool const well = space.read_text(mapping, text, format);
            INFO(text);
            CHECK(well);
            for (std::size_t r = 0; r < rows.size(); ++r) {
                INFO(rows[r].path);
                bj::value const* expected = follow(tree, *mapping.path(r));
                ++rows_in_all;
                if (expected == nullptr) {
                    CHECK(space.outcome(r) == tl::code::missing);
                    continue;
                }
                ++found;
                CHECK(space.outcome(r) == (expected->is_null() ? tl::code::null : tl::code::none));
                CHECK(is_same(space.found(r), *expected));
            }
        });
    }
    CHECK(found > rows_in_all / 10);  // otherwise nothing was tested
    CHECK(found < rows_in_all);
}

}  // namespace mapping_random_rows_test
