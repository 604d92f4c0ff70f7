// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/map.hpp>

#include <boost/describe/class.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

struct point {
    int x = 0, y = 0;
};
BOOST_DESCRIBE_STRUCT(point, (), (x, y))

struct first {
    long id = 0;
    std::string title;
    std::optional<bool> done;
    std::vector<point> corners;
};
BOOST_DESCRIBE_STRUCT(first, (), (id, title, done, corners))

using first_rows = trotline::mapping<
    first, trotline::row<"data.id", &first::id>, trotline::row<"data.title", &first::title>,
    trotline::row<"done", &first::done>, trotline::row<"data.corners", &first::corners>,
    trotline::condition<"ok", true>>;

bool read_first(first& to, std::string_view text) {
    auto mapped = trotline::map<first_rows>(text);
    if (mapped) to = std::move(*mapped);
    return mapped.has_value();
}
