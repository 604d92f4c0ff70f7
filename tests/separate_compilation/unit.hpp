// SPDX-License-Identifier: BSL-1.0
#include <boost/describe.hpp>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

struct todo {
    long id = 0;
    std::string title;
    std::optional<std::string> tag;
};
BOOST_DESCRIBE_STRUCT(todo, (), (id, title, tag))

long mapped_here(std::string_view text);
long called_here();
std::size_t selected_here(std::string_view text);
long stored_here(std::string_view xml);
