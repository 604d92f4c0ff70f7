// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_CURL_CONTENT_CODING_HPP
#define TROTLINE_TRANSPORT_CURL_CONTENT_CODING_HPP

#include <zlib.h>
#ifdef TROTLINE_BROTLI
#include <brotli/decode.h>
#endif
#include <trotline/http/field.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace trotline::inline TROTLINE_ABI {

// RFC 9110 section 8.4.1: the codings that an answer's content may have. gzip: RFC 1952. deflate:
// RFC 1950, and the bare RFC 1951 that some servers send under that name. br: RFC 7932, if the
// build found libbrotlidec; otherwise it is unknown. They are undone here and not by libcurl,
// because libcurl accepts content that was cut off.
enum class content_coding : unsigned char { identity, gzip, deflate, br, unknown };

// The request's field line that asks for these codings.
#ifdef TROTLINE_BROTLI
inline constexpr char accept_encoding[] = "Accept-Encoding: gzip, deflate, br";
#else
inline constexpr char accept_encoding[] = "Accept-Encoding: gzip, deflate";
#endif

// The coding that a Content-Encoding field names.
constexpr content_coding coding_of(std::string_view value) {
    if (http::same_name(value, "identity")) return content_coding::identity;
    if (http::same_name(value, "gzip") || http::same_name(value, "x-gzip"))
        return content_coding::gzip;
    if (http::same_name(value, "deflate")) return content_coding::deflate;
    return std::string_view(accept_encoding).ends_with("br") && http::same_name(value, "br")
               ? content_coding::br
               : content_coding::unknown;
}

namespace detail {
// The names in IANA's registry. Only these say that the content was encoded.
constexpr bool is_registered_coding(std::string_view name) {
    constexpr std::string_view names[] = {"aes128gcm",    "br",         "compress", "dcb",
                                          "dcz",          "exi",        "deflate",  "gzip",
                                          "pack200-gzip", "x-compress", "x-gzip",   "zstd"};
    return std::any_of(std::begin(names), std::end(names),
                       [&](auto each) { return http::same_name(each, name); });
}
}  // namespace detail

// Returns the coding of a server that also writes names into Content-Encoding that are not codings
// (`UTF-8`, `none`, `aws-chunked`): they are ignored. Two codings on top of each other are unknown.
constexpr content_coding lenient_coding_of(std::string_view value) {
    auto found = content_coding::identity;
    while (!value.empty()) {
        auto const comma = (std::min)(value.find(','), value.size());
        auto const name = http::without_blanks(value.substr(0, comma));
        value.remove_prefix((std::min)(comma + 1, value.size()));
        if (!detail::is_registered_coding(name)) continue;
        found = found == content_coding::identity ? coding_of(name) : content_coding::unknown;
    }
    return found;
}

// How decoding ended. cut: what was there is well-formed, but there must be more.
enum class decoding : unsigned char { whole, cut, malformed, too_large };

namespace detail {

// One zlib stream, ended by the destructor.
class inflating {
  public:
    // `window` as inflateInit2() takes it: it chooses the wrapper.
    explicit inflating(int window) : good_(inflateInit2(&stream_, window) == Z_OK) {}
    inflating(inflating const&) = delete;
    inflating& operator=(inflating const&) = delete;
    ~inflating() {
        if (good_) inflateEnd(&stream_);
    }

    // Decodes one stream and removes it from `in`. Reports malformed also if zlib gets no memory.
    decoding run(std::string_view& in, std::string& out, std::size_t limit) {
        if (!good_) return decoding::malformed;
        char piece[16384];
        // zlib does not write through next_in
        stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in.data()));
        stream_.avail_in = static_cast<uInt>(in.size());
        for (;;) {
            stream_.next_out = reinterpret_cast<Bytef*>(piece);
            stream_.avail_out = sizeof piece;
            int const done = inflate(&stream_, Z_NO_FLUSH);
            std::size_t const made = sizeof piece - stream_.avail_out, room = limit - out.size();
            out.append(piece, (std::min)(made, room));
            if (made > room) return decoding::too_large;
            if (done == Z_STREAM_END) {
                in.remove_prefix(in.size() - stream_.avail_in);
                return decoding::whole;
            }
            if (done != Z_OK && done != Z_BUF_ERROR) return decoding::malformed;
            if (stream_.avail_in == 0 && stream_.avail_out != 0) return decoding::cut;
        }
    }

  private:
    z_stream stream_{};
    bool good_;
};

inline decoding decode_gzip(std::string_view in, std::string& out, std::size_t limit) {
    do {  // RFC 1952 section 2.2: a file is a series of members
        if (auto const done = inflating(MAX_WBITS + 16).run(in, out, limit);
            done != decoding::whole)
            return done;
    } while (!in.empty());
    return decoding::whole;
}

inline decoding decode_deflate(std::string_view in, std::string& out, std::size_t limit) {
    if (in.size() < 2) return decoding::cut;
    auto const first = static_cast<unsigned char>(in[0]),
               second = static_cast<unsigned char>(in[1]);
    bool const has_wrapper = (first & 0x0F) == Z_DEFLATED && (first * 256u + second) % 31 == 0;
    auto const done = inflating(has_wrapper ? MAX_WBITS : -MAX_WBITS).run(in, out, limit);
    return done == decoding::whole && !in.empty() ? decoding::malformed : done;
}

#ifdef TROTLINE_BROTLI
inline decoding decode_brotli(std::string_view in, std::string& out, std::size_t limit) {
    struct stream {
        BrotliDecoderState* state = BrotliDecoderCreateInstance(nullptr, nullptr, nullptr);
        stream() = default;
        stream(stream const&) = delete;
        stream& operator=(stream const&) = delete;
        ~stream() { BrotliDecoderDestroyInstance(state); }
    } const brotli;
    if (!brotli.state) return decoding::malformed;
    auto const* next = reinterpret_cast<std::uint8_t const*>(in.data());
    std::size_t left = in.size();
    for (;;) {
        std::uint8_t piece[16384];
        std::uint8_t* end = piece;
        std::size_t space = sizeof piece;
        auto const done =
            BrotliDecoderDecompressStream(brotli.state, &left, &next, &space, &end, nullptr);
        std::size_t const made = sizeof piece - space, room = limit - out.size();
        out.append(reinterpret_cast<char const*>(piece), (std::min)(made, room));
        if (made > room) return decoding::too_large;
        if (done == BROTLI_DECODER_RESULT_SUCCESS)
            return left == 0 ? decoding::whole : decoding::malformed;
        if (done == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT) return decoding::cut;
        if (done == BROTLI_DECODER_RESULT_ERROR) return decoding::malformed;
    }
}
#endif

}  // namespace detail

// Decodes a whole content and appends it to `out`, which never grows beyond `limit`. After a
// failure `out` holds the part before it. Allocates for `out` and in the coding's library.
inline decoding decode(content_coding coding, std::string_view in, std::string& out,
                       std::size_t limit) {
    switch (coding) {
        case content_coding::gzip:
            return detail::decode_gzip(in, out, limit);
        case content_coding::deflate:
            return detail::decode_deflate(in, out, limit);
        case content_coding::identity:
            if (in.size() > limit - out.size()) return decoding::too_large;
            out.append(in);
            return decoding::whole;
        case content_coding::br:
#ifdef TROTLINE_BROTLI
            return detail::decode_brotli(in, out, limit);
#endif
        case content_coding::unknown:
            break;
    }
    return decoding::malformed;
}

}  // namespace trotline
#endif
