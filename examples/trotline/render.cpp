// SPDX-License-Identifier: BSL-1.0
// trotline render: fills parameters into templates.
#include <boost/describe.hpp>
#include <trotline/core/utf8.hpp>
#include <trotline/http/base64.hpp>
#include <trotline/rendering/render_place.hpp>

#include "command.hpp"
#include "line.hpp"

#include <functional>
#include <iostream>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace tool {

namespace {

// `template` is a word of C++.
struct render_line {
    std::optional<trotline::raw_view> id;
    std::optional<std::string> place;
    std::optional<trotline::value> template_, template_base64;
    std::optional<std::map<std::string, std::optional<trotline::value>>> parameters;
    std::optional<std::map<std::string, std::string>> parameters_base64;
};
BOOST_DESCRIBE_STRUCT(render_line, (),
                      (id, place, template_, template_base64, parameters, parameters_base64))

}  // namespace

}  // namespace tool

template <>
struct trotline::member_names<tool::render_line>
    : trotline::names<trotline::named<&tool::render_line::template_, "template">> {};

namespace tool {

namespace {

struct given_parameters {
    std::map<std::string, trotline::value, std::less<>> values;

    bool read(std::string_view name, auto&& sink) const {
        auto const found = values.find(name);
        if (found == values.end()) return false;
        sink(found->second);
        return true;
    }
    trotline::result<void> apply(std::span<trotline::assignment>) { return {}; }
};

void answer_line(render_line& line, answer& to) {
    auto const wrong = [&](std::string message) {
        invalid_input(to, {std::move(message), trotline::npos});
    };
    if (!line.place) return wrong("expected place");
    auto const part = trotline::request_part_called(*line.place);
    if (!part)
        return wrong(
            "place is not one of url, query, header_name, header_value, method, cookie, json, xml, "
            "html, form, text");
    bad_line why;
    auto const text = take_bytes(line.template_, line.template_base64, "template", why);
    if (!text) return wrong(why.message);

    given_parameters parameters;
    if (line.parameters)
        for (auto& [name, value] : *line.parameters)
            parameters.values[name] = value ? std::move(*value) : trotline::value();
    if (line.parameters_base64) {
        for (auto const& [name, base64] : *line.parameters_base64) {
            auto bytes = trotline::http::decode_base64(base64);
            if (!bytes) return wrong("parameters_base64: " + name + " is not Base64");
            if (!parameters.values.emplace(name, std::move(*bytes)).second)
                return wrong("parameters_base64: " + name + " is in parameters, too");
        }
    }

    std::string rendered;
    if (auto const done = trotline::render_place(*part, *text, parameters, rendered); !done) {
        auto const& failure = done.error();
        std::string const message =
            failure.subject.empty() ? failure.detail : failure.subject + ": " + failure.detail;
        to.text("outcome", "failed")
            .text("code", identifier(name(failure.code)))
            .number("position", failure.offset);
        to.text("message", message);
    } else if (to.text("outcome", "rendered"); trotline::is_utf8(rendered)) {
        to.text("output", rendered);
    } else {
        to.text("output_base64", trotline::http::encode_base64(rendered));
    }
}

}  // namespace

int render_batch() {
    bool const all =
        for_each_line(std::cin, std::cout, [](std::string_view line, std::string& out) {
            answer_as<render_line>(line, out, answer_line);
        });
    return all ? mapped : failed;
}

}  // namespace tool
