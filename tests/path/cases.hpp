// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TESTS_PATH_CASES_HPP
#define TROTLINE_TESTS_PATH_CASES_HPP

#include <trotline/path/reason.hpp>
#include <trotline/path/segment.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

// The path language as a table. Every test of a parser runs all of it, at run time and at compile
// time.
namespace cases {

using namespace std::string_view_literals;
using trotline::path::reason;
using trotline::path::segment;

constexpr segment name(std::string_view text) { return {text, 0, false}; }
constexpr segment index(std::int64_t n) { return {{}, n, true}; }

struct accepted {
    std::string_view text;
    std::array<segment, 6> segments{};
    std::size_t size = 0;
    std::string_view normalized;
};

template <class... Segments>
constexpr accepted ok(std::string_view text, std::string_view normalized, Segments... segments) {
    return {text, {segments...}, sizeof...(segments), normalized};
}

inline constexpr accepted ok_table[] = {
    ok("$", "$"),
    // dotted names
    ok("data", "$['data']", name("data")),
    ok("data.userId", "$['data']['userId']", name("data"), name("userId")),
    ok("$.data.userId", "$['data']['userId']", name("data"), name("userId")),
    ok("_", "$['_']", name("_")),
    ok("_a1.A_9", "$['_a1']['A_9']", name("_a1"), name("A_9")),
    ok("$.true.false.null", "$['true']['false']['null']", name("true"), name("false"),
       name("null")),
    ok("data.user-id", "$['data']['user-id']", name("data"), name("user-id")),
    ok("soap:Envelope.soap:Body", "$['soap:Envelope']['soap:Body']", name("soap:Envelope"),
       name("soap:Body")),
    ok("*:Envelope.*:Body", "$['*:Envelope']['*:Body']", name("*:Envelope"), name("*:Body")),
    ok("a[*:b-1].@*:href", "$['a']['*:b-1']['@*:href']", name("a"), name("*:b-1"), name("@*:href")),
    ok("a-.b:", "$['a-']['b:']", name("a-"), name("b:")),
    ok("book.@lang", "$['book']['@lang']", name("book"), name("@lang")),
    ok("@context.@id", "$['@context']['@id']", name("@context"), name("@id")),
    ok("$.@type", "$['@type']", name("@type")),
    ok("book.@xml:lang", "$['book']['@xml:lang']", name("book"), name("@xml:lang")),
    // non-ASCII names: the first and last scalar value of every length of UTF-8
    ok("$.\xE2\x98\xBA", "$['\xE2\x98\xBA']", name("\xE2\x98\xBA")),
    ok("gr\xC3\xB6\xC3\x9F"
       "e.h\xC3\xB6he",
       "$['gr\xC3\xB6\xC3\x9F"
       "e']['h\xC3\xB6he']",
       name("gr\xC3\xB6\xC3\x9F"
            "e"),
       name("h\xC3\xB6he")),
    ok("\xC2\x80.\xDF\xBF", "$['\xC2\x80']['\xDF\xBF']", name("\xC2\x80"), name("\xDF\xBF")),
    ok("\xE0\xA0\x80.\xED\x9F\xBF", "$['\xE0\xA0\x80']['\xED\x9F\xBF']", name("\xE0\xA0\x80"),
       name("\xED\x9F\xBF")),
    ok("\xEE\x80\x80.\xEF\xBF\xBF", "$['\xEE\x80\x80']['\xEF\xBF\xBF']", name("\xEE\x80\x80"),
       name("\xEF\xBF\xBF")),
    ok("\xF0\x90\x80\x80.\xF4\x8F\xBF\xBF", "$['\xF0\x90\x80\x80']['\xF4\x8F\xBF\xBF']",
       name("\xF0\x90\x80\x80"), name("\xF4\x8F\xBF\xBF")),
    ok("@\xC3\xA9", "$['@\xC3\xA9']", name("@\xC3\xA9")),
    // quoted names
    ok("data['userId']", "$['data']['userId']", name("data"), name("userId")),
    ok("data[\"userId\"]", "$['data']['userId']", name("data"), name("userId")),
    ok("['data'].userId", "$['data']['userId']", name("data"), name("userId")),
    ok("$['data']", "$['data']", name("data")),
    ok("['']", "$['']", name("")),
    ok("[\"\"][\"\"]", "$['']['']", name(""), name("")),
    ok("['a.b[0]']", "$['a.b[0]']", name("a.b[0]")),
    ok("['0']", "$['0']", name("0")),
    ok("['@lang']", "$['@lang']", name("@lang")),
    ok("['\"']", "$['\"']", name("\"")),
    ok("[\"'\"]", "$['\\'']", name("'")),
    ok("['\x7F']", "$['\x7F']", name("\x7F")),
    ok("['\xF0\x9D\x84\x9E']", "$['\xF0\x9D\x84\x9E']", name("\xF0\x9D\x84\x9E")),
    // escapes
    ok(R"(['\''])", R"($['\''])", name("'")),
    ok(R"(["\""])", R"($['"'])", name("\"")),
    ok(R"(['\\'])", R"($['\\'])", name("\\")),
    ok(R"(['\/'])", R"($['/'])", name("/")),
    ok(R"(['\b\f\n\r\t'])", R"($['\b\f\n\r\t'])", name("\b\f\n\r\t")),
    ok(R"(["\b\f\n\r\t"])", R"($['\b\f\n\r\t'])", name("\b\f\n\r\t")),
    ok(R"(['d\u0061ta'])", "$['data']", name("data")),
    ok(R"(['\u0000\u001f'])", R"($['\u0000\u001f'])", name("\0\x1F"sv)),
    ok(R"(['\u000B'])", R"($['\u000b'])", name("\v")),
    ok(R"(['\u263A\u263a'])", "$['\xE2\x98\xBA\xE2\x98\xBA']", name("\xE2\x98\xBA\xE2\x98\xBA")),
    ok(R"(['\u007f\u0080\u07FF\u0800'])", "$['\x7F\xC2\x80\xDF\xBF\xE0\xA0\x80']",
       name("\x7F\xC2\x80\xDF\xBF\xE0\xA0\x80")),
    ok(R"(["\uD7FF\uE000\uffff"])", "$['\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBF']",
       name("\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBF")),
    ok(R"(['\uD834\uDD1E'])", "$['\xF0\x9D\x84\x9E']", name("\xF0\x9D\x84\x9E")),
    ok(R"(['\ud800\udc00\uDBFF\uDFFF'])", "$['\xF0\x90\x80\x80\xF4\x8F\xBF\xBF']",
       name("\xF0\x90\x80\x80\xF4\x8F\xBF\xBF")),
    ok(R"(['a\tb'].c['d\ne'])", R"($['a\tb']['c']['d\ne'])", name("a\tb"), name("c"), name("d\ne")),
    ok("['\xC3\xA9\\u00e9\xC3\xA9']", "$['\xC3\xA9\xC3\xA9\xC3\xA9']",
       name("\xC3\xA9\xC3\xA9\xC3\xA9")),
    // indexes
    ok("[0]", "$[0]", index(0)),
    ok("$[0].userId", "$[0]['userId']", index(0), name("userId")),
    ok("[0].userId", "$[0]['userId']", index(0), name("userId")),
    ok("$[0]['userId']", "$[0]['userId']", index(0), name("userId")),
    ok("items[-1].id", "$['items'][-1]['id']", name("items"), index(-1), name("id")),
    ok("[10][20][30]", "$[10][20][30]", index(10), index(20), index(30)),
    ok("[9007199254740991]", "$[9007199254740991]", index(9007199254740991)),
    ok("[-9007199254740991]", "$[-9007199254740991]", index(-9007199254740991)),
    // bare names in brackets
    ok("[0][name]", "$[0]['name']", index(0), name("name")),
    ok("records[0].Notes.records[0].Body", "$['records'][0]['Notes']['records'][0]['Body']",
       name("records"), index(0), name("Notes"), name("records"), index(0), name("Body")),
    ok("a[user-id][x:y][@lang]", "$['a']['user-id']['x:y']['@lang']", name("a"), name("user-id"),
       name("x:y"), name("@lang")),
    ok("[\xC3\xA9]", "$['\xC3\xA9']", name("\xC3\xA9")),
    // blanks
    ok("data[ 'userId' ]", "$['data']['userId']", name("data"), name("userId")),
    ok("$ ['a'] ['b']", "$['a']['b']", name("a"), name("b")),
    ok("$\t\n\r .a", "$['a']", name("a")),
    ok("a .b \n[0]", "$['a']['b'][0]", name("a"), name("b"), index(0)),
    ok("a[\r\n-1\t]", "$['a'][-1]", name("a"), index(-1)),
    ok("[ name ]", "$['name']", name("name")),
};

