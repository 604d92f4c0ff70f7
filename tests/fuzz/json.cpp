// SPDX-License-Identifier: BSL-1.0
#include <trotline/json/cursor.hpp>
#include <trotline/json/format.hpp>
#include <trotline/json/kernel/dispatch.hpp>
#include <trotline/json/validate.hpp>

#include <boost/json/basic_parser_impl.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

// Any bytes: all instruction sets have the same results, on-demand cursors stay inside the text,
// and valid texts are those that Boost.JSON accepts.

namespace tl = trotline;
namespace json = trotline::json;

namespace {

void must(bool holds) {
    if (!holds) std::abort();
}

struct no_handler {
    static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1),
                                 max_array_size = max_object_size, max_key_size = max_object_size,
                                 max_string_size = max_object_size;
    using code = boost::json::error_code;
    using text = boost::json::string_view;
    bool on_document_begin(code&) { return true; }
    bool on_document_end(code&) { return true; }
    bool on_array_begin(code&) { return true; }
    bool on_array_end(std::size_t, code&) { return true; }
    bool on_object_begin(code&) { return true; }
    bool on_object_end(std::size_t, code&) { return true; }
    bool on_string_part(text, std::size_t, code&) { return true; }
    bool on_string(text, std::size_t, code&) { return true; }
    bool on_key_part(text, std::size_t, code&) { return true; }
    bool on_key(text, std::size_t, code&) { return true; }
    bool on_number_part(text, code&) { return true; }
    bool on_int64(std::int64_t, text, code&) { return true; }
    bool on_uint64(std::uint64_t, text, code&) { return true; }
    bool on_double(double, text, code&) { return true; }
    bool on_bool(bool, code&) { return true; }
    bool on_null(code&) { return true; }
    bool on_comment_part(text, code&) { return true; }
    bool on_comment(text, code&) { return true; }
};

// True if Boost.JSON agrees. It also refuses exponents that are too large for it, which the grammar
// does not.
bool boost_agrees(std::string_view text, bool valid) {
    boost::json::parse_options options;
    options.max_depth = json::default_depth_limit;
    boost::json::basic_parser<no_handler> parser(options);
    boost::json::error_code error;
    std::size_t const read = parser.write_some(false, text.data(), text.size(), error);
    return (!error && read == text.size()) == valid ||
           error == boost::json::error::exponent_overflow;
}

// Walks over everything, three members deep by name, and computes a sum of the positions.
template <class C> std::size_t walk(std::string_view text) {
    static constexpr trotline::name_list<5> names{"a", "id", "data", "\"", ""};
    std::size_t sum = 0;
    for (std::size_t count = 1; count <= names.view().size(); ++count) {
        // the first of them, with everything that is known
        tl::wanted_names wanted = names;
        wanted.count = count;
        tl::document_failure why, why_not;
        C c(text, why);
        for (int depth = 0; depth != 3 && c.kind() == tl::kind::object; ++depth) {
            c.enter();
            sum = sum * 31 + c.find(wanted) + c.offset();
        }
        if (c.kind() == tl::kind::array) {
            c.enter();
            sum = sum * 31 + static_cast<std::size_t>(c.element(count)) + c.offset();
        }
        sum = sum * 31 + c.raw().size() + c.offset();
        C levels(text, why_not);
        levels.enter();
        levels.leave(1);
        sum = sum * 31 + levels.offset() + levels.failure().offset;
    }
    return sum;
}

// Two or more copies of a text, until it has 2 KB.
std::vector<char> make_long(std::string_view text) {
    std::vector<char> copies;
    if (text.empty()) return copies;
    // no more, so that reading past them is found
    copies.reserve((2048 / text.size() + 2) * text.size());
    while (copies.size() != copies.capacity())
        copies.insert(copies.end(), text.begin(), text.end());
    return copies;
}
// Where the functions for long containers and arrays stop, from inside of one.
std::size_t pass(std::vector<char> const& text) {
    if (text.empty()) return 0;
    auto const& kernels = json::detail::best_kernels();
    char const *const at = text.data(), *const end = at + text.size();
    std::size_t sum = 0;
    for (std::size_t const n : {1u, 2u, 5u, 30u}) {
        auto const comma = kernels.after_commas(at, end, n);
        for (char const* const after : {kernels.after_containers(at, end, n), comma.at})
            sum = sum * 31 + (after == nullptr ? 0 : static_cast<std::size_t>(after - at) + 1);
        sum = sum * 31 + comma.place;
    }
    return sum;
}

// An array of copies of a valid text: the notes that validation makes of a long text must not
// change any result.
std::size_t walk_copies(std::string_view text) {
    std::vector<char> copies{'['};
    do {
        if (copies.size() != 1) copies.push_back(',');
        copies.insert(copies.end(), text.begin(), text.end());
    } while (copies.size() < 2048);
    copies.push_back(']');
    std::vector<char> const array(copies.begin(), copies.end());  // no room after it
    std::string_view const all(array.data(), array.size());
    tl::document_failure why;
    json::member_index index;
    auto const noted = json::checked.open(all, why, index);
    must(!why);
    std::size_t sum = 0;
    for (std::size_t const n : {0u, 1u, 2u, 40u}) {
        std::size_t sums[2]{};
        for (bool const with : {false, true}) {
            auto c = with ? noted : json::basic_cursor<json::mode::checked>(all);
            std::size_t& of = sums[with ? 1 : 0];
            c.enter();
            of = static_cast<std::size_t>(c.element(n)) + c.offset();
            auto inside = c;
            if (c.kind() == tl::kind::object || c.kind() == tl::kind::array) {
                inside.enter();
                inside.leave(1);
                of = of * 31 + inside.offset();
                c.skip();
                must(c.offset() == inside.offset());
            }
        }
        must(sums[0] == sums[1]);
        sum = sum * 31 + sums[0];
    }
    return sum;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const text(reinterpret_cast<char const*>(data), size);
    must(tl::use_instruction_set(tl::instruction_set::portable));
    auto const expected = json::validate(text);
    std::size_t const walked = walk<json::basic_cursor<json::mode::on_demand>>(text);
    must(boost_agrees(text, !expected));
    auto const long_text = make_long(text);
    std::size_t const passed = pass(long_text);
    // one more level must be allowed
    bool const walks_copies = !expected && !json::validate("[" + std::string(text) + "]");
    std::size_t const copies_walked = walks_copies ? walk_copies(text) : 0;
    for (auto const set : tl::all_instruction_sets) {
        if (!tl::use_instruction_set(set)) continue;
        auto const failure = json::validate(text);
        must(failure.code == expected.code && failure.offset == expected.offset &&
             failure.expected == expected.expected);
        must(walk<json::basic_cursor<json::mode::on_demand>>(text) == walked);
        must(pass(long_text) == passed);
        if (!expected) walk<json::basic_cursor<json::mode::checked>>(text);
        if (walks_copies) must(walk_copies(text) == copies_walked);
    }
    return 0;
}
