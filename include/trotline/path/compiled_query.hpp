// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PATH_COMPILED_QUERY_HPP
#define TROTLINE_PATH_COMPILED_QUERY_HPP

#include <trotline/path/filter.hpp>
#include <trotline/path/selector.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wswitch-enum"  // a default stands for all that have no case

namespace trotline::inline TROTLINE_ABI::path::detail {

// The memory of an object_query, as the parser writes it: trivially copyable, without pointers. The
// segments of a query and the selectors of a segment are linked by index, because the parts of a
// filter's own queries are written between them.
class compiled_query {
  public:
    static constexpr std::uint8_t none = 255;

    struct segment_record {
        std::uint8_t selector = none, next = none;  // its first selector; the next segment
        bool descendant = false;

        friend constexpr bool operator==(segment_record const&, segment_record const&) = default;
    };
    // name, text: begin and size in bytes_. index, slice: begin in integers_; for a
    // slice, bit 0 of size says if there is a start, bit 1 if there is an end. filter: begin is the
    // index of the expression's root.
    struct selector_record {
        std::uint16_t begin = 0, size = 0;
        selector_kind kind = selector_kind::wildcard;
        std::uint8_t next = none;
    };
    // query: begin is the first segment, or none. text, number: begin and size in bytes_.
    struct node_record {
        std::uint16_t begin = 0, size = 0;
        filter_kind kind = filter_kind::null;
        // comparison: which one; query: bit 0, if it begins with `$`, bit 1, if it is singular
        std::uint8_t detail = 0;
        std::uint8_t first = 0;
        std::uint8_t filters = 0;
    };

    constexpr std::string_view text() const { return {bytes_, text_size_}; }
    constexpr std::size_t node_count() const { return nodes_size_; }
    constexpr segment_record segment_at(std::size_t i) const { return segments_[i]; }
    constexpr std::size_t next_selector(std::size_t i) const { return selectors_[i].next; }
    // The first segment of the query itself (not of one in a filter); none if it has no segments.
    constexpr std::uint8_t first_segment() const { return first_; }
    constexpr void begin_at(std::uint8_t segment) { first_ = segment; }

    constexpr path::selector selector_at(std::size_t i) const {
        selector_record const& r = selectors_[i];
        path::selector s{r.kind};
        switch (r.kind) {
            case selector_kind::name:
                s.name = {bytes_ + r.begin, r.size};
                break;
            case selector_kind::index:
                s.index = integers_[r.begin];
                break;
            case selector_kind::slice:
                s.slice = {integers_[r.begin], integers_[r.begin + 1], integers_[r.begin + 2],
                           (r.size & 1) != 0, (r.size & 2) != 0};
                break;
            case selector_kind::filter:
                s.condition = r.begin;
                break;
            default:
                break;
        }
        return s;
    }

    constexpr path::filter_node node_at(std::size_t i) const {
        node_record const& r = nodes_[i];
        path::filter_node n{r.kind};
        n.first = r.first;
        n.filters = r.filters;
        if (r.kind == filter_kind::text || r.kind == filter_kind::number)
            n.spelling = {bytes_ + r.begin, r.size};
        if (r.kind == filter_kind::comparison) n.comparison = static_cast<comparison>(r.detail);
        if (r.kind == filter_kind::query) {
            n.from_root = (r.detail & 1) != 0;
            n.segments = r.begin;
            n.singular = (r.detail & 2) != 0;
        } else if (r.first != i) {
            n.right = i - 1;
            if (nodes_[n.right].first != r.first) n.left = nodes_[n.right].first - 1u;
        }
        return n;
    }

    // True if each segment of the chain has one selector, a name or an index.
    constexpr bool is_singular(std::size_t segment) const {
        for (; segment != none; segment = segments_[segment].next) {
            selector_record const& r = selectors_[segments_[segment].selector];
            if (segments_[segment].descendant || r.next != none ||
                (r.kind != selector_kind::name && r.kind != selector_kind::index))
                return false;
        }
        return true;
    }

    // Starts a new query with its text, of at most max_query_text bytes.
    constexpr void spell(std::string_view text) {
        segments_size_ = selectors_size_ = integers_size_ = nodes_size_ = 0;
        first_ = none;
        text_size_ = bytes_size_ = static_cast<std::uint16_t>(text.size());
        for (std::size_t i = 0; i < text.size(); ++i) bytes_[i] = text[i];
    }
    // Texts decoded from escapes are stored after the query's text; each is shorter than its
    // escapes.
    constexpr void decode(char c) { bytes_[bytes_size_++] = c; }
    constexpr std::size_t decoded() const { return bytes_size_; }

    // Each returns the index of the new record; none if there is no room.
    constexpr std::uint8_t push(segment_record r) {
        if (segments_size_ == max_query_segments) return none;
        segments_[segments_size_] = r;
        return segments_size_++;
    }
    constexpr std::uint8_t push(selector_record r) {
        if (selectors_size_ == max_query_selectors) return none;
        selectors_[selectors_size_] = r;
        return selectors_size_++;
    }
    constexpr std::uint8_t push(node_record r) {
        if (nodes_size_ == max_filter_nodes) return none;
        nodes_[nodes_size_] = r;
        return nodes_size_++;
    }
    constexpr std::uint8_t push(std::int64_t n) {
        if (integers_size_ == max_query_integers) return none;
        integers_[integers_size_] = n;
        return integers_size_++;
    }
    constexpr void chain_segment(std::size_t before, std::uint8_t next) {
        segments_[before].next = next;
    }
    constexpr void chain_selector(std::size_t before, std::uint8_t next) {
        selectors_[before].next = next;
    }
    constexpr node_record node_record_at(std::size_t i) const { return nodes_[i]; }

    // True if both have the same records, from whatever texts they were parsed.
    friend constexpr bool operator==(compiled_query const& a, compiled_query const& b) {
        if (a.first_ != b.first_ || a.segments_size_ != b.segments_size_ ||
            a.selectors_size_ != b.selectors_size_ || a.nodes_size_ != b.nodes_size_)
            return false;
        for (std::size_t i = 0; i < a.segments_size_; ++i)
            if (a.segments_[i] != b.segments_[i]) return false;
        for (std::size_t i = 0; i < a.selectors_size_; ++i)
            if (a.selectors_[i].next != b.selectors_[i].next ||
                a.selector_at(i) != b.selector_at(i))
                return false;
        for (std::size_t i = 0; i < a.nodes_size_; ++i)
            if (a.node_at(i) != b.node_at(i)) return false;
        return true;
    }

  private:
    std::int64_t integers_[max_query_integers]{};
    selector_record selectors_[max_query_selectors]{};
    node_record nodes_[max_filter_nodes]{};
    segment_record segments_[max_query_segments]{};
    std::uint16_t text_size_ = 0, bytes_size_ = 0;
    std::uint8_t segments_size_ = 0, selectors_size_ = 0, integers_size_ = 0, nodes_size_ = 0;
    std::uint8_t first_ = none;
    char bytes_[2 * max_query_text]{};
};

static_assert(max_query_segments < compiled_query::none &&
              max_query_selectors < compiled_query::none &&
              max_query_integers < compiled_query::none && max_filter_nodes < compiled_query::none);

}  // namespace trotline::path::detail
#pragma GCC diagnostic pop
#endif
