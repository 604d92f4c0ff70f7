// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_PART_RENDERING_HPP
#define TROTLINE_RENDERING_PART_RENDERING_HPP
// Renders bodies that consist of parts: forms, multipart bodies and files.

#include <trotline/core/random.hpp>
#include <trotline/http/file_content.hpp>
#include <trotline/http/request.hpp>
#include <trotline/rendering/body.hpp>
#include <trotline/rendering/pair_rendering.hpp>
#include <trotline/rendering/rendering_context.hpp>
#include <trotline/rendering/template/body_part.hpp>
#include <trotline/rendering/template/template_text.hpp>
#include <trotline/rendering/text_writer.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace trotline::inline TROTLINE_ABI::detail {

// True if the values in a file's path have not changed its directories: the same separators as in
// the template's own text, and no other `.` and `..`. A value that is the whole path is free.
bool keeps_directories(template_view const& from, std::string_view path);

class part_rendering {
  public:
    // `out` writes the content of `into`. All must outlive it.
    part_rendering(rendering_context& context, text_writer& out, http::request& into)
        : context_(context), out_(out), into_(into) {}

    // False: context.outcome has the reason.
    bool write(body const& from);

  private:
    bool pairs(body const& from);
    bool parts(body const& from);
    bool source(body const& from, body_part const& part, http::content_source& made);
    void add(http::content_source made) {
        made.offset = out_.size();
        into_.sources.push_back(std::move(made));
    }

    rendering_context& context_;
    text_writer& out_;
    http::request& into_;
};

// Definitions.

inline bool keeps_directories(template_view const& from, std::string_view path) {
    if (from.is_one_parameter() || from.slot_count == 0) return true;
    if (from.slot_count > from.first_slots.size()) return false;
    std::string own;  // each value is a letter in it
    std::size_t at = 0;
    for (slot const& each : from.first_slots) {
        own.append(from.text.substr(at, each.offset - at)).append("v");
        at = each.offset + each.size;
    }
    own.append(from.text.substr(at));
    struct shape {
        std::size_t separators = 0, dots = 0;
        bool operator==(shape const&) const = default;
    };
    auto const shape_of = [](std::string_view text) {
        shape made;
        for (;;) {
            std::size_t const end = (std::min)(text.find_first_of("/\\"), text.size());
            made.dots += text.substr(0, end) == "." || text.substr(0, end) == "..";
            if (end == text.size()) return made;
            ++made.separators;
            text.remove_prefix(end + 1);
        }
    };
    return shape_of(own) == shape_of(path);
}

inline bool part_rendering::write(body const& from) {
    if (template_error const wrong = from.error()) {
        body_part const* part = from.parts().begin();
        while (part != from.parts().end() && !part->error()) ++part;
        return context_.fail(
            {code::malformed_template, wrong.offset, {}, wrong.reason, wrong.found}, "the body",
            part == from.parts().end() ? std::string_view() : part->pair().name().text());
    }
    if (from.kind() == body_kind::form) return pairs(from);
    if (from.kind() == body_kind::multipart) return parts(from);
    http::content_source made;
    if (!source(from, from.parts()[0], made)) return false;
    add(std::move(made));
    return true;
}

inline bool part_rendering::pairs(body const& from) {
    pair_rendering rendering(context_, out_, words_of_form);
    for (body_part const& each : from.parts())
        if (!rendering.write(each.pair())) return false;
    return true;
}

inline bool part_rendering::parts(body const& from) {
    into_.boundary = "trotline-" + random_key();
    pair_rendering rendering(context_, out_, words_of_parts);
    for (body_part const& each : from.parts()) {
        rendering.divide(into_.boundary, each);
        if (!each.is_file()) {
            if (!rendering.write(each.pair())) return false;
            continue;
        }
        http::content_source made;
        if (!source(from, each, made) || !rendering.begin_part(made.name)) return false;
        add(std::move(made));
        out_.append("\r\n");
    }
    for (std::string_view const each :
         {std::string_view("--"), std::string_view(into_.boundary), std::string_view("--\r\n")})
        out_.append(each);
    return true;
}

inline bool part_rendering::source(body const& from, body_part const& part,
                                   http::content_source& made) {
    std::string_view const shown = part.pair().name().text();
    std::string path;
    template_view const view = part.pair().value().view();
    {
        text_writer to(path);
        if (!context_.substitute(view, to, "a file's path", shown)) return false;
    }
    if (!keeps_directories(view, path))
        return context_.fail({code::forbidden_value,
                              npos,
                              {},
                              "a value that is not the whole path must not have separators, and "
                              "the path must have at most three values"},
                             "a file's path", shown);
    auto found = http::file_content(path, std::string(from.files_below()));
    if (!found) {
        failure why = std::move(found).error();
        why.detail.insert(0, from.kind() == body_kind::file
                                 ? "in the body: "
                                 : "in the body's part " + std::string(shown) + ": ");
        context_.outcome = std::move(why);
        return false;
    }
    made = *std::move(found);
    return true;
}

}  // namespace trotline::detail
#endif
