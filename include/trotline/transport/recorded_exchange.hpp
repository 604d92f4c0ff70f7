// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_RECORDED_EXCHANGE_HPP
#define TROTLINE_TRANSPORT_RECORDED_EXCHANGE_HPP

#include <trotline/core/failure.hpp>
#include <trotline/core/result.hpp>
#include <trotline/core/scalar.hpp>
#include <trotline/core/utf8.hpp>
#include <trotline/http/field.hpp>
#include <trotline/http/redact.hpp>
#include <trotline/http/request.hpp>
#include <trotline/http/request_content.hpp>
#include <trotline/http/response.hpp>
#include <trotline/json/cursor.hpp>
#include <trotline/json/format.hpp>
#include <trotline/json/is_valid.hpp>
#include <trotline/json/writer.hpp>

#include <charconv>
#include <cstddef>
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
inline std::string bytes_to_characters(std::string_view bytes) {
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
inline std::string characters_to_bytes(std::string_view text) {
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

template <class Enum> std::optional<Enum> enumerator_named(std::string_view text, Enum last) {
    for (int i = 0; i <= static_cast<int>(last); ++i) {
        if (name(static_cast<Enum>(i)) == text) return static_cast<Enum>(i);
    }
    return std::nullopt;
}

inline recorded_exchange read_exchange(cassette_reader& in) {
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

// Appends an exchange as a JSON object on one line.
inline void write_exchange(std::string& text, recorded_exchange const& each) {
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
    out.end_array().name("content").string(each.content).name("binary").boolean(each.binary);
    out.name("failed_stage").string(each.failed_stage).name("failed_code").string(each.failed_code);
    out.name("detail").string(each.detail);
    out.name("may_have_been_processed").boolean(each.may_have_been_processed).end_object();
}

// A text for JSON, and whether it is binary.
inline std::pair<std::string, bool> recorded_text(std::string bytes) {
    bool const binary = !is_utf8(bytes);
    return {binary ? bytes_to_characters(bytes) : std::move(bytes), binary};
}
inline std::string shown_text(std::string text) { return recorded_text(std::move(text)).first; }

// A JSON text with `[secret]` for each text in it, except the lifetime of a token (RFC 6749 section
// 5.1), which a replay needs; for any other text `[secret]`.
inline std::string without_texts(std::string_view json) {
    if (!json::is_valid(json)) return std::string(http::redacted);
    std::string out;
    std::string_view name;
    for (std::size_t at = 0, end; at < json.size(); at = end) {
        end = at + 1;
        if (json[at] == '"') {
            while (json[end] != '"') end += json[end] == '\\' ? 2u : 1u;
            ++end;
        }
        std::string_view const token = json.substr(at, end - at);
        std::size_t const next = json.find_first_not_of(" \t\r\n", end);
        bool const is_name = next != json.npos && json[next] == ':';
        if (json[at] == '"' && is_name) name = token;
        if (json[at] != '"' || is_name || name == "\"expires_in\"")
            out += token;
        else
            out.append("\"").append(http::redacted).append("\"");
    }
    return out;
}

// What a request is found by: method, URL and content, without its secrets. Of a file the name and
// the size count.
inline recorded_exchange exchange_key(http::request const& request) {
    recorded_exchange key;
    key.method = name(request.method);
    key.url = shown_text(http::redact(request.url, request.secrets));
    std::string content = http::shown_content(request);
    if (std::string const& boundary = request.boundary; !boundary.empty())
        for (std::size_t at = 0; (at = content.find(boundary, at)) != content.npos;)
            content.replace(at, boundary.size(), "boundary");
    std::tie(key.request_content, key.request_binary) = recorded_text(std::move(content));
    return key;
}

// The answer or the failure of an exchange.
inline result<http::response> recorded_outcome(recorded_exchange const& entry) {
    if (entry.status == 0) {
        return failure{
            .stage = enumerator_named(entry.failed_stage, stage::store).value_or(stage::connect),
            .code = enumerator_named(entry.failed_code, code::internal).value_or(code::internal),
            .detail = entry.detail,
            .may_have_been_processed = entry.may_have_been_processed};
    }
    http::response answer{
        .status = entry.status,
        .content = entry.binary ? characters_to_bytes(entry.content) : entry.content};
    answer.fields = entry.fields;
    return answer;
}

}  // namespace detail

}  // namespace trotline
#endif
