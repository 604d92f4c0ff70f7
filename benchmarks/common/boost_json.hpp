// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_BENCHMARKS_BOOST_JSON_HPP
#define TROTLINE_BENCHMARKS_BOOST_JSON_HPP
// Boost.JSON in its fast form: the tree in a monotonic resource.

#include <boost/json.hpp>

#include <cstdint>
#include <string_view>

#include "contest.hpp"

namespace benchmarks {

// f(root) over its tree
template <class Contest, class F> int enter_tree(F f) {
    return enter<Contest>("Boost.JSON", reading::checked, [f](std::string_view text) {
        unsigned char memory[4096];
        boost::json::monotonic_resource resource(memory);
        boost::json::value const root =
            boost::json::parse(boost::json::string_view(text.data(), text.size()), &resource);
        return f(root);
    });
}

inline std::string_view view(boost::json::value const& v) {
    return {v.as_string().data(), v.as_string().size()};
}

}  // namespace benchmarks

#endif
