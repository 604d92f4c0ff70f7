// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_EXAMPLE_SHAPE_HPP
#define TROTLINE_EXAMPLE_SHAPE_HPP

#include "document_tree.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace tool {

// What the values at one place of a sample have in common.
struct shape {
    enum class type : unsigned char {
        nothing,  // only null, or no element in a list
        empty,    // XML: an element without anything in it
        boolean,
        integer,
        wide_integer,  // beyond 63 bits, within 64
        floating,
        number,  // what no type holds
        text,
        list,     // of values with the shape inside[0]
        by_name,  // an object whose names are keys: of values with the shape inside[0]
        object,
        any  // of several types
    };

    type is = type::nothing;
    bool optional = false;  // null or missing somewhere
    bool negative = false;  // some integer is
    // a list's or an object's; an object's have the names of its members
    std::vector<shape> inside{};
    std::size_t objects = 0;  // how many objects there were
    std::string name{};
    std::size_t parents = 0;  // how many objects had such a member
};

// The shape of a document. Throws usage_error if a member is in an object twice.
shape shape_of(node const& document);

}  // namespace tool
#endif
