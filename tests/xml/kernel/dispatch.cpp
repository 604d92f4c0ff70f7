// SPDX-License-Identifier: BSL-1.0
#include <trotline/xml/kernel/dispatch.hpp>

#include <trotline/xml/format.hpp>

#include "support/guard_page.hpp"

#include <doctest/doctest.h>

#include <string>

namespace xml_kernel_dispatch_test {

using namespace trotline::xml::detail;
namespace tl = trotline;

static_assert(kernels_for(tl::instruction_set::portable) == nullptr);
static_assert(kernels_for(tl::instruction_set::baseline) == nullptr);

TEST_CASE("AVX2, AVX-512 and NEON have block operations") {
    for (auto const set :
         {tl::instruction_set::avx2, tl::instruction_set::avx512, tl::instruction_set::neon})
        if (tl::is_available(set)) CHECK(kernels_for(set) != nullptr);
}

TEST_CASE("what is chosen is what cursors and validation run") {
    std::string text = "<r>";
    for (int i = 0; i != 100; ++i) text += "<a>" + std::to_string(i) + "</a>";
    text += "<b>wanted</b></r>";
    std::string const cut = text.substr(0, text.size() - 1);
    trotline_tests::guarded_text const whole(text), broken(cut);
    auto const before = tl::chosen_instruction_set();
    for (auto const set : tl::all_instruction_sets) {
        if (!tl::use_instruction_set(set)) continue;
        CAPTURE(tl::instruction_set_name(set));
        char const* const begin = whole.view().data();
        char const* const end = begin + text.size();
        tl::one_wanted_name const wanted("b");
        char const* const reached = next_wanted(begin, begin + 3, end, 0, wanted);
        CHECK(reached == begin + text.find("<b>"));
        CHECK(reached == next_wanted_with(set, begin, begin + 3, end, 0, wanted));
        CHECK_FALSE(tl::xml::validate(whole.view()));
        CHECK(tl::xml::validate(broken.view()).offset == cut.size());
    }
    CHECK(tl::use_instruction_set(before));
}

TEST_CASE("a document that is accepted leaves its elements in the list, any other none") {
    for (auto const set : tl::all_instruction_sets) {
        kernels const* const one = kernels_for(set);
        if (!tl::is_available(set) || one == nullptr) continue;
        CAPTURE(tl::instruction_set_name(set));
        struct {
            std::string text;
            bool accepted;
        } const rows[] = {{"<r>" + std::string(80, ' ') + "</r>", true},
                          {"<r>" + std::string(80, ' ') + "</s>", false},
                          {"<r>" + std::string(80, ' ') + "</r><r/>", false},
                          {std::string(80, ' ') + "r", false}};
        for (auto const& row : rows) {
            CAPTURE(row.text);
            name_at open[4];
            document_reader reader(row.text, open, 4);
            element_list list;
            CHECK(accept(*one, reader, list) == row.accepted);
            CHECK((list.first() != nullptr) == row.accepted);
        }
    }
}

}  // namespace xml_kernel_dispatch_test
