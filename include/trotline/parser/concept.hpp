// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PARSER_CONCEPT_HPP
#define TROTLINE_PARSER_CONCEPT_HPP

#include <trotline/core/cursor.hpp>
#include <trotline/core/failure.hpp>
#include <trotline/core/result.hpp>

#include <concepts>
#include <string_view>

namespace trotline::inline TROTLINE_ABI {

namespace detail {
struct any_visitor {
    void operator()(cursor auto) const {}
};
}  // namespace detail

// A parser opens an answer's content as a document. It chooses the format by the media type (RFC
// 9110 section 8.3; empty: the answer had none), and calls visit(cursor) once with a cursor at the
// document's root. If it fails, it returns a failure with stage parse and does not call visit.
// A model is safe for several threads at once only if it says so.
//
// The smallest model, compiled in tests/parser/concept.cpp: the text is the whole document.
//   struct plain_text_parser {
//       tl::result<void> open(std::string_view media_type, std::string_view content,
//                             auto&& visit) const {
//           if (media_type != "text/plain")
//               return tl::failure{.stage = tl::stage::parse,
//                                  .code = tl::code::unsupported_media_type};
//           visit(one_text{content});  // core/cursor.hpp
//           return {};
//       }
//   };
//
// Models: json_parser, xml_parser, media_type_parser (the default; chooses one of the two).
template <class P>
concept parser = requires(P const& p, std::string_view media_type, std::string_view content) {
    { p.open(media_type, content, detail::any_visitor{}) } -> std::same_as<result<void>>;
};

}  // namespace trotline
#endif
