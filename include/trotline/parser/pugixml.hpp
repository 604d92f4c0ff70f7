// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PARSER_PUGIXML_HPP
#define TROTLINE_PARSER_PUGIXML_HPP

#include <trotline/core/cursor.hpp>
#include <trotline/core/exception.hpp>
#include <trotline/mapping/to_failure.hpp>
#include <trotline/parser/concept.hpp>
#include <trotline/xml/qualified_name.hpp>

#include <pugixml.hpp>

#include <cstddef>
#include <memory>
#include <new>
#include <string_view>

// Reads XML with pugixml's tree (whoever includes this links pugixml, built for char). For programs
// that use pugixml anyway, and as an example for other trees. What it cannot do:
//   offsets of attributes    only those of elements are known
//   views                    a std::string_view is refused (needs_decoding), because the tree
//                            ends with the call; use a std::string
//   raw text                 raw_text and raw_view are refused
//   the checks of XML 1.0    pugixml takes undeclared entities as text, accepts duplicate
//                            attributes, several root elements and characters that XML forbids,
//                            and does not limit the depth. A DOCTYPE is refused, as everywhere.
// It allocates: pugixml copies the text and builds its tree.
namespace trotline::inline TROTLINE_ABI {

// A cursor over a tree whose nodes know their parents. Copying is cheap; the tree must outlive it.
class pugixml_cursor {
  public:
    static constexpr bool repeats_by_name = true;
    static constexpr bool first_match_wins = false;

    pugixml_cursor() = default;  // over nothing
    explicit pugixml_cursor(pugi::xml_document const& document)
        : node_(document), place_(place::document) {}

    trotline::kind kind() const {
        switch (place_) {
            case place::document:
                return trotline::kind::object;
            case place::element:
                return trotline::kind::element;
            case place::attribute:
            case place::own_text:
                return trotline::kind::text;
            default:
                return trotline::kind::nothing;
        }
    }

    void enter() {
        if (place_ == place::attribute) return skip();
        parent_ = node_;
        node_ = pugi::xml_node();
        attribute_ = pugi::xml_attribute();
        place_ = place_ == place::element ? place::tag : place::content;
    }

    // No text is plain, because none may be kept as a view. decode() puts the text of an element
    // together; the scalar points to the element.
    trotline::scalar scalar() {
        if (place_ == place::attribute) {
            std::string_view const text = attribute_.value();
            place_ = place::tag;
            return {trotline::kind::text, false, text};
        }
        if (place_ == place::own_text) {
            place_ = place::content;
            return text_of(parent_);
        }
        if (place_ == place::document) {
            enter();
            element(0);
        }
        if (place_ != place::element) return {};
        place_ = place::content;
        return text_of(node_);
    }

    std::string_view raw() {
        skip();
        return {};
    }

    void skip() {
        if (place_ == place::document) parent_ = node_;
        place_ = place_ == place::attribute ? place::tag : place::content;
    }

    std::size_t find(wanted_names const& names) {
        if (place_ == place::tag) {
            while (next_attribute())
                for (std::size_t i = 0; i != names.size(); ++i) {
                    std::string_view const name = names[i];
                    if (name.starts_with('@') &&
                        xml::detail::is_wanted(attribute_.name(), name.substr(1)))
                        return place_ = place::attribute, i;
                }
            for (std::size_t i = 0; i != names.size(); ++i)
                if (std::string_view(names[i]) == "#text") return place_ = place::own_text, i;
        }
        while (element(0)) {
            for (std::size_t i = 0; i != names.size(); ++i)
                if (xml::detail::is_wanted(node_.name(), names[i])) return i;
            skip();
        }
        return npos;
    }

    // At a child that find(names) has found: the index of the next name that it has, too.
    std::size_t also(wanted_names const& names, std::size_t last) const {
        if (!names.may_take_any_prefix() || place_ == place::own_text) return npos;
        bool const is_attribute = place_ == place::attribute;
        std::string_view const written = is_attribute ? attribute_.name() : node_.name();
        for (std::size_t i = last + 1; i < names.size(); ++i) {
            std::string_view const name = names[i];
            if (name.starts_with('@') == is_attribute &&
                xml::detail::is_wanted(written, name.substr(is_attribute ? 1 : 0)))
                return i;
        }
        return npos;
    }

    bool member(trotline::scalar& name) {
        if (!element(0)) return false;
        name = {trotline::kind::text, true, node_.name()};
        return true;
    }

    // At an element: true if it has an attribute `nil`, with any prefix, that is true.
    bool is_nil() const {
        if (place_ != place::element) return false;
        for (pugi::xml_attribute const each : node_.attributes())
            if (std::string_view(each.name()).ends_with(":nil"))
                return each.value() == std::string_view("true") ||
                       each.value() == std::string_view("1");
        return false;
    }

