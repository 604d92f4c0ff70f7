// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_CURL_ANSWER_READER_HPP
#define TROTLINE_TRANSPORT_CURL_ANSWER_READER_HPP

#include <trotline/core/narrowed.hpp>
#include <trotline/http/response.hpp>
#include <trotline/transport/curl/answer_framing.hpp>
#include <trotline/transport/curl/content_coding.hpp>
#include <trotline/transport/request_check.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace trotline::inline TROTLINE_ABI::curl {

// Builds a response from what libcurl delivers line by line and piece by piece, enforces the size
// limits, and decides at the end whether the response is complete. libcurl's own success code does
// not tell: it also reports success when the connection closed inside the header section, when two
// lengths disagree, or when a content coding was cut. Uses no libcurl function. Storage is used
// again from one answer to the next.
class answer_reader {
  public:
    struct limits {
        std::size_t field_section, content;
    };
    // Why the answer is not complete or not valid. The text is static.
    struct flaw {
        trotline::stage stage;
        trotline::code code;
        std::string_view text;
    };

    // What the request says about its answer.
    struct expectation {
        bool lenient_codings = false;  // see http::request
        // of HEAD: fields describe a content that is not sent (RFC 9110 section 9.3.2)
        bool without_content = false;
        http::content_sink const* sink = nullptr;  // takes the content of a good answer
    };

    // Forgets an answer that was not the last one: a challenge that libcurl answers.
    void begin_again() { begin(*into_, limit_, expected_); }

    // Starts an answer. Fields and content go into `into`, whose storage is used again. Call it
    // once for each answer.
    void begin(http::response& into, limits limit, expectation expected) {
        into_ = &into;
        limit_ = limit;
        expected_ = expected;
        spare_.swap(into.fields);
        spares_used_ = 0;
        into.fields.clear();
        into.content.clear();
        into.status = 0;
        into.elapsed = {};
        encoded_.clear();
        flaw_.reset();
        section_ = section::none;
        delimited_ = false;
        to_sink_ = false;
        section_bytes_ = content_bytes_ = lines_ = 0;
        framing_ = {};
    }

    // One line of a header or trailer section, with its line end. False: stop reading, and ask
    // finish() why.
    bool take_line(std::string_view line) {
        section_bytes_ += line.size();
        ++lines_;
        if (section_bytes_ + lines_ * line_overhead > limit_.field_section)
            return fail(stage::receive, code::too_large,
                        "the header section is larger than its limit");
        while (!line.empty() && (line.back() == '\r' || line.back() == '\n')) line.remove_suffix(1);
        // Trailers are dropped, as RFC 9110 section 6.5.1 allows.
        if (section_ == section::content) return true;
        if (section_ != section::open) return take_status_line(line);
        if (line.empty()) return end_section();
        if (line.front() == ' ' || line.front() == '\t') return fold(line);
        return take_field(line);
    }

    // Some bytes of content, after the transfer coding (chunked) was undone. False as for
    // take_line().
    bool take_content(std::string_view bytes) {
        content_bytes_ += bytes.size();
        if (to_sink_) return take_for_sink(bytes);
        if (content_bytes_ > limit_.content)
            return fail(stage::receive, code::too_large,
                        "the content is larger than the transport's content_limit");
        if (section_ != section::content)
            return fail(stage::receive, code::malformed_response,
                        "content before the end of the header section");
        (framing_.is_coded() ? encoded_ : into_->content).append(bytes);
        return true;
    }

    // Call it once, after libcurl succeeded or refused to read on. Undoes the content coding.
    // Returns nothing if the answer is complete. end_must_be_marked: content that ends only with
    // the connection does not count as complete (RFC 9112 section 9.8).
    std::optional<flaw> finish(bool end_must_be_marked = false) {
        if (flaw_) return flaw_;
        switch (section_) {
            case section::none:
                return flaw{stage::receive, code::incomplete,
                            "the connection ended before the answer began"};
            case section::open:
                return flaw{stage::receive, code::incomplete,
                            "the connection ended inside the header section"};
            case section::interim:
                return flaw{stage::receive, code::incomplete,
                            "the connection ended after an interim answer"};
            case section::content:
                break;
        }
        if (framing_.length() && !without_content() && *framing_.length() != content_bytes_) {
            return flaw{stage::receive, code::incomplete,
                        "the content is not as long as its Content-Length says"};
        }
        if (end_must_be_marked && !delimited_ && !framing_.length() && !framing_.is_chunked() &&
            !framing_.is_coded() && !without_content()) {
            return flaw{stage::receive, code::incomplete,
                        "only the connection's end marks the end of the content, so it may have "
                        "been cut off"};
        }
        if (framing_.coding() == content_coding::unknown && !without_content()) {
            return flaw{
                stage::decode, code::malformed_coding,
                "the content has a coding that was not asked for; a webhook with lenient labels "
                "passes over names that are no coding"};
        }
        if (!framing_.is_coded() || without_content() ||
            (encoded_.empty() && framing_.length() == 0))
            return std::nullopt;
        switch (decode(framing_.coding(), encoded_, into_->content, limit_.content)) {
            case decoding::whole:
                return std::nullopt;
            case decoding::cut:
                return flaw{stage::decode, code::incomplete, "the encoded content is cut off"};
            case decoding::too_large:
                return flaw{stage::decode, code::too_large,
                            "the decoded content is larger than its limit"};
            case decoding::malformed:
                break;
        }
        return flaw{stage::decode, code::malformed_coding,
                    "the content does not match its Content-Encoding"};
    }

