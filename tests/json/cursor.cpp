// SPDX-License-Identifier: BSL-1.0
#include <trotline/json/cursor.hpp>

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "json/guarded.hpp"
#include "json/instruction_sets.hpp"
#include "support/run_time_names.hpp"

namespace json_cursor_test {

namespace tl = trotline;
namespace json = trotline::json;
using namespace std::string_view_literals;
using checked = json::basic_cursor<json::mode::checked>;
using on_demand = json::basic_cursor<json::mode::on_demand>;

static_assert(trotline::cursor<trotline::json::basic_cursor<trotline::json::mode::checked>>);
static_assert(trotline::cursor<trotline::json::basic_cursor<trotline::json::mode::on_demand>>);

namespace {

// A cursor with a place for its failure. No copy of it lives longer.
struct failure_holder {
    tl::document_failure why;
};
struct opened : private failure_holder, on_demand {
    explicit opened(std::string_view text) : on_demand(text, why) {}
};

template <class... T> constexpr auto names(T... n) { return tl::name_list<sizeof...(T)>(n...); }

constexpr auto text_of(tl::scalar const& s) { return s.text; }

// The usual use of a cursor, also in constant evaluation.
template <class C> constexpr bool walks() {
    tl::document_failure why;
    C c(" \n{\"skip\":[1,{\"x\":\"}]\"}],\"d\\u0061ta\" : {\"userId\" : 17, "
        "\"z\":[true,null,-1.5e3,\"q\\n\"]} ,\"end\":false}",
        why);
    if (c.kind() != tl::kind::object || c.offset() != 2) return false;
    c.enter();
    if (c.find(names("end", "data")) != 1 || c.kind() != tl::kind::object) return false;
    C const bookmark = c;
    c.enter();
    if (c.find(names("userId")) != 0 || text_of(c.scalar()) != "17") return false;
    if (c.find(names("z")) != 0 || c.kind() != tl::kind::array) return false;
    c.enter();
    if (!c.element(2) || text_of(c.scalar()) != "-1.5e3" || !c.element(0)) return false;
    tl::scalar const last = c.scalar();
    if (last.kind != tl::kind::string || last.plain || last.text != "q\\n" || c.element(0))
        return false;
    if (c.find(names("nothing")) != tl::npos) return false;
    if (c.find(names("end")) != 0 || c.scalar().kind != tl::kind::boolean ||
        c.find(names("x")) != tl::npos)
        return false;
    c = bookmark;
    if (c.raw() != "{\"userId\" : 17, \"z\":[true,null,-1.5e3,\"q\\n\"]}") return false;
    tl::scalar name;
    if (!c.member(name) || name.text != "end") return false;
    c.leave(1);
    return !c.failure();
}
static_assert(walks<checked>() && walks<on_demand>());

// Everything that member() and element() find in a document.
template <class C> void print(C& c, std::string& out, int depth = 0) {
    if (depth == 50) return c.skip();
    switch (c.kind()) {
        case tl::kind::object: {
            c.enter();
            out += '{';
            for (tl::scalar name; c.member(name);) {
                C::decode(name, [&](std::string_view part) { out += part; });
                out += '@' + std::to_string(c.offset()) + ':';
                print(c, out, depth + 1);
            }
            out += '}';
            return;
        }
        case tl::kind::array:
            c.enter();
            out += '[';
            while (c.element(0)) print(c, out, depth + 1), out += ',';
            out += ']';
            return;
        default: {
            auto const s = c.scalar();
            C::decode(s, [&](std::string_view part) { out += part; });
            out += s.kind == tl::kind::nothing ? "?" : name(s.kind);
        }
    }
}

// All members of the root object that find() finds, in document order, in the same form as
// members() returns them.
template <class C>
std::string found(std::string_view text, std::vector<std::string_view> const& wanted) {
    std::string out;
    tl::document_failure why;
    C c(text, why);
    if (c.kind() != tl::kind::object) return out;
    c.enter();
    trotline_tests::run_time_names const asked(wanted);
    for (std::size_t i; (i = c.find(asked)) != tl::npos;) {
        out += std::string(wanted[i]) + '@' + std::to_string(c.offset()) + ' ';
        c.skip();
    }
    return out + (c.failure() ? '!' : '.') + std::to_string(c.offset());
}
template <class C>
std::string members(std::string_view text, std::vector<std::string_view> const& wanted) {
    std::string out;
    tl::document_failure why;
    C c(text, why);
    if (c.kind() != tl::kind::object) return out;
    c.enter();
    for (tl::scalar raw; c.member(raw);) {
        std::string decoded;
        C::decode(raw, [&](std::string_view part) { decoded += part; });
        for (auto const name : wanted)
            if (name == decoded) out += decoded + '@' + std::to_string(c.offset()) + ' ';
        c.skip();
    }
    return out + (c.failure() ? '!' : '.') + std::to_string(c.offset());
}

std::string const documents[] = {
    R"({"data":{"userId":1,"id":2,"title":"a title","done":false}})",
    R"({"a":"a","b":"\"a\":1","a":{"a":2},"aa":3,"":4,"a ":5,"\u0061":6, "a" : [ {"a":7} ] ,"a":"8"})",
    R"({"a\"":1,"a":"x","\\":2,"b":{"\\":3,"c":[]},"a\\":4,"\\a":5,"c":"\\\\\"","d":"a\":"})",
    R"({ "long":"0123456789012345678901234567890123456789012345678901234567890123456789 \" 0123456789","id":[[[[1]]],{"id":[]}],"id":"}","n":-12.5e+3,
        "nested":{"id":{"id":{"id":[{"id":"]"},{"id":"["}]}}},"id" :true,"x\u00e4y":null,"last":0})",
    R"({"k0":0,"k1":1,"k2":2,"k3":3,"k4":4,"k5":5,"k6":6,"k7":7,"k8":8,"k9":9,"ka":10,"kb":11,"kc":12,"kd":13,"ke":14,"kf":15,"a":{"k5":1},"k5":""})",
    R"({})",
    R"([1,2])",
    R"({"a":1)" + std::string(300, ' ') + R"(,"b":[)" + std::string(200, '\n') + R"(],"c":2})",
};
std::vector<std::string_view> const wanted_sets[] = {{"a"},
                                                     {"id"},
                                                     {"a\"", "\\", "a\\"},
                                                     {"data", "id", "n", "last"},
                                                     {"k5", "ka", "kf"},
                                                     {""},
                                                     {"x\xC3\xA4y"},
                                                     {"nothing"},
                                                     {"long", "a "},
                                                     {"c", "b", "a"},
                                                     {"k5"},
                                                     {"a\":"},
                                                     {"\\\\"},
                                                     {"last"}};

}  // namespace

