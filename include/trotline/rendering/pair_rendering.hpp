// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_PAIR_RENDERING_HPP
#define TROTLINE_RENDERING_PAIR_RENDERING_HPP
// Renders pairs of a name and a value: those of a URL's query, those of a form, and the parts of a
// multipart body (RFC 7578).

#include <trotline/core/error.hpp>
#include <trotline/core/utf8.hpp>
#include <trotline/http/field.hpp>
#include <trotline/parameter_store/value.hpp>
#include <trotline/parameter_store/value_text.hpp>
#include <trotline/rendering/escape.hpp>
#include <trotline/rendering/rendering_context.hpp>
#include <trotline/rendering/template/body_part.hpp>
#include <trotline/rendering/template/query_array.hpp>
#include <trotline/rendering/template/query_template.hpp>
#include <trotline/rendering/text_writer.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

namespace trotline::inline TROTLINE_ABI::detail {

// Where pairs are written, and how messages name them.
struct pair_words {
    std::string_view list, name, value;
};
inline constexpr pair_words words_of_query{"the query", "a query parameter's name",
                                           "the query parameter"};
inline constexpr pair_words words_of_form{"the form", "a form field's name", "the form field"};
inline constexpr pair_words words_of_parts{"the parts", "a part's name", "the part"};

// Appends pairs to a URL or to a content. All must outlive it.
class pair_rendering {
  public:
    pair_rendering(rendering_context& context, text_writer& out, pair_words const& words)
        : context_(context), out_(out), words_(words) {}

    // The pairs that follow are this part of a multipart body.
    void divide(std::string_view boundary, body_part const& part) {
        boundary_ = boundary;
        part_ = &part;
    }

    // Each returns false after a failure; context.outcome has the reason.
    bool write(query_template const& from);
    // The boundary and the header of a part. `file_name`: what is sent if the part has none.
    bool begin_part(std::string_view file_name, std::string_view suffix = {});

  private:
    bool begin_pair(query_template const& from, std::string_view suffix = {});
    bool quoted(std::string_view text);
    void encode(std::string_view text) {
        part_ != nullptr ? out_.append(text) : append_percent_encoded(out_, text);
    }
    bool end_pair() {
        if (part_ != nullptr) out_.append("\r\n");
        return true;
    }
    bool given_pair(query_template const& from, value const& held);
    bool array(query_template const& from, value const& held, std::string_view parameter);

