// SPDX-License-Identifier: BSL-1.0
#include <trotline/trotline.hpp>

#include <boost/describe.hpp>
#include <iostream>
#include <optional>
#include <string>

namespace tl = trotline;

struct todo {
    long user_id = 0;
    std::string title;
    std::optional<std::string> first_tag;
};
BOOST_DESCRIBE_STRUCT(todo, (), (user_id, title, first_tag))

// Into members ...
using todo_rows = tl::mapping<todo, tl::row<"data.userId", &todo::user_id>,
                              tl::row<"data['title']", &todo::title>,
                              tl::row<"$.data.tags[0]", &todo::first_tag>>;
// ... and into parameters
using kept =
    tl::parameters_from<tl::row<"data.userId", "USER_ID">, tl::row<"data['title']", "TITLE">,
                        tl::optional_row<"$.data.tags[0]", "TAG">>;
using user_rows = tl::parameters_from<tl::row<"$[0].userId", "FIRST_USER">,
                                      tl::row<"$[0]['userId']", "SAME_USER">>;

constexpr tl::webhook rename_todo{
    .label = "rename a todo",
    .method = tl::method::put,
    .url = "$SERVER/todos/$TODO_ID",
    .fields = {{{"Authorization", "Bearer $TOKEN"}}},
    .query = {{{"lang", "$LANGUAGE"}}},
    .body = tl::json_body(R"({"name": "$NAME", "age": $AGE})"),
};
constexpr tl::webhook list_users{.url = "$SERVER/users"};
// instead of 5 seconds
constexpr tl::webhook slow{.url = "$SERVER/slow", .deadline = std::chrono::milliseconds(500)};
constexpr tl::webhook broken{.url = "$SERVER/broken"};
constexpr tl::webhook empty{.url = "$SERVER/empty"};

int main(int argc, char** argv) {
    if (argc != 2) return std::cerr << "usage: quickstart URL-OF-THE-EXAMPLE-SERVER\n", 2;
    tl::webhook_node node{{"SERVER", argv[1]},
                          {"TODO_ID", 7},
                          {"TOKEN", tl::secret{"s3cret"}},
                          {"LANGUAGE", "en"},
                          {"NAME", "Ada \"the\" first"},
                          {"AGE", 36}};

    auto const answer = node.call<todo_rows, kept>(rename_todo);
    if (!answer) return std::cerr << answer.failure() << '\n', 1;
    std::cout << "todo " << answer->user_id << ": " << answer->title << ", tagged "
              << answer->first_tag.value_or("not at all") << '\n';

    if (auto const users = node.call<user_rows>(list_users); !users)
        return std::cerr << users.failure() << '\n', 1;
    std::cout << "first user: " << *node.parameters().get("FIRST_USER") << '\n';

    // Whatever goes wrong leaves through one branch, and nothing is half-written.
    todo unchanged = *answer;
    for (tl::webhook const& hook : {slow, broken, empty})
        if (auto const failed = node.call_into<todo_rows, kept>(unchanged, hook); !failed)
            std::cout << failed.failure() << '\n';
    std::cout << "still: " << unchanged.title << ", " << *node.parameters().get("TITLE") << '\n';
}
