// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_EXAMPLE_LINE_HPP
#define TROTLINE_EXAMPLE_LINE_HPP

#include <trotline/core/error.hpp>
#include <trotline/core/scalar.hpp>
#include <trotline/core/utf8.hpp>
#include <trotline/http/base64.hpp>
#include <trotline/json/writer.hpp>
#include <trotline/mapping/get.hpp>
#include <trotline/parameter_store/value.hpp>

#include <algorithm>
#include <istream>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

// JSON lines: one object in, one object out, whatever bytes the input has.
namespace tool {

// JSON text on one line: blanks become spaces where they were line ends; there are none inside of
// strings.
inline std::string on_one_line(std::string_view json) {
    std::string text(json);
    std::ranges::replace_if(
        text, [](char c) { return c == '\n' || c == '\r'; }, ' ');
    return text;
}

// A word for programs: `unknown parameter` becomes `unknown_parameter`.
inline std::string identifier(std::string_view name) {
    std::string text(name);
    std::ranges::replace(text, ' ', '_');
    return text;
}

// An answer that is being written.
class answer {
  public:
    explicit answer(std::string& out) : writer_(out) { writer_.begin_object(); }

    answer& json(std::string_view name, std::string_view json) {
        return writer_.name(name).raw(on_one_line(json)), *this;
    }
    answer& text(std::string_view name, std::string_view text) {
        repaired_.clear();
        trotline::append_as_utf8(repaired_, text);
        return writer_.name(name).string(repaired_), *this;
    }
    answer& number(std::string_view name, std::size_t n) {
        if (n != trotline::npos) writer_.name(name).number(n);
        return *this;
    }
    void end() { writer_.end_object(); }

  private:
    trotline::json::writer writer_;
    std::string repaired_;
};

// Why a line could not be read.
struct bad_line {
    std::string message;
    std::size_t position = trotline::npos;  // in the line
};

// The bytes of `name` or of `name`_base64, whichever is there. (Not std::string members, because
// those also take numbers.)
inline std::optional<std::string> take_bytes(std::optional<trotline::value>& plain,
                                             std::optional<trotline::value>& base64,
                                             std::string_view name, bad_line& why) {
    std::string const other = std::string(name) + "_base64";
    if (plain.has_value() == base64.has_value()) {
        why.message = std::string("expected ") + (plain ? "only one of " : "") + std::string(name) +
                      (plain ? " and " : " or ") + other;
        return std::nullopt;
    }
    auto alternatives = plain ? std::move(*plain).get() : std::move(*base64).get();
    auto* const text = std::get_if<std::string>(&alternatives);
    if (text == nullptr) {
        why.message = (plain ? std::string(name) : other) + " is not a string";
        return std::nullopt;
    }
    if (plain) return std::move(*text);
    auto bytes = trotline::http::decode_base64(*text);
    if (!bytes) why.message = other + " is not Base64";
    return bytes;
}

inline void invalid_input(answer& to, bad_line const& why) {
    to.text("outcome", "invalid_input")
        .number("position", why.position)
        .text("message", why.message);
}

// Answers every line of the input in order; answer_line(line, out) appends one object to `out`. The
// memory needed is one line and its answer.
inline bool for_each_line(std::istream& in, std::ostream& out, auto&& answer_line) {
    std::string line, answered;
    while (std::getline(in, line)) {
        answered.clear();
        answer_line(std::string_view(line), answered);
        answered += '\n';
        out.write(answered.data(), static_cast<std::streamsize>(answered.size()));
    }
    out.flush();
    return in.eof() && out.good();
}

// Reads a line as T, a described class whose member `id` is an optional raw_view, writes the id,
// and calls handle(T&) for the rest. For a line that is not a T the answer says why; its id is
// still found if possible.
template <class T> void answer_as(std::string_view line, std::string& out, auto&& handle) {
    using trotline::operator""_path;
    answer to(out);
    auto read = trotline::get<T>(line, "$"_path);
    if (read) {
        to.json("id", read->id ? read->id->text : "null");
        handle(*read, to);
    } else {
        auto const id =
            trotline::get<trotline::raw_view>(line, "id"_path, trotline::json::on_demand);
        to.json("id", id ? id->text : "null");
        auto const& why = read.error();
        invalid_input(to, {to_string(why),
                           why.document() ? why.document().offset : why.rows().front().offset});
    }
    to.end();
}

}  // namespace tool
#endif
