// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PARSER_MEDIA_TYPE_HPP
#define TROTLINE_PARSER_MEDIA_TYPE_HPP

#include <trotline/core/failure.hpp>
#include <trotline/core/result.hpp>
#include <trotline/http/media_type.hpp>
#include <trotline/parser/concept.hpp>
#include <trotline/parser/json.hpp>
#include <trotline/parser/xml.hpp>

#include <string>
#include <string_view>

namespace trotline::inline TROTLINE_ABI {

// A parser that reads JSON or XML, whichever the content's media type says (RFC 9110 section 8.3;
// RFC 8259, RFC 7303 and the suffixes of RFC 6839; also application/x-json and text/x-json). It
// does not guess from the content: any other type, or a missing one, is a failure that names the
// type and says how such an answer can be read. JSON is UTF-8, whatever a charset parameter says
// (RFC 8259 section 11 defines none). XML must be UTF-8; a charset parameter with another encoding
// is a failure.
template <parser Json = json_parser, parser Xml = xml_parser> class basic_media_type_parser {
  public:
    constexpr basic_media_type_parser() = default;
    constexpr basic_media_type_parser(Json json, Xml xml) : json_(json), xml_(xml) {}

    result<void> open(std::string_view media_type, std::string_view content, auto&& visit) const {
        auto const type = http::parse_media_type(media_type);
        if (!type)
            return refuse(media_type, content,
                          media_type.empty() ? "the answer has no Content-Type"
                                             : "the Content-Type is not a media type");
        bool const is_json = type->is_json();
        if (!is_json && !type->is_xml())
            return refuse(
                media_type, content,
                "expected JSON or XML (application/json, application/xml, text/xml, +json, +xml)");
        if (!is_json && !type->is_utf8())
            return refuse(media_type, content, "expected the charset UTF-8");
        return is_json ? json_.open(media_type, content, visit)
                       : xml_.open(media_type, content, visit);
    }

  private:
    static failure refuse(std::string_view media_type, std::string_view content,
                          std::string_view why) {
        failure f;
        f.stage = stage::parse;
        f.code = code::unsupported_media_type;
        f.subject = media_type;
        f.detail = why;
        auto const first = content.find_first_not_of(" \t\r\n");
        if (first != content.npos && (content[first] == '{' || content[first] == '['))
            f.detail += "; the content looks like JSON";
        f.detail += "; a webhook can state the format instead (`response` in a configuration)";
        return f;
    }

    Json json_{};
    Xml xml_{};
};

// The default parser: reads JSON or XML, as the media type says.
using media_type_parser = basic_media_type_parser<>;

}  // namespace trotline
#endif
