// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_CASSETTE_HPP
#define TROTLINE_TRANSPORT_CASSETTE_HPP

#include <trotline/core/failure.hpp>
#include <trotline/core/result.hpp>
#include <trotline/core/scalar.hpp>
#include <trotline/core/utf8.hpp>
#include <trotline/http/field.hpp>
#include <trotline/http/redact.hpp>
#include <trotline/http/request.hpp>
#include <trotline/http/response.hpp>
#include <trotline/json/format.hpp>
#include <trotline/json/writer.hpp>

#include <charconv>
#include <cstddef>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <tuple>
#include <utility>
#include <vector>

namespace trotline::inline TROTLINE_ABI {

// A request and its answer, as a cassette keeps them. Secrets are not kept: `[secret]` replaces
// them. Texts that are not UTF-8 are kept byte by byte, each as the character with its number
// (`binary`).
struct recorded_exchange {
    std::string method{};
    std::string url{};
    std::string request_content{};
    bool request_binary = false;
    int status = 0;  // 0: a failure instead of an answer
    std::vector<http::field> fields{};
    std::string content{};
    bool binary = false;
    std::string failed_stage{}, failed_code{}, detail{};
    bool may_have_been_processed = false;
};

namespace detail {

// Reads a validated cassette. If something has another type than expected, it notes that and skips
// it.
class cassette_reader {
  public:
    explicit cassette_reader(json::checked_format::cursor_type root) : at_(root) {}

    bool good() const { return good_; }

    std::string text() {
        if (!expect(kind::string)) return {};
        return decoded(at_.scalar());
    }
    bool boolean() { return expect(kind::boolean) && at_.raw() == "true"; }
    int number() {
        int value = 0;
        if (!expect(kind::number)) return value;
        auto const digits = at_.raw();
        auto const [end, error] =
            std::from_chars(digits.data(), digits.data() + digits.size(), value);
        good_ = good_ && error == std::errc{} && end == digits.data() + digits.size();
        return value;
    }
    template <class Function> void elements(Function each) {
        if (!expect(kind::array)) return;
        at_.enter();
        while (at_.element(0)) each();
    }
    // each(name) reads the member's value, or returns false to skip it.
    template <class Function> void members(Function each) {
        if (!expect(kind::object)) return;
        at_.enter();
        for (scalar name; at_.member(name);) {
            if (!each(decoded(name))) at_.skip();
        }
    }

  private:
    bool expect(kind wanted) {
        if (at_.kind() == wanted) return true;
        good_ = false;
        at_.skip();
        return false;
    }
    static std::string decoded(scalar const& value) {
        if (value.plain) return std::string(value.text);
        std::string text;
        json::checked_format::cursor_type::decode(value,
                                                  [&](std::string_view piece) { text += piece; });
        return text;
    }

    json::checked_format::cursor_type at_;
    bool good_ = true;
};

// Converts bytes to UTF-8 as Latin-1, and back: every byte becomes a character.
inline std::string widened(std::string_view bytes) {
    std::string text;
    for (char const c : bytes) {
        auto const byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            text += c;
        } else {
            text += static_cast<char>(0xC0 | byte >> 6);
            text += static_cast<char>(0x80 | (byte & 0x3F));
        }
    }
    return text;
}
inline std::string narrowed(std::string_view text) {
    std::string bytes;
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto const lead = static_cast<unsigned char>(text[i]);
        if (lead < 0x80 || i + 1 == text.size()) {
            bytes += text[i];
        } else {
            bytes +=
                static_cast<char>((lead & 3) << 6 | (static_cast<unsigned char>(text[++i]) & 0x3F));
        }
    }
    return bytes;
}

