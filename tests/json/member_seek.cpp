// SPDX-License-Identifier: BSL-1.0
#include <trotline/json/member_seek.hpp>

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <string_view>

#include "json/guarded.hpp"
#include "json/instruction_sets.hpp"

namespace json_member_seek_test {

using namespace trotline::json::detail;
using trotline::json::member_index;

namespace {

constexpr trotline::name_list one{"id"};
constexpr trotline::name_list three{"x", "id", "title"};
constexpr trotline::name_list six{"a1", "a2", "id", "a4", "a5", "title"};
// The three kinds without those that an index may be asked for.
constexpr trotline::wanted_names bare() {
    trotline::wanted_names names = three;
    names.tails = nullptr;
    return names;
}

std::string shown(sought const& found, std::string_view text) {
    auto const at = std::to_string(found.at - text.data());
    if (found.expected() != nullptr) return at + ": " + found.expected();
    return at + '/' + (found.place == trotline::npos ? "none" : std::to_string(found.place));
}

// What is found in the object whose first member begins the text, and from there on, with and
// without an index.
template <bool Validated>
std::string all_found(std::string_view text, auto const& wanted, member_index* index) {
    char const* const end = text.data() + text.size();
    std::string found;
    for (char const* at = text.data();;) {
        auto const next = seek_name<Validated>(text.data(), at, end, wanted, index);
        found += shown(next, text) + ' ';
        if (next.expected() != nullptr || next.place == trotline::npos) return found;
        step const to = to_next_member<Validated>(text.data(), next.at, end, nullptr);
        if (!to.there) return found + (to.expected != nullptr ? to.expected : "end");
        at = to.at;
    }
}
std::string found(std::string_view text, auto const& wanted, bool is_valid) {
    member_index index;
    std::string const without = all_found<false>(text, wanted, nullptr);
    CHECK(all_found<false>(text, wanted, &index) == without);
    if (is_valid) {
        CHECK(all_found<true>(text, wanted, nullptr) == without);
        index.clear();
        CHECK(all_found<true>(text, wanted, &index) == without);
    }
    return without;
}

}  // namespace

TEST_CASE(
    "the next member that has one of the names, one or several, near or far, with an index and "
    "without") {
    guarded_memory memory(8192);
    with_every_instruction_set([&](trotline::instruction_set) {
        for (std::size_t members = 1; members < 90; members += members < 40 ? 1 : 7) {
            std::string front;
            for (std::size_t i = 0; i != members; ++i)
                front += "\"m" + std::to_string(i) + "\":[{\"id\":\"\\\"id\"}]" +
                         (i % 2 != 0 ? " , " : ",");
            CAPTURE(members);
            auto const after = [&](std::string const& rest, auto const& wanted) {
                std::string const all = found(memory.hold(front + rest), wanted, true);
                std::size_t const digits = all.find_first_not_of("0123456789");
                return std::to_string(std::stoul(all.substr(0, digits)) - front.size()) +
                       all.substr(digits);
            };
            CHECK(after("\"id\":1}", one) == "4/0 end");
            CHECK(after("\"id\":1}", three) == "4/1 end");
            CHECK(after("\"id\" : 1}", bare()) == "4/1 end");
            CHECK(after("\"\\u0069d\":1}", three) == "9/1 end");
            CHECK(after("\"id\":1}", six) == "4/2 end");
            CHECK(after("\"last\":1}", one) == "9/none ");
            CHECK(after("\"last\":1}", three) == "9/none ");
            CHECK(after("\"last\":1}", bare()) == "9/none ");
            CHECK(after("\"last\":1}", six) == "9/none ");
            auto const cut = memory.hold(front + "\"last\":1");
            auto const cut_at = std::to_string(cut.size()) + ": ',' or '}' ";
            CHECK(found(cut, one, false) == cut_at);
            CHECK(found(cut, three, false) == cut_at);
            CHECK(found(cut, six, false) == cut_at);
        }
    });
}

TEST_CASE("several members, one after the other, through stretches of an index") {
    guarded_memory memory(16384);
    with_every_instruction_set([&](trotline::instruction_set) {
        for (std::size_t pad = 0; pad < 2100; pad += pad < 140 ? 1 : 37) {
            std::string const filler = "\"f\":\"" + std::string(pad, 'y') + "\"",
                              inner = "{\"id\":[" + filler + "]}";
            std::string text = filler + ",\"x\":" + filler.substr(4) + ",\"c\":{\"id\":[" +
                               filler.substr(4) + "]}";
            std::size_t const id = text.size() + 5;
            text += ",\"id\":3," + filler + ",\"title\":{}}";
            CAPTURE(pad);
            auto const expected = std::to_string(pad + 10) + "/0 " + std::to_string(id) + "/1 " +
                                  std::to_string(text.size() - 4) + "/2 end";
            CHECK(found(memory.hold(text), three, true) == expected);
            CHECK(found(memory.hold(text), bare(), true) == expected);
        }
    });
}

TEST_CASE("one name after values of which some are long") {
    std::string const long_string = '"' + std::string(1500, '[') + "\\\"\"",
                      long_array = "[" + long_string + ",[{\"id\":2}]]",
                      long_object = "{\"id\":" + long_array + "}";
    std::string const values[] = {"1", long_string, "{\"id\":[]}", long_array, long_object};
    guarded_memory memory(16384);
    with_every_instruction_set([&](trotline::instruction_set) {
        for (auto const& a : values)
            for (auto const& b : values)
                for (auto const& c : values) {
                    std::string const front = "\"a\":" + a + " ,\"b\" : " + b + ",\"c\":" + c;
                    CAPTURE(front);
                    CHECK(found(memory.hold(front + ",\"id\":1}"), one, true) ==
                          std::to_string(front.size() + 5) + "/0 end");
                    CHECK(found(memory.hold(front + ",\"d\":1}"), one, true) ==
                          std::to_string(front.size() + 7) + "/none ");
                    auto const cut = memory.hold(front.substr(0, front.size() - 1));
                    member_index index;
                    for (member_index* const used : {static_cast<member_index*>(nullptr), &index})
                        CHECK(all_found<false>(cut, one, used).find(": ") != std::string::npos);
                }
    });
}

TEST_CASE("names that nearly are the wanted ones") {
    guarded_memory memory(256);
    struct {
        std::string_view text, found;
    } constexpr rows[] = {{R"("xid":1,"di":2,"i":3,"d":4,"":5,"id ":6,"id":7})", "44/1 end"},
                          {R"("a":"id","b":["x","title"],"c":"\\","x" :"x"})", "39/0 end"},
                          {R"("\\id":1,"\"id":1,"title":1})", "25/2 end"},
                          {R"("id":1,"id":2})", "4/1 11/1 end"},
                          {R"("x"	 :1})", "3/0 end"}};
    with_every_instruction_set([&](trotline::instruction_set) {
        for (auto const& r : rows) {
            CAPTURE(r.text);
            CHECK(found(memory.hold(r.text), three, true) == r.found);
            CHECK(found(memory.hold(r.text), bare(), true) == r.found);
        }
    });
}