    bool element(std::size_t n) {
        place_ = place::content;
        for (;;) {
            pugi::xml_node next = node_ ? node_.next_sibling() : parent_.first_child();
            while (next && next.type() != pugi::node_element) next = next.next_sibling();
            if (!next) return end(), false;
            node_ = next;
            if (n-- == 0) return place_ = place::element, true;
        }
    }

    void leave(std::size_t levels) {
        place_ = place::content;
        while (levels-- != 0) end();
    }

    // The offset of an element's first byte; attributes have none.
    std::size_t offset() const {
        if (place_ == place::document) return 0;
        std::ptrdiff_t const name = place_ == place::element ? node_.offset_debug() : 0;
        return name > 0 ? static_cast<std::size_t>(name - 1) : npos;
    }
    document_failure failure() const { return {}; }

    template <class Sink> static void decode(trotline::scalar const& value, Sink&& sink) {
        if (value.kind != trotline::kind::element) return sink(value.text);
        auto const* const object =
            reinterpret_cast<pugi::xml_node_struct const*>(value.text.data());
        pugi::xml_node const top(const_cast<pugi::xml_node_struct*>(object));
        pugi::xml_node at = top.first_child();
        while (at) {
            if (at.type() == pugi::node_pcdata || at.type() == pugi::node_cdata)
                sink(std::string_view(at.value()));
            if (pugi::xml_node const child = at.first_child()) {
                at = child;
                continue;
            }
            while (at != top && !at.next_sibling()) at = at.parent();
            at = at == top ? pugi::xml_node() : at.next_sibling();
        }
    }

  private:
    enum class place : unsigned char {
        nothing,
        document,   // at the root
        element,    // at node_
        attribute,  // at attribute_, of parent_
        own_text,   // at the text of parent_
        tag,        // inside parent_, after attribute_
        content     // inside parent_, after node_ or before its first child
    };

    static trotline::scalar text_of(pugi::xml_node node) {
        return {trotline::kind::element,
                false,
                {reinterpret_cast<char const*>(node.internal_object()), 0}};
    }
    bool next_attribute() {
        attribute_ = attribute_ ? attribute_.next_attribute() : parent_.first_attribute();
        return !attribute_.empty();
    }
    void end() {
        node_ = parent_;
        parent_ = parent_.parent();
    }

    pugi::xml_node parent_{};
    pugi::xml_node node_{};
    pugi::xml_attribute attribute_{};
    place place_ = place::nothing;
};

static_assert(cursor<pugixml_cursor>);

// A format for map() and get(). It keeps the tree of the last text, over which the cursors go: use
// it for one text at a time, and in one thread at a time.
//
//   tl::pugixml_format const format;
//   auto note = tl::map<note_rows>(text, format);
class pugixml_format {
  public:
    using cursor_type = pugixml_cursor;

    // Reads only UTF-8. Throws std::bad_alloc.
    cursor_type open(std::string_view text, document_failure& why) const {
        constexpr unsigned how = pugi::parse_cdata | pugi::parse_escapes |
                                 pugi::parse_wconv_attribute | pugi::parse_eol |
                                 pugi::parse_ws_pcdata | pugi::parse_doctype;
        auto const parsed =
            document_->load_buffer(text.data(), text.size(), how, pugi::encoding_utf8);
        if (parsed.status == pugi::status_out_of_memory)
            trotline::detail::throw_exception(std::bad_alloc());
        why = {};
        if (!parsed) {
            why = {code::malformed, static_cast<std::size_t>(parsed.offset),
                   "what pugixml accepts as XML"};
        } else {
            for (pugi::xml_node const child : document_->children())
                if (child.type() == pugi::node_doctype &&
                    std::string_view(child.value()).find('[') != std::string_view::npos)
                    why = {code::malformed, npos,
                           "no internal subset: a DOCTYPE with declarations is refused"};
        }
        return why ? cursor_type() : cursor_type(*document_);
    }

  private:
    // A pointer, because a tree is expensive to move.
    std::unique_ptr<pugi::xml_document> document_ = std::make_unique<pugi::xml_document>();
};

// A parser that reads every content as XML, whatever its media type is. Every document gets a tree
// of its own, so several threads may call a node at once.
class pugixml_parser {
  public:
    result<void> open(std::string_view, std::string_view content, auto&& visit) const {
        pugixml_format const format;
        document_failure why;
        auto const at_root = format.open(content, why);
        if (why) return to_failure(why, content);
        visit(at_root);
        return {};
    }
};

static_assert(parser<pugixml_parser>);

}  // namespace trotline
#endif
