// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_JSON_OF_HPP
#define TROTLINE_RENDERING_JSON_OF_HPP
// Makes a parameter's value from a C++ list, map or described struct, for templates that repeat
// something for each element.

#include <trotline/core/described.hpp>
#include <trotline/core/failure.hpp>
#include <trotline/core/result.hpp>
#include <trotline/json/writer.hpp>
#include <trotline/parameter_store/value.hpp>
#include <trotline/rendering/described_json.hpp>
#include <trotline/rendering/described_scalar.hpp>

#include <string>
#include <utility>

namespace trotline::inline TROTLINE_ABI {

// The value as JSON: a container or tuple as an array, a map or a described struct as an object.
// Fails with stage render and code forbidden_value if JSON cannot hold it: a text that is not
// UTF-8, a number that is not finite, or what a conversion refuses. Allocates the text.
//   std::vector<order_line> const lines{{"pen", 2}};
//   node.parameters().set("LINES", tl::json_of(lines).value());
template <class T>
    requires(described_class<T> || detail::written_range<T> || detail::written_map<T> ||
             detail::is_written_tuple<T>)
result<json_text> json_of(T const& from) {
    json_text made;
    json::writer to(made.text);
    refusal const refused = detail::write_json(to, from);
    if (!refused.empty())
        return failure{
            .stage = stage::render, .code = code::forbidden_value, .detail = std::string(refused)};
    return made;
}

}  // namespace trotline
#endif