template <class Enum> std::optional<Enum> named(std::string_view text, Enum last) {
    for (int i = 0; i <= static_cast<int>(last); ++i) {
        if (name(static_cast<Enum>(i)) == text) return static_cast<Enum>(i);
    }
    return std::nullopt;
}

}  // namespace detail

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
            in.elements([&] { loaded.exchanges_.push_back(read(in)); });
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
            json::writer out(text);
            out.begin_object().name("method").string(each.method).name("url").string(each.url);
            out.name("request_content")
                .string(each.request_content)
                .name("request_binary")
                .boolean(each.request_binary);
            out.name("status").number(each.status).name("fields").begin_array();
            for (auto const& field : each.fields) {
                out.begin_array().string(field.name).string(field.value).end_array();
            }
            out.end_array()
                .name("content")
                .string(each.content)
                .name("binary")
                .boolean(each.binary);
            out.name("failed_stage")
                .string(each.failed_stage)
                .name("failed_code")
                .string(each.failed_code);
            out.name("detail").string(each.detail);
            out.name("may_have_been_processed").boolean(each.may_have_been_processed).end_object();
        }
        return text + "\n]}\n";
    }

    static result<cassette> load(std::string const& file) {
        std::ifstream in(file, std::ios::binary);
        if (!in)
            return failure{.stage = stage::connect,
                           .code = code::configuration,
                           .subject = file,
                           .detail = "cannot be read"};
        return from_json(std::string(std::istreambuf_iterator<char>(in), {}));
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
        recorded_exchange entry = key_of(request);
        if (outcome.has_value()) {
            entry.status = outcome->status;
            for (auto const& field : outcome->fields)
                entry.fields.push_back({readable(clean(field.name)), readable(clean(field.value))});
            std::tie(entry.content, entry.binary) = text_of(clean(outcome->content));
        } else {
            auto const& why = outcome.error();
            entry.failed_stage = name(why.stage);
            entry.failed_code = name(why.code);
            entry.detail = readable(clean(why.detail));
            entry.may_have_been_processed = why.may_have_been_processed;
        }
        exchanges_.push_back(std::move(entry));
    }

    // The first exchange from `begin` on with the request's method, URL and content;
    // exchanges().size() if there is none. The request's secrets are left out of the comparison, as
    // they were left out of the recording.
    std::size_t find(http::request const& request, std::size_t begin = 0) const {
        auto const wanted = key_of(request);
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
        if (entry.status == 0) {
            return failure{
                .stage = detail::named(entry.failed_stage, stage::store).value_or(stage::connect),
                .code = detail::named(entry.failed_code, code::internal).value_or(code::internal),
                .detail = entry.detail,
                .may_have_been_processed = entry.may_have_been_processed};
        }
        http::response answer{
            .status = entry.status,
            .content = entry.binary ? detail::narrowed(entry.content) : entry.content};
        answer.fields = entry.fields;
        return answer;
    }

    std::vector<recorded_exchange> const& exchanges() const { return exchanges_; }

  private:
    static recorded_exchange read(detail::cassette_reader& in) {
        recorded_exchange entry;
        in.members([&](std::string const& name) {
            if (name == "method") return entry.method = in.text(), true;
            if (name == "url") return entry.url = in.text(), true;
            if (name == "request_content") return entry.request_content = in.text(), true;
            if (name == "request_binary") return entry.request_binary = in.boolean(), true;
            if (name == "status") return entry.status = in.number(), true;
            if (name == "content") return entry.content = in.text(), true;
            if (name == "binary") return entry.binary = in.boolean(), true;
            if (name == "failed_stage") return entry.failed_stage = in.text(), true;
            if (name == "failed_code") return entry.failed_code = in.text(), true;
            if (name == "detail") return entry.detail = in.text(), true;
            if (name == "may_have_been_processed")
                return entry.may_have_been_processed = in.boolean(), true;
            if (name != "fields") return false;
            in.elements([&] {
                std::vector<std::string> parts;
                in.elements([&] { parts.push_back(in.text()); });
                parts.resize(2);
                entry.fields.push_back({std::move(parts[0]), std::move(parts[1])});
            });
            return true;
        });
        return entry;
    }

    static std::pair<std::string, bool> text_of(std::string bytes) {
        bool const binary = !is_utf8(bytes);
        return {binary ? detail::widened(bytes) : std::move(bytes), binary};
    }
    static std::string readable(std::string text) { return text_of(std::move(text)).first; }

    static recorded_exchange key_of(http::request const& request) {
        recorded_exchange key;
        key.method = name(request.method);
        key.url = readable(http::redact(request.url, request.secrets));
        std::tie(key.request_content, key.request_binary) =
            text_of(http::redact(request.content, request.secrets));
        return key;
    }

    std::vector<recorded_exchange> exchanges_;
};

}  // namespace trotline
#endif
