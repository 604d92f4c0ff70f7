// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_XML_ELEMENT_LIST_HPP
#define TROTLINE_XML_ELEMENT_LIST_HPP

#include <trotline/core/abi.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::xml::detail {

// An element that the validator has read.
struct listed_element {
    std::uint16_t begin;  // the offset of its `<`
    std::uint16_t depth;  // how many elements are open inside it: 1 in the root element
};

// The elements of a short document in the order of their start tags, so that a cursor need not look
// for them again. Elements that follow and are deeper are inside. After the last element is an
// entry of depth 0.
class element_list {
  public:
    // a short document, counted from its root element
    static constexpr std::size_t most_bytes = 2048;
    static constexpr std::size_t most = most_bytes / std::string_view("<a>").size();

    // Not initialized: a document with few elements uses little of it.
    constexpr element_list() {}  // NOLINT(modernize-use-equals-default)

    // Where the first element is to be written, and the others after it.
    listed_element* begin() { return elements_; }
    // `end` is after the last element: the list is complete now.
    void end(listed_element* end) {
        *end = {0, 0};
        complete_ = true;
    }
    constexpr void drop() { complete_ = false; }

    // The first element; null if the elements were not listed.
    constexpr listed_element const* first() const { return complete_ ? elements_ : nullptr; }

  private:
    listed_element elements_[most + 1];
    bool complete_ = false;
};

}  // namespace trotline::xml::detail
#endif
