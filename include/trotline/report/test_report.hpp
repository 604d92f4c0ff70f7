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

// What a person looks at before trusting a webhook: what is sent, what comes back, and what each
// row finds. It is data, owns all of its texts, and holds no secret. <trotline/report/text.hpp>
// shows it to people, <trotline/report/json.hpp> to programs.
namespace trotline::inline TROTLINE_ABI {

// What one row found.
struct row_report {
    // as written; a field's name, (status) or (elapsed) for what stands beside the content
    std::string path{};
    std::string destination{};  // a member or a parameter; empty for a condition
    bool required = true;
    trotline::code code = trotline::code::none;  // none: found, and of the right type
    // false: there was no answer in which it could look
    bool tried = false;
    bool failed = false;  // the call fails for it
    bool found = false;   // something stands there, of whatever type
    std::string raw{};    // the text that stands there
    // its bytes in the content, from begin to before end
    std::size_t begin = npos, end = npos;
    std::string value{};  // what was made of it, as JSON; empty: nothing
    // why it failed: what stands there, what was expected, what was probably meant
    std::string message{};
    // of a miss: what is called at the place where the way ended (up to 16)
    std::vector<std::string> names{};
    // of a miss: the one of them that was probably meant
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

struct test_report {
    std::string label{};
    bool dry_run = false;
    std::optional<http::request> request{};  // nothing: it could not be rendered
    std::optional<answer_report> answer{};   // nothing: none was received
    phase_times elapsed{};
    std::vector<row_report> rows{};
    std::optional<trotline::failure> failure{};

    // The call would have been mapped. (A dry run is not.)
    bool mapped() const { return !failure && !dry_run; }
};

struct test_options {
    bool dry_run = false;  // only render
    // how much of the content the report keeps, in bytes
    std::size_t content_limit = std::size_t{16} << 10;
};

}  // namespace trotline
#endif
