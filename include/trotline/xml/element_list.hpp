// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_XML_ELEMENT_LIST_HPP
#define TROTLINE_XML_ELEMENT_LIST_HPP

#include <trotline/core/abi.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::xml::detail {

// An element, as the validator met it.
struct listed_element {
    std::uint16_t begin;  // the offset of its `<`
    std::uint16_t depth;  // how many are open in it: 1 in the root element
};

// The elements of a short document in the order of their start tags, so that a walk need not look
// for them again: what follows an element up to the next that is not deeper is inside it. Behind
// the last stands one of depth 0.
class element_list {
  public:
    // of a short document, from its root element on
    static constexpr std::size_t most_bytes = 2048;
    static constexpr std::size_t most = most_bytes / std::string_view("<a>").size();

    // Without initializers: a document of few elements uses little of it.
    constexpr element_list() {}  // NOLINT(modernize-use-equals-default)

    // Where the first goes, and the others behind it.
    listed_element* begin() { return elements_; }
    // Behind the last: now all are there.
    void end(listed_element* end) {
        *end = {0, 0};
        complete_ = true;
    }
    constexpr void drop() { complete_ = false; }

    // The first; null where nobody has listed them.
    constexpr listed_element const* first() const { return complete_ ? elements_ : nullptr; }

  private:
    listed_element elements_[most + 1];
    bool complete_ = false;
};

}  // namespace trotline::xml::detail
#endif
