// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PATH_GRAMMAR_HPP
#define TROTLINE_PATH_GRAMMAR_HPP

#include <trotline/path/scan.hpp>

// Without typeid Spirit takes this instead of asking.
#if !defined(__cpp_rtti) && !defined(BOOST_SPIRIT_X3_NO_RTTI)
#define BOOST_SPIRIT_X3_NO_RTTI
#endif
#include <boost/spirit/home/x3/core/parser.hpp>
#include <boost/spirit/home/x3/support/context.hpp>
#include <boost/spirit/home/x3/support/unused.hpp>

#include <concepts>

// The grammar of object paths: the singular queries of RFC 9535 (section 2.3.5.1), in which the `$`
// may be left out, and names may be dotted, quoted, or bare in brackets. path/query_grammar.hpp
// builds queries on it. It is written once, as a Spirit X3 expression: path/parse.hpp runs it with
// X3 at run time, path/evaluation.hpp evaluates the same object at compile time. The headers of
// X3's operators take longer to compile than all of the mapping. So the nodes here are X3 parsers
// of our own, and only the definitions of their parse members, in path/parse.hpp, need X3's.
namespace trotline::inline TROTLINE_ABI::path::detail::grammar {

namespace x3 = boost::spirit::x3;

struct state_tag;

// The base of all nodes of the expression: an X3 parser without an attribute.
struct node {
    using attribute_type = x3::unused_type;
    static constexpr bool has_attribute = false;
};
template <class T>
concept expression = std::derived_from<T, node>;

// A node that calls a constexpr function, which writes to the scan_state in the context.
template <auto Scan> struct leaf : x3::parser<leaf<Scan>>, node {
    template <class Iterator, class Context, class RuleContext, class Attribute>
    bool parse(Iterator& first, Iterator const& last, Context const& context, RuleContext&,
               Attribute&) const {
        return Scan(first, last, x3::get<state_tag>(context));
    }
};

template <expression Left, expression Right>
struct sequence : x3::binary_parser<Left, Right, sequence<Left, Right>>, node {
    using x3::binary_parser<Left, Right, sequence>::binary_parser;

    template <class Iterator, class Context, class RuleContext, class Attribute>
    bool parse(Iterator& first, Iterator const& last, Context const& context, RuleContext&,
               Attribute&) const;
};
template <expression Left, expression Right>
struct alternative : x3::binary_parser<Left, Right, alternative<Left, Right>>, node {
    using x3::binary_parser<Left, Right, alternative>::binary_parser;

    template <class Iterator, class Context, class RuleContext, class Attribute>
    bool parse(Iterator& first, Iterator const& last, Context const& context, RuleContext&,
               Attribute&) const;
};
template <expression Subject> struct kleene : x3::unary_parser<Subject, kleene<Subject>>, node {
    using x3::unary_parser<Subject, kleene>::unary_parser;

    template <class Iterator, class Context, class RuleContext, class Attribute>
    bool parse(Iterator& first, Iterator const& last, Context const& context, RuleContext&,
               Attribute&) const;
};

// Refers to another expression of the grammar: use<name>. It keeps the types as short as the
// grammar's text; otherwise each would contain the types of all that it refers to.
template <auto const& Expression> struct production : x3::parser<production<Expression>>, node {
    template <class Iterator, class Context, class RuleContext, class Attribute>
    bool parse(Iterator& first, Iterator const& last, Context const& context, RuleContext& rule,
               Attribute& to) const {
        return Expression.parse(first, last, context, rule, to);
    }
};
template <auto const& Expression> inline constexpr production<Expression> use{};

// Refers to an expression that may contain itself: definition(rule<Name>) returns it, found by
// argument-dependent lookup when it is parsed.
template <class Name> struct rule : x3::parser<rule<Name>>, node {
    template <class Iterator, class Context, class RuleContext, class Attribute>
    bool parse(Iterator& first, Iterator const& last, Context const& context, RuleContext&,
               Attribute&) const;
};

// More constrained than X3's own operators, so that the expression has the same type even if more
// of X3 is included.
template <expression Left, expression Right>
constexpr sequence<Left, Right> operator>>(Left const& left, Right const& right) {
    return {left, right};
}
template <expression Left, expression Right>
constexpr alternative<Left, Right> operator|(Left const& left, Right const& right) {
    return {left, right};
}
template <expression Subject> constexpr kleene<Subject> operator*(Subject const& subject) {
    return {subject};
}

inline constexpr leaf<scan_character<'$', expectation::path>> root{};
inline constexpr leaf<scan_name<expectation::path>> first_name{};
inline constexpr leaf<scan_name<expectation::name>> dotted_name{};
inline constexpr leaf<scan_name<expectation::selector>> bare_name{};
inline constexpr leaf<scan_quoted_name<>> quoted_name{};
inline constexpr leaf<scan_index> index{};
inline constexpr leaf<scan_segment_start<'.'>> dot{};
inline constexpr leaf<scan_segment_start<'['>> open{};
inline constexpr leaf<scan_character<']', expectation::index_end>> close_index{};
inline constexpr leaf<scan_character<']', expectation::closing_bracket>> close{};
inline constexpr leaf<scan_blanks> blanks{};
inline constexpr leaf<scan_blanks_before_segment> before_segment{};

inline constexpr auto dotted = dot >> dotted_name;
inline constexpr auto bracketed = open >> blanks >>
                                  ((index >> blanks >> close_index) |
                                   ((quoted_name | bare_name) >> blanks >> close));
inline constexpr auto object_path = (root | first_name | bracketed) >>
                                    *(before_segment >> (dotted | bracketed));

}  // namespace trotline::path::detail::grammar
#endif
