// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PATH_GRAMMAR_HPP
#define TROTLINE_PATH_GRAMMAR_HPP

#include <trotline/path/scan.hpp>

// First: without these two Boost 1.81's operator headers do not compile. (x3/core.hpp brings them too, and costs 0.2 s more.)
#include <boost/spirit/home/x3/support/traits/is_variant.hpp>
#include <boost/spirit/home/x3/support/traits/tuple_traits.hpp>

#include <boost/spirit/home/x3/core/parser.hpp>
#include <boost/spirit/home/x3/operator/alternative.hpp>
#include <boost/spirit/home/x3/operator/kleene.hpp>
#include <boost/spirit/home/x3/operator/sequence.hpp>
#include <boost/spirit/home/x3/support/context.hpp>
#include <boost/spirit/home/x3/support/unused.hpp>

// The object path language: the singular queries of RFC 9535 (section 2.3.5.1), with the `$` left out or not, and names that may be
// dotted, quoted, or bare in brackets. Written once, as a Spirit X3 expression: X3 runs it at run time, path/parse.hpp evaluates
// the same object during translation.
namespace trotline::path::detail::grammar {

namespace x3 = boost::spirit::x3;

struct state_tag;

// An X3 parser without an attribute, whose work is a constexpr function that writes to the scan_state in the context.
template <auto Scan> struct leaf : x3::parser<leaf<Scan>> {
    using attribute_type = x3::unused_type;
    static constexpr bool has_attribute = false;

    static constexpr bool scan(char const*& first, char const* last, scan_state& s) { return Scan(first, last, s); }

    template <class Iterator, class Context, class RuleContext, class Attribute>
    bool parse(Iterator& first, Iterator const& last, Context const& context, RuleContext&, Attribute&) const {
        return Scan(first, last, x3::get<state_tag>(context));
    }
};

// The combinators that the grammar uses; their operands are `left` and `right`, or `subject`.
template <class Left, class Right> using sequence = x3::sequence<Left, Right>;
template <class Left, class Right> using alternative = x3::alternative<Left, Right>;
template <class Subject> using kleene = x3::kleene<Subject>;

inline constexpr leaf<scan_character<'$', expectation::path>> root{};
inline constexpr leaf<scan_name<expectation::path>> first_name{};
inline constexpr leaf<scan_name<expectation::name>> dotted_name{};
inline constexpr leaf<scan_name<expectation::selector>> bare_name{};
inline constexpr leaf<scan_quoted_name> quoted_name{};
inline constexpr leaf<scan_index> index{};
inline constexpr leaf<scan_character<'.', expectation::segment>> dot{};
inline constexpr leaf<scan_character<'[', expectation::segment>> open{};
inline constexpr leaf<scan_character<']', expectation::index_end>> close_index{};
inline constexpr leaf<scan_character<']', expectation::closing_bracket>> close{};
inline constexpr leaf<scan_blanks> blanks{};
inline constexpr leaf<scan_blanks_before_segment> before_segment{};

inline constexpr auto dotted = dot >> dotted_name;
inline constexpr auto bracketed = open >> blanks >>
                                  ((index >> blanks >> close_index) | ((quoted_name | bare_name) >> blanks >> close));
inline constexpr auto object_path = (root | first_name | bracketed) >> *(before_segment >> (dotted | bracketed));

// X3 at work. True if a path was found; first then stands behind it.
inline bool run(char const*& first, char const* last, scan_state& s) {
    return object_path.parse(first, last, x3::make_context<state_tag>(s), x3::unused, x3::unused);
}

}  // namespace trotline::path::detail::grammar
#endif
