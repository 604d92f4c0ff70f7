// SPDX-License-Identifier: BSL-1.0
#include "shape.hpp"

#include <trotline/json/number.hpp>

#include "command.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>

namespace tool {

namespace {

namespace tl = trotline;
using type = shape::type;

bool is_number(type t) {
    return t == type::integer || t == type::wide_integer || t == type::floating ||
           t == type::number;
}

shape shape_of_number(std::string_view digits) {
    shape made;
    made.negative = digits.starts_with('-');
    bool const integral = digits.find_first_of(".eE") == digits.npos;
    std::int64_t small = 0;
    std::uint64_t wide = 0;
    double number = 0;
    if (integral && tl::json::to_integer(digits, small) == tl::json::number_status::exact)
        made.is = type::integer;
    else if (integral && tl::json::to_integer(digits, wide) == tl::json::number_status::exact)
        made.is = type::wide_integer;
    else if (!integral && tl::json::to_floating(digits, number) == tl::json::number_status::exact)
        made.is = type::floating;
    else
        made.is = type::number;
    return made;
}

type wider_number(shape const& a, shape const& b) {
    if (a.is == type::number || b.is == type::number) return type::number;
    if (a.is == type::floating || b.is == type::floating) return type::floating;
    bool const wide = a.is == type::wide_integer || b.is == type::wide_integer;
    return !wide ? type::integer : a.negative || b.negative ? type::number : type::wide_integer;
}

shape* member(shape& of, std::string_view name) {
    auto const found = std::ranges::find(of.inside, name, &shape::name);
    return found == of.inside.end() ? nullptr : &*found;
}

shape list_of(shape&& element) {
    shape made{.is = type::list};
    made.inside.push_back(std::move(element));
    return made;
}

std::size_t without_blanks(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) {
        return std::string_view(" \t\r\n").find(c) == std::string_view::npos;
    }));
}

// The shape of a text in XML, which does not say its type. 007 and +1 are no numbers.
shape shape_of_text(std::string_view text) {
    if (text == "true" || text == "false") return {.is = type::boolean};
    if (tl::json::is_number(text)) return shape_of_number(text);
    return {.is = type::text};
}

// An attribute about the document's form.
bool is_formal(std::string_view attribute) {
    return attribute == "@xmlns" || attribute.starts_with("@xmlns:") ||
           attribute.starts_with("@xsi:") || (attribute[0] == '@' && attribute.ends_with(":nil"));
}

// True if no C++ name could be made of them: they are keys, such as 17.
bool are_keys(std::vector<node> const& members) {
    return !members.empty() && std::ranges::all_of(members, [](node const& each) {
        return !each.name.empty() && each.name[0] >= '0' && each.name[0] <= '9';
    });
}

class reading {
  public:
    explicit reading(bool xml) : xml_(xml) {}

    shape read(node const& from) const { return xml_ ? element(from) : value(from); }

    // Members that are missing in some of the objects are optional. XML's lists are then empty.
    void conclude(shape& of) const {
        for (shape& each : of.inside) {
            bool const may_be_empty = xml_ && each.is == type::list;
            if (of.is == type::object && each.parents < of.objects && !may_be_empty)
                each.optional = true;
            conclude(each);
        }
    }

  private:
    void merge(shape& into, shape&& other) const {
        into.optional = other.optional = into.optional || other.optional;
        into.negative = other.negative = into.negative || other.negative;
        if (into.is < other.is) {
            std::swap(into.name, other.name);
            std::swap(into.parents, other.parents);
            std::swap(into, other);
        }
        if (other.is == type::nothing) return;
        if (xml_ && into.is == type::object && other.is == type::list) become_list(into);
        if (is_number(into.is) && is_number(other.is)) {
            into.is = wider_number(into, other);
        } else if (xml_ && into.is == type::list && other.is != type::list) {
            merge(into.inside[0], std::move(other));
        } else if (xml_ && into.is == type::object && other.is < type::list) {
            merge_members(into, with_text(std::move(other)));
        } else if (other.is == type::empty) {
            into.optional = into.optional || (into.is != type::text && into.is != type::empty);
        } else if (into.is != other.is || into.is == type::any) {
            into.is = type::any;
            into.inside.clear();
        } else if (into.is == type::object) {
            merge_members(into, std::move(other));
        } else if (!into.inside.empty()) {
            merge(into.inside[0], std::move(other.inside[0]));
        }
    }

    static void become_list(shape& single) {
        shape list{.is = type::list, .name = single.name, .parents = single.parents};
        list.inside.push_back(std::move(single));
        single = std::move(list);
    }

    void merge_members(shape& into, shape&& other) const {
        into.objects += other.objects;
        for (shape& each : other.inside) {
            if (shape* const known = member(into, each.name)) {
                known->parents += each.parents;
                merge(*known, std::move(each));
            } else {
                into.inside.push_back(std::move(each));
            }
        }
    }

    // An element that has attributes elsewhere, and here only a text.
    static shape with_text(shape&& scalar) {
        shape made{.is = type::object, .objects = 1};
        if (scalar.is != type::empty) add(made, "#text", std::move(scalar));
        return made;
    }

    static void add(shape& to, std::string name, shape&& one) {
        one.name = std::move(name);
        one.parents = 1;
        to.inside.push_back(std::move(one));
    }

    shape element(node const& from) const {
        if (from.is(tl::kind::text)) return shape_of_text(from.text);
        if (from.nil) return {.optional = true};
        shape made{.is = type::object, .objects = 1};
        std::size_t elements = 0, text_in_elements = 0;
        for (node const& child : from.children) {
            if (is_formal(child.name)) continue;
            elements += child.is(tl::kind::element);
            if (child.is(tl::kind::element)) text_in_elements += without_blanks(child.text);
            if (shape* const known = member(made, child.name)) {
                if (known->is != type::list) become_list(*known);
                merge(known->inside[0], element(child));
            } else {
                add(made, child.name, element(child));
            }
        }
        if (elements != 0 && without_blanks(from.text) != text_in_elements)
            return {.is = type::any};
        if (made.inside.empty())
            return from.text.empty() ? shape{.is = type::empty} : shape_of_text(from.text);
        if (elements == 0 && !from.text.empty()) add(made, "#text", shape_of_text(from.text));
        return made;
    }

    shape value(node const& from) const {
        if (from.is(tl::kind::null)) return {.optional = true};
        if (from.is(tl::kind::boolean)) return {.is = type::boolean};
        if (from.is(tl::kind::number)) return shape_of_number(from.text);
        if (from.is(tl::kind::string)) return {.is = type::text};
        if (from.is(tl::kind::array) || are_keys(from.children)) {
            shape made = list_of({});
            if (!from.is(tl::kind::array)) made.is = type::by_name;
            for (node const& child : from.children) merge(made.inside[0], value(child));
            return made;
        }
        shape made{.is = type::object, .objects = 1};
        for (node const& child : from.children) {
            if (member(made, child.name) != nullptr)
                throw usage_error("a member is there twice in an object, again at byte " +
                                  std::to_string(child.offset));
            add(made, child.name, value(child));
        }
        return made;
    }

    bool xml_;
};

}  // namespace

shape shape_of(node const& document) {
    bool const xml = document.children.size() == 1 && document.children[0].is(tl::kind::element);
    reading const how(xml);
    shape made = how.read(xml ? document.children[0] : document);
    how.conclude(made);
    return made;
}

}  // namespace tool
