// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PATH_PARSE_HPP
#define TROTLINE_PATH_PARSE_HPP

#include <trotline/path/evaluation.hpp>
#include <trotline/path/grammar.hpp>
#include <trotline/path/query_evaluation.hpp>

// Keep these two first: without them Boost 1.81's operator headers do not compile. (x3/core.hpp
// brings them too, but takes 0.2 s more.)
#include <boost/spirit/home/x3/support/traits/is_variant.hpp>
#include <boost/spirit/home/x3/support/traits/tuple_traits.hpp>

#include <boost/spirit/home/x3/operator/alternative.hpp>
#include <boost/spirit/home/x3/operator/kleene.hpp>
#include <boost/spirit/home/x3/operator/sequence.hpp>
#include <boost/spirit/home/x3/support/context.hpp>
#include <boost/spirit/home/x3/support/unused.hpp>

#include <string_view>
#include <type_traits>

// Parses object paths and queries at run time, with Spirit X3. object_path::parse and
// object_query::parse need this header; literals do not.
namespace trotline::inline TROTLINE_ABI::path::detail {

namespace grammar {

// The parse member of each node calls X3's operator of the same name.
template <expression L, expression R>
template <class Iterator, class Context, class RuleContext, class Attribute>
bool sequence<L, R>::parse(Iterator& first, Iterator const& last, Context const& context,
                           RuleContext& rule, Attribute& to) const {
    return x3::sequence<L, R>(this->left, this->right).parse(first, last, context, rule, to);
}
template <expression L, expression R>
template <class Iterator, class Context, class RuleContext, class Attribute>
bool alternative<L, R>::parse(Iterator& first, Iterator const& last, Context const& context,
                              RuleContext& rule, Attribute& to) const {
    return x3::alternative<L, R>(this->left, this->right).parse(first, last, context, rule, to);
}
template <expression S>
template <class Iterator, class Context, class RuleContext, class Attribute>
bool kleene<S>::parse(Iterator& first, Iterator const& last, Context const& context,
                      RuleContext& rule, Attribute& to) const {
    return x3::kleene<S>(this->subject).parse(first, last, context, rule, to);
}

template <class Name>
template <class Iterator, class Context, class RuleContext, class Attribute>
bool rule<Name>::parse(Iterator& first, Iterator const& last, Context const& context,
                       RuleContext& rule_context, Attribute& to) const {
    return nested(first, x3::get<state_tag>(context),
                  [&] { return definition(*this).parse(first, last, context, rule_context, to); });
}

}  // namespace grammar

template <> inline bool run<engine::x3>(char const*& first, char const* last, scan_state& s) {
    namespace x3 = grammar::x3;
    return grammar::object_path.parse(first, last, x3::make_context<grammar::state_tag>(s),
                                      x3::unused, x3::unused);
}

template <class Iterator>
bool run_query(by<engine::x3>, Iterator& first, Iterator last, scan_state& s) {
    namespace x3 = grammar::x3;
    return grammar::object_query.parse(first, last, x3::make_context<grammar::state_tag>(s),
                                       x3::unused, x3::unused);
}

// Compiled is compiled_path or compiled_query.
template <class Compiled> constexpr verdict parse(std::string_view text, Compiled& out) {
    if (std::is_constant_evaluated()) return parse_with<engine::evaluation>(text, out);
    return parse_with<engine::x3>(text, out);
}

// object_path::parse and object_query::parse take it as a default argument, so that their headers
// need no X3.
struct parser_in_path_parse_hpp {
    template <class Compiled> static constexpr verdict run(std::string_view text, Compiled& out) {
        return parse(text, out);
    }
};

}  // namespace trotline::path::detail
#endif
