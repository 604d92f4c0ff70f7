// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_SELECT_HPP
#define TROTLINE_MAPPING_SELECT_HPP

// Keep this include first: it shortens the compiler's errors about query literals.
#include <trotline/path/literal_query.hpp>

#include <trotline/core/cursor.hpp>
#include <trotline/core/open.hpp>
#include <trotline/core/result.hpp>
#include <trotline/json/format.hpp>
#include <trotline/mapping/engine/binding.hpp>
#include <trotline/mapping/engine/class_table.hpp>
#include <trotline/mapping/engine/log.hpp>
#include <trotline/mapping/engine/reader.hpp>
#include <trotline/mapping/engine/run.hpp>
#include <trotline/mapping/failure.hpp>
#include <trotline/mapping/query/normalized_place.hpp>
#include <trotline/mapping/query/selection.hpp>
#include <trotline/mapping/readable.hpp>

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#if defined(TROTLINE_SEPARATE_COMPILATION)
#include <trotline/json/cursor.hpp>
#include <trotline/xml/cursor.hpp>
#endif

namespace trotline::inline TROTLINE_ABI {

// A node that a query has selected. Valid only during the call.
template <cursor C> class selected_node {
  public:
    selected_node(C const& root, C const& at) : root_(root), at_(at) {}

    // The value's text in the document, and the offset of its first byte.
    std::string_view raw() const {
        C at = at_;
        return at.raw();
    }
    std::size_t offset() const { return at_.offset(); }

    // The normalized path (RFC 9535 section 2.7). It is searched for each time, which takes time
    // linear in the document.
    std::string path() const {
        std::string text;
        detail::normalized_place(root_, at_.offset(),
                                 [&](std::string_view piece) { text.append(piece); });
        return text;
    }

    // The value in a C++ type, converted as for a row.
    template <readable T> result<T, mapping_failure<1>> get() const {
        result<T, mapping_failure<1>> got{detail::initial_value<T>({})};
        mapping_failure<1> why;
        row_log log(why.storage());
        C at = at_;
        if (!detail::read(at, detail::bound<T>::value, &*got, log, false)) {
            if (!log.document()) log.belongs_to(0, {});
            got.emplace_error(why.take(log));
        }
        return got;
    }

  private:
    C const& root_;
    C const& at_;
};

// Calls f(node) for every node that a query selects in a text, in the order of RFC 9535, until f
// returns false. Returns the number of nodes; or why the text is not a document, or that the query
// visits too many nodes. Only f allocates.
//
//   tl::select(text, "items[?@.active].id"_query, [](auto const& node) {
//       std::cout << node.path() << ": " << node.raw() << '\n';
//       return true;
//   });
template <class F, class Format = json::checked_format>
result<std::size_t, document_failure> select(std::string_view text, object_query const& query,
                                             F&& f, Format const& format = {}) {
    document_failure why;
    detail::index_of<Format> index;
    auto const root = detail::open_document(format, text, why, index);
    if (why) return why;
    using cursor_type = std::remove_const_t<decltype(root)>;
    struct context {
        cursor_type const& root;
        F& f;
        std::size_t count;
    } all{root, f, 0};
    detail::step_budget budget;
    detail::compiled_pattern pattern;
    detail::selection<cursor_type> nodes(query, root, budget, pattern);
    nodes.select(root, {[](void* what, cursor_type& at) {
                            auto& to = *static_cast<context*>(what);
                            ++to.count;
                            bool const more = to.f(selected_node<cursor_type>(to.root, at));
                            if (more) at.skip();
                            return more;
                        },
                        &all});
    if (root.failure()) return root.failure();
    if (budget.spent())
        return document_failure{code::too_expensive, npos, "a query that visits fewer nodes"};
    return all.count;
}

}  // namespace trotline
#endif
