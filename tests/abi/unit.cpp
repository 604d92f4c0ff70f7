// SPDX-License-Identifier: BSL-1.0
// What one part of a program does with the library. NAME is the part's.
#include <trotline/mapping/map.hpp>

#include <boost/describe.hpp>
#include <string>
#include <vector>

namespace tl = trotline;

namespace {

struct todo {
    long id = 0;
    std::string title;
    std::vector<std::string> tags;
};
BOOST_DESCRIBE_STRUCT(todo, (), (id, title, tags))

using todo_rows = tl::mapping<todo, tl::row<"a.id", &todo::id>, tl::row<"a['title']", &todo::title>,
                              tl::row<"a.tags", &todo::tags>>;

}  // namespace

// 0 if all is well.
int NAME() {
    auto const mapped = tl::map<todo_rows>(
        R"({"a": {"tags": ["one", "two"], "id": 7, "title": "more than sixteen bytes \u00e9"}})");
    if (!mapped || mapped->id != 7 || mapped->title != "more than sixteen bytes \u00e9" ||
        mapped->tags.size() != 2)
        return 1;
    auto const refused = tl::map<todo_rows>(R"({"a": {"id": "seven", "tags": [1]}})");
    if (refused || to_string(refused.error()).find("a.id -> id") == std::string::npos) return 2;
    return 0;
}
