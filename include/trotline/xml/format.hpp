// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_XML_FORMAT_HPP
#define TROTLINE_XML_FORMAT_HPP
// The one way to read XML, as a value that a mapping takes: `checked`.

#include <trotline/core/cursor.hpp>
#include <trotline/xml/cursor.hpp>
#include <trotline/xml/validate.hpp>

#include <cstddef>
#include <string_view>

namespace trotline::xml {

// A document that has been validated, with what is known of it since. Cursors point into it: it stays where it is.
class document {
  public:
    constexpr document(std::string_view text, std::size_t depth_limit, document_failure& why) : text_(text) {
        detail::verdict const found = detail::judge_document(text, depth_limit, elements_);
        why = found.failure;
        root_ = found.root;
        if (why) text_ = {};
    }
    document(document const&) = delete;

    // A cursor at the root.
    [[gnu::always_inline]] constexpr cursor root() const& { return {text_, root_, elements_.first()}; }
    cursor root() && = delete;

  private:
    std::string_view text_;
    std::size_t root_ = 0;
    detail::element_list elements_;
};

// The whole text is validated before a cursor is handed out: XML 1.0 in UTF-8 without a document type declaration, at most
// depth_limit elements inside each other (most_depth_limit at most). A byte order mark is skipped; offsets count it.
struct checked_format {
    std::size_t depth_limit = default_depth_limit;

    // Where `why` says so, a document of nothing. The text must live as long as what the cursors hand out.
    constexpr document open(std::string_view text, document_failure& why) const { return document(text, depth_limit, why); }
};

inline constexpr checked_format checked{};

}  // namespace trotline::xml
#endif
