// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/curl/content_coding.hpp>

#include <doctest/doctest.h>

#include <vector>

namespace transport_curl_content_coding_test {

using namespace std::string_view_literals;
using trotline::content_coding;
using trotline::decoding;

namespace {

// "good", as zlib 1.2.13 codes it
constexpr auto gzip =
    "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\x4b\xcf\xcf\x4f\x01\x00\x92\x4e\x84\x6c\x04\x00\x00\x00"sv;
constexpr auto gzip_with_everything =
    "\x1f\x8b\x08\x1e\x00\x00\x00\x00\x00\x03\x03\x00\x61\x62\x63\x6e\x61\x6d\x65\x00\x63\x6f\x6d\x6d\x65\x6e\x74\x00\x79\x71\x4b\xcf\xcf\x4f\x01\x00\x92\x4e\x84\x6c\x04\x00\x00\x00"sv;  // extra field, name, comment, header check
constexpr auto zlib = "\x78\x9c\x4b\xcf\xcf\x4f\x01\x00\x04\x2f\x01\xaa"sv;
[[maybe_unused]] constexpr auto brotli = "\x8b\x01\x80\x67\x6f\x6f\x64\x03"sv;
constexpr auto bare = "\x4b\xcf\xcf\x4f\x01\x00"sv;

struct outcome {
    decoding done;
    std::string text;
};

outcome run(content_coding coding, std::string_view coded, std::size_t limit = 1000) {
    std::vector<char> const exact(coded.begin(), coded.end());
    outcome result{};
    result.done = trotline::decode(coding, {exact.data(), exact.size()}, result.text, limit);
    return result;
}

std::string changed(std::string_view text, std::size_t at) {
    std::string result(text);
    result[at] = static_cast<char>(result[at] ^ 0x55);
    return result;
}

}  // namespace

static_assert(trotline::coding_of("GZip") == content_coding::gzip);
static_assert(trotline::coding_of("x-gzip") == content_coding::gzip);
static_assert(trotline::coding_of("deflate") == content_coding::deflate);
static_assert(trotline::coding_of("identity") == content_coding::identity);
#ifdef TROTLINE_BROTLI
static_assert(trotline::coding_of("Br") == content_coding::br);
#else
static_assert(trotline::coding_of("br") == content_coding::unknown);
#endif
static_assert(trotline::coding_of("zstd") == content_coding::unknown);
static_assert(trotline::coding_of("gzip, gzip") == content_coding::unknown);

TEST_CASE("whole content") {
    std::pair<content_coding, std::string_view> const cases[] = {
        {content_coding::gzip, gzip},      {content_coding::gzip, gzip_with_everything},
        {content_coding::deflate, zlib},   {content_coding::deflate, bare},
#ifdef TROTLINE_BROTLI
        {content_coding::br, brotli},
#endif
        {content_coding::identity, "good"}};
    for (auto const& [coding, coded] : cases) {
        CHECK(run(coding, coded).done == decoding::whole);
        CHECK(run(coding, coded).text == "good");
        CHECK(run(coding, coded, 4).done == decoding::whole);
        CHECK(run(coding, coded, 3).done == decoding::too_large);
        if (coding == content_coding::identity) continue;
        for (std::size_t size = 0; size < coded.size(); ++size)
            CHECK(run(coding, coded.substr(0, size)).done == decoding::cut);
        auto const after = run(coding, std::string(coded) + "x").done;
        CHECK(after != decoding::whole);
    }
    CHECK(run(content_coding::gzip, std::string(gzip) + std::string(gzip)).text == "goodgood");
}

TEST_CASE("content that is not what it says") {
    for (std::size_t const at : {0u, 1u, 2u})
        CHECK(run(content_coding::gzip, changed(gzip, at)).done == decoding::malformed);
    for (std::size_t at = gzip.size() - 8; at < gzip.size(); ++at)
        CHECK(run(content_coding::gzip, changed(gzip, at)).done == decoding::malformed);
    for (std::size_t at = zlib.size() - 4; at < zlib.size(); ++at)
        CHECK(run(content_coding::deflate, changed(zlib, at)).done == decoding::malformed);
    CHECK(run(content_coding::gzip, "{\"plain\": 1}").done == decoding::malformed);
#ifdef TROTLINE_BROTLI
    CHECK(run(content_coding::br, "{\"plain\": 1}").done == decoding::malformed);
#endif
    CHECK(run(content_coding::unknown, "x").done == decoding::malformed);
}

#ifdef TROTLINE_BROTLI
TEST_CASE("a small brotli stream that becomes large stops at the limit") {
    constexpr auto megabyte = "\x5b\xff\xff\x8f\x7f\x02\x20\x1e\x0b\x04\x72\xef\x1f\x00"sv;
    CHECK(run(content_coding::br, megabyte, 1 << 20).done == decoding::whole);
    auto const limited = run(content_coding::br, megabyte, 100000);
    CHECK(limited.done == decoding::too_large);
    CHECK(limited.text.size() == 100000);
}
#endif

static_assert(trotline::lenient_coding_of("") == trotline::content_coding::identity);
static_assert(trotline::lenient_coding_of("utf-8, none") == trotline::content_coding::identity);
static_assert(trotline::lenient_coding_of("aws-chunked , GZIP") == trotline::content_coding::gzip);
static_assert(trotline::lenient_coding_of("gzip, gzip") == trotline::content_coding::unknown);
static_assert(trotline::lenient_coding_of("zstd,utf-8") == trotline::content_coding::unknown);

}  // namespace transport_curl_content_coding_test
