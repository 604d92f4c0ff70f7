// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/inflate.hpp>

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace std::string_view_literals;
using trotline::decoding;

namespace {

// streams made by zlib 1.2.13
struct sample {
    std::string name, decoded;
    std::string_view coded;
};

std::string repeated(std::string_view text, int times) {
    std::string result;
    while (times-- > 0) result += text;
    return result;
}

std::string all_bytes() {
    std::string result;
    for (int i = 0; i < 256; ++i) result += static_cast<char>(i);
    return result;
}

std::vector<sample> const samples = {
    {"nothing", "", "\x03\x00"sv},
    {"stored", "hello", "\x01\x05\x00\xfa\xff\x68\x65\x6c\x6c\x6f"sv},
    {"fixed codes", "{\"data\":{\"userId\":7,\"title\":\"delectus au",
     "\xab\x56\x4a\x49\x2c\x49\x54\xb2\xaa\x56\x2a\x2d\x4e\x2d\xf2\x4c\x51\xb2\x32\xd7\x51\x2a\xc9\x2c\xc9\x49\x55\xb2\x52\x4a\x49\xcd\x49\x4d\x2e\x29\x2d\x56\x48\x2c\x05\x00"sv},
    {"dynamic codes", repeated("{\"data\":{\"userId\":7,\"title\":\"delectus aut autem\",\"tags\":[\"a\",\"b\"]},\"ok\":true}", 3),
     "\xab\x56\x4a\x49\x2c\x49\x54\xb2\xaa\x56\x2a\x2d\x4e\x2d\xf2\x4c\x51\xb2\x32\xd7\x51\x2a\xc9\x2c\xc9\x49\x55\xb2\x52\x4a\x49\xcd\x49\x4d\x2e\x29\x2d\x56\x48\x2c\x2d\x01\xe1\xd4\x5c\x25\xa0\x64\x62\x7a\xb1\x92\x55\xb4\x52\x22\x90\x9d\xa4\x14\x5b\xab\xa3\x94\x9f\xad\x64\x55\x52\x54\x9a\x5a\x5b\x3d\x68\x0d\x03\x00"sv},
    {"huffman only",
     "fcgabbfadabggbdbgabdagadacegcbecbdfbbadhgfhhfedcdbehfhebbgcfchgabfffhhbbehbaehegfahfcbhadecdgghbchgecgegfgdcbccddahceeacgffca"
     "hggggbhgadbdhcbfabacbfabdgceffhbbhhhhebcbfehcadfcaebefcfdfdddgddhfaaehedfhffbdbdhdfdhahfbbgdhcgfbghgbcccachchfccaabcgddaededf"
     "egcafhgccahcaccchbafhbaddeabhabhfdehhdedhcgbghfbdg",
     "\x05\xc1\x07\x01\x00\x00\x0c\x02\xa0\xac\x9e\xa9\xfd\x13\x0c\xa2\x82\x0c\x0c\xb6\x34\x0b\x1a\x85\xa1\xab\x78\xa2\x43\xc2\x6b\xb6\x9c\x65\xde\xb2\x23\xab\x68\x05\x93\x6c\xe4\x8d\xb8\x5d\x83\x45\x1c\x7c\x72\x3b\x6a\x3d\xf5\x9a\x5a\x94\x6c\x4c\x77\x50\x13\x61\x6d\xcb\x15\xa6\x27\x06\x84\x18\xd0\xd5\x25\x23\xb7\xed\x28\xe6\x26\x38\xc2\xf1\xa2\x38\xb6\x6b\x2f\xc0\xed\x9c\x25\x34\x3d\xc7\xc3\x42\xd6\x53\xc3\xae\x94\x04\x4d\x8b\x04\x50\xb5\x71\x3e\xe7\x2a\x64\x95\x30\x41\xd2\x88\x8c\xb0\x0f\x1c\xb8\xf8\x36\x9f\xa7\xb2\x0b\xdd\x07"sv},
    {"runs", repeated("a", 1000), "\x4b\x1c\x05\xa3\x60\x14\x0c\x7b\x00\x00"sv},
    {"one long match", repeated("x", 600), "\xab\xa8\x18\x05\xa3\x80\xfa\x00\x00"sv},
    {"fixed, all bytes", all_bytes(),
     "\x01\x00\x01\xff\xfe\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f\x20\x21\x22\x23\x24\x25\x26\x27\x28\x29\x2a\x2b\x2c\x2d\x2e\x2f\x30\x31\x32\x33\x34\x35\x36\x37\x38\x39\x3a\x3b\x3c\x3d\x3e\x3f\x40\x41\x42\x43\x44\x45\x46\x47\x48\x49\x4a\x4b\x4c\x4d\x4e\x4f\x50\x51\x52\x53\x54\x55\x56\x57\x58\x59\x5a\x5b\x5c\x5d\x5e\x5f\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f\x70\x71\x72\x73\x74\x75\x76\x77\x78\x79\x7a\x7b\x7c\x7d\x7e\x7f\x80\x81\x82\x83\x84\x85\x86\x87\x88\x89\x8a\x8b\x8c\x8d\x8e\x8f\x90\x91\x92\x93\x94\x95\x96\x97\x98\x99\x9a\x9b\x9c\x9d\x9e\x9f\xa0\xa1\xa2\xa3\xa4\xa5\xa6\xa7\xa8\xa9\xaa\xab\xac\xad\xae\xaf\xb0\xb1\xb2\xb3\xb4\xb5\xb6\xb7\xb8\xb9\xba\xbb\xbc\xbd\xbe\xbf\xc0\xc1\xc2\xc3\xc4\xc5\xc6\xc7\xc8\xc9\xca\xcb\xcc\xcd\xce\xcf\xd0\xd1\xd2\xd3\xd4\xd5\xd6\xd7\xd8\xd9\xda\xdb\xdc\xdd\xde\xdf\xe0\xe1\xe2\xe3\xe4\xe5\xe6\xe7\xe8\xe9\xea\xeb\xec\xed\xee\xef\xf0\xf1\xf2\xf3\xf4\xf5\xf6\xf7\xf8\xf9\xfa\xfb\xfc\xfd\xfe\xff"sv},
};

struct outcome {
    decoding done;
    std::string text;
    std::size_t used = 0;
};

outcome run(std::string_view coded, std::size_t limit = 1 << 20) {
    outcome result{};
    // an exact allocation, so that a sanitizer sees a byte read past the end
    std::vector<char> const exact(coded.begin(), coded.end());
    result.done = trotline::inflate({exact.data(), exact.size()}, result.text, limit, result.used);
    return result;
}

}  // namespace