TEST_CASE("a cursor walks") {
    with_every_instruction_set([](tl::instruction_set set) {
        CAPTURE(static_cast<int>(set));
        CHECK(walks<checked>());
        CHECK(walks<on_demand>());
    });
}

TEST_CASE("find sees the members that stepping over each of them sees") {
    with_every_instruction_set([](tl::instruction_set set) {
        CAPTURE(static_cast<int>(set));
        for (auto const& document : documents) {
            guarded_memory memory(document.size() + 80);
            for (std::size_t pad = 0; pad != 70; ++pad) {
                auto const text = memory.hold(std::string(pad, ' ') + document);
                for (auto const& wanted : wanted_sets) {
                    auto const expected = members<on_demand>(text, wanted);
                    if (found<on_demand>(text, wanted) != expected) {
                        CAPTURE(text);
                        CAPTURE(wanted.front());
                        CHECK(found<on_demand>(text, wanted) == expected);
                    }
                    if (found<checked>(text, wanted) != expected) {
                        CAPTURE(text);
                        CAPTURE(wanted.front());
                        CHECK(found<checked>(text, wanted) == expected);
                    }
                }
            }
        }
    });
}

TEST_CASE(
    "cut and garbled texts never make an on-demand cursor read outside of them, and failing is for "
    "good") {
    with_every_instruction_set([](tl::instruction_set set) {
        CAPTURE(static_cast<int>(set));
        for (auto const& document : documents) {
            guarded_memory memory(document.size());
            std::string out;
            for (std::size_t size = 0; size <= document.size(); ++size) {
                auto const text = memory.hold(std::string_view(document).substr(0, size));
                opened c(text);
                print(c, out);
                if (size < document.size()) {
                    CHECK(name(c.failure().code) == "malformed");
                    CHECK(c.failure().offset == size);
                    CHECK(c.kind() == tl::kind::nothing);
                    CHECK(c.find(names("a")) == tl::npos);
                    CHECK_FALSE(c.element(0));
                    CHECK(c.raw().empty());
                    CHECK(c.failure().offset == size);
                } else {
                    CHECK_FALSE(c.failure());
                }
                for (auto const& wanted : wanted_sets) out = found<on_demand>(text, wanted);
                opened whole(text);
                whole.enter();
                whole.leave(1);
                if (size == 0) continue;
                std::string garbled(text);
                for (char const c2 :
                     {'"', '\\', '{', '}', '[', ']', ',', ':', 'x', '1', ' ', '\xFF'}) {
                    garbled[size - 1] = c2;
                    auto const other = memory.hold(garbled);
                    opened g(other);
                    print(g, out);
                    for (auto const& wanted : wanted_sets) out = found<on_demand>(other, wanted);
                }
            }
        }
    });
}