    std::optional<flaw> const& flaw_so_far() const { return flaw_; }
    bool header_section_complete() const { return section_ == section::content; }
    std::size_t bytes_received() const { return section_bytes_ + content_bytes_; }

  private:
    enum class section : unsigned char { none, open, interim, content };
    // As in RFC 9113 section 6.5.2: what keeping a field costs beyond its text, in bytes.
    static constexpr std::size_t line_overhead = 32;

    static constexpr std::size_t usual_fields = 12;

    bool fail(stage where, code what, std::string_view text) {
        flaw_ = flaw{where, what, text};
        return false;
    }
    bool malformed(std::string_view text) {
        return fail(stage::receive, code::malformed_response, text);
    }
    bool without_content() const {
        return expected_.without_content || into_->status == 204 || into_->status == 304;
    }

    // RFC 9112 section 4: HTTP-version SP status-code SP. For HTTP/2, libcurl delivers "HTTP/2 200
    // ".
    bool take_status_line(std::string_view line) {
        auto const blank = line.find(' ');
        if (!line.starts_with("HTTP/") || blank == std::string_view::npos ||
            line.size() < blank + 4)
            return malformed("the answer does not begin with a status line");
        auto const digits = line.substr(blank + 1, 3);
        int status = 0;
        for (char const c : digits) {
            if (c < '0' || c > '9') return malformed("the status code does not have three digits");
            status = status * 10 + (c - '0');
        }
        if (status < 100 || (line.size() > blank + 4 && line[blank + 4] != ' '))
            return malformed(
                "the status code is not a number from 100 to 999 with a blank after it");
        delimited_ = !line.starts_with("HTTP/1");  // HTTP/2 and later mark the end of every message
        into_->status = status;
        into_->fields.clear();
        framing_ = {};
        section_ = section::open;
        return true;
    }

    bool end_section() {
        if (into_->status < 200) {
            if (into_->status == 101)
                return malformed(
                    "the server switches to another protocol, which was not asked for");
            section_ = section::interim;
            return true;
        }
        if (auto const wrong = framing_.contradiction(); !wrong.empty()) return malformed(wrong);
        if (expected_.sink != nullptr && into_->status < 300) return begin_sink();
        if (framing_.length() && !without_content() && *framing_.length() > limit_.content) {
            return fail(stage::receive, code::too_large,
                        "the Content-Length is larger than the transport's content_limit");
        }
        if (framing_.length() && !framing_.is_coded() && !without_content())
            into_->content.reserve(trotline::detail::narrowed<std::size_t>(*framing_.length()));
        section_ = section::content;
        return true;
    }

    bool begin_sink() {
        section_ = section::content;
        to_sink_ = true;
        if (framing_.is_coded() && !without_content())
            return fail(stage::decode, code::malformed_coding,
                        "the content has a coding that was not asked for, and is to be kept as it "
                        "is");
        if (framing_.length() && !without_content() && *framing_.length() > expected_.sink->limit)
            return fail(stage::receive, code::too_large,
                        "the Content-Length is larger than the limit of the file or "
                        "function that takes the content");
        return !expected_.sink->begin || expected_.sink->begin(*into_) || sink_failed();
    }
    bool take_for_sink(std::string_view bytes) {
        http::content_sink const& to = *expected_.sink;
        if (content_bytes_ > to.limit)
            return fail(stage::receive, code::too_large,
                        "the content is larger than the limit of the file or function that "
                        "takes it");
        if (to.write && !to.write(bytes)) return sink_failed();
        if (to.progress) to.progress(content_bytes_, framing_.length());
        return true;
    }
    bool sink_failed() {
        return fail(stage::receive, code::rejected,
                    "the file or function that takes the content has refused it");
    }

    bool take_field(std::string_view line) {
        auto const colon = line.find(':');
        if (colon == std::string_view::npos) return malformed("a field line has no colon");
        auto const name = line.substr(0, colon);
        auto const value = http::without_blanks(line.substr(colon + 1));
        if (!http::is_token(name)) return malformed("a field name is not a token");
        if (value.find('\0') != std::string_view::npos)
            return malformed("a field value contains a NUL");
        if (into_->fields.capacity() == 0) into_->fields.reserve(usual_fields);
        if (spares_used_ == spare_.size()) {
            into_->fields.push_back({std::string(name), std::string(value)});
        } else {
            auto& spare = spare_[spares_used_++];
            spare.name.assign(name);
            spare.value.assign(value);
            into_->fields.push_back(std::move(spare));
        }
        std::string_view const wrong = framing_.take(name, value, expected_.lenient_codings);
        return wrong.empty() || malformed(wrong);
    }

    // RFC 9112 section 5.2: a line that begins with a blank continues the value before it.
    bool fold(std::string_view line) {
        if (into_->fields.empty()) return malformed("the first header field begins with a blank");
        auto const more = http::without_blanks(line);
        auto& field = into_->fields.back();
        if (trotline::detail::belongs_to_the_transport(field.name) ||
            http::same_name(field.name, "Content-Encoding"))
            return malformed("a framing field is folded over several lines");
        if (!more.empty()) field.value.append(field.value.empty() ? "" : " ").append(more);
        return true;
    }

    http::response* into_ = nullptr;
    limits limit_{};
    std::vector<http::field> spare_;  // fields of the answer before, whose storage is used again
    std::size_t spares_used_ = 0;
    std::string encoded_;
    std::optional<flaw> flaw_;
    answer_framing framing_;
    std::size_t section_bytes_ = 0, content_bytes_ = 0, lines_ = 0;
    section section_ = section::none;
    bool delimited_ = false;
    bool to_sink_ = false;
    expectation expected_{};
};

}  // namespace trotline::curl
#endif
