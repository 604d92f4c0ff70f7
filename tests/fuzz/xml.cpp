// SPDX-License-Identifier: BSL-1.0
// Any bytes as an XML document, compared with Expat: both accept or both refuse where both promise
// the same; a walk with the cursor finds the elements, attributes and texts that Expat reports; and
// the bytes before the first wrong one are the beginning of a document.
#include <trotline/xml/cursor.hpp>
#include <trotline/xml/format.hpp>

#include <expat.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace xml = trotline::xml;

void demand(bool holds, char const* what) {
    if (holds) return;
    std::fprintf(stderr, "%s\n", what);
    std::abort();
}

std::string text_of(xml::cursor at) {
    xml::cursor look = at;
    trotline::scalar const value = at.scalar();
    std::string_view plain;
    if (look.plain(plain)) {
        demand(value.plain && value.text == plain, "the text in one look is another one");
        trotline::scalar name;
        bool const more = at.member(name);
        demand(look.member(name) == more && (!more || look.offset() == at.offset()),
               "one look leads somewhere else");
    }
    if (value.plain) return std::string(value.text);
    std::string text;
    xml::cursor::decode(value, [&](std::string_view piece) { text += piece; });
    return text;
}

// Follows Expat's events with cursors.
struct walk {
    struct open_element {
        xml::cursor inside;
        xml::cursor begin;                         // the same, and is not moved
        std::map<std::string, xml::cursor> named;  // after the last child of each name
        // the element's string-value, as the cursor reads it
        std::string expected_text;
        std::string text;  // the text that Expat delivers until the element's end
    };
    std::vector<open_element> open;

    explicit walk(xml::cursor root) : open{{root, root, {}, {}, {}}} {
        open.back().inside.enter();
        open.back().begin.enter();
    }

    void start(std::string_view name, char const** attributes) {
        trotline::scalar found;
        demand(open.back().inside.member(found), "an element is missing");
        demand(found.plain && found.text == name, "an element has another name");
        xml::cursor const element = open.back().inside;
        open.back().inside.skip();

        // by its name, after the one before
        xml::cursor& by_name =
            open.back().named.try_emplace(std::string(name), open.back().begin).first->second;
        demand(by_name.find(trotline::one_wanted_name(name)) == 0 &&
                   by_name.offset() == element.offset(),
               "find gets somewhere else");
        by_name.skip();

        xml::cursor inside = element;
        inside.enter();
        // what follows is the same, whether the element is skipped or left
        xml::cursor left = inside, skipped = open.back().inside;
        left.leave(1);
        bool const more = skipped.element(0);
        auto const is_after = [&](xml::cursor at) {
            return at.element(0) == more && (!more || at.offset() == skipped.offset());
        };
        demand(is_after(left), "leave gets somewhere else");
        xml::cursor first = inside, childless = element, ended = element;
        bool const has_children = first.element(0);
        demand(childless.skip_childless() != has_children, "children are not seen");
        demand(has_children || is_after(childless), "skip_childless gets somewhere else");
        demand(!ended.skip_before(element.document().size()) || is_after(ended),
               "skip_before gets somewhere else");
        if (xml::cursor child = inside, again = inside; child.member(found)) {
            demand(element.next_mention(found.text, trotline::npos) <= child.offset(),
                   "a name is not seen");
            demand(again.next_named_or_parent(trotline::one_wanted_name(found.text)) ==
                           trotline::child_found::named &&
                       again.offset() == child.offset(),
                   "the first child is not found");
        }

        for (; *attributes != nullptr; attributes += 2) {
            std::string const asked = '@' + std::string(attributes[0]);
            xml::cursor attribute = inside;
            demand(attribute.find(trotline::one_wanted_name(asked)) == 0,
                   "an attribute is missing");
            demand(text_of(attribute) == attributes[1], "an attribute has another value");
        }
        open.push_back({inside, inside, {}, text_of(element), {}});
    }
    void end() {
        trotline::scalar none;
        demand(!open.back().inside.member(none), "an element too many");
        for (auto& [name, after] : open.back().named) {
            demand(after.find(trotline::name_list{"@none", name}) == trotline::npos,
                   "find finds one too many");
        }
        demand(open.back().text == open.back().expected_text,
               "an element has another string-value");
        std::string const text = open.back().text;
        open.pop_back();
        open.back().text += text;
    }
};

