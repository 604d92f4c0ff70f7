// SPDX-License-Identifier: BSL-1.0
#include <trotline/core/wanted_names.hpp>

#include <trotline/core/sixteen_bytes.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace core_wanted_names_test {

namespace tl = trotline;

TEST_CASE("a name's first eight bytes, with the quotation mark that ends a shorter one") {
    struct {
        std::string_view name;
        std::string_view word;  // the bytes that count
    } constexpr cases[] = {{"", "\""},
                           {"a", "a\""},
                           {"userId", "userId\""},
                           {"7chars_", "7chars_\""},
                           {"eight_88", "eight_88"},
                           {"a name of more than eight bytes", "a name o"},
                           {"\xC3\xA9", "\xC3\xA9\""}};
    for (auto const& one : cases) {
        CAPTURE(one.name);
        tl::wanted_name const name(one.name);
        CHECK(name.view() == one.name);
        CHECK(name.view().data() == one.name.data());
        CHECK(name.stands_as_it_is());
        std::string text(one.word);
        text.resize(8, 'x');
        CHECK((tl::detail::load_word(text.data()) & name.mask) == name.word);
        for (std::size_t i = 0; i != 8; ++i) {
            std::string other = text;
            other[i] ^= 0x10;
            bool const counts = i < one.word.size();
            CHECK(((tl::detail::load_word(other.data()) & name.mask) == name.word) == !counts);
        }
    }
}

TEST_CASE("a byte that differs from one that is escaped by a bit or by one does not count as it") {
    for (char const c : {'!', '#', '[', ']', '\xDC', '\xA2', '\x01'}) {
        for (std::size_t size = 1; size != 20; ++size) {
            std::string name(size, 'x');
            name[size / 2] = c;
            CAPTURE(name);
            CHECK(tl::wanted_name(name).stands_as_it_is());
            for (char const escaped : {'"', '\\'}) {
                name[size - 1] = escaped;
                CHECK_FALSE(tl::wanted_name(name).stands_as_it_is());
                name[size - 1] = 'x';
            }
        }
    }
}

TEST_CASE("a name that is escaped in JSON equals no word") {
    for (std::string_view const text :
         {"\"", "a\"b", "\\", "a\\b", "a name of many bytes \" \\", "1234567\"", "12345678\"",
          "12345678\"0123456789", "1234567890\\123456789"}) {
        CAPTURE(text);
        tl::wanted_name const name(text);
        CHECK_FALSE(name.stands_as_it_is());
        CHECK(name.view() == text);
        std::string bytes(text);
        bytes.resize(8);
        CHECK((tl::detail::load_word(bytes.data()) & name.mask) != name.word);
    }
}

TEST_CASE("a print is of the first byte, the last one and the size, inside of quotation marks") {
    constexpr std::string_view text = "{\"\":0,\"a\":0,\"id\":0,\"longer than others\":0}";
    for (std::string_view const name : {"", "a", "id", "longer than others"}) {
        std::size_t const at = text.find('"' + std::string(name) + '"') + 1;
        CHECK(tl::name_print(text.data() + at, name.size()) == tl::wanted_name(name).print);
    }
    auto const print = [](std::string_view name) { return tl::wanted_name(name).print; };
    CHECK(print("id") != print("ie"));
    CHECK(print("id") != print("hd"));
    CHECK(print("id") != print("iid"));
    CHECK(print("a middle") == print("a mxddle"));
}

TEST_CASE("a word is loaded with its first byte lowest") {
    CHECK(tl::detail::load_word("\x01\x02\x03\x04\x05\x06\x07\x08") == 0x0807060504030201u);
}

TEST_CASE("several names know their sizes and their last bytes") {
    static constexpr tl::name_list list{"", "a", "id",
                                        "a name of more than sixty-two bytes, which share "
                                        "one bit, whatever their sizes are"};
    constexpr tl::wanted_names names = list;
    static_assert(names.size() == 4 && names[0].empty() && names[2] == "id");
    CHECK(names.sizes == (1u | 2 | 4 | std::uint64_t{1} << 63));
    CHECK(names.last_bytes == (tl::last_byte_bit("") | tl::last_byte_bit("a") |
                               tl::last_byte_bit("d") | tl::last_byte_bit("e")));
    CHECK(names.tails != nullptr);
}

TEST_CASE("the sizes of names, those above 62 together") {
    CHECK(tl::size_bit(0) == 1);
    CHECK(tl::size_bit(62) == std::uint64_t{1} << 62);
    CHECK(tl::size_bit(63) == std::uint64_t{1} << 63);
    CHECK(tl::size_bit(1000) == tl::size_bit(63));
}

TEST_CASE("one name for a single question has what a comparison needs") {
    tl::one_wanted_name const one("title");
    tl::wanted_names const names = one;
    CHECK(names.size() == 1);
    CHECK(names[0] == "title");
    CHECK(names.sizes == tl::size_bit(5));
    CHECK(names.last_bytes == tl::last_byte_bit("e"));
    CHECK(names.tails == nullptr);
    CHECK(tl::wanted_names().size() == 0);
}

TEST_CASE(
    "the tables of tails tell the last three bytes of names, and the opening quotes of shorter "
    "ones") {
    constexpr tl::name_list names{"",        "a",        "id",        "userId",   "7chars_",
                                  "eight_8", "8_chars_", "9_chars_x", "chars_16", "ten bytes"};
    auto const& with = names.view().tails->with;
    auto const places = [&](std::size_t n, char c) {
        return with[n][static_cast<unsigned char>(c) & 63];
    };
    // "userId" is the fourth of them
    CHECK((places(0, 'd') & places(1, 'I') & places(2, 'r')) == 1 << 3);
    CHECK((places(0, 'd') & places(1, 'I') & places(2, 's')) == 0);
    CHECK((places(0, 'd') & places(1, 'i') & places(2, '"')) == 1 << 2);
    CHECK((places(0, 'd') & places(1, 'i') & places(2, 'x')) == 0);
    // what is before an opening quote does not count
    for (char const c : {'{', ',', ' ', 'x'}) {
        CHECK((places(0, 'a') & places(1, '"') & places(2, c)) == 1 << 1);
        CHECK((places(0, '"') & places(1, c) & places(2, c) & 1) == 1);
    }
    // the ninth and the tenth share their bits with the first and the second
    CHECK((places(0, '6') & places(1, '1') & places(2, '_')) == 1);
    CHECK((places(0, 's') & places(1, 'e') & places(2, 't')) == 1 << 1);
}

TEST_CASE("names that take any prefix") {
    for (std::string_view const name : {"*:a", "@*:a", "*:"}) CHECK(tl::takes_any_prefix(name));
    for (std::string_view const name : {"", "*", "@", "@*", "a:b", "a*:b", "@a"})
        CHECK(!tl::takes_any_prefix(name));
    CHECK(tl::wanted_names(tl::one_wanted_name("*:a")).may_take_any_prefix());
    CHECK(!tl::wanted_names(tl::one_wanted_name("a")).may_take_any_prefix());
    CHECK(tl::name_list("a", "@*:b").view().may_take_any_prefix());
    CHECK(!tl::name_list("a", "b:c").view().may_take_any_prefix());
}

}  // namespace core_wanted_names_test
