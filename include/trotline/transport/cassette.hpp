// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_CASSETTE_HPP
#define TROTLINE_TRANSPORT_CASSETTE_HPP

#include <trotline/core/failure.hpp>
#include <trotline/core/result.hpp>
#include <trotline/http/redact.hpp>
#include <trotline/http/request.hpp>
#include <trotline/http/response.hpp>
#include <trotline/json/cursor.hpp>
#include <trotline/json/format.hpp>
#include <trotline/transport/recorded_exchange.hpp>

#include <cstddef>
#include <fstream>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace trotline::inline TROTLINE_ABI {

// What was sent and what came back, as JSON that people can read, edit and keep under version
// control. Not safe for several threads.
class cassette {
  public:
    // Reads a cassette's text: {"exchanges": [{"method": ..., "url": ..., "status": ..., ...},
    // ...]}. Missing members are empty; unknown ones are ignored.
    static result<cassette> from_json(std::string_view text) {
        auto const refused = [](std::string why) {
            return failure{.stage = stage::parse,
                           .code = code::malformed,
                           .subject = "cassette",
                           .detail = std::move(why)};
        };
        document_failure why;
        detail::cassette_reader in(json::checked.open(text, why));
        if (why) return refused(to_string(why));
        cassette loaded;
        bool found = false;
        in.members([&](std::string const& name) {
            if (name != "exchanges") return false;
            found = true;
            in.elements([&] { loaded.exchanges_.push_back(detail::read_exchange(in)); });
            return true;
        });
        if (!found || !in.good())
            return refused(
                "a member has another type than in a recorded cassette, or `exchanges` is missing");
        return loaded;
    }

    // Writes one exchange per line.
    std::string to_json() const {
        std::string text = "{\"exchanges\": [";
        for (auto const& each : exchanges_) {
            text += &each == &exchanges_.front() ? "\n" : ",\n";
            detail::write_exchange(text, each);
        }
        return text + "\n]}\n";
    }

    static result<cassette> load(std::string const& file) {
        std::ifstream in(file, std::ios::binary);
        std::string text;
        // (a stream's own read() reports a failure, for example of a directory, and does not throw)
        for (char piece[4096]; in.read(piece, sizeof(piece)), in.gcount() > 0;)
            text.append(piece, static_cast<std::size_t>(in.gcount()));
        if (!in.is_open() || in.bad())
            return failure{.stage = stage::connect,
                           .code = code::configuration,
                           .subject = file,
                           .detail = "cannot be read"};
        return from_json(text);
    }
    result<void> save(std::string const& file) const {
        std::ofstream out(file, std::ios::binary | std::ios::trunc);
        out << to_json();
        out.close();
        if (!out)
            return failure{.stage = stage::connect,
                           .code = code::configuration,
                           .subject = file,
                           .detail = "cannot be written"};
        return {};
    }

    void record(http::request const& request, result<http::response> const& outcome) {
        auto const clean = [&](std::string_view text) {
            return http::redact(text, request.secrets);
        };
        recorded_exchange entry = detail::exchange_key(request);
        if (outcome.has_value()) {
            entry.status = outcome->status;
            for (auto const& field : outcome->fields)
                entry.fields.push_back({detail::shown_text(clean(field.name)),
                                        detail::shown_text(clean(field.value))});
            std::string content = clean(outcome->content);
            if (request.secret_answer && outcome->status < 300)
                content = detail::without_texts(content);
            std::tie(entry.content, entry.binary) = detail::recorded_text(std::move(content));
        } else {
            auto const& why = outcome.error();
            entry.failed_stage = name(why.stage);
            entry.failed_code = name(why.code);
            entry.detail = detail::shown_text(clean(why.detail));
            entry.may_have_been_processed = why.may_have_been_processed;
        }
        exchanges_.push_back(std::move(entry));
    }

    // The first exchange from `begin` on with the request's method, URL and content;
    // exchanges().size() if there is none. The request's secrets are left out of the comparison, as
    // they were left out of the recording.
    std::size_t find(http::request const& request, std::size_t begin = 0) const {
        auto const wanted = detail::exchange_key(request);
        while (begin < exchanges_.size()) {
            auto const& each = exchanges_[begin];
            if (each.method == wanted.method && each.url == wanted.url &&
                each.request_content == wanted.request_content &&
                each.request_binary == wanted.request_binary) {
                break;
            }
            ++begin;
        }
        return begin;
    }

    // The answer or the failure of an exchange.
    static result<http::response> outcome_of(recorded_exchange const& entry) {
        return detail::recorded_outcome(entry);
    }

    std::vector<recorded_exchange> const& exchanges() const { return exchanges_; }

  private:
    std::vector<recorded_exchange> exchanges_;
};

}  // namespace trotline
#endif
