// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PATH_QUERY_GRAMMAR_HPP
#define TROTLINE_PATH_QUERY_GRAMMAR_HPP

#include <trotline/path/filter_scan.hpp>
#include <trotline/path/grammar.hpp>
#include <trotline/path/query_scan.hpp>

// The grammar of queries (RFC 9535 section 2), of which a path is the singular case, and of the
// filters in them. Rules have the RFC's names where it has them. The first characters of every
// alternative decide whether it is the right one, so what the leaves have written never has to be
// undone: if an alternative fails later, no other one can match.
namespace trotline::inline TROTLINE_ABI::path::detail::grammar {

inline constexpr leaf<scan_nothing> nothing{};

// Selectors and segments, RFC 9535 sections 2.3 and 2.5.
inline constexpr rule<struct filter_expression> logical_expression{};

inline constexpr leaf<scan_question> question{};
inline constexpr leaf<scan_character<':', expectation::query_index_end>> colon{};
inline constexpr leaf<scan_character<':', expectation::slice_end>> second_colon{};
inline constexpr leaf<scan_character<']', expectation::query_selector_end>> close_selection{};
inline constexpr leaf<scan_attributes> attributes{};

inline constexpr auto slice_rest =
    blanks >> ((leaf<scan_end>{} >> blanks) | nothing) >>
    ((second_colon >> blanks >> (leaf<scan_step>{} | nothing)) | nothing) >> leaf<scan_as_slice>{};
inline constexpr auto index_or_slice =
    (leaf<scan_start>{} >> ((blanks >> colon >> use<slice_rest>) | leaf<scan_as_index>{})) |
    (leaf<scan_no_start>{} >> colon >> use<slice_rest>);
inline constexpr auto filter_selector =
    question >> blanks >> logical_expression >> leaf<scan_as_filter>{};
inline constexpr auto selector = leaf<scan_star<expectation::query_selector>>{} |
                                 use<index_or_slice> | quoted_name | use<filter_selector> |
                                 attributes | bare_name;
inline constexpr auto bracketed_selection =
    open >> blanks >> use<selector> >>
    *(blanks >> leaf<scan_comma>{} >> blanks >> use<selector>) >> blanks >> close_selection;

inline constexpr auto child = dot >> (leaf<scan_star<expectation::query_name>>{} | attributes |
                                      dotted_name);
inline constexpr auto descendant = leaf<scan_descendant>{} >>
                                   (leaf<scan_star<expectation::descendant_selector>>{} |
                                    attributes | dotted_name | use<bracketed_selection>);
inline constexpr auto segments =
    *(blanks >> (use<child> | use<descendant> | use<bracketed_selection>));

inline constexpr auto object_query =
    (leaf<scan_character<'$', expectation::query>>{} | leaf<scan_star<expectation::query>>{} |
     attributes | first_name | use<descendant> | use<bracketed_selection>) >>
    use<segments> >> leaf<scan_as_whole>{};

// Queries in filters, RFC 9535 section 2.3.5.1: filter-query and singular-query.
template <expectation After, expectation Wanted>
inline constexpr auto query_identifier = leaf<scan_query_identifier<'@', After, Wanted>>{} |
                                         leaf<scan_query_identifier<'$', After, Wanted>>{};
inline constexpr auto query_rest = use<segments> >> leaf<scan_as_query>{};
inline constexpr auto singular_query_rest =
    *(before_segment >> (use<dotted> | use<bracketed>)) >> leaf<scan_as_query>{};

// Literals and functions, sections 2.3.5.1 and 2.4. The grammar itself checks types: a value, a
// list of nodes or a test is only accepted where one is allowed.
inline constexpr rule<struct value_argument_expression> value_argument{};

inline constexpr auto word_or_number =
    leaf<scan_number>{} | leaf<scan_constant<filter_kind::true_>>{} |
    leaf<scan_constant<filter_kind::false_>>{} | leaf<scan_constant<filter_kind::null>>{};
inline constexpr auto next_argument =
    blanks >> leaf<scan_character<',', expectation::next_argument>>{} >> blanks;
inline constexpr auto arguments_end =
    blanks >> leaf<scan_character<')', expectation::argument_end>>{};
inline constexpr auto node_list_argument =
    use<query_identifier<expectation::after_argument, expectation::query_argument>> >>
    use<query_rest>;

inline constexpr auto value_function =
    (leaf<scan_function<filter_kind::length>>{} >> blanks >> value_argument >> use<arguments_end> >>
     leaf<scan_as_node<filter_kind::length, 1>>{}) |
    (leaf<scan_function<filter_kind::count>>{} >> blanks >> use<node_list_argument> >>
     use<arguments_end> >> leaf<scan_as_node<filter_kind::count, 1>>{}) |
    (leaf<scan_function<filter_kind::value>>{} >> blanks >> use<node_list_argument> >>
     use<arguments_end> >> leaf<scan_as_node<filter_kind::value, 1>>{});
inline constexpr auto value_argument_without_text =
    use<word_or_number> |
    (use<query_identifier<expectation::after_argument, expectation::argument>> >>
     use<singular_query_rest>) |
    use<value_function>;
inline constexpr auto value_argument_definition =
    leaf<scan_text<expectation::argument>>{} | use<value_argument_without_text>;
constexpr auto const& definition(rule<value_argument_expression>) {
    return value_argument_definition;
}

inline constexpr auto text_and_pattern = blanks >> value_argument >> use<next_argument> >>
                                         ((leaf<scan_text<expectation::argument>>{} >>
                                           leaf<scan_pattern>{}) |
                                          use<value_argument_without_text>) >>
                                         use<arguments_end>;
inline constexpr auto logical_function =
    (leaf<scan_function<filter_kind::match>>{} >> use<text_and_pattern> >>
     leaf<scan_as_node<filter_kind::match, 2>>{}) |
    (leaf<scan_function<filter_kind::search>>{} >> use<text_and_pattern> >>
     leaf<scan_as_node<filter_kind::search, 2>>{});

// Expressions, section 2.3.5.1.
inline constexpr auto comparable =
    leaf<scan_text<expectation::comparable>>{} | use<word_or_number> |
    (use<query_identifier<expectation::after_query, expectation::operand>> >>
     use<singular_query_rest>) |
    use<value_function>;
template <expectation Wanted>
inline constexpr auto comparison_rest =
    blanks >> leaf<scan_comparison<Wanted>>{} >> blanks >> use<comparable> >>
    leaf<scan_as_node<filter_kind::comparison, 2>>{};
inline constexpr auto existence = leaf<scan_as_node<filter_kind::existence, 1>>{};
inline constexpr auto test_query =
    use<query_identifier<expectation::after_query, expectation::operand>> >> use<query_rest>;

inline constexpr auto group = leaf<scan_opening<'(', expectation::operand>>{} >> blanks >>
                              logical_expression >> blanks >>
                              leaf<scan_character<')', expectation::after_expression>>{};
inline constexpr auto negated =
    leaf<scan_character<'!', expectation::operand>>{} >> blanks >>
    (use<group> | ((use<logical_function> | (use<test_query> >> existence)) >>
                   leaf<scan_no_comparison<expectation::no_negated_comparison>>{})) >>
    leaf<scan_as_node<filter_kind::negation, 1>>{};
inline constexpr auto basic_expression =
    ((leaf<scan_text<expectation::operand>>{} | use<word_or_number>) >>
     use<comparison_rest<expectation::comparison_of_literal>>) |
    use<negated> | use<group> |
    (use<test_query> >> (use<comparison_rest<expectation::after_query>> | existence)) |
    (use<value_function> >> use<comparison_rest<expectation::comparison_of_function>>) |
    (use<logical_function> >> leaf<scan_no_comparison<expectation::no_comparison>>{});
inline constexpr auto logical_and = use<basic_expression> >>
                                    *(blanks >>
                                      leaf<scan_twice<'&', expectation::after_expression>>{} >>
                                      blanks >> use<basic_expression> >>
                                      leaf<scan_as_node<filter_kind::all_of, 2>>{});
inline constexpr auto logical_or = use<logical_and> >>
                                   *(blanks >>
                                     leaf<scan_twice<'|', expectation::after_expression>>{} >>
                                     blanks >> use<logical_and> >>
                                     leaf<scan_as_node<filter_kind::any_of, 2>>{});
constexpr auto const& definition(rule<filter_expression>) { return logical_or; }

}  // namespace trotline::path::detail::grammar
#endif
