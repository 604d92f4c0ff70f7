// SPDX-License-Identifier: BSL-1.0
// trotline generate rows: the structs and rows for a sample answer, as a C++ header.
#include <trotline/core/message.hpp>
#include <trotline/core/text_position.hpp>

#include "command.hpp"
#include "document_tree.hpp"
#include "naming.hpp"
#include "shape.hpp"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <iostream>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tool {

namespace {

namespace tl = trotline;
using type = shape::type;

// Words that no member can be called: C++'s own, and macros of its library and of its compilers.
constexpr std::string_view reserved[] = {"alignas",
                                         "alignof",
                                         "and",
                                         "and_eq",
                                         "asm",
                                         "assert",
                                         "auto",
                                         "bitand",
                                         "bitor",
                                         "bool",
                                         "break",
                                         "case",
                                         "catch",
                                         "char",
                                         "char16_t",
                                         "char32_t",
                                         "char8_t",
                                         "class",
                                         "co_await",
                                         "co_return",
                                         "co_yield",
                                         "compl",
                                         "concept",
                                         "const",
                                         "const_cast",
                                         "consteval",
                                         "constexpr",
                                         "constinit",
                                         "continue",
                                         "decltype",
                                         "default",
                                         "delete",
                                         "do",
                                         "double",
                                         "dynamic_cast",
                                         "else",
                                         "enum",
                                         "EOF",
                                         "errno",
                                         "explicit",
                                         "export",
                                         "extern",
                                         "false",
                                         "float",
                                         "for",
                                         "friend",
                                         "goto",
                                         "if",
                                         "inline",
                                         "int",
                                         "linux",
                                         "long",
                                         "mutable",
                                         "namespace",
                                         "new",
                                         "noexcept",
                                         "not",
                                         "not_eq",
                                         "NULL",
                                         "nullptr",
                                         "operator",
                                         "or",
                                         "or_eq",
                                         "private",
                                         "protected",
                                         "public",
                                         "register",
                                         "reinterpret_cast",
                                         "requires",
                                         "return",
                                         "short",
                                         "signed",
                                         "sizeof",
                                         "static",
                                         "static_assert",
                                         "static_cast",
                                         "std",
                                         "stderr",
                                         "stdin",
                                         "stdout",
                                         "struct",
                                         "switch",
                                         "template",
                                         "this",
                                         "thread_local",
                                         "throw",
                                         "tl",
                                         "true",
                                         "trotline",
                                         "try",
                                         "typedef",
                                         "typeid",
                                         "typename",
                                         "union",
                                         "unix",
                                         "unsigned",
                                         "using",
                                         "virtual",
                                         "void",
                                         "volatile",
                                         "wchar_t",
                                         "while",
                                         "xor",
                                         "xor_eq"};

constexpr std::size_t longest_line = 100;
constexpr std::size_t longest_path = 255;  // bytes
constexpr std::size_t most_levels = 32;    // below it, values are kept as they are
constexpr std::size_t most_members = 50;   // in one description of Boost.Describe

bool is_identifier(std::string_view name) {
    return !name.empty() && !(name[0] >= '0' && name[0] <= '9') &&
           std::ranges::all_of(name, is_in_name) &&
           std::ranges::find(reserved, name) == std::end(reserved);
}

// A C++ name like this one. No name of the implementation's: with two _, or with _ and a capital.
std::string identifier_like(std::string_view name) {
    std::string made;
    for (char const c : name) {
        if (is_letter_or_digit(c))
            made += c;
        else if (!made.ends_with('_'))
            made += '_';
    }
    if (made.size() > 1 && made[0] == '_' && made[1] >= 'A' && made[1] <= 'Z') made.erase(0, 1);
    if (made.empty() || made == "_") return "member";
    if (made[0] >= '0' && made[0] <= '9') made.insert(0, "_");
    if (std::ranges::find(reserved, made) != std::end(reserved)) made += '_';
    return made;
}

// A string literal of C++.
std::string literal(std::string_view text) {
    std::string made = "\"";
    for (char const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            (made += '\\') += c;
        else if (byte < 0x20 || byte == 0x7F)
            made += {'\\', static_cast<char>('0' + (byte >> 6)),
                     static_cast<char>('0' + (byte >> 3 & 7)), static_cast<char>('0' + (byte & 7))};
        else
            made += c;
    }
    return made += '"';
}

std::size_t last_line_of(std::string_view text) {
    return text.rfind('\n') == text.npos ? 0 : text.rfind('\n') + 1;
}

// `head` with the items behind it, as many on a line as there is room for; the other lines begin
// below the first item.
std::string filled(std::string const& head, std::vector<std::string> const& items,
                   std::string const& end) {
    std::string text = head;
    std::size_t line = last_line_of(text);
    std::string const indent(text.size() - line, ' ');
    for (std::size_t i = 0; i < items.size(); ++i) {
        std::string const item = items[i] + (i + 1 == items.size() ? end : ",");
        if (i != 0 && text.size() - line + 1 + item.size() > longest_line) {
            text += "\n" + indent;
            line = text.size() - indent.size();
        } else if (i != 0) {
            text += ' ';
        }
        text += item;
    }
    return text;
}

bool fits(std::string_view text) {
    for (std::size_t from = 0, end = 0; end != text.size(); from = end + 1) {
        end = (std::min)(text.find('\n', from), text.size());
        if (end - from > longest_line) return false;
    }
    return true;
}

class header {
  public:
    header(std::string name, bool xml) : name_(std::move(name)), xml_(xml) {
        structs_.insert(name_);
    }

