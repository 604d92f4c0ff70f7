// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PATH_GRAMMAR_HPP
#define TROTLINE_PATH_GRAMMAR_HPP

#include <trotline/path/scan.hpp>

#include <boost/spirit/home/x3/core/parser.hpp>
#include <boost/spirit/home/x3/support/context.hpp>
#include <boost/spirit/home/x3/support/unused.hpp>

#include <concepts>

// The object path language: the singular queries of RFC 9535 (section 2.3.5.1), with the `$` left
// out or not, and names that may be dotted, quoted, or bare in brackets; path/query_grammar.hpp
// builds queries on it. Written once, as a Spirit X3 expression: path/parse.hpp runs it with X3's
// operators at run time, path/evaluation.hpp evaluates the same object during translation.
// The headers of X3's operators take longer to compile than the rest of the mapping. So its nodes
// are X3 parsers of our own, and only their parse members, in path/parse.hpp, need X3's.
namespace trotline::inline TROTLINE_ABI::path::detail::grammar {

namespace x3 = boost::spirit::x3;

struct state_tag;

// What all of the expression's nodes are: X3 parsers without an attribute.
struct node {
    using attribute_type = x3::unused_type;
    static constexpr bool has_attribute = false;
};
template <class T>
concept expression = std::derived_from<T, node>;

// Its work is a constexpr function that writes to the scan_state in the context.
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

// Stands for another expression of the grammar: use<name>. So types are as long as the grammar's text,
// and not as long as all that it comes to.
template <auto const& Expression> struct production : x3::parser<production<Expression>>, node {
    template <class Iterator, class Context, class RuleContext, class Attribute>
    bool parse(Iterator& first, Iterator const& last, Context const& context, RuleContext& rule,
               Attribute& to) const {
        return Expression.parse(first, last, context, rule, to);
    }
};
template <auto const& Expression> inline constexpr production<Expression> use{};

// Stands for an expression that may have itself in it: definition(rule<Name>) is that one, found
// where it is parsed.
template <class Name> struct rule : x3::parser<rule<Name>>, node {
    template <class Iterator, class Context, class RuleContext, class Attribute>
    bool parse(Iterator& first, Iterator const& last, Context const& context, RuleContext&,
               Attribute&) const;
};

// More constrained than X3's own operators, so that the expression is the same whatever else of X3
// is there.
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
