// SPDX-License-Identifier: BSL-1.0
// Rows checked at compile time: against the type that the other side writes, and against a sample
// of an answer. A path that leads nowhere, or to something that does not convert, does not compile:
//
//   tl::row<"data.tilte", &todo::title>   no_member_of_that_name, row_number<0>, segment_number<1>,
//   did_you_mean<name_of<'t','i','t','l','e'>>
#include <trotline/mapping/check/sample_check.hpp>
#include <trotline/mapping/check/wire_check.hpp>
#include <trotline/mapping/map.hpp>

#include <array>
#include <boost/describe.hpp>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tl = trotline;

// What the program needs.
struct todo {
    long user_id = 0;
    std::string title;
    std::string first_tag;
    std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(todo, (), (user_id, title, first_tag, note))

using todo_rows =
    tl::mapping<todo, tl::row<"data.userId", &todo::user_id>, tl::row<"data.title", &todo::title>,
                tl::row<"data.tags[0]", &todo::first_tag>, tl::row<"data.note", &todo::note>>;

// What the other side writes: its own type, or one written from its documentation.
namespace wire {
struct todo {
    int userId = 0;
    std::string title;
    std::array<std::string, 2> tags;
    std::optional<std::string> note;  // may be missing or null, so it needs an optional destination
};
BOOST_DESCRIBE_STRUCT(todo, (), (userId, title, tags, note))
struct answer {
    todo data;
};
BOOST_DESCRIBE_STRUCT(answer, (), (data))
}  // namespace wire
static_assert(tl::fits<todo_rows, wire::answer>());

// Or an answer that was received once.
constexpr std::string_view sample =
    R"({"data": {"userId": 7, "title": "one", "tags": ["a"], "note": null}})";
static_assert(tl::finds<todo_rows, sample>());

int main() {
    // The same as a value instead of an error, for instance to choose between two versions.
    using wrong = tl::mapping<todo, tl::row<"data.tilte", &todo::title>>;
    using far = tl::mapping<todo, tl::row<"data.tags[2]", &todo::first_tag>>;
    using text = tl::mapping<todo, tl::row<"data.title", &todo::user_id>>;
    constexpr bool found[] = {tl::wire_sources<todo_rows, wire::answer>::are_there,
                              tl::wire_sources<wrong, wire::answer>::are_there,
                              tl::wire_sources<far, wire::answer>::are_there,
                              tl::wire_sources<text, wire::answer>::are_there};
    std::cout << "todo_rows: " << found[0] << ", wrong: " << found[1] << ", far: " << found[2]
              << ", text: " << found[3] << '\n';

    auto const mapped =
        tl::map<todo_rows>(R"({"data": {"userId": 1, "title": "two", "tags": ["b", "c"]}})");
    if (!mapped) return std::cerr << mapped.error() << '\n', 1;
    std::cout << mapped->title << ", tagged " << mapped->first_tag << '\n';
    return found[0] && !found[1] && !found[2] && !found[3] && mapped->first_tag == "b" ? 0 : 1;
}
