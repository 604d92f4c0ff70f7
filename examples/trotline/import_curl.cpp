// SPDX-License-Identifier: BSL-1.0
// trotline import curl: a webhook's configuration from a curl command line.
#include "import.hpp"

#include <trotline/core/utf8.hpp>
#include <trotline/http/field.hpp>
#include <trotline/http/media_type.hpp>
#include <trotline/json/writer.hpp>
#include <trotline/transport/request_check.hpp>
#include <trotline/uri/percent_encoding.hpp>

#include "command.hpp"
#include "naming.hpp"
#include "request_arguments.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <iostream>
#include <iterator>
#include <optional>
#include <set>
#include <utility>

namespace tool {

namespace {

namespace tl = trotline;

// Stands in a word before {NAME} of a variable; every other `$` of a word is a text.
constexpr char variable_mark = '\x01';

// A word as a template: its variables are parameters.
std::string as_template(std::string_view word) {
    std::string made = without_parameters(word);
    std::ranges::replace(made, variable_mark, '$');
    return made;
}

// The words of a command line, as a POSIX shell (and bash for $'...') reads them; variables become
// variable_mark{NAME}.
class shell_words {
  public:
    explicit shell_words(std::string_view text) : text_(text) {}

    std::set<std::string> const& variables() const { return variables_; }

    std::vector<std::string> all() {
        std::vector<std::string> words;
        for (;;) {
            while (!end() && std::string_view(" \t\r\n").find(peek()) != std::string_view::npos)
                ++at_;
            if (end()) return words;
            if (text_.substr(at_).starts_with("\\\n")) {
                at_ += 2;
                continue;
            }
            words.push_back(word());
        }
    }

  private:
    bool end() const { return at_ == text_.size(); }
    char peek() const { return text_[at_]; }
    char take() {
        if (end()) throw usage_error("a quote is not closed");
        return text_[at_++];
    }

    std::string word() {
        std::string made;
        while (!end() && std::string_view(" \t\r\n").find(peek()) == std::string_view::npos) {
            char const c = take();
            if (c == '\'') {
                for (char inside; (inside = take()) != '\'';) made += inside;
            } else if (c == '"') {
                for (char inside; (inside = take()) != '"';) {
                    if (inside == '\\' && !end() &&
                        std::string_view("\"\\$`\n").find(peek()) != std::string_view::npos) {
                        if (take() != '\n') made += text_[at_ - 1];
                    } else if (inside != '$' || !variable(made)) {
                        made += inside;
                    }
                }
            } else if (c == '$' && !end() && peek() == '\'') {
                take();
                for (char inside; (inside = take()) != '\'';)
                    inside == '\\' ? escape(made) : made.push_back(inside);
            } else if (c == '\\') {
                if (take() != '\n') made += text_[at_ - 1];
            } else if (c != '$' || !variable(made)) {
                made += c;
            }
        }
        return made;
    }

    // After a `$`: NAME or {NAME}.
    bool variable(std::string& made) {
        std::string_view rest = text_.substr(at_);
        bool const braces = rest.starts_with('{');
        if (braces) rest.remove_prefix(1);
        auto const end = std::ranges::find_if_not(rest, is_in_name);
        std::string const name(rest.begin(), end);
        if (name.empty() || (name[0] >= '0' && name[0] <= '9')) return false;
        if (braces && (end == rest.end() || *end != '}')) return false;
        at_ += name.size() + (braces ? 2 : 0);
        made.append(1, variable_mark).append("{").append(name).append("}");
        variables_.insert(name);
        return true;
    }

    // Of $'...'.
    void escape(std::string& made) {
        char const c = take();
        constexpr std::string_view letters = "abefnrtv", bytes = "\a\b\x1b\f\n\r\t\v";
        if (auto const i = letters.find(c); i != letters.npos)
            made += bytes[i];
        else if (c == 'x')
            made += static_cast<char>(hexadecimal(2));
        else if (c == 'u')
            made += tl::encode_utf8(hexadecimal(4)).view();
        else
            made += c;
    }
    char32_t hexadecimal(std::size_t digits) {
        unsigned value = 0;
        char const* const begin = text_.data() + at_;
        char const* const last = begin + std::min(digits, text_.size() - at_);
        at_ += static_cast<std::size_t>(std::from_chars(begin, last, value, 16).ptr - begin);
        return value;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::set<std::string> variables_;
};

class reading : importing {
  public:
    imported read(std::string_view command_line) {
        shell_words shell(command_line);
        words_ = shell.all();
        if (words_.empty() || words_[0] != "curl")
            throw usage_error("expected a command line that begins with curl");
        for (next_ = 1; next_ < words_.size();) option(words_[next_++]);
        finish();
        std::string names;
        for (std::string const& name : shell.variables())
            names.append(names.empty() ? "" : ", ").append(name);
        if (!names.empty())
            made.notes.push_back("the shell's variables are parameters: set " + names +
                                 ", and give --secret NAME for each that is secret");
        return std::move(made);
    }

