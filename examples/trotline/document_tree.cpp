// SPDX-License-Identifier: BSL-1.0
#include "document_tree.hpp"

#include <trotline/json/cursor.hpp>
#include <trotline/json/format.hpp>
#include <trotline/json/number.hpp>
#include <trotline/json/writer.hpp>
#include <trotline/xml/cursor.hpp>
#include <trotline/xml/format.hpp>

#include <algorithm>

namespace tool {

namespace {

namespace tl = trotline;

template <tl::cursor C> std::string decoded(tl::scalar const& from) {
    if (from.plain) return std::string(from.text);
    std::string text;
    C::decode(from, [&](std::string_view piece) { text += piece; });
    return text;
}

// Reads the value at the cursor, and moves past it. The depth of a validated document is limited.
template <tl::cursor C> node read_value(C& at) {
    node made{.kind = at.kind(), .offset = at.offset()};
    tl::scalar name;
    if (made.is(tl::kind::array)) {
        for (at.enter(); at.element(0);) made.children.push_back(read_value(at));
        return made;
    }
    if (!made.is(tl::kind::object) && !made.is(tl::kind::element)) {
        made.text = decoded<C>(at.scalar());
        return made;
    }
    if constexpr (C::repeats_by_name) {
        if (made.is(tl::kind::element)) {
            made.nil = at.is_nil();
            C again = at;
            made.text = decoded<C>(again.scalar());
        }
    }
    at.enter();
    if constexpr (C::repeats_by_name)
        while (at.attribute(name)) {
            std::string const called = "@" + decoded<C>(name);
            made.children.push_back(read_value(at));
            made.children.back().name = called;
        }
    while (at.member(name)) {
        std::string called = decoded<C>(name);
        made.children.push_back(read_value(at));
        made.children.back().name = std::move(called);
    }
    return made;
}

template <class Format>
tl::result<node, tl::document_failure> read(std::string_view document, Format const& format) {
    tl::document_failure why;
    auto root = format.open(document, why);
    if (why) return why;
    return read_value(root);
}

void write(tl::json::writer& to, node const& from) {
    bool const is_object = from.is(tl::kind::object);
    if (from.is(tl::kind::string)) {
        to.string(from.text);
    } else if (is_object || from.is(tl::kind::array)) {
        is_object ? to.begin_object() : to.begin_array();
        for (node const& child : from.children) {
            if (is_object) to.name(child.name);
            write(to, child);
        }
        is_object ? to.end_object() : to.end_array();
    } else {
        to.raw(from.is(tl::kind::null) ? "null" : from.text);
    }
}

bool same_number(std::string_view a, std::string_view b) {
    if (a == b) return true;
    // Digits that a double would round are compared as they are written.
    constexpr std::size_t exact_digits = 15;
    if (a.size() > exact_digits || b.size() > exact_digits) return false;
    double x = 0, y = 0;
    static_cast<void>(tl::json::to_floating(a, x));
    static_cast<void>(tl::json::to_floating(b, y));
    return x == y;
}

}  // namespace

node const& node::operator[](std::string_view member) const {
    static node const none;
    auto const found = std::ranges::find(children, member, &node::name);
    return kind == tl::kind::object && found != children.end() ? *found : none;
}

bool looks_like_xml(std::string_view document) {
    if (document.starts_with("\xEF\xBB\xBF")) document.remove_prefix(3);
    std::size_t const first = document.find_first_not_of(" \t\r\n");
    return first != document.npos && document[first] == '<';
}

tl::result<node, tl::document_failure> read_json(std::string_view document) {
    return read(document, tl::json::checked);
}
tl::result<node, tl::document_failure> read_xml(std::string_view document) {
    return read(document, tl::xml::checked);
}

std::string to_json(node const& from) {
    std::string out;
    tl::json::writer to(out);
    write(to, from);
    return out;
}

bool equal(node const& a, node const& b) {
    if (a.kind != b.kind || a.children.size() != b.children.size()) return false;
    if (a.is(tl::kind::number)) return same_number(a.text, b.text);
    if (a.is(tl::kind::array)) return std::ranges::equal(a.children, b.children, equal);
    if (a.is(tl::kind::object))
        return std::ranges::all_of(a.children,
                                   [&](node const& child) { return equal(child, b[child.name]); });
    return a.text == b.text;
}

}  // namespace tool
