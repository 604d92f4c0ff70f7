// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_BENCHMARKS_YYJSON_HPP
#define TROTLINE_BENCHMARKS_YYJSON_HPP
// yyjson in its fastest form: its tree is in memory that is used again. It validates everything.

#include <yyjson.h>

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "contest.hpp"

namespace benchmarks {

// f(root) over its tree
template <class Contest, class F> int enter_tree(F f) {
    return enter<Contest>(
        "yyjson", reading::checked,
        [f, memory = std::vector<std::byte>()](std::string_view text) mutable {
            if (std::size_t const most = yyjson_read_max_memory_usage(text.size(), 0);
                memory.size() < most)
                memory.resize(most);
            yyjson_alc pool;
            yyjson_alc_pool_init(&pool, memory.data(), memory.size());
            // It takes a pointer to non-const, but does not change the text.
            std::unique_ptr<yyjson_doc, void (*)(yyjson_doc*)> const document(
                yyjson_read_opts(const_cast<char*>(text.data()), text.size(), 0, &pool, nullptr),
                yyjson_doc_free);
            return f(yyjson_doc_get_root(document.get()));
        });
}

// name by name
template <class... Names> yyjson_val* at(yyjson_val* v, Names... names) {
    ((v = yyjson_obj_get(v, names)), ...);
    return v;
}

inline std::string_view view(yyjson_val* v) { return {yyjson_get_str(v), yyjson_get_len(v)}; }

}  // namespace benchmarks

#endif
