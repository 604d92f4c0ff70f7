// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_BENCHMARKS_PADDED_HPP
#define TROTLINE_BENCHMARKS_PADDED_HPP
// simdjson's best case: the document is in a buffer with padding, and the parser is kept.

#include <simdjson.h>

#include <memory>
#include <string_view>

#include "contest.hpp"

namespace benchmarks {

inline simdjson::padded_string_view padded(std::string_view text) {
    return simdjson::padded_string_view(text.data(), text.size(), text.size() + padding);
}

// f(document) over simdjson's on-demand document
template <class Contest, class F> int enter_on_demand(F f) {
    return enter<Contest>(
        "simdjson", reading::on_demand,
        [f, parser = std::make_shared<simdjson::ondemand::parser>()](std::string_view text) {
            simdjson::ondemand::document document = parser->iterate(padded(text));
            return f(document);
        });
}
// f(root) over its tree
template <class Contest, class F> int enter_tree(F f) {
    return enter<Contest>(
        "simdjson", reading::checked,
        [f, parser = std::make_shared<simdjson::dom::parser>()](std::string_view text) {
            simdjson::dom::element const root = parser->parse(text.data(), text.size(), false);
            return f(root);
        });
}

}  // namespace benchmarks

#endif
