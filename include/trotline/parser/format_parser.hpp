// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PARSER_FORMAT_PARSER_HPP
#define TROTLINE_PARSER_FORMAT_PARSER_HPP

#include <trotline/core/result.hpp>
#include <trotline/mapping/to_failure.hpp>
#include <trotline/parser/concept.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace trotline {

// The failure of a content that is not a document of its format. It shows how the content begins: that it is an HTML page, say.
inline failure unreadable(document_failure const& why, std::string_view content) {
    constexpr std::size_t shown = 60;
    failure f = to_failure(why);
    if (content.empty()) {
        f.detail.append(f.detail.empty() ? "" : "; ").append("the content is empty");
    } else {
        f.detail.append(f.detail.empty() ? "" : "; ").append("the content begins with ");
        f.detail.append(content.substr(0, shown));
        if (content.size() > shown) f.detail += "...";
    }
    return f;
}

// One format for every content. Format::open(text, why) gives the cursor: json::checked, json::on_demand, xml::checked, or a
// user's.
template <class Format> class format_parser {
  public:
    constexpr format_parser() = default;
    constexpr explicit format_parser(Format format) : format_(format) {}

    result<void> open(std::string_view, std::string_view content, auto&& visit) const {
        document_failure why;
        auto const cursor = format_.open(content, why);
        if (why) return unreadable(why, content);
        visit(cursor);
        return {};
    }

  private:
    Format format_{};
};

}  // namespace trotline
#endif