TEST_CASE("the end of containers, with an index and without") {
    guarded_memory memory(4096);
    with_every_instruction_set([&](trotline::instruction_set) {
        for (std::size_t pad = 0; pad < 1200; pad += 13) {
            std::string const inside = "\"a\":[{\"b\":\"]}" + std::string(pad, 'x') + "\"},[2]]}";
            auto const text = memory.hold(inside + "] rest");
            member_index index;
            char const* const end = text.data() + text.size();
            best_kernels().index_members(index, text.data(), end);
            for (member_index* const used : {static_cast<member_index*>(nullptr), &index}) {
                CHECK(seek_close(text.data(), end, 1, used) == text.data() + inside.size());
                CHECK(seek_close(text.data(), end, 2, used) == text.data() + inside.size() + 1);
                CHECK(seek_close(text.data(), end, 3, used) == nullptr);
            }
        }
    });
}

TEST_CASE("the index that validation has filled knows of no member with one of the names") {
    struct {
        std::string_view text;
        bool has_none;
    } constexpr rows[] = {{R"("a":1,"b":{"c":"id"},"d":["title",{"e":"\"x\":"}]})", true},
                          {R"("a":1})", true},
                          {R"("a":"id","b":["x"],"c":"title"})", true},
                          {R"("a":["id",["x"],"title"],"b":"x"})", true},
                          {R"("xx":1,"di":2,"i":3,"d":4,"":5,"id ":6,"no title":7})", true},
                          {R"("a":1,"id":2})", false},
                          {R"("a":{"b":[{"id":2}]}})", false},
                          {R"("x":1})", false},
                          {R"("a":"x","b":"id","c":3,"subtitle":4,"e":5,"title":6})", false},
                          // the index does not know enough about this name
                          {R"("\u0061":1})", false}};
    guarded_memory memory(4096);
    with_every_instruction_set([&](trotline::instruction_set) {
        for (auto const& r : rows)
            for (std::size_t pad = 0; pad < 1200; pad += pad < 70 ? 1 : 31) {
                // what is before the position does not count
                std::string const front = "{\"id\":1,\"x\":\"" + std::string(pad, 'y') + "\",",
                                  text = front + std::string(r.text);
                CAPTURE(text);
                for (std::string_view const blanks : {"", " \n"}) {
                    auto const held = memory.hold(text + std::string(blanks));
                    char const* const at = held.data() + front.size();
                    member_index index;
                    CHECK_FALSE(index_has_none_of(at, three, index));
                    REQUIRE(best_kernels().is_valid(held.data(), held.data() + held.size(), 100,
                                                    &index));
                    bool const knows = text.size() <= member_index::stretch;
                    CHECK(index_has_none_of(at, three, index) == (knows && r.has_none));
                    CHECK_FALSE(index_has_none_of(at, bare(), index));
                    index.clear();
                    CHECK_FALSE(index_has_none_of(at, three, index));
                    // the positions alone are not enough
                    best_kernels().index_members(index, held.data(), held.data() + held.size());
                    CHECK_FALSE(index_has_none_of(at, three, index));
                }
            }
    });
}

