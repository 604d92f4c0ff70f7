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
#include <trotline/parameter_store/value.hpp>
#include <trotline/parser/concept.hpp>
#include <trotline/parser/media_type.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace trotline::inline TROTLINE_ABI {

namespace detail {
// Reads the answer of a call that failed because of its status. False if there is none, or a row
// failed.
template <class Reader, class T>
bool read_failed(outcome<T> const& how, auto const& parser, table const& plan, row_places to,
                 row_log& log) {
    if (how || how.failure().code != code::unexpected_status || how.response() == nullptr)
        return false;
    http::response const& answer = *how.response();
    auto const* const type = http::find_field(answer.fields, "Content-Type");
    stage now = stage::parse;
    auto const opened = read_answer<Reader>(
        parser, type != nullptr ? std::string_view(type->value) : std::string_view(), answer,
        answer_facts(answer), plan, to, log, now);
    return opened && !log.document() && log.size() == 0;
}
}  // namespace detail

// Returns the service's own error object if the call failed because of its status and the rows map
// the answer. Views into the content are valid as long as the outcome is. The parser reads the
// answer; the default one goes by the Content-Type. Allocates only for the object.
//   using error_rows = tl::mapping<service_error, tl::row<"error.code", &service_error::code>>;
//   if (auto const why = tl::failed_as<error_rows>(answer)) std::cerr << why->code << '\n';
template <class Mapping, class T, parser Parser = media_type_parser>
std::optional<typename Mapping::type> failed_as(outcome<T> const& how, Parser const& parser = {}) {
    using rows = typename detail::joined<Mapping>::rows;
    static_assert(rows::parameters == 0, "failed_as takes a mapping of members");
    typename Mapping::type object{};
    detail::destinations<rows> to(object, nullptr);
    detail::failure_of<rows> why;
    row_log log(why.storage());
    if (!detail::read_failed<detail::reader_of<rows>>(how, parser, rows::table::value, to.places(),
                                                      log))
        return std::nullopt;
    return object;
}

// The same with rows of run time, such as a configuration's failure_rows: returns what they found,
// with the names of their parameters, which live as long as the mapping. Nothing if there are no
// rows.
template <class Mapping, class T, parser Parser = media_type_parser>
    requires requires { typename Mapping::workspace_type; }
std::optional<std::vector<assignment>> failed_as(outcome<T> const& how, Mapping const& rows,
                                                 Parser const& parser = {}) {
    if (rows.size() == 0) return std::nullopt;
    typename Mapping::workspace_type space;
    space.begin(rows);
    row_log log(space.storage());
    if (!detail::read_failed<typename Mapping::reader_type>(how, parser, rows.table(),
                                                            space.places(), log))
        return std::nullopt;
    auto const found = space.assignments();
    return std::vector<assignment>(found.begin(), found.end());
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
