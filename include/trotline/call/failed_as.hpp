// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CALL_FAILED_AS_HPP
#define TROTLINE_CALL_FAILED_AS_HPP
// Reads what a service says when it refuses a call: maps the content of an answer with a failed
// status by rows of its own. Rows for `application/problem+json` and +xml (RFC 9457) are included.

#include <trotline/call/answer_facts.hpp>
#include <trotline/call/outcome.hpp>
#include <trotline/call/read_answer.hpp>
#include <trotline/core/abi.hpp>
#include <trotline/core/described.hpp>
#include <trotline/mapping/engine/destinations.hpp>
#include <trotline/mapping/engine/log.hpp>
#include <trotline/mapping/map.hpp>
#include <trotline/mapping/mapping.hpp>
#include <trotline/parser/concept.hpp>
#include <trotline/parser/media_type.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace trotline::inline TROTLINE_ABI {

// Returns the service's own error object if the call failed because of its status and the rows map
// the answer. Views into the content are valid as long as the outcome is. The parser reads the
// answer; the default one goes by the Content-Type. Allocates only for the object.
//   using error_rows = tl::mapping<service_error, tl::row<"error.code", &service_error::code>>;
//   if (auto const why = tl::failed_as<error_rows>(answer)) std::cerr << why->code << '\n';
template <class Mapping, class T, parser Parser = media_type_parser>
std::optional<typename Mapping::type> failed_as(outcome<T> const& how, Parser const& parser = {}) {
    using rows = typename detail::joined<Mapping>::rows;
    static_assert(rows::parameters == 0, "failed_as takes a mapping of members");
    if (how || how.failure().code != code::unexpected_status || how.response() == nullptr)
        return std::nullopt;
    http::response const& answer = *how.response();
    detail::table const& plan = rows::table::value;
    typename Mapping::type object{};
    detail::destinations<rows> to(object, nullptr);
    detail::failure_of<rows> why;
    row_log log(why.storage());
    auto const* const type = http::find_field(answer.fields, "Content-Type");
    auto const opened = detail::read_answer<detail::reader_of<rows>>(
        parser, type != nullptr ? std::string_view(type->value) : std::string_view(), answer,
        detail::answer_facts(answer), plan, to.places(), log, [] {});
    if (!opened) return std::nullopt;
    if (log.document() || log.size() != 0) return std::nullopt;
    return object;
}

// The error object of RFC 9457 section 3.1.
struct problem {
    std::string type = "about:blank";
    std::string title{};
    std::string detail{};
    std::string instance{};
    std::optional<int> status{};
};
BOOST_DESCRIBE_STRUCT(problem, (), (type, title, detail, instance, status))

// The rows of a problem. Every member is optional, as RFC 9457 says.
using problem_rows =
    mapping<problem, optional_row<"type", &problem::type>, optional_row<"title", &problem::title>,
            optional_row<"detail", &problem::detail>, optional_row<"instance", &problem::instance>,
            row<"status", &problem::status>>;
// The rows of a problem in XML.
using xml_problem_rows = mapping<problem, optional_row<"problem.type", &problem::type>,
                                 optional_row<"problem.title", &problem::title>,
                                 optional_row<"problem.detail", &problem::detail>,
                                 optional_row<"problem.instance", &problem::instance>,
                                 row<"problem.status", &problem::status>>;

// Returns the problem that a failed call's answer describes if the answer's Content-Type is
// application/problem+json or application/problem+xml.
//   if (auto const why = tl::problem_of(answer))
//       std::cerr << why->title << ": " << why->detail << '\n';
template <class T> std::optional<problem> problem_of(outcome<T> const& how) {
    if (how || how.response() == nullptr) return std::nullopt;
    auto const* const type = http::find_field(how.response()->fields, "Content-Type");
    auto const parsed = type != nullptr ? http::parse_media_type(type->value) : std::nullopt;
    if (!parsed || !http::same_name(parsed->type, "application")) return std::nullopt;
    if (http::same_name(parsed->subtype, "problem+json")) return failed_as<problem_rows>(how);
    if (http::same_name(parsed->subtype, "problem+xml")) return failed_as<xml_problem_rows>(how);
    return std::nullopt;
}

}  // namespace trotline
#endif
