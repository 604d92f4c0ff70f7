// SPDX-License-Identifier: BSL-1.0
#include "contract.hpp"

#include <boost/describe.hpp>
#include <trotline/core/error.hpp>
#include <trotline/mapping/get.hpp>

#include "command.hpp"
#include "line.hpp"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <string_view>
#include <utility>

namespace tool {

namespace tl = trotline;

namespace {

struct expectation {
    std::optional<int> status;
    std::optional<std::string> failure;
    std::optional<std::map<std::string, tl::raw_view>> values;
};
BOOST_DESCRIBE_STRUCT(expectation, (), (status, failure, values))

struct contract_parts {
    std::optional<std::string> name;
    tl::raw_view webhook;
    std::optional<std::map<std::string, std::optional<tl::value>>> parameters;
    std::optional<std::vector<std::string>> secrets;
    std::optional<expectation> expect;
};
BOOST_DESCRIBE_STRUCT(contract_parts, (), (name, webhook, parameters, secrets, expect))

[[noreturn]] void wrong(std::string const& file, std::string const& why) {
    throw usage_error(file + ":" + why);
}
[[noreturn]] void wrong(std::string const& file, tl::configuration_error const& why) {
    throw usage_error(to_string(why, file + ":"));
}

// An error of a webhook that is a part of a larger text.
tl::configuration_error inside(tl::configuration_error why, std::string const& part,
                               std::string_view text, std::size_t begin) {
    why.part = why.part.empty() ? part : part + "." + why.part;
    why.offset += begin;
    why.position = tl::position_in(text, why.offset);
    for (tl::configuration_error& each : why.further)
        each = inside(std::move(each), part, text, begin);
    return why;
}

// The webhook itself, or the file that it is in.
tl::configuration webhook_of(std::string_view webhook, std::string const& part,
                             std::string_view text, std::string const& file,
                             tl::configuration_rights const& rights) {
    using tl::operator""_path;
    if (auto const name = tl::get<std::string>(webhook, "$"_path); webhook.starts_with('"')) {
        std::string const other =
            (std::filesystem::path(file).parent_path() / name.value()).string();
        auto const content = read_all(other);
        if (!content)
            wrong(file, to_string(tl::position_in(
                            text, static_cast<std::size_t>(webhook.data() - text.data()))) +
                            ": " + part + ": cannot read " + other);
        auto read = tl::read_configuration(*content, rights);
        if (!read) wrong(other, read.error());
        return *std::move(read);
    }
    auto read = tl::read_configuration(webhook, rights);
    if (read) return *std::move(read);
    wrong(file,
          inside(read.error(), part, text, static_cast<std::size_t>(webhook.data() - text.data())));
}

bool is_code(std::string_view word) {
    for (int c = 1; c <= static_cast<int>(tl::code::internal); ++c)
        if (identifier(name(static_cast<tl::code>(c))) == word) return true;
    return false;
}

}  // namespace

std::vector<contract> read_contracts(std::string const& file, std::string const& files_below) {
    auto const text = read_all(file);
    if (!text) throw usage_error(file + " cannot be read");
    tl::detail::configuration_errors errors(*text);
    std::vector<contract_parts> parts;
    tl::detail::read_parts(parts, errors);
    if (!errors.empty()) wrong(file, errors.take());
    std::vector<contract> all;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        contract_parts& from = parts[i];
        std::string const part = "[" + std::to_string(i) + "]";
        auto const wrong_part = [&](std::string const& at, std::string const& why) {
            errors.wrong_part(part + at, why);
            wrong(file, errors.take());
        };
        contract& to = all.emplace_back();
        to.webhook = webhook_of(from.webhook.text, part + ".webhook", *text, file,
                                {.files_below = files_below});
        std::string const label(to.webhook.webhook.label.view());
        to.name = from.name ? *from.name : label.empty() ? file + part : label;
        if (from.parameters)
            for (auto& [name, value] : *from.parameters)
                to.parameters.emplace(name, value ? std::move(*value) : tl::value());
        if (from.secrets) to.secrets = std::move(*from.secrets);
        if (!from.expect) continue;
        to.status = from.expect->status;
        to.failure = std::move(from.expect->failure);
        if (to.failure && !is_code(*to.failure))
            wrong_part(".expect.failure", "expected a failure's code, such as unexpected_status");
        if (!from.expect->values) continue;
        for (auto const& [called, raw] : *from.expect->values) {
            bool known = false;
            for (auto const* const rows : {&to.webhook.rows, &to.webhook.failure_rows})
                for (std::size_t r = 0; r < rows->size(); ++r)
                    known = known || rows->row(r).parameter == called;
            if (!known) wrong_part(".expect.values", "no row is for the parameter " + called);
            to.values.emplace(called, read_json(raw.text).value());
        }
    }
    return all;
}

}  // namespace tool