// From the end of the root element's start tag, and from the ends of the first tags, all kernels
// stop at the same positions.
void walk_with_all_kernels(std::string_view document, std::size_t root) {
    char const* const begin = document.data();
    char const* const end = begin + document.size();
    constexpr trotline::name_list b{"b"};
    char const* at = xml::detail::tag_end(begin + root, end);
    if (at == end || at[-1] == '/') return;
    ++at;
    for (std::size_t steps = 0; steps < 20; ++steps) {
        for (std::size_t depth = 0; depth < 3; ++depth) {
            for (trotline::wanted_names const& names : {trotline::wanted_names(), b.view()}) {
                char const* const expected = xml::detail::next_wanted_with(
                    trotline::instruction_set::portable, begin, at, end, depth, names);
                for (auto const kernel : trotline::all_instruction_sets) {
                    if (!trotline::is_available(kernel)) continue;
                    demand(xml::detail::next_wanted_with(kernel, begin, at, end, depth, names) ==
                               expected,
                           "two kernels get to different places");
                }
            }
        }
        // after the next element, comment or similar
        char const* const next = xml::detail::find(at, end, '<');
        if (end - next < 2 || next[1] == '/') return;
        if (next[1] == '!' || next[1] == '?') {
            at = xml::detail::after_declaration(next, end);
        } else {
            at = xml::detail::tag_end(next, end) + 1;
            if (at[-2] == '/') continue;
            at = xml::detail::next_wanted_portable(at, end, 0, {});
            if (*at == '<') at = xml::detail::find(at, end, '>') + 1;
        }
    }
}

struct opinion {
    bool accepted;
    XML_Error error;
};

opinion expat(std::string_view text, walk* beside) {
    XML_Parser const parser = XML_ParserCreate("UTF-8");
    if (beside != nullptr) {
        XML_SetUserData(parser, beside);
        XML_SetElementHandler(
            parser,
            [](void* user, char const* name, char const** attributes) {
                static_cast<walk*>(user)->start(name, attributes);
            },
            [](void* user, char const*) { static_cast<walk*>(user)->end(); });
        XML_SetCharacterDataHandler(parser, [](void* user, char const* piece, int size) {
            static_cast<walk*>(user)->open.back().text.append(piece,
                                                              static_cast<std::size_t>(size));
        });
    }
    bool const accepted =
        XML_Parse(parser, text.data(), static_cast<int>(text.size()), 1) == XML_STATUS_OK;
    opinion const found{accepted, XML_GetErrorCode(parser)};
    XML_ParserFree(parser);
    return found;
}

bool is_ascii(std::string_view text) {
    for (char const c : text) {
        if (static_cast<unsigned char>(c) >= 0x80) return false;
    }
    return true;
}

// Compares a walk from a cursor at the document's root with Expat's.
void follow_expat(std::string_view text, xml::cursor root) {
    walk beside(root);
    opinion const other = expat(text, &beside);
    // expat reads the fourth edition, which has fewer characters for names
    bool const name = other.error == XML_ERROR_INVALID_TOKEN && !is_ascii(text);
    demand(other.accepted || name, "accepted, but not by expat");
}

bool contains(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    // exactly as long as it is, so that reading one byte more is found
    std::vector<char> const bytes(data, data + size);
    std::string_view const text(bytes.data(), bytes.size());

    trotline::document_failure const why = xml::validate(text);
    for (auto const kernel : trotline::all_instruction_sets) {
        if (!trotline::is_available(kernel)) continue;
        xml::detail::element_list list;
        trotline::document_failure const other =
            xml::detail::judge_document(kernel, text, xml::default_depth_limit, list).failure;
        demand(other.code == why.code && other.offset == why.offset, "two kernels disagree");
        demand(!other || list.first() == nullptr, "elements of what is no document");
        if (list.first() != nullptr)
            follow_expat(text, xml::cursor(text, list.first()->begin, list.first()));
    }
    if (!why) {
        xml::detail::element_list list;
        walk_with_all_kernels(
            text, xml::detail::judge_document(text, xml::default_depth_limit, list).root);
        follow_expat(text, xml::cursor(text));
        return 0;
    }
    demand(why.offset <= size && !why.expected.empty(), "a failure without its place");
    bool const refused = contains(why.expected, "DOCTYPE") || contains(why.expected, "US-ASCII") ||
                         contains(why.expected, "HTML") || why.code != trotline::code::malformed;
    if (!refused) {
        trotline::document_failure const before = xml::validate(text.substr(0, why.offset));
        demand(!before || before.offset == why.offset,
               "what stands before the first wrong byte is wrong already");
        if (why.offset < size) {
            demand(xml::validate(text.substr(0, why.offset + 1)).offset == why.offset,
                   "the first wrong byte is not wrong by itself");
        }
        // expat takes any version and ignores the encoding; it reads document types
        bool const comparable = !contains(text, "version") && !contains(text, "<!DOCTYPE");
        demand(!comparable || !expat(text, nullptr).accepted, "refused, but accepted by expat");
    }
    return 0;
}
