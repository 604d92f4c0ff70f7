// SPDX-License-Identifier: BSL-1.0
#include "unit.hpp"

int main() {
    return mapped_here(R"({"a": {"id": 7, "title": "t"}})") == 7 && mapped_here("[") == -1 &&
                   called_here() == 1
               ? 0
               : 1;
}