struct rejected {
    std::string_view text;
    std::size_t position;
    reason why;
};

inline constexpr rejected bad_table[] = {
    {"", 0, reason::empty_path},
    {" ", 0, reason::leading_blank},
    {" $", 0, reason::leading_blank},
    {"\tdata", 0, reason::leading_blank},
    {"data ", 5, reason::trailing_blank},
    {"$ ", 2, reason::trailing_blank},
    {"$\n\n", 3, reason::trailing_blank},
    {"[0] ", 4, reason::trailing_blank},
    {".", 0, reason::leading_dot},
    {".data", 0, reason::leading_dot},
    {"..data", 0, reason::descendant_selects_several},
    // a name is missing
    {"data.", 5, reason::expected_name},
    {"$.", 2, reason::expected_name},
    {"@", 1, reason::expected_name},
    {"a.@", 3, reason::expected_name},
    {"@@a", 1, reason::expected_name},
    {"a.@*", 3, reason::expected_name},
    {"a.@1", 3, reason::expected_name},
    {"[@", 2, reason::expected_name},
    {"$[@.a]", 3, reason::expected_name},
    {"data. x", 5, reason::expected_name},
    {"a.[0]", 2, reason::expected_name},
    {"a.'b'", 2, reason::expected_name},
    {"'a'", 0, reason::expected_name},
    {"/data/userId", 0, reason::expected_name},
    {"a.&", 2, reason::expected_name},
    {"#", 0, reason::expected_name},
    {"]", 0, reason::expected_name},
    {"a.$", 2, reason::expected_name},
    {":a", 0, reason::expected_name},
    {"a\0.b"sv, 1, reason::expected_segment},
    {"\0"sv, 0, reason::expected_name},
    {"0.userId", 0, reason::number_as_name},
    {"data.0", 5, reason::number_as_name},
    {"$.1", 2, reason::number_as_name},
    {"data.-x", 5, reason::number_as_name},
    {"-1", 0, reason::number_as_name},
    // the path is complete, but the text is not
    {"$data", 1, reason::expected_segment},
    {"$$", 1, reason::expected_segment},
    {"$0", 1, reason::expected_segment},
    {"a/b", 1, reason::expected_segment},
    {"a()", 1, reason::expected_segment},
    {"a;", 1, reason::expected_segment},
    {"a@b", 1, reason::expected_segment},
    {"a b", 2, reason::expected_segment},
    {"a*", 1, reason::expected_segment},
    {"a?", 1, reason::expected_segment},
    {"a]", 1, reason::expected_segment},
    {"a'b'", 1, reason::expected_segment},
    {"[0]name", 3, reason::expected_segment},
    {"['a']b", 5, reason::expected_segment},
    {"$\xC3\xA9", 1, reason::expected_segment},
    {"[0]\xFF", 3, reason::expected_segment},
    // brackets
    {"[]", 1, reason::expected_selector},
    {"$[]", 2, reason::expected_selector},
    {"$[ ]", 3, reason::expected_selector},
    {"[,0]", 1, reason::expected_selector},
    {"[$.a]", 1, reason::expected_selector},
    {"[.5]", 1, reason::expected_selector},
    {"[(@.length-1)]", 1, reason::expected_selector},
    {"[[0]]", 1, reason::expected_selector},
    {"[a b]", 3, reason::expected_closing_bracket},
    {"[a.b]", 2, reason::expected_closing_bracket},
    {"[0 2]", 3, reason::expected_closing_bracket},
    {"[0x10]", 2, reason::expected_closing_bracket},
    {"[1 .0]", 3, reason::expected_closing_bracket},
    {"[0a]", 2, reason::expected_closing_bracket},
    {"['a':1]", 4, reason::expected_closing_bracket},
    {"[''']", 3, reason::expected_closing_bracket},
    {"[\"\"\"]", 3, reason::expected_closing_bracket},
    {"[a\xE2\x82\xAC*]", 5, reason::expected_closing_bracket},
    {"[", 1, reason::unclosed_bracket},
    {"a[ ", 3, reason::unclosed_bracket},
    {"a[0", 3, reason::unclosed_bracket},
    {"a[0 ", 4, reason::unclosed_bracket},
    {"a[-", 3, reason::unclosed_bracket},
    {"a['b'", 5, reason::unclosed_bracket},
    {"a[b", 3, reason::unclosed_bracket},
    // indexes
    {"[01]", 2, reason::leading_zero},
    {"[00]", 2, reason::leading_zero},
    {"[-0]", 2, reason::negative_zero},
    {"[-01]", 2, reason::negative_zero},
    {"[+1]", 1, reason::malformed_index},
    {"[- 1]", 2, reason::malformed_index},
    {"[--1]", 2, reason::malformed_index},
    {"[-a]", 2, reason::malformed_index},
    {"[1.0]", 2, reason::malformed_index},
    {"[1e2]", 2, reason::malformed_index},
    {"[-1.5]", 3, reason::malformed_index},
    {"[9007199254740992]", 16, reason::index_out_of_range},
    {"[-9007199254740992]", 17, reason::index_out_of_range},
    {"[10000000000000000]", 17, reason::index_out_of_range},
    {"[231584178474632390847141970017375815706539969331281128078915168015826259279872]", 17,
     reason::index_out_of_range},
    // quotes and escapes
    {"['", 2, reason::unclosed_quote},
    {"['a", 3, reason::unclosed_quote},
    {"['a\"]", 5, reason::unclosed_quote},
    {R"(['\)", 3, reason::unclosed_quote},
    {R"(['\'])", 5, reason::unclosed_quote},
    {R"(['\u00)", 6, reason::unclosed_quote},
    {R"(['\uD834)", 8, reason::unclosed_quote},
    {R"(['\uD834\)", 9, reason::unclosed_quote},
    {R"(['\uD834\uDD)", 12, reason::unclosed_quote},
    {R"(['\q'])", 3, reason::unknown_escape},
    {R"(['\"'])", 3, reason::unknown_escape},
    {R"(["\'"])", 3, reason::unknown_escape},
    {R"(['\U0041'])", 3, reason::unknown_escape},
    {R"(['\x41'])", 3, reason::unknown_escape},
    {R"(['\0'])", 3, reason::unknown_escape},
    {"['\\\n']", 3, reason::unknown_escape},
    {R"(['\u'])", 4, reason::malformed_unicode_escape},
    {R"(['\u123'])", 7, reason::malformed_unicode_escape},
    {R"(['\u+123'])", 4, reason::malformed_unicode_escape},
    {R"(['\u{41}'])", 4, reason::malformed_unicode_escape},
    {R"(['\u00g0'])", 6, reason::malformed_unicode_escape},
    {R"(['\uD834\uDD1'])", 13, reason::malformed_unicode_escape},
    {R"(['\uDC00'])", 5, reason::lone_surrogate},
    {R"(['\udfff'])", 5, reason::lone_surrogate},
    {R"(['\uD800'])", 8, reason::lone_surrogate},
    {R"(['\uD800x'])", 8, reason::lone_surrogate},
    {R"(['\uD800\n'])", 9, reason::lone_surrogate},
    {R"(['\uD800\u1234'])", 10, reason::lone_surrogate},
    {R"(['\uD800\uD800'])", 11, reason::lone_surrogate},
    {R"(['\u1234\uDC00'])", 11, reason::lone_surrogate},
    {"['\\uD800\xF0\x9D\x84\x9E']", 8, reason::lone_surrogate},
    {"['a\n']", 3, reason::control_character},
    {"['\0']"sv, 2, reason::control_character},
    {"[\"\x1F\"]", 2, reason::control_character},
    // UTF-8
    {"\x80", 0, reason::invalid_utf8},
    {"a\xBF", 1, reason::invalid_utf8},
    {"a.\xFF", 2, reason::invalid_utf8},
    {"[\xFE]", 1, reason::invalid_utf8},
    {"@\xC1\x80", 1, reason::invalid_utf8},
    {"\xC3", 1, reason::invalid_utf8},
    {"\xC3(", 1, reason::invalid_utf8},
    {"\xC0\xAF", 0, reason::invalid_utf8},
    {"a\xE0\x9F\xBF", 2, reason::invalid_utf8},
    {"a\xED\xA0\x80", 2, reason::invalid_utf8},
    {"a\xF0\x8F\xBF\xBF", 2, reason::invalid_utf8},
    {"a\xF4\x90\x80\x80", 2, reason::invalid_utf8},
    {"a\xF5\x80\x80\x80", 1, reason::invalid_utf8},
    {"a\xE2\x82", 3, reason::invalid_utf8},
    {"a\xE2\x82.b", 3, reason::invalid_utf8},
    {"['\xC3']", 3, reason::invalid_utf8},
    {"['\x80']", 2, reason::invalid_utf8},
    {"['\xF0\x9D\x84", 5, reason::invalid_utf8},
    // JSONPath that may select more than one node
    {"*", 0, reason::wildcard_selects_several},
    {"$.*", 2, reason::wildcard_selects_several},
    {"a[*]", 2, reason::wildcard_selects_several},
    {"a.*:", 4, reason::expected_any_prefix_name},
    {"a.@*:1", 5, reason::expected_any_prefix_name},
    {"*:\xFF", 2, reason::invalid_utf8},
    {"$[ *]", 3, reason::wildcard_selects_several},
    {"[:]", 1, reason::slice_selects_several},
    {"[::2]", 1, reason::slice_selects_several},
    {"[1:3]", 2, reason::slice_selects_several},
    {"[-1:]", 3, reason::slice_selects_several},
    {"[1 :3]", 3, reason::slice_selects_several},
    {"[0,1]", 2, reason::union_selects_several},
    {"['a','b']", 4, reason::union_selects_several},
    {"['a' ,'b']", 5, reason::union_selects_several},
    {"[a,b]", 2, reason::union_selects_several},
    {"[?@.a]", 1, reason::filter_selects_several},
    {"a[ ?@.a==1]", 3, reason::filter_selects_several},
    {"data..x", 5, reason::descendant_selects_several},
    {"$..", 2, reason::descendant_selects_several},
    {"$..*", 2, reason::descendant_selects_several},
    {"$..[0]", 2, reason::descendant_selects_several},
    // the limits
    {"a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a", 63,
     reason::too_many_segments},
    {"a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a[0]", 63,
     reason::too_many_segments},
    {"a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a ", 63,
     reason::too_many_segments},
    {"a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a/b", 63,
     reason::expected_segment},
    {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
     "aaa"
     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
     "aaa",
     255, reason::path_too_long},
};

}  // namespace cases
#endif
