// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_CURL_ANSWER_FRAMING_HPP
#define TROTLINE_TRANSPORT_CURL_ANSWER_FRAMING_HPP

#include <trotline/http/field.hpp>
#include <trotline/transport/curl/content_coding.hpp>

#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>
#include <system_error>

namespace trotline::inline TROTLINE_ABI::curl {

// What the fields of an answer say about its content: how long it is, whether it is chunked, and
// how it is coded. RFC 9112 section 6.3, strictly: if two readers could understand different
// lengths, the answer is refused. Does not allocate.
class answer_framing {
  public:
    // Takes one field of the header section. Returns why it is malformed; empty: it is not.
    // lenient_codings: see http::request.
    std::string_view take(std::string_view name, std::string_view value, bool lenient_codings) {
        // No framing field has a shorter name.
        if (name.size() < std::string_view("content-length").size()) return {};
        if (http::same_name(name, "content-length")) return take_length(value);
        if (http::same_name(name, "transfer-encoding")) {
            if (chunked_ || !http::same_name(value, "chunked"))
                return "the Transfer-Encoding is not chunked, or occurs twice";
            chunked_ = true;
        }
        if (http::same_name(name, "content-encoding") && !value.empty()) {
            auto const said = lenient_codings ? lenient_coding_of(value) : coding_of(value);
            if (coding_ == content_coding::identity)
                coding_ = said;
            else if (!lenient_codings || said != content_coding::identity)
                coding_ = content_coding::unknown;
        }
        return {};
    }
    // Call it at the end of the header section: the same for all fields together.
    std::string_view contradiction() const {
        return chunked_ && length_ ? "the answer has both Content-Length and Transfer-Encoding"
                                   : std::string_view();
    }

    std::optional<std::uint64_t> const& length() const { return length_; }
    bool is_chunked() const { return chunked_; }
    content_coding coding() const { return coding_; }
    bool is_coded() const { return coding_ != content_coding::identity; }

  private:
    std::string_view take_length(std::string_view value) {
        for (;;) {  // "5, 5" is a repetition, not a conflict
            auto const comma = value.find(',');
            auto const digits = http::without_blanks(value.substr(0, comma));
            char const* const last = digits.data() + digits.size();
            std::uint64_t length = 0;
            auto const [end, error] = std::from_chars(digits.data(), last, length);
            if (digits.empty() || error != std::errc{} || end != last)
                return "the Content-Length is not a number";
            if (length_ && *length_ != length) return "two Content-Lengths differ";
            length_ = length;
            if (comma == std::string_view::npos) return {};
            value.remove_prefix(comma + 1);
        }
    }

    std::optional<std::uint64_t> length_;
    bool chunked_ = false;
    content_coding coding_ = content_coding::identity;
};

}  // namespace trotline::curl
#endif
