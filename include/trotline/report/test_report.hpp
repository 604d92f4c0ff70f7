// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_REPORT_TEST_REPORT_HPP
#define TROTLINE_REPORT_TEST_REPORT_HPP

#include <trotline/core/cursor.hpp>
#include <trotline/core/failure.hpp>
#include <trotline/http/field.hpp>
#include <trotline/http/request.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

// The result of a test request, for a person who wants to check a webhook: what is sent, what comes
// back, and what each row finds. It owns all of its texts, and contains no secret.
// <trotline/report/text.hpp> prints it for people, <trotline/report/json.hpp> for programs.
namespace trotline::inline TROTLINE_ABI {

// What one row found.
struct row_report {
    // as written; for what is not in the content: a field's name, (status) or (elapsed)
    std::string path{};
    std::string destination{};  // a member or a parameter; empty for a condition
    bool required = true;
    trotline::code code = trotline::code::none;  // none: found, with the right type
    // false: there was no answer to look in
    bool tried = false;
    bool failed = false;  // the call fails because of this row
    bool found = false;   // something was found, of any type
    std::string raw{};    // the text that was found
    // its bytes in the content, from begin up to end
    std::size_t begin = npos, end = npos;
    std::string value{};  // the converted value as JSON; empty: none
    // why it failed: what was found, what was expected, what was probably meant
    std::string message{};
    // of a miss: the names at the place where the path ended (up to 16)
    std::vector<std::string> names{};
    // of a miss: the name that was probably meant
    std::string suggestion{};
};

// What a service sent back.
struct answer_report {
    int status = 0;
    std::vector<http::field> fields{};
    std::string content{};  // up to test_options::content_limit bytes
    std::size_t content_size = 0;
    bool content_cut = false;
};

// The report of a test request.
struct test_report {
    std::string label{};
    bool dry_run = false;
    std::optional<http::request> request{};  // nothing: it could not be rendered
    std::optional<answer_report> answer{};   // nothing: no answer was received
    phase_times elapsed{};
    std::vector<row_report> rows{};
    // what the rows for a failed answer found, if the call failed because of its status
    std::vector<row_report> failure_rows{};
    std::optional<trotline::failure> failure{};

    // True if the call would have been mapped. False for a dry run.
    bool mapped() const { return !failure && !dry_run; }
};

// The options of a test request.
struct test_options {
    bool dry_run = false;  // only render
    // how many bytes of the content the report keeps
    std::size_t content_limit = std::size_t{16} << 10;
};

namespace detail {
// A request's fields, and instead of the answer to a challenge, whose it will be.
std::vector<http::field> shown_fields(http::request const& of);
}  // namespace detail

}  // namespace trotline

#if !defined(TROTLINE_SEPARATE_COMPILATION)
#include <trotline/report/test_report.ipp>
#endif
#endif