  private:
    std::string value(std::string const& option) {
        if (next_ == words_.size()) throw usage_error(option + " has no value");
        return words_[next_++];
    }

    void option(std::string word) {
        auto& hook = made.webhook;
        if (!word.starts_with('-') || word == "-") return url(word);
        // -XPOST, -dx=y: the value in the same word; -sSL: several in one
        if (word.size() > 2 && word[1] != '-') {
            std::string_view const with_value = "XHdFuAebmoTw";
            bool const has_value = with_value.find(word[1]) != with_value.npos;
            std::string const rest = word.substr(2);
            words_.insert(words_.begin() + static_cast<std::ptrdiff_t>(next_),
                          has_value ? rest : "-" + rest);
            word.resize(2);
        } else if (auto const equals = word.find('=');
                   equals != word.npos && word.starts_with("--")) {
            words_.insert(words_.begin() + static_cast<std::ptrdiff_t>(next_),
                          word.substr(equals + 1));
            word.resize(equals);
        }
        if (is_one_of(word, {"-X", "--request"})) {
            hook.method = value(word);
            has_method_ = true;
        } else if (is_one_of(word, {"-H", "--header"})) {
            field_line(value(word));
        } else if (is_one_of(word, {"-d", "--data", "--data-ascii", "--data-binary"})) {
            std::string const text = value(word);
            if (text.starts_with('@'))
                throw usage_error(word + " " + text + ": write the content itself");
            add_content(text);
        } else if (word == "--data-raw") {
            add_content(value(word));
        } else if (word == "--data-urlencode") {
            std::string const text = value(word);
            auto const equals = text.find('=');
            if (equals == text.npos || text.find('@') < equals)
                throw usage_error("--data-urlencode: expected NAME=VALUE");
            add_content(text.substr(0, equals + 1) + encoded(text.substr(equals + 1)));
        } else if (is_one_of(word, {"-F", "--form", "--form-string"})) {
            part(value(word), word != "--form-string");
        } else if (is_one_of(word, {"-T", "--upload-file"})) {
            hook.body.emplace().type = "file";
            hook.body->file = as_template(value(word));
            file_note();
            if (!has_method_) hook.method = "PUT";
            has_method_ = true;
        } else if (word == "--json") {
            add_content(value(word));
            media_type = "application/json";
        } else if (is_one_of(word, {"-u", "--user"})) {
            std::string const user = value(word);
            auto const colon = user.find(':');
            if (colon != user.npos && colon + 1 == user.size())
                user_without_password(as_template(user.substr(0, colon)));
            else
                basic(as_template(user.substr(0, colon)),
                      colon == user.npos ? "" : as_template(user.substr(colon + 1)));
        } else if (word == "--digest") {
            is_digest_ = true;
        } else if (word == "--oauth2-bearer") {
            static_cast<void>(value(word));
            bearer();
        } else if (is_one_of(word, {"-A", "--user-agent"})) {
            field("User-Agent", as_template(value(word)));
        } else if (is_one_of(word, {"-e", "--referer"})) {
            field("Referer", as_template(value(word)));
        } else if (is_one_of(word, {"-b", "--cookie"})) {
            field("Cookie", as_template(value(word)));
        } else if (is_one_of(word, {"-G", "--get"})) {
            to_query_ = true;
        } else if (is_one_of(word, {"-I", "--head"})) {
            hook.method = "HEAD";
            has_method_ = true;
        } else if (is_one_of(word, {"-m", "--max-time"})) {
            hook.deadline = seconds_of(value(word), "--max-time");
        } else if (word == "--url") {
            url(value(word));
        } else if (is_one_of(word, {"-k", "--insecure"})) {
            made.notes.push_back("--insecure was left out: TLS is always verified");
        } else if (is_one_of(word, {"-L", "--location"})) {
            made.notes.push_back("--location was left out: give --redirects to trotline request");
        } else if (is_one_of(word, {"-o", "--output", "-w", "--write-out"})) {
            static_cast<void>(value(word));
        } else if (!is_one_of(word, {"-s",
                                     "--silent",
                                     "-S",
                                     "--show-error",
                                     "-v",
                                     "--verbose",
                                     "-i",
                                     "--include",
                                     "-f",
                                     "--fail",
                                     "--fail-with-body",
                                     "--no-progress-meter",
                                     "--progress-bar",
                                     "-#",
                                     "--tlsv1.2",
                                     "--compressed",
                                     "--path-as-is",
                                     "--globoff",
                                     "-g",
                                     "--http1.1",
                                     "--http2",
                                     "--no-buffer",
                                     "-N"})) {
            throw usage_error(word + " cannot be taken over");
        }
    }