TEST_CASE("what an on-demand cursor hands out is judged") {
    with_every_instruction_set([](tl::instruction_set set) {
        CAPTURE(static_cast<int>(set));
        struct row {
            std::string_view text;
            std::size_t offset;
        };
        for (auto const& r :
             {row{"01", 1}, row{"1.", 2}, row{"12x", 2}, row{"tru", 3}, row{"truex", 4},
              row{"nul", 3}, row{"\"\x01\"", 1}, row{"\"a\xFF\"", 2}, row{R"("\q")", 2},
              row{R"("\uD800")", 7}, row{"\"abc", 4}, row{"-", 1}, row{"", 0}, row{"x", 0}}) {
            CAPTURE(r.text);
            opened c(r.text);
            CHECK(c.scalar().kind == tl::kind::nothing);
            CHECK(name(c.failure().code) == "malformed");
            CHECK(c.failure().offset == r.offset);
            opened again(r.text);
            CHECK(again.raw().empty());
            CHECK(again.failure().offset == r.offset);
        }
        for (auto const& r :
             {row{"[12", 3}, row{"[1,2x]", 4}, row{"{\"a\":[1}", 7}, row{"[[1,]]", 4}}) {
            CAPTURE(r.text);
            opened c(r.text);
            CHECK(c.raw().empty());
            CHECK(c.failure().offset == r.offset);
        }
        opened number("[12");
        number.enter();
        REQUIRE(number.element(0));
        CHECK(number.scalar().kind == tl::kind::nothing);
        CHECK(number.failure().offset == 3);
        CHECK(opened("12").scalar().text == "12");
        CHECK(opened("\xEF\xBB\xBF 12").scalar().text == "12");
        CHECK(opened("\xEF\xBB\xBF 12").offset() == 4);
    });
}

TEST_CASE("wrong structure on the way is a failure where it stands") {
    with_every_instruction_set([](tl::instruction_set set) {
        CAPTURE(static_cast<int>(set));
        struct row {
            std::string_view text;
            std::size_t offset;
        };
        for (auto const& r : {row{R"({"a":1 "b":2})", 7}, row{R"({"a" 1})", 5}, row{R"({"a":})", 5},
                              row{R"({a:1})", 1}, row{R"({"a":1,})", 7}, row{R"({"a":1])", 6},
                              row{R"({,"b":1})", 1}, row{R"({"a":1,,"b":1})", 7}}) {
            CAPTURE(r.text);
            opened c(r.text);
            c.enter();
            CHECK(c.find(names("b", "v", "w", "x", "y")) == tl::npos);
            CHECK(c.failure().offset == r.offset);
        }
        for (auto const& r : {row{"[1 2]", 3}, row{"[1,]", 3}, row{"[,1]", 1}, row{"[1}", 2}}) {
            CAPTURE(r.text);
            opened c(r.text);
            c.enter();
            while (c.element(0)) c.skip();
            CHECK(c.failure().offset == r.offset);
        }
    });
}

TEST_CASE("elements are counted, whatever they are") {
    with_every_instruction_set([](tl::instruction_set set) {
        CAPTURE(static_cast<int>(set));
        std::string text = "[";
        for (int i = 0; i != 200; ++i)
            text += (i % 3 == 0   ? R"({"a":[1,{}],"b":"]},"} )"
                     : i % 3 == 1 ? R"( {"x":1})"
                     : i % 7 == 0 ? "\"[,\""
                     : i % 5 == 0 ? "[]"
                                  : " 17 ") +
                    std::string(i == 199 ? "" : ",");
        text += "]";
        guarded_memory memory(text.size());
        auto const held = memory.hold(text);
        std::vector<std::size_t> offsets;
        opened c(held);
        for (c.enter(); c.element(0); c.skip()) offsets.push_back(c.offset());
        REQUIRE(offsets.size() == 200);
        for (std::size_t n = 0; n != 205; ++n) {
            opened a(held);
            checked b(held);
            a.enter(), b.enter();
            CAPTURE(n);
            CHECK(a.element(n) == (n < 200));
            CHECK(b.element(n) == (n < 200));
            CHECK(a.offset() == (n < 200 ? offsets[n] : text.size()));
            CHECK(b.offset() == a.offset());
        }
    });
}

TEST_CASE("a million levels are skipped without stack") {
    with_every_instruction_set([](tl::instruction_set set) {
        CAPTURE(static_cast<int>(set));
        std::string const open(1'000'000, '['), close(1'000'000, ']');
        std::string const text = "{\"deep\":" + open + close + ",\"a\":1}";
        opened c(text);
        c.enter();
        CHECK(c.find(names("a")) == 0);
        std::string const nested = open + close + " ";
        opened levels(nested);
        for (int i = 0; i != 1000; ++i) {
            levels.enter();
            if (i != 999) REQUIRE(levels.element(0));
        }
        levels.leave(1000);
        CHECK(levels.offset() == 2'000'000);
    });
}

}  // namespace json_cursor_test
