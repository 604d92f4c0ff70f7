// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_XML_NAMESPACES_HPP
#define TROTLINE_XML_NAMESPACES_HPP
// Names by their namespaces: which prefix of a path stands for which namespace, whatever prefixes
// the document has. A format for get(), map() and select(); mappings say it in their rows
// (mapping/prefixes.hpp).

#include <trotline/core/bound_prefix.hpp>
#include <trotline/core/cursor.hpp>
#include <trotline/core/error.hpp>
#include <trotline/xml/cursor.hpp>
#include <trotline/xml/format.hpp>
#include <trotline/xml/namespace_check.hpp>
#include <trotline/xml/qualified_name.hpp>
#include <trotline/xml/validate.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::xml {

// The namespaces of one document while it is read: shared by all its cursors. It keeps the open
// elements that declare namespaces, and looks their declarations up in the text. 8 KiB; it is not
// moved, never allocates, and is for one thread at a time.
class namespaces : detail::name_resolver {
  public:
    namespaces() : name_resolver{&enter_element, &compare} {}  // scopes_ is not initialized
    namespaces(namespaces const&) = delete;
    namespaces& operator=(namespaces const&) = delete;

    // For a cursor at the root of a validated document: checks Namespaces in XML 1.0, and returns a
    // cursor that compares names with bound prefixes by their namespaces. If `why` is set, do not
    // use it. The prefixes and this object must outlive it.
    cursor bind(cursor const& root, bound_prefixes prefixes, document_failure& why) {
        std::string_view const document = root.document();
        why = check_namespaces(document);
        if (!why && document.size() >= detail::scope::none)
            why = {code::too_large, detail::scope::none, "less than 4 GiB"};
        begin_ = document.data();
        end_ = begin_ + document.size();
        prefixes_ = prefixes;
        size_ = 0;
        return root.with(*this);
    }

  private:
    using scope = detail::scope;
    // An open element that declares namespaces.
    struct open_scope {
        std::uint32_t begin;
        std::uint32_t depth;  // how many elements are open in it
    };

    static void enter_element(name_resolver& self, char const* tag, std::size_t depth,
                              scope& around) {
        auto& all = static_cast<namespaces&>(self);
        all.settle(tag, depth, around);
        if (all.declares_any(tag)) all.push(tag, depth + 1, around);
    }
    void push(char const* tag, std::size_t depth, scope& around) {
        std::uint32_t const place = around.begin == scope::none ? 0 : around.place + 1;
        around = {static_cast<std::uint32_t>(tag - begin_), place};
        scopes_[place] = {around.begin, static_cast<std::uint32_t>(depth)};
        size_ = place + 1;
    }
    // Makes `around` the innermost scope of a position inside `depth` elements. Another cursor may
    // have replaced what this one has pushed: then it is found again from the root.
    void settle(char const* at, std::size_t depth, scope& around) {
        if (around.begin == scope::none) return;
        if (around.place >= size_ || scopes_[around.place].begin != around.begin)
            return find_again(at, around);
        while (scopes_[around.place].depth > depth) {
            if (around.place == 0) {
                around = {};
                return;
            }
            around = {scopes_[around.place - 1].begin, around.place - 1};
        }
    }
    void find_again(char const* to, scope& around) {
        around = {};
        std::size_t depth = 0;
        for (char const* at = begin_; end_ - (at = detail::find(at, end_, '<')) > 1 && at < to;) {
            if (at[1] == '!' || at[1] == '?') {
                at = detail::after_declaration(at, end_);
                continue;
            }
            if (at[1] == '/') {
                --depth;
                settle(at, depth, around);
                ++at;
                continue;
            }
            if (declares_any(at)) push(at, depth + 1, around);
            at = detail::tag_end(at, end_);
            if (at == end_ || at >= to) return;
            if (at[-1] == '/')
                settle(at, depth, around);
            else
                ++depth;
        }
    }

    detail::tag_attributes attributes_of(char const* tag) const {
        char const* at = tag + 1;
        while (at != end_ && detail::is_in_name(*at)) ++at;
        return {at, end_};
    }
    bool declares_any(char const* tag) const {
        std::string_view prefix;
        for (auto each = attributes_of(tag); each.next();)
            if (each.declares(prefix)) return true;
        return false;
    }
    // If the start tag declares the prefix, sets its namespace as it is written.
    bool is_declared(char const* tag, std::string_view wanted, std::string_view& uri) const {
        std::string_view prefix;
        for (auto each = attributes_of(tag); each.next();)
            if (each.declares(prefix) && prefix == wanted) return uri = each.value(), true;
        return false;
    }

    static bool compare(name_resolver& self, char const* at, std::size_t depth, scope around,
                        std::string_view written, std::string_view wanted, bool is_attribute) {
        auto& all = static_cast<namespaces&>(self);
        detail::qualified_name const name(written), asked(wanted);
        bound_prefix const* bound = nullptr;
        for (bound_prefix const& each : all.prefixes_)
            if (each.prefix == asked.prefix) bound = &each;
        // An attribute without a prefix has no namespace.
        if (bound == nullptr || (is_attribute && asked.prefix.empty())) return written == wanted;
        if (name.local != asked.local || (is_attribute && name.prefix.empty())) return false;
        std::string_view uri;
        if (name.prefix == "xml") {
            uri = detail::xml_namespace;
        } else if (is_attribute || !all.is_declared(at, name.prefix, uri)) {
            all.settle(at, depth, around);
            for (std::size_t place = around.place;
                 around.begin != scope::none &&
                 !all.is_declared(all.begin_ + all.scopes_[place].begin, name.prefix, uri) &&
                 place-- != 0;) {
            }
        }
        return detail::same_values(uri, bound->uri);
    }

    char const* begin_ = nullptr;
    char const* end_ = nullptr;
    bound_prefixes prefixes_{};
    std::size_t size_ = 0;
    open_scope scopes_[most_depth_limit];
};

// Validates the whole text as checked_format does, checks Namespaces in XML 1.0, and binds
// prefixes. The prefixes must live as long as what is read.
struct namespaces_format {
    using cursor_type = cursor;
    using index_type = namespaces;
    bound_prefixes prefixes{};
    std::size_t depth_limit = default_depth_limit;

    // Without the memory for namespaces: only checks.
    cursor_type open(std::string_view text, document_failure& why) const {
        cursor const root = checked_format{depth_limit}.open(text, why);
        if (!why) why = check_namespaces(text);
        return why ? cursor_type({}) : root;
    }
    cursor_type open(std::string_view text, document_failure& why, namespaces& names) const {
        cursor const root = checked_format{depth_limit}.open(text, why);
        if (why) return cursor_type({});
        cursor const bound = names.bind(root, prefixes, why);
        return why ? cursor_type({}) : bound;
    }
};

// The format for prefixes that are bound, or without any, only for the check.
//
//   constexpr tl::bound_prefix soap[] = {{"s", "http://schemas.xmlsoap.org/soap/envelope/"}};
//   auto id = tl::get<int>(text, "s:Envelope.s:Body.*:id"_path, tl::xml::checked_namespaces(soap));
constexpr namespaces_format checked_namespaces(bound_prefixes prefixes = {}) { return {prefixes}; }

}  // namespace trotline::xml
#endif
