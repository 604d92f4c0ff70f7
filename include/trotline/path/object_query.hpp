// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PATH_OBJECT_QUERY_HPP
#define TROTLINE_PATH_OBJECT_QUERY_HPP

#include <trotline/core/fixed_string.hpp>
#include <trotline/core/result.hpp>
#include <trotline/path/compiled_query.hpp>
#include <trotline/path/error.hpp>
#include <trotline/path/object_path.hpp>

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <iterator>
#include <string>
#include <string_view>

namespace trotline::inline TROTLINE_ABI {

template <fixed_string Text> struct literal_query;

namespace path {

namespace detail {
// For each element type of a query_chain: at() reads an element, after() finds the next one.
template <class Element> struct chained;
}  // namespace detail

// The segments of a query, or the selectors of a segment, as a forward range of values. It points
// into the object_query that it comes from.
template <class Element> class query_chain {
  public:
    class iterator {
      public:
        using value_type = Element;
        using difference_type = std::ptrdiff_t;
        using reference = Element;
        using pointer = void;
        using iterator_category = std::input_iterator_tag;
        using iterator_concept = std::forward_iterator_tag;

        constexpr iterator() = default;
        constexpr iterator(detail::compiled_query const& query, std::size_t at)
            : query_(&query), at_(at) {}

        constexpr Element operator*() const { return detail::chained<Element>::at(*query_, at_); }
        constexpr iterator& operator++() {
            at_ = detail::chained<Element>::after(*query_, at_);
            return *this;
        }
        constexpr iterator operator++(int) {
            auto const old = *this;
            ++*this;
            return old;
        }
        friend constexpr bool operator==(iterator a, iterator b) { return a.at_ == b.at_; }
        // Which one of all elements of the object_query, those of its filters included.
        constexpr std::size_t place() const { return at_; }

      private:
        detail::compiled_query const* query_ = nullptr;
        std::size_t at_ = detail::compiled_query::none;
    };

    constexpr query_chain(detail::compiled_query const& query, std::size_t first)
        : query_(&query), first_(first) {}
    constexpr iterator begin() const { return {*query_, first_}; }
    constexpr iterator end() const { return {*query_, detail::compiled_query::none}; }
    constexpr bool empty() const { return begin() == end(); }
    constexpr std::size_t size() const {
        std::size_t n = 0;
        for (auto i = begin(); i != end(); ++i) ++n;
        return n;
    }

  private:
    detail::compiled_query const* query_;
    std::size_t first_;
};

// A segment of a query. It selects what its selectors select of each node, one selector after the
// other. A descendant segment does so for the node and for all nodes below it.
struct query_segment {
    query_chain<selector> selectors;
    bool descendant;
};

namespace detail {
template <> struct chained<selector> {
    static constexpr selector at(compiled_query const& query, std::size_t i) {
        return query.selector_at(i);
    }
    static constexpr std::size_t after(compiled_query const& query, std::size_t i) {
        return query.next_selector(i);
    }
};
template <> struct chained<query_segment> {
    static constexpr query_segment at(compiled_query const& query, std::size_t i) {
        auto const r = query.segment_at(i);
        return {{query, r.selector}, r.descendant};
    }
    static constexpr std::size_t after(compiled_query const& query, std::size_t i) {
        return query.segment_at(i).next;
    }
};
}  // namespace detail

}  // namespace path

// A compiled object query: all of RFC 9535, and the additional spellings of object paths. It
// selects any number of nodes; every object path is a query that selects at most one. A plain value
// (trivially copyable, no heap, no pointers, 4 KB) for up to 511 bytes of text; path/selector.hpp
// has the other limits. Compile it once; it never changes, so all threads can use it.
//
//   auto query = trotline::object_query::parse("book[?@.price < 10].title");
//   if (!query) std::cerr << query.error() << '\n';  // the message, the query, and a caret below the first wrong byte
//   else for (trotline::path::query_segment s : query->segments()) ...
class object_query {
  public:
    // The query of the whole document: `$`.
    constexpr object_query() { compiled_.spell("$"); }
    constexpr object_query(object_path const& path) {
        compiled_.spell(path.text());
        path::detail::compiled_query& to = compiled_;
        path::detail::scan_state state(path.text().data(), to);
        for (path::segment const s : path) {
            auto const begin = to.decoded();
            for (char const c : s.name) to.decode(c);
            s.is_index ? state.push_index(s.index) : state.push_name(begin, s.name.size());
        }
        to.begin_at(state.at.segment);
    }

    // Compiles a query that is known at run time. Include <trotline/path/parse.hpp> to call it.
    template <class Parser = path::detail::parser_in_path_parse_hpp>
    static constexpr result<object_query, path_error> parse(std::string_view text) {
        object_query query{unspelled{}};
        auto const verdict = Parser::run(text, query.compiled_);
        if (!verdict.accepted) return path_error(text, verdict);
        return query;
    }

    // True if each segment has one selector, a name or an index, as in an object_path.
    constexpr bool is_singular() const { return compiled_.is_singular(compiled_.first_segment()); }

    constexpr path::query_chain<path::query_segment> segments() const {
        return {compiled_, compiled_.first_segment()};
    }
    // The nodes of all filters' expressions, each after its operands. The condition of a filter
    // selector is an index of this list.
    constexpr std::size_t filter_size() const { return compiled_.node_count(); }
    constexpr path::filter_node filter(std::size_t i) const { return compiled_.node_at(i); }
    // The segments of a query in a filter, a node of kind filter_kind::query.
    constexpr path::query_chain<path::query_segment> segments_of(path::filter_node const& n) const {
        return {compiled_, n.segments};
    }

    // The query as it was written.
    constexpr std::string_view text() const { return compiled_.text(); }

    // For a singular query, the normalized path, as object_path::normalized; for others, nothing.
    template <class Sink> constexpr void normalized(Sink&& sink) const {
        if (!is_singular()) return;
        sink(std::string_view("$"));
        for (auto const segment : segments())
            path::detail::write_normalized((*segment.selectors.begin()).step(), sink);
    }
    std::string normalized() const {
        std::string text;
        normalized([&text](std::string_view piece) { text += piece; });
        return text;
    }

    // True if both have the same segments, selectors and filters, in whatever spelling. Numbers in
    // filters must have the same spelling.
    friend constexpr bool operator==(object_query const& a, object_query const& b) {
        return a.compiled_ == b.compiled_;
    }

    template <class Traits>
    friend std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out,
                                                        object_query const& query) {
        return out << query.text();
    }

  private:
    template <fixed_string Text> friend struct literal_query;

    struct unspelled {};
    constexpr explicit object_query(unspelled) {}
    constexpr explicit object_query(path::detail::compiled_query const& compiled)
        : compiled_(compiled) {}
    path::detail::compiled_query compiled_;
};

}  // namespace trotline
#endif
