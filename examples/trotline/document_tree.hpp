// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_EXAMPLE_DOCUMENT_TREE_HPP
#define TROTLINE_EXAMPLE_DOCUMENT_TREE_HPP

#include <trotline/core/cursor.hpp>
#include <trotline/core/result.hpp>
#include <trotline/core/scalar.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tool {

// A JSON or XML document as a tree, for commands that look at all of it.
struct node {
    // element and text (an attribute): XML; nothing: there is no such node
    trotline::kind kind = trotline::kind::nothing;
    std::string name{};      // of a member, an element; of an attribute with an @ before it
    std::string text{};      // a string's characters, a number's digits, all text in an element
    std::size_t offset = 0;  // bytes from the document's start
    bool nil = false;        // an element with xsi:nil="true"
    std::vector<node> children{};

    bool is(trotline::kind other) const { return kind == other; }

    // The member with that name; a node of kind nothing if there is none.
    node const& operator[](std::string_view member) const;
};

// True if the document begins with a <, after blanks.
bool looks_like_xml(std::string_view document);

trotline::result<node, trotline::document_failure> read_json(std::string_view document);
// The root is the document, whose only child is the root element.
trotline::result<node, trotline::document_failure> read_xml(std::string_view document);

// JSON without blanks; of a JSON document only.
std::string to_json(node const& from);

// True if both are the same JSON value: members in any order, numbers by their value.
bool equal(node const& a, node const& b);

}  // namespace tool
#endif
