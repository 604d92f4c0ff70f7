// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TESTS_SUPPORT_TODO_HPP
#define TROTLINE_TESTS_SUPPORT_TODO_HPP

#include <boost/describe/class.hpp>

#include <optional>
#include <string>

namespace trotline_tests {

// The struct of the README's first code. Its initial values show which members were written.
struct todo {
    long user_id = -1;
    std::string title = "as it was";
    std::optional<std::string> first_tag = "as it was";
    friend bool operator==(todo const&, todo const&) = default;
};
BOOST_DESCRIBE_STRUCT(todo, (), (user_id, title, first_tag))

}  // namespace trotline_tests

#endif
