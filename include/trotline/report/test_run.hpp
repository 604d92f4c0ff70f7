// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_REPORT_TEST_RUN_HPP
#define TROTLINE_REPORT_TEST_RUN_HPP

#include <trotline/call/running_call.hpp>
#include <trotline/core/failure.hpp>
#include <trotline/core/message.hpp>
#include <trotline/json/writer.hpp>
#include <trotline/mapping/engine/landing.hpp>
#include <trotline/mapping/engine/log.hpp>
#include <trotline/mapping/map.hpp>
#include <trotline/mapping/mapping.hpp>
#include <trotline/mapping/text_cursor.hpp>
#include <trotline/parameter_store/value_json.hpp>
#include <trotline/path/object_path.hpp>
#include <trotline/rendering/described_writing.hpp>
#include <trotline/report/row_inspection.hpp>
#include <trotline/report/test_report.hpp>

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

// How a test report comes about: the same way as a call, without its end, and with a closer look at
// each row.
namespace trotline::detail {

// A converted value as JSON; empty for one that cannot be written so.
template <class T> std::string json_of(T const& from) {
    std::string out;
    json::writer to(out);
    if constexpr (std::is_same_v<T, value>)
        write(to, from);
    else if constexpr (requires { write_json(to, from); })
        if (!write_json(to, from).empty()) return {};
    return out;
}

// The rows of literal mappings.
template <class... Mappings> class literal_rows {
    using joined = detail::joined<Mappings...>;
    using rows = typename joined::rows;
    using type =
        std::conditional_t<std::is_void_v<typename joined::type>, char, typename joined::type>;

  public:
    static constexpr std::size_t size() { return rows::size; }
    static row_description description(std::size_t r) {
        if constexpr (rows::size != 0)
            return rows::description(r);
        else
            return {};
    }
    static object_path const* path(std::size_t r) {
        if constexpr (rows::size != 0)
            return rows::paths[r];
        else
            return nullptr;
    }
    static row_source source(std::size_t r) {
        constexpr auto all = []<std::size_t... I>(std::index_sequence<I...>) {
            return std::array<row_source, sizeof...(I) + 1>{rows::template at<I>::source...,
                                                            row_source::document};
        }
        (std::make_index_sequence<rows::size>{});
        return all[r];
    }

    std::optional<failure> land(exchange& on, auto const& parser, http::response const& answer) {
        failure_of<rows> why;
        row_log log(why.storage());
        target_type target = make_target();
        landing<rows, target_type> landing(target, log);
        auto failed = on.land(parser, answer, landing, log, why);
        [&]<std::size_t... I>(std::index_sequence<I...>) { (keep<I>(target, landing), ...); }
        (std::make_index_sequence<rows::size>{});
        return failed;
    }
    std::string const& value(std::size_t r) const { return values_[r]; }

  private:
    using target_type = object_target<rows, typename joined::type>;

    target_type make_target() {
        if constexpr (std::is_void_v<typename joined::type>)
            return {};
        else
            return {object_};
    }
    template <std::size_t Row> void keep(auto& target, auto const& landing) {
        if constexpr (!rows::template at<Row>::is_condition)
            if (landing.has_landed(Row)) values_[Row] = json_of(target.template at<Row>());
    }

    type object_{};
    std::array<std::string, rows::size + 1> values_;
};

// The rows of a run-time mapping.
template <configured_mapping Mapping> class configured_rows {
  public:
    explicit configured_rows(Mapping const& mapping) : mapping_(mapping) {}

    std::size_t size() const { return mapping_.size(); }
    row_description description(std::size_t r) const { return mapping_.description(r); }
    object_path const* path(std::size_t r) const { return mapping_.path(r); }
    row_source source(std::size_t r) const { return mapping_.row(r).source; }

    std::optional<failure> land(exchange& on, auto const& parser, http::response const& answer) {
        auto failed = on.land(parser, answer, mapping_, space_);
        values_.resize(mapping_.size());
        for (std::size_t r = 0; r < space_.rows().size(); ++r)
            if (space_.rows()[r].code == code::none && !mapping_.row(r).parameter.empty())
                values_[r] = json_of(space_.rows()[r].value);
        return failed;
    }
    std::string const& value(std::size_t r) const { return values_[r]; }

  private:
    Mapping const& mapping_;
    typename Mapping::workspace_type space_;
    std::vector<std::string> values_;
};

inline http::request without_secrets(http::request const& from) {
    http::request shown = from;
    shown.url = http::redact(from.url, from.secrets);
    shown.content = http::redact(from.content, from.secrets);
    for (http::field& each : shown.fields) {
        each.name = http::redact(each.name, from.secrets);
        each.value = http::redact(each.value, from.secrets);
    }
    shown.secrets.clear();
    return shown;
}

inline answer_report report_of(http::response const& from, std::vector<std::string> const& secrets,
                               std::size_t limit) {
    answer_report shown;
    shown.status = from.status;
    for (http::field const& each : from.fields)
        shown.fields.push_back(
            {http::redact(each.name, secrets), http::redact(each.value, secrets)});
    // Redacted before it is cut, so that no part of a secret stands at the end.
    shown.content = http::redact(from.content, secrets);
    shown.content_size = from.content.size();
    shown.content_cut = shown.content.size() > limit;
    if (shown.content_cut) shown.content.resize(limit);
    return shown;
}

// One test request. Rows is literal_rows or configured_rows.
template <class Rows> class test_run {
  public:
    test_run(Rows& rows, test_options const& options, webhook const& hook)
        : rows_(rows), options_(options) {
        report_.label = hook.label.view();
        report_.dry_run = options.dry_run;
        for (std::size_t r = 0; r < rows.size(); ++r) {
            row_description const about = rows.description(r);
            row_report& row = report_.rows.emplace_back();
            row.path = about.path;
            row.destination = about.destination;
            row.required = about.required;
        }
    }

    test_report run(exchange& on, auto& transport, auto const& parser, auto const& store) {
        http::response answer;
        bool landed = false;
        report_.failure = on.guarded([&]() -> std::optional<failure> {
            if (auto failed = on.render(store)) return failed;
            report_.request = without_secrets(on.request());
            if (options_.dry_run) return std::nullopt;
            if (auto failed = on.send_rendered(transport, answer)) return failed;
            landed = true;
            return rows_.land(on, parser, answer);
        });
        report_.elapsed = report_.failure ? report_.failure->elapsed : answer.elapsed;
        if (answer.status == 0) return std::move(report_);
        auto const& secrets = on.request().secrets;
        report_.answer = report_of(answer, secrets, options_.content_limit);
        if (landed) inspect(on, parser, answer);
        for (row_report& row : report_.rows) hide_secrets(row, answer.content, secrets);
        return std::move(report_);
    }

  private:
    void inspect(exchange& on, auto const& parser, http::response const& answer) {
        auto const looked = on.guarded([&]() -> std::optional<failure> {
            facts_of const facts(answer);
            for (std::size_t r = 0; r < rows_.size(); ++r) {
                if (rows_.path(r) != nullptr) continue;
                row_report& row = report_.rows[r];
                text_cursor fact = facts(rows_.source(r), row.path);
                row.tried = true;
                row.found = fact.kind() != kind::nothing;
                row.raw = fact.raw();
                if (row.found) continue;
                row.code = code::missing;
                row.message = "the answer has no such field";
            }
            if (answer.content.empty()) return std::nullopt;
            auto const opened =
                parser.open(on.media_type(answer), answer.content, [&](auto const& root) {
                    for (std::size_t r = 0; r < rows_.size(); ++r)
                        if (auto const* path = rows_.path(r))
                            inspect_row(root, *path, answer.content, report_.rows[r]);
                });
            if (!opened) return opened.error();
            return std::nullopt;
        });
        if (report_.failure) {
            for (row_failure const& why : report_.failure->rows) {
                row_report& row = report_.rows[why.row];
                row.tried = row.failed = true;
                row.code = why.code;
                if (row.message.empty()) row.message = reason_of(why);
            }
        }
        for (std::size_t r = 0; r < rows_.size(); ++r) {
            row_report& row = report_.rows[r];
            if (!looked && answer.content.empty() && !row.tried) {
                row.tried = true;
                row.code = code::missing;
                row.message = "the answer has no content";
            }
            if (row.failed) continue;
            row.value = rows_.value(r);
            if (!row.value.empty() && row.found) row.code = code::none;  // null in a place for it
        }
    }

    // Without the path, which stands beside it, and without what stands there, which the row shows,
    // too.
    static std::string reason_of(row_failure const& why) {
        std::string text;
        if (!why.inner.empty()) append_visible(text.append("at "), why.inner.view()), text += ": ";
        text.append(why.code == code::ambiguous ? "more than one" : "found ");
        if (why.code != code::ambiguous) text.append(name(why.found));
        if (!why.expected.empty())
            text.append(why.code == code::ambiguous ? "; expected " : ", expected ")
                .append(why.expected);
        return text;
    }

    Rows& rows_;
    test_options const& options_;
    test_report report_;
};

}  // namespace trotline::detail
#endif
