// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_CONTENT_CODING_HPP
#define TROTLINE_TRANSPORT_CONTENT_CODING_HPP

#include <trotline/transport/inflate.hpp>
#include <trotline/transport/request_check.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace trotline {

// RFC 9110 section 8.4.1. gzip: RFC 1952; deflate: RFC 1950, and the bare RFC 1951 that some servers send under that name.
// Undone here and not in libcurl, which takes a cut coding for a whole one. Brotli is not asked for.
enum class content_coding : unsigned char { identity, gzip, deflate, unknown };

constexpr content_coding coding_of(std::string_view value) {
    if (http::same_name(value, "identity")) return content_coding::identity;
    if (http::same_name(value, "gzip") || http::same_name(value, "x-gzip")) return content_coding::gzip;
    return http::same_name(value, "deflate") ? content_coding::deflate : content_coding::unknown;
}

namespace detail {

constexpr std::uint32_t little_endian(std::string_view bytes) {
    std::uint32_t value = 0;
    for (std::size_t i = 4; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[i]);
    return value;
}

constexpr std::uint32_t big_endian(std::string_view bytes) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes[i]);
    return value;
}

// RFC 1952 section 2.3: the bytes before the compressed data; npos where it is cut, 0 where it is no header.
constexpr std::size_t gzip_header_size(std::string_view in) {
    constexpr auto cut = std::string_view::npos;
    constexpr unsigned char magic[] = {0x1F, 0x8B, 8};
    for (std::size_t i = 0; i < 3 && i < in.size(); ++i) {
        if (static_cast<unsigned char>(in[i]) != magic[i]) return 0;
    }
    if (in.size() < 10) return cut;
    auto const flags = static_cast<unsigned char>(in[3]);
    if ((flags & 0xE0) != 0) return 0;
    std::size_t at = 10;
    if ((flags & 4) != 0) {
        if (in.size() < at + 2) return cut;
        at += 2u + static_cast<unsigned char>(in[at]) + static_cast<unsigned char>(in[at + 1]) * 256u;
    }
    for (unsigned const text : {8u, 16u}) {  // the file's name, a comment
        if ((flags & text) == 0) continue;
        at = at < in.size() ? in.find('\0', at) : cut;
        if (at == cut) return cut;
        ++at;
    }
    if ((flags & 2) != 0) at += 2;
    return at < in.size() ? at : cut;
}

inline decoding decode_gzip(std::string_view in, std::string& out, std::size_t limit) {
    do {  // RFC 1952 section 2.2: members follow each other
        auto const header = gzip_header_size(in);
        if (header == std::string_view::npos) return decoding::cut;
        if (header == 0) return decoding::malformed;
        auto const begin = out.size();
        std::size_t used = 0;
        if (auto const done = inflate(in.substr(header), out, limit, used); done != decoding::whole) return done;
        in.remove_prefix(header + used);
        if (in.size() < 8) return decoding::cut;
        std::string_view const member = std::string_view(out).substr(begin);
        if (little_endian(in) != crc32(member)) return decoding::malformed;
        if (little_endian(in.substr(4)) != static_cast<std::uint32_t>(member.size())) return decoding::malformed;
        in.remove_prefix(8);
    } while (!in.empty());
    return decoding::whole;
}

inline decoding decode_deflate(std::string_view in, std::string& out, std::size_t limit) {
    if (in.size() < 2) return decoding::cut;
    auto const first = static_cast<unsigned char>(in[0]), second = static_cast<unsigned char>(in[1]);
    std::size_t used = 0;
    bool const zlib = (first & 0x0F) == 8 && (first * 256u + second) % 31 == 0;
    if (zlib && (second & 0x20) != 0) return decoding::malformed;  // a preset dictionary
    if (zlib) in.remove_prefix(2);
    if (auto const done = inflate(in, out, limit, used); done != decoding::whole) return done;
    in.remove_prefix(used);
    if (!zlib) return in.empty() ? decoding::whole : decoding::malformed;
    if (in.size() < 4) return decoding::cut;
    return in.size() == 4 && big_endian(in) == adler32(out) ? decoding::whole : decoding::malformed;
}

}  // namespace detail

// Undoes a coding of a whole content. What was decoded is appended to `out`, which never grows over `limit`; on failure it holds
// the part before. Allocates only where `out` grows. Reads no byte past the end of `in`.
inline decoding decode(content_coding coding, std::string_view in, std::string& out, std::size_t limit) {
    switch (coding) {
        case content_coding::gzip:
            return detail::decode_gzip(in, out, limit);
        case content_coding::deflate:
            return detail::decode_deflate(in, out, limit);
        case content_coding::identity:
            if (in.size() > limit - out.size()) return decoding::too_large;
            out.append(in);
            return decoding::whole;
        case content_coding::unknown:
            break;
    }
    return decoding::malformed;
}

}  // namespace trotline
#endif