    std::string write(node const& document) {
        shape root = shape_of(document);
        std::string const element = xml_ ? document.children[0].name : std::string();
        std::vector<std::pair<std::string, std::string>> rows;  // path, member
        std::string const defined = define_root(root, element, rows);
        std::string guard = name_ + "_ROWS_HPP";
        std::ranges::transform(guard, guard.begin(),
                               [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
        std::string text =
            "// Rows for an answer, made of a sample:\n//   auto const mapped = tl::map<" + name_ +
            "_rows>(text" + (xml_ ? ", tl::xml::checked" : "") + ");\n";
        text +=
            "#ifndef " + guard + "\n#define " + guard + "\n\n#include <trotline/mapping/map.hpp>\n";
        if (xml_) text += "#include <trotline/xml/format.hpp>\n";
        text += "\n#include <boost/describe.hpp>\n";
        for (std::string_view const each : {"cstdint", "map", "optional", "string", "vector"})
            if (headers_.contains(std::string(each)))
                text.append("#include <").append(each).append(">\n");
        text += "\nnamespace tl = trotline;\n\n" + definitions_ + defined + '\n';
        std::vector<std::string> items{name_};
        for (auto const& [path, to] : rows)
            items.push_back("tl::row<" + literal(path) + ", &" + name_ + "::" + to + ">");
        std::string const mapping = "using " + name_ + "_rows =";
        std::string const beside = filled(mapping + " tl::mapping<", items, ">;");
        std::string const below = filled(mapping + "\n    tl::mapping<", items, ">;");
        text += !fits(beside) || std::ranges::count(below, '\n') < std::ranges::count(beside, '\n')
                    ? below
                    : beside;
        return text + "\n\n#endif\n";
    }

  private:
    struct member {
        std::string name, type, initial, remark;
        std::string wire;  // its name in the document
    };

    std::string define_root(shape& root, std::string const& element,
                            std::vector<std::pair<std::string, std::string>>& rows) {
        bool const flat = root.is == type::object && !root.inside.empty();
        if (!flat) {
            shape whole{.is = type::object};
            root.name = root.is == type::list || root.is == type::by_name ? "values" : "value";
            whole.inside.push_back(std::move(root));
            root = std::move(whole);
        }
        std::vector<member> const members = members_of(root, name_, 1);
        for (member const& each : members) {
            std::string path =
                !flat || each.wire == "#text" ? element : path_to_member(element, each.wire);
            if (path.empty()) path = "$";
            if (path.size() > longest_path) throw usage_error("too long for a path: " + path);
            rows.emplace_back(path, each.name);
        }
        return definition(name_, members, false);
    }

    std::vector<member> members_of(shape const& of, std::string const& in, std::size_t level) {
        std::vector<member> made;
        std::set<std::string> taken;
        for (shape const& each : of.inside) {
            std::string_view wire = each.name;
            std::string name = wire == "#text" ? "text"
                               : is_identifier(wire) && wire.find("__") == wire.npos
                                   ? std::string(wire)
                                   : identifier_like(wire.substr(xml_ && wire.starts_with('@')));
            // No member has the name of a struct.
            if (name == name_ || name.starts_with(name_ + "_"))
                name = (name_ == "its" ? "member_" : "its_") + name;
            member one;
            one.name = unique(name, taken);
            one.wire = each.name;
            one.type = type_of(each, in + "_" + name, level, one);
            if (each.optional && one.type != "std::optional<tl::raw_text>") {
                one.type = use("optional", "std::optional<" + one.type + ">");
                one.initial.clear();
            }
            made.push_back(std::move(one));
        }
        return made;
    }

    std::string use(char const* from, std::string text) {
        headers_.insert(from);
        return text;
    }

    // The type for values of the shape; `name` is for a struct that it needs. Says in `of` what is
    // remarkable.
    std::string type_of(shape const& from, std::string const& name, std::size_t level, member& of) {
        switch (from.is) {
            case type::boolean:
                of.initial = " = false";
                return "bool";
            case type::integer:
                of.initial = " = 0";
                return use("cstdint", "std::int64_t");
            case type::wide_integer:
                of.initial = " = 0";
                return use("cstdint", "std::uint64_t");
            case type::floating:
                of.initial = " = 0";
                return "double";
            case type::number:
                of.remark = "its digits";
                return "tl::number";
            case type::text:
            case type::empty:
                return use("string", "std::string");
            case type::list:
            case type::by_name:
                if (level == most_levels) break;
                return list_type(from, name, level, of);
            case type::object:
                if (level == most_levels || from.inside.empty()) break;
                return struct_type(from, name, level);
            case type::nothing:
            case type::any:
                break;
        }
        of.remark = from.is == type::nothing ? "only null in the sample"
                    : from.is == type::any   ? "of several types in the sample"
                    : from.is == type::object && from.inside.empty()
                        ? "an empty object in the sample"
                        : "too deep for a struct";
        return from.is == type::nothing && from.optional
                   ? use("optional", "std::optional<tl::raw_text>")
                   : "tl::raw_text";
    }

    std::string list_type(shape const& from, std::string const& name, std::size_t level,
                          member& of) {
        shape const& inside = from.inside[0];
        std::string element = type_of(inside, name, level + 1, of);
        of.initial.clear();
        if (inside.is == type::nothing)
            of.remark = inside.optional ? "only null in the sample" : "empty in the sample";
        else if (inside.optional)
            element = use("optional", "std::optional<" + element + ">");
        if (from.is == type::list) return use("vector", "std::vector<" + element + ">");
        headers_.insert("string");
        return use("map", "std::map<std::string, " + element + ">");
    }

    std::string struct_type(shape const& from, std::string const& name, std::size_t level) {
        std::string const made = unique(name, structs_);
        std::vector<member> const members = members_of(from, made, level + 1);
        definitions_ += definition(made, members, true) + '\n';
        return made;
    }

    // The members' declarations, with remarks below each other.
    static std::string lines_of(std::span<member const> members) {
        auto const declaration = [](member const& each) {
            return "    " + each.type + " " + each.name + each.initial + ";";
        };
        std::string text;
        for (std::size_t i = 0; i < members.size();) {
            std::size_t end = i, column = 0;
            for (; end < members.size() && members[end].remark.empty() == members[i].remark.empty();
                 ++end)
                column = std::max(column, declaration(members[end]).size() + 2);
            for (; i < end; ++i) {
                std::string line = declaration(members[i]);
                if (!members[i].remark.empty()) {
                    line.resize(column, ' ');
                    line += "// " + members[i].remark;
                }
                text += line + '\n';
            }
        }
        return text;
    }

    // A struct and its description. One that is read as a whole needs its members' names.
    std::string definition(std::string const& name, std::vector<member> const& members,
                           bool as_a_whole) {
        std::string text, base;
        std::size_t part = 0;
        for (std::size_t from = 0; from < members.size(); from += most_members) {
            std::size_t const to = std::min(from + most_members, members.size());
            std::string const own = to == members.size()
                                        ? name
                                        : unique(name + "_part" + std::to_string(++part), structs_);
            text += "struct " + own + (base.empty() ? "" : " : " + base) + " {\n";
            std::vector<std::string> names;
            for (std::size_t i = from; i < to; ++i) names.push_back(members[i].name);
            text += lines_of(std::span(members).subspan(from, to - from)) + "};\n";
            std::string const head = "BOOST_DESCRIBE_STRUCT(" + own + ", (" + base + "),";
            std::string const below = head + "\n" + std::string(22, ' ') + "(";
            std::string const line = filled(head + " (", names, "))");
            bool const is_one_line = line.find('\n') == line.npos && fits(line);
            text += (is_one_line ? line : filled(below, names, "))")) + '\n';
            base = own;
        }
        std::vector<std::string> renamed;
        for (member const& each : members)
            if (as_a_whole && each.wire != each.name)
                renamed.push_back("trotline::named<&" + name + "::" + each.name + ", " +
                                  literal(each.wire) + ">");
        if (renamed.empty()) return text;
        std::string const head = "struct trotline::member_names<" + name + ">";
        std::string const line =
            filled("template <> " + head + " : trotline::names<", renamed, "> {};");
        if (line.size() <= longest_line) return text + line + '\n';
        return text +
               filled("template <>\n" + head + "\n    : trotline::names<", renamed, "> {};") + '\n';
    }

    std::string name_;
    bool xml_;
    std::set<std::string> structs_, headers_;
    std::string definitions_;
};

}  // namespace

int generate_rows(generate_options const& options) try {
    auto const sample = read_all(options.file);
    if (!sample) return failed;
    if (!is_identifier(options.name)) {
        std::cerr << "trotline generate rows: --name " << options.name << ": expected a C++ name\n";
        return wrong_usage;
    }
    bool const xml = options.format == "auto" ? looks_like_xml(*sample) : options.format == "xml";
    auto const document = xml ? read_xml(*sample) : read_json(*sample);
    if (!document) {
        auto const& why = document.error();
        std::cerr << "trotline generate rows: " << options.file << ':'
                  << to_string(tl::position_in(*sample, why.offset)) << ": " << to_string(why)
                  << '\n';
        return failed;
    }
    std::cout << header(options.name, xml).write(*document) << std::flush;
    return mapped;
} catch (usage_error const& wrong) {
    std::cerr << "trotline generate rows: " << wrong.what() << '\n';
    return failed;
}

}  // namespace tool
