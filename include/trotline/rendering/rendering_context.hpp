// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_RENDERING_CONTEXT_HPP
#define TROTLINE_RENDERING_RENDERING_CONTEXT_HPP
// What the parts of a request share while they are rendered: parameters, secrets, the failure.

#include <trotline/core/failure.hpp>
#include <trotline/core/message.hpp>
#include <trotline/core/result.hpp>
#include <trotline/http/secrets.hpp>
#include <trotline/rendering/parameter_source.hpp>
#include <trotline/rendering/substitute.hpp>
#include <trotline/rendering/template/template_text.hpp>
#include <trotline/rendering/text_writer.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace trotline::inline TROTLINE_ABI::detail {

trotline::failure as_failure(rendering_failure const& from, std::string_view part,
                             std::string_view part_name);

struct rendering_context {
    // Both must outlive it.
    rendering_context(parameter_source const& parameters, std::vector<std::string>& secret_list,
                      unknown_parameters unknown)
        : source(parameters), secrets(secret_list), filling(parameters, unknown, &secrets) {}
    rendering_context(rendering_context const&) = delete;
    rendering_context& operator=(rendering_context const&) = delete;

    // Both return false after a failure, and outcome then has it.
    bool substitute(template_view const& from, text_writer& out, std::string_view part,
                    std::string_view part_name) {
        return filling.run(from, out) || fail(filling.failure, part, part_name);
    }
    bool fail(rendering_failure const& why, std::string_view part, std::string_view part_name) {
        outcome = as_failure(why, part, part_name);
        return false;
    }
    void add_secret(std::string_view plain, std::string_view written) {
        secrets.add(plain);
        secrets.add(written);
    }

    parameter_source const& source;
    http::secrets_writer secrets;
    substitution filling;
    result<void> outcome{};  // the last failure, or none
};

// Definitions.

inline trotline::failure as_failure(rendering_failure const& from, std::string_view part,
                                    std::string_view part_name) {
    trotline::failure why;
    why.stage = stage::render;
    why.code = from.code;
    why.subject = from.subject.empty() ? std::string(part_name) : from.subject;
    why.detail.append("in ").append(part);
    if (!from.subject.empty() && !part_name.empty())
        append_visible(why.detail.append(" "), part_name);
    why.detail.append(": ").append(to_string(template_error{from.offset, from.reason, from.found}));
    why.offset = from.offset;
    return why;
}

}  // namespace trotline::detail
#endif