TEST_CASE("whole streams") {
    for (auto const& sample : samples) {
        CAPTURE(sample.name);
        auto const inflated = run(sample.coded);
        CHECK(inflated.done == decoding::whole);
        CHECK(inflated.text == sample.decoded);
        CHECK(inflated.used == sample.coded.size());
        auto const longer = run(std::string(sample.coded) + "behind");
        CHECK(longer.done == decoding::whole);
        CHECK(longer.used == sample.coded.size());
    }
}

TEST_CASE("every cut stream is called cut") {
    for (auto const& sample : samples) {
        for (std::size_t size = 0; size < sample.coded.size(); ++size) {
            CAPTURE(sample.name);
            CAPTURE(size);
            auto const inflated = run(sample.coded.substr(0, size));
            CHECK(inflated.done == decoding::cut);
            CHECK(sample.decoded.starts_with(inflated.text));
        }
    }
}

TEST_CASE("every limit is kept") {
    for (auto const& sample : samples) {
        for (std::size_t limit = 0; limit <= sample.decoded.size(); limit += 7) {
            auto const inflated = run(sample.coded, limit);
            CHECK(inflated.text.size() <= limit);
            CHECK((inflated.done == decoding::whole) == (limit >= sample.decoded.size()));
        }
    }
}

TEST_CASE("streams that are none") {
    std::string_view const cases[] = {
        "\x07"sv,                                      // block type 3
        "\x01\x05\x00\x00\x00hello"sv,                 // a stored block whose length and complement disagree
        "\x03\x02\x00\x00\x00"sv,                      // a distance behind the beginning
        "\xfd\xff\xff\xff\xff\xff\xff"sv,              // more codes than there are symbols
        "\x05\xe0\x93\x24\x49\x92\x24\x49\x92\x24"sv,  // over-subscribed code lengths
    };
    for (auto const bytes : cases) CHECK(run(bytes).done == decoding::malformed);
}

TEST_CASE("any byte may be wrong") {
    for (auto const& sample : samples) {
        for (std::size_t at = 0; at < sample.coded.size(); ++at) {
            for (int bit = 0; bit < 8; ++bit) {
                std::string mutated(sample.coded);
                mutated[at] = static_cast<char>(mutated[at] ^ (1 << bit));
                CHECK(run(mutated, 5000).text.size() <= 5000);
            }
        }
    }
}

static_assert(trotline::crc32("123456789") == 0xCBF43926u);
static_assert(trotline::adler32("Wikipedia") == 0x11E60398u);
static_assert(trotline::crc32("") == 0 && trotline::adler32("") == 1);
