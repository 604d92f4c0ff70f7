// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_BENCHMARKS_RAPIDJSON_HPP
#define TROTLINE_BENCHMARKS_RAPIDJSON_HPP
// RapidJSON with its options for validation: the encoding is checked, numbers are read in full
// precision.

#include <rapidjson/document.h>
#include <rapidjson/pointer.h>

#include <string_view>

#include "contest.hpp"

namespace benchmarks {

// f(root) over its tree
template <class Contest, class F> int enter_tree(F f) {
    return enter<Contest>("RapidJSON", reading::checked, [f](std::string_view text) {
        rapidjson::Document document;
        document.Parse<rapidjson::kParseValidateEncodingFlag>(text.data(), text.size());
        return f(static_cast<rapidjson::Value const&>(document));
    });
}

inline std::string_view view(rapidjson::Value const& v) {
    return {v.GetString(), v.GetStringLength()};
}

}  // namespace benchmarks

#endif
