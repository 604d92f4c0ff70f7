// SPDX-License-Identifier: BSL-1.0
// A list of lists, from XML.
// expect: XML has no list of lists
// at most: 9 lines
#include <trotline/mapping/get.hpp>
#include <trotline/xml/format.hpp>

#include <map>
#include <string>
#include <vector>

using namespace trotline::literals;

#ifdef TROTLINE_REJECT
using asked = std::vector<std::vector<int>>;
#else
using asked = std::map<std::string, std::vector<int>>;
#endif
bool use() {
    return trotline::get<std::vector<std::vector<int>>>("[]", "$"_path).has_value() &&
           trotline::get<asked>("<a/>", "a"_path, trotline::xml::checked).has_value();
}
