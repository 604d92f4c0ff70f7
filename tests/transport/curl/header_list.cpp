// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/curl/header_list.hpp>

#include <doctest/doctest.h>

TEST_CASE("fields as libcurl wants them") {
    trotline::curl::header_list list;
    CHECK(list.link() == nullptr);
    for (int round = 0; round < 2; ++round) {
        list.clear();
        list.add("Name", "value");
        list.add("Empty", "");
        list.add("Blank", " \t ");
        list.add_line("Expect:");
        std::string text;
        for (auto const* node = list.link(); node; node = node->next)
            text.append(node->data).append("|");
        CHECK(text == "Name: value|Empty;|Blank;|Expect:|");
    }
}
