// SPDX-License-Identifier: BSL-1.0
#include "unit.hpp"

int main() {
    return mapped_here(R"({"a": {"id": 7, "title": "t"}})") == 7 && mapped_here("[") == -1 &&
                   called_here() == 1 &&
                   selected_here(R"({"tags": [{"on": true, "name": "a"}, {"name": "b"}]})") == 1 &&
                   stored_here("<todo><id>5</id><tag>a</tag><tag>b</tag></todo>") == 5
               ? 0
               : 1;
}
