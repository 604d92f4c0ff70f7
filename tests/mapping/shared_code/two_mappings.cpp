// SPDX-License-Identifier: BSL-1.0
#include "one_mapping.cpp"

struct second {
    std::string name;
    std::vector<point> path;
    long number = 0;
    std::optional<bool> closed;
};
BOOST_DESCRIBE_STRUCT(second, (), (name, path, number, closed))

using second_rows =
    trotline::mapping<second, trotline::row<"shape.name", &second::name>,
                      trotline::row<"shape.path", &second::path>,
                      trotline::optional_row<"shape.number", &second::number>,
                      trotline::row<"shape.closed", &second::closed>,
                      trotline::condition<"state", "done", "pending">, trotline::condition<"n", 1>>;

bool read_second(second& to, std::string_view text) {
    auto mapped = trotline::map<second_rows>(text);
    if (mapped) to = std::move(*mapped);
    return mapped.has_value();
}
