// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TESTS_PARSER_SAME_VALUES_HPP
#define TROTLINE_TESTS_PARSER_SAME_VALUES_HPP

#include <trotline/mapping/get.hpp>

#include <doctest/doctest.h>
#include <boost/describe.hpp>

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

// Reads one path as every kind of type and writes the results down. Two formats agree if the texts
// are equal.
namespace trotline_tests {

BOOST_DEFINE_ENUM_CLASS(shade, dark, light)
struct inner_part {
    std::optional<std::string> name;
    std::vector<int> numbers;
};
BOOST_DESCRIBE_STRUCT(inner_part, (), (name, numbers))

inline std::string shown(bool b) { return b ? "true" : "false"; }
inline std::string shown(std::string const& text) { return '"' + text + '"'; }
inline std::string shown(shade s) { return s == shade::dark ? "dark" : "light"; }
inline std::string shown(trotline::value const& v) {
    return std::to_string(v.get().index()) + to_string(v);
}
template <class N>
    requires std::is_arithmetic_v<N> std::string shown(N n) { return std::to_string(n); }
template <class T> std::string shown(std::optional<T> const& v) { return v ? shown(*v) : "none"; }
template <class T> std::string shown(std::vector<T> const& v) {
    std::string text = "[";
    for (T const& each : v) text += shown(each) + ',';
    return text + ']';
}
template <class T, std::size_t N> std::string shown(std::array<T, N> const& v) {
    return shown(std::vector<T>(v.begin(), v.end()));
}
template <class T> std::string shown(std::map<std::string, T> const& v) {
    std::string text = "{";
    for (auto const& [name, each] : v) text += name + ':' + shown(each) + ',';
    return text + '}';
}
inline std::string shown(inner_part const& v) { return shown(v.name) + shown(v.numbers); }

// Why there is no such value.
template <class T>
trotline::row_failure why_not(std::string_view text, auto const& path, auto const& format) {
    auto const got = trotline::get<T>(text, path, format);
    return got.error().rows().front();
}

// What was found, or why nothing was; without positions, and without the excerpt, which a tree does
// not have.
template <class T>
std::string read_as(std::string_view text, trotline::object_path const& path, auto const& format) {
    auto const got = trotline::get<T>(text, path, format);
    if (got) return shown(*got);
    if (got.error().document()) return "malformed";
    trotline::row_failure const& why = got.error().rows().front();
    std::string line(name(why.code));
    line.append("/")
        .append(name(why.found))
        .append("/")
        .append(why.expected)
        .append("/")
        .append(why.inner.view());
    return line + '/' + std::to_string(why.depth);
}

inline std::string read_as_all(std::string_view text, trotline::object_path const& path,
                               auto const& format) {
    std::string all;
    auto const add = [&]<class T>(std::type_identity<T>) {
        all.append(read_as<T>(text, path, format)).append("; ");
    };
    add(std::type_identity<bool>{});
    add(std::type_identity<signed char>{});
    add(std::type_identity<unsigned long long>{});
    add(std::type_identity<double>{});
    add(std::type_identity<std::string>{});
    add(std::type_identity<shade>{});
    add(std::type_identity<std::optional<long>>{});
    add(std::type_identity<std::vector<std::string>>{});
    add(std::type_identity<std::array<int, 2>>{});
    add(std::type_identity<std::map<std::string, std::string>>{});
    add(std::type_identity<inner_part>{});
    return all;
}

// A cursor over nothing finds nothing, and stays there.
template <trotline::cursor C> void finds_nothing(C nothing) {
    trotline::scalar name;
    nothing.skip();
    CHECK(nothing.raw().empty());
    CHECK(nothing.scalar().kind == trotline::kind::nothing);
    CHECK(nothing.find(trotline::one_wanted_name("a")) == trotline::npos);
    CHECK_FALSE(nothing.member(name));
    CHECK_FALSE(nothing.element(0));
    nothing.leave(2);
    CHECK(nothing.kind() == trotline::kind::nothing);
}

}  // namespace trotline_tests

#endif
