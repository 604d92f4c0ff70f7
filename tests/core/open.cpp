// SPDX-License-Identifier: BSL-1.0
#include <trotline/core/open.hpp>

#include <doctest/doctest.h>

#include <type_traits>

namespace core_open_test {

namespace tl = trotline;

namespace {

struct opened {
    std::size_t size;
    std::size_t* index;
};

struct plain {
    static constexpr opened open(std::string_view text, tl::document_failure& why) {
        if (text.empty()) why.code = tl::code::malformed;
        return {text.size(), nullptr};
    }
};

struct indexed : plain {
    using index_type = std::size_t;
    using plain::open;
    static constexpr opened open(std::string_view text, tl::document_failure& why,
                                 index_type& index) {
        index = text.size();
        return {open(text, why).size, &index};
    }
};

template <class Format>
constexpr opened open(std::string_view text, tl::document_failure& why, auto& index) {
    return tl::detail::open_document(Format(), text, why, index);
}

TEST_CASE("an index is offered to the formats that know one") {
    static_assert(std::is_same_v<tl::detail::index_of<plain>, tl::detail::no_index>);
    static_assert(std::is_same_v<tl::detail::index_of<indexed>, std::size_t>);
    tl::document_failure why;
    tl::detail::index_of<plain> none;
    CHECK(open<plain>("ab", why, none).index == nullptr);
    std::size_t index = 0;
    CHECK(open<indexed>("abc", why, index).index == &index);
    CHECK(index == 3);
    CHECK_FALSE(why);
    CHECK(open<indexed>("", why, index).size == 0);
    CHECK(why.code == tl::code::malformed);
}

}  // namespace

}  // namespace core_open_test