    void url(std::string const& text) {
        if (!made.webhook.url.empty())
            throw usage_error("a second URL, or a value that should be in quotes");
        bool const whole_url = text.find("://") != text.npos || text.starts_with(variable_mark);
        std::string const whole = whole_url ? text : "http://" + text;
        made.webhook.url = as_template(whole.substr(0, whole.find('#')));
    }

    void field_line(std::string const& line) {
        auto const colon = line.find(':', 1);
        if (colon == line.npos) return;  // `Name;`, or none
        field(line.substr(0, colon),
              as_template(tl::http::without_blanks(std::string_view(line).substr(colon + 1))));
    }

    // `name=text`, `name=@file;type=a/b;filename=c`
    void part(std::string const& text, bool has_files) {
        auto const equals = text.find('=');
        if (equals == text.npos || equals == 0) throw usage_error("-F: expected NAME=VALUE");
        auto& one = parts_.emplace_back();
        one.name = as_template(text.substr(0, equals));
        std::string value = text.substr(equals + 1);
        if (!has_files || value.empty() || (value.front() != '@' && value.front() != '<')) {
            one.value = as_template(value);
            return;
        }
        if (value.front() == '<') throw usage_error("-F " + text + ": write the content itself");
        for (auto at = value.rfind(';'); at != value.npos; at = value.rfind(';')) {
            std::string const option = value.substr(at + 1);
            if (option.starts_with("type="))
                one.media_type = option.substr(5);
            else if (option.starts_with("filename="))
                one.file_name = as_template(option.substr(9));
            else
                break;
            value.resize(at);
        }
        one.file = as_template(value.substr(1));
        file_note();
    }

    // A form's value, without what is a variable in it.
    static std::string encoded(std::string_view text) {
        std::string made;
        for (;;) {
            std::size_t const mark = std::min(text.find(variable_mark), text.size());
            made += tl::uri::form_encode(text.substr(0, mark));
            if (mark == text.size()) return made;
            std::size_t const end = text.find('}', mark) + 1;
            made += text.substr(mark, end - mark);
            text.remove_prefix(end);
        }
    }

    void add_content(std::string const& text) {
        content_ = content_ ? *content_ + '&' + text : text;
    }

    void finish() {
        auto& hook = made.webhook;
        if (hook.url.empty()) throw usage_error("expected a URL");
        if (is_digest_ && hook.authorization) hook.authorization->scheme = "digest";
        if (content_ && to_query_) {
            hook.url += (hook.url.find('?') == hook.url.npos ? '?' : '&') + as_template(*content_);
        } else if (!parts_.empty()) {
            if (content_) throw usage_error("expected -d or -F, not both");
            if (!has_method_) hook.method = "POST";
            hook.body.emplace().type = "multipart";
            hook.body->parts = std::move(parts_);
        } else if (content_) {
            if (!has_method_) hook.method = "POST";
            std::string verbatim = *content_;
            std::ranges::replace(verbatim, variable_mark, '$');
            content(as_template(*content_), verbatim);
        } else if (media_type) {
            hook.fields.push_back({"Content-Type", *media_type});
        }
    }

    std::vector<std::string> words_;
    std::size_t next_ = 0;
    std::optional<std::string> content_;
    std::vector<tl::webhook_content_parts::part> parts_;
    bool has_method_ = false, to_query_ = false, is_digest_ = false;
};

}  // namespace

imported import_curl(std::string_view command_line) {
    // (a text from Windows has line ends that the shell would not know)
    std::string text(command_line);
    for (std::size_t at = 0; (at = text.find("\r\n", at)) != text.npos;) text.erase(at, 1);
    return reading().read(text);
}

}  // namespace tool