namespace {

// A value with a text of about the given length, containing everything that could mislead a search.
std::string make_value(std::mt19937& random, std::size_t size) {
    if (size < 20) return random() % 2 == 0 ? "17" : "\"[{\\\",:x\"";
    bool const is_object = random() % 2 == 0;
    std::string text(1, is_object ? '{' : '[');
    for (std::size_t child = 0; text.size() < size; ++child) {
        if (child != 0) text += random() % 8 == 0 ? " , " : ",";
        if (is_object) {
            text += '"';
            text += static_cast<char>('a' + random() % 20);
            text += random() % 8 == 0 ? "\" : " : "\":";
        }
        text += make_value(random, random() % 3 == 0 ? size * 2 / 3 : random() % (size / 4 + 1));
    }
    return text + (is_object ? '}' : ']');
}
constexpr trotline::name_list rare{"k"};

}  // namespace

TEST_CASE("with notes of long containers the same is found as without") {
    std::mt19937 random(7);
    for (std::size_t const size : {1500u, 6000u, 40'000u, 200'000u}) {
        std::string const text = make_value(random, size);
        char const *const begin = text.data(), *const end = begin + text.size();
        with_every_instruction_set([&](trotline::instruction_set set) {
            CAPTURE(size);
            member_index index;
            index.clear();
            REQUIRE(best_kernels().is_valid(begin, end, 62, &index));
            REQUIRE(index.containers.empty() == (set == trotline::instruction_set::avx512));
            std::size_t depth = 0;
            bool in_string = false;
            std::size_t seen = 0;
            for (char const* at = begin; at != end; ++at) {
                if (in_string) {
                    if (*at == '\\')
                        ++at;
                    else
                        in_string = *at != '"';
                    continue;
                }
                in_string = *at == '"';
                if (*at == ']' || *at == '}') --depth;
                if (*at != '[' && *at != '{') continue;
                ++depth;
                if (++seen % (1 + size / 3000) != 0) continue;
                CHECK(after_container(at, end, &index) == after_container(at, end, nullptr));
                for (std::size_t levels = 1; levels <= depth && levels != 4; ++levels)
                    CHECK(seek_close(at + 1, end, levels, &index) ==
                          seek_close(at + 1, end, levels, nullptr));
                if (*at == '[') {
                    for (std::size_t const n : {1u, 2u, 5u, 40u}) {
                        auto const with = seek_comma(at + 1, end, n, &index),
                                   without = seek_comma(at + 1, end, n, nullptr);
                        CHECK(with.at == without.at);
                        CHECK(with.place == without.place);
                    }
                } else if (at[1] == '"') {
                    auto const with = seek_far<true>(begin, at + 1, end, rare, &index),
                               without = seek_far<true>(begin, at + 1, end, rare, nullptr);
                    CHECK(with.at == without.at);
                    CHECK(with.place == without.place);
                }
            }
        });
    }
}

}  // namespace json_member_seek_test
