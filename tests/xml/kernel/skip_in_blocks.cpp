// SPDX-License-Identifier: BSL-1.0
#include <trotline/xml/kernel/skip_in_blocks.hpp>

#include <trotline/xml/validate.hpp>

#include "support/guard_page.hpp"
#include "xml/kernels.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace xml_kernel_skip_in_blocks_test {

using trotline::instruction_set;
using trotline::wanted_name;
using trotline::wanted_names;
using trotline::xml::detail::may_be_one_of;
using trotline::xml::detail::next_wanted_with;
using trotline_tests::guarded_text;

namespace {

// Each byte as a name, and all of them together as another name.
class wanting {
  public:
    constexpr explicit wanting(std::string_view bytes) {
        for (char const& c : bytes) names_[size_++] = wanted_name({&c, 1});
        if (bytes.size() > 1) names_[size_++] = wanted_name(bytes);
    }
    constexpr operator wanted_names() const { return {names_, size_}; }

  private:
    wanted_name names_[12];
    std::size_t size_ = 0;
};

// Where the portable function stops, from the end of the first tag of a document.
constexpr std::size_t reached(std::string_view document, std::size_t depth,
                              std::string_view bytes) {
    char const* const begin = document.data();
    char const* const end = begin + document.size();
    char const* const at = trotline::xml::detail::tag_end(begin, end) + 1;
    return static_cast<std::size_t>(
        trotline::xml::detail::next_wanted(begin, at, end, depth, wanting(bytes)) - begin);
}

static_assert(reached("<r><a/><b/></r>", 0, "b") == 7);
static_assert(reached("<r><a><b/></a><b/></r>", 0, "b") == 14);
static_assert(reached("<r><a/>      </r>", 0, "b") == 13);
static_assert(reached("<r><a></a></r>", 0, "") == 10);
static_assert(reached("<r>x</a><b/></r>", 1, "b") == 8);
static_assert(reached("<r><a x='/>'></a><b/></r>", 0, "b") == 17);
static_assert(reached("<r><a x='/>' y=\"'\"/> /> <!-- <b> --><![CDATA[<b></r>]]><?b <b> ?><b/></r>",
                      0, "b") == 65);
static_assert(reached("<r><b", 0, "b") == 3);
static_assert(reached("<r><", 0, "c") == 4);

// An element with everything that a document can have.
std::string element(std::mt19937& random, unsigned depth) {
    constexpr std::string_view names[] = {"a", "b",      "be",
                                          "c", "record", "something-longer-than-others"};
    constexpr std::string_view attributes[] = {"",
                                               "",
                                               "",
                                               " x=\"1\"",
                                               " x='1'",
                                               " x=\"/>\" y='<'",
                                               " x=\"it's > \" z=\"\"",
                                               " x='\"' y=\"'\"",
                                               " x\n=\n'/>' "};
    std::string const name(names[random() % std::size(names)]);
    std::string attribute(attributes[random() % std::size(attributes)]);
    if (std::size_t const less = attribute.find('<'); less != attribute.npos)
        attribute.replace(less, 1, "&lt;");
    if (random() % 4 == 0) return '<' + name + attribute + "/>";
    std::string text = '<' + name + attribute + '>';
    for (auto i = random() % 5; i > 0; --i) {
        switch (random() % 8) {
            case 0:
                text += "<!-- <b> </b> /> -->";
                break;
            case 1:
                text += "<![CDATA[ <b/> </b> ' \" ]]>";
                break;
            case 2:
                text += "<?b </b> <b> ?>";
                break;
            case 3:
                text += std::string(random() % 80, "ab/>'\" \n"[random() % 8]);
                break;
            default:
                if (depth != 0) text += element(random, depth - 1);
        }
    }
    return text + "</" + name + '>';
}

std::string document(std::mt19937& random) {
    std::string text = "<r>";
    for (auto i = random() % 12; i > 0; --i) text += element(random, 4);
    return text + "</r>";
}

}  // namespace

TEST_CASE("the places that are reached") {
    CHECK(reached("<r><a/><b/></r>", 0, "b") == 7);
    CHECK(reached("<r>" + std::string(100, ' ') + "<a/>" + std::string(100, ' ') + "<b/></r>", 0,
                  "b") == 207);
    CHECK(reached("<r>" + std::string(100, ' ') + "<a></a></r>", 0, "b") == 110);
}

TEST_CASE("a name may be one of those that are wanted if it begins alike, up to eight bytes") {
    struct {
        std::string_view at;
        std::string_view first, second;
        bool may_be;
    } constexpr cases[] = {{"b/>      ", "b", "c", true},
                           {"c x='1'> ", "b", "c", true},
                           {"a/>      ", "b", "c", false},
                           {"be/>     ", "b", "bed", true},  // it begins with b, so it is compared
                           {"record/> ", "recorded", "records", false},
                           {"recorded-by/>", "recorded-at", "b", true},
                           {"title/>  ", "@title", "subtitle", false},
                           {"b", "c", "d", true}};  // too short to be excluded at once
    for (auto const& one : cases) {
        CAPTURE(one.at);
        trotline::name_list const names{one.first, one.second};
        guarded_text const text(one.at);
        char const* const begin = text.view().data();
        CHECK(may_be_one_of(begin, begin + one.at.size(), names) == one.may_be);
        CHECK_FALSE(may_be_one_of(begin, begin + one.at.size(), {}));
    }
}

TEST_CASE("all kernels reach the same places") {
    std::mt19937 random(5);
    unsigned wrong = 0, found = 0;
    for (int i = 0; i < 1500; ++i) {
        std::string const text = document(random);
        REQUIRE(!trotline::xml::validate(text));
        guarded_text const guarded(text);
        char const* const begin = guarded.view().data();
        char const* const end = begin + text.size();
        for (std::size_t at = text.find('>'); at < text.size() && at < 400;
             at = text.find('>', at + 1)) {
            for (std::size_t depth = 0; depth < 3; ++depth) {
                for (std::string_view const bytes : {"", "b", "abcrs", "abcrsxyz"}) {
                    auto const reach = [&](instruction_set kernel) {
                        return next_wanted_with(kernel, begin, begin + at + 1, end, depth,
                                                wanting(bytes));
                    };
                    char const* const expected = reach(instruction_set::portable);
                    found += expected != end;
                    for (instruction_set const kernel : trotline_tests::xml_kernels())
                        wrong += reach(kernel) != expected;
                }
            }
        }
    }
    CHECK(wrong == 0);
    CHECK(found > 1000);
}

TEST_CASE("on what is no document nothing is read past the end") {
    std::mt19937 random(6);
    unsigned outside = 0;
    for (int i = 0; i < 3000; ++i) {
        std::string text = document(random);
        text.resize(random() % (text.size() + 1));
        for (char& c : text) {
            if (random() % 40 == 0) c = "<>/!?'\"- "[random() % 9];
        }
        guarded_text const guarded(text);
        char const* const begin = guarded.view().data();
        char const* const end = begin + text.size();
        for (instruction_set const kernel : trotline::all_instruction_sets) {
            if (!trotline::is_available(kernel)) continue;
            for (std::size_t const depth : {0U, 1U, 1000U}) {
                char const* const reached_at =
                    next_wanted_with(kernel, begin, begin, end, depth, wanting("b"));
                outside += reached_at < begin || reached_at > end;
            }
        }
    }
    CHECK(outside == 0);
}

}  // namespace xml_kernel_skip_in_blocks_test