    rendering_context& context_;
    text_writer& out_;
    pair_words const& words_;
    std::string_view boundary_{};
    body_part const* part_ = nullptr;  // null: not a multipart body
};

// Definitions.

inline bool pair_rendering::write(query_template const& from) {
    std::string_view const shown = from.name().text();
    if (shown.empty())
        return context_.fail({code::malformed_template, 0, {}, from.error().reason}, words_.list,
                             {});
    if (context_.filling.is_left_out(from.name().view()) ||
        context_.filling.is_left_out(from.value().view()))
        return true;
    if (from.value().empty()) {
        for (assignment const& given : context_.source.overrides())
            if (given.name == shown) return given_pair(from, given.value);
        return begin_pair(from) && end_pair();
    }
    if (from.arrays() != arrays::as_text && from.value().is_one_parameter()) {
        std::string_view const parameter =
            from.value().first_slots().front().parts(from.value().text()).parameter;
        bool is_array = false;
        bool done = false;
        context_.source.read(parameter, [&](value const& held) {
            is_array = holds_json_array(held);
            if (is_array) done = array(from, held, parameter);
        });
        if (is_array) return done;
    }
    if (!begin_pair(from)) return false;
    std::size_t const begin = out_.size();
    if (!from.is_secret())
        return context_.substitute(from.value().view(), out_, words_.value, shown) && end_pair();
    // (a secret has no expressions)
    std::string_view const plain = from.value().text();
    encode(plain);
    context_.add_secret(plain, out_.written().substr(begin));
    return end_pair();
}

// Writes what separates the pair from the one before it, its name and the `=`.
inline bool pair_rendering::begin_pair(query_template const& from, std::string_view suffix) {
    if (part_ != nullptr) return begin_part({}, suffix);
    std::string_view const so_far = out_.written();
    std::size_t const list = &words_ == &words_of_query ? so_far.find('?') : npos;
    if (&words_ == &words_of_query && list == npos)
        out_.append('?');
    else if (so_far.size() != list + 1 && so_far.back() != '&')
        out_.append('&');
    if (!context_.substitute(from.name().view(), out_, words_.name, from.name().text()))
        return false;
    out_.append(suffix);
    out_.append('=');
    return true;
}

inline bool pair_rendering::begin_part(std::string_view file_name, std::string_view suffix) {
    std::string_view const shown = part_->pair().name().text();
    std::string name, called;
    {
        text_writer to(name);
        if (!context_.substitute(part_->pair().name().view(), to, words_.name, shown)) return false;
    }
    {
        text_writer to(called);
        if (!context_.substitute(part_->file_name().view(), to, "a part's file name", shown))
            return false;
    }
    for (std::string_view const each :
         {std::string_view("--"), boundary_,
          std::string_view("\r\nContent-Disposition: form-data; name=\"")})
        out_.append(each);
    if (!quoted(name.append(suffix))) return false;
    if (called.empty()) called = file_name;
    if (!called.empty()) {
        out_.append("; filename=\"");
        if (!quoted(called)) return false;
    }
    if (!part_->media_type().empty()) {
        out_.append("\r\nContent-Type: ");
        out_.append(part_->media_type());
    }
    out_.append("\r\n\r\n");
    return true;
}

// The rest of a quoted name, as browsers write it: `"` becomes %22, UTF-8 stays.
inline bool pair_rendering::quoted(std::string_view text) {
    if (!is_utf8(text) || !http::is_field_value(text))
        return context_.fail({code::forbidden_value,
                              npos,
                              {},
                              "names must be UTF-8 without line ends and other control characters"},
                             words_.value, part_->pair().name().text());
    for (char const c : text) c == '"' ? out_.append("%22") : out_.append(c);
    out_.append('"');
    return true;
}

// A pair that the webhook leaves empty, with the caller's value.
inline bool pair_rendering::given_pair(query_template const& from, value const& held) {
    if (from.arrays() != arrays::as_text && holds_json_array(held))
        return array(from, held, from.name().text());
    if (!begin_pair(from)) return false;
    std::size_t const begin = out_.size();
    append_value(out_, held, part_ != nullptr ? place::text : place::url_query, true);
    if (held.is_secret())
        context_.add_secret(value_text(held).view(), out_.written().substr(begin));
    return end_pair();
}

inline bool pair_rendering::array(query_template const& from, value const& held,
                                  std::string_view parameter) {
    std::size_t count = 0;
    bool done = true;
    std::string suffix;
    bool const flat =
        for_each_element(std::get<json_text>(held.get()).text, [&](std::string_view element) {
            bool const joined = from.arrays() == arrays::joined;
            if (from.arrays() == arrays::brackets || from.arrays() == arrays::indexed) {
                suffix = part_ != nullptr ? "[" : "%5B";
                if (from.arrays() == arrays::indexed) suffix += std::to_string(count);
                suffix += part_ != nullptr ? "]" : "%5D";
            }
            if (count++ == 0 || !joined) {
                done = (count == 1 || end_pair()) && begin_pair(from, suffix);
                if (!done) return false;
            } else {
                out_.append(',');
            }
            encode(element);
            return true;
        });
    if (!flat && done)
        return context_.fail(
            {code::forbidden_value, 0, std::string(parameter),
             "an array of pairs must only have texts, numbers, true, false and null"},
            words_.value, from.name().text());
    if (count == 0 && from.arrays() == arrays::joined) done = begin_pair(from), count = 1;
    return done && (count == 0 || end_pair());
}

}  // namespace trotline::detail
#endif
