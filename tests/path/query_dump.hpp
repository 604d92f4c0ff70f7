// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TESTS_PATH_QUERY_DUMP_HPP
#define TROTLINE_TESTS_PATH_QUERY_DUMP_HPP

#include <trotline/path/object_query.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

// Writes a compiled query in one line, at run time and at compile time: `/` and `//` before the
// selectors of a segment, every operand in parentheses unless it is a literal or a call.
namespace cases {

// Compares the written text with another one.
struct comparing_sink {
    std::string_view rest;
    bool same = true;

    constexpr void operator()(std::string_view piece) {
        same = same && rest.starts_with(piece);
        if (same) rest.remove_prefix(piece.size());
    }
};

template <class Sink> class query_dump {
  public:
    constexpr query_dump(trotline::object_query const& query, Sink& sink)
        : query_(query), sink_(sink) {}

    constexpr void write() { write(query_.segments()); }

  private:
    using segments = trotline::path::query_chain<trotline::path::query_segment>;
    using kind = trotline::path::filter_kind;

    constexpr void write(segments const& all) {
        for (trotline::path::query_segment const segment : all) {
            sink_(segment.descendant ? "//" : "/");
            bool first = true;
            for (trotline::path::selector const s : segment.selectors) {
                if (!first) sink_(",");
                first = false;
                write(s);
            }
        }
    }
    constexpr void write(trotline::path::selector const& s) {
        using trotline::path::selector_kind;
        switch (s.kind) {
            case selector_kind::name:
                quoted(s.name);
                break;
            case selector_kind::index:
                number(s.index);
                break;
            case selector_kind::wildcard:
                sink_("*");
                break;
            case selector_kind::slice:
                if (s.slice.has_start) number(s.slice.start);
                sink_(":");
                if (s.slice.has_end) number(s.slice.end);
                sink_(":");
                number(s.slice.step);
                break;
            case selector_kind::filter:
                sink_("?");
                node(s.condition);
                break;
            case selector_kind::attributes:
                sink_("@*");
                break;
        }
    }
    constexpr void node(std::size_t i) {
        constexpr std::string_view comparisons[] = {"==", "!=", "<", "<=", ">", ">="};
        trotline::path::filter_node const n = query_.filter(i);
        switch (n.kind) {
            case kind::any_of:
                operands(n, "||");
                break;
            case kind::all_of:
                operands(n, "&&");
                break;
            case kind::comparison:
                operands(n, comparisons[static_cast<std::size_t>(n.comparison)]);
                break;
            case kind::negation:
                sink_("!");
                node(n.right);
                break;
            case kind::existence:
                node(n.right);
                break;
            case kind::match:
                sink_("match");
                operands(n, ",");
                break;
            case kind::search:
                sink_("search");
                operands(n, ",");
                break;
            case kind::length:
                call("length", n.right);
                break;
            case kind::count:
                call("count", n.right);
                break;
            case kind::value:
                call("value", n.right);
                break;
            case kind::text:
                quoted(n.spelling);
                break;
            case kind::number:
                sink_(n.spelling);
                break;
            case kind::true_:
                sink_("true");
                break;
            case kind::false_:
                sink_("false");
                break;
            case kind::null:
                sink_("null");
                break;
            case kind::query:
                sink_(n.from_root ? "($" : "(@");
                write(query_.segments_of(n));
                sink_(")");
                break;
        }
    }
    constexpr void operands(trotline::path::filter_node const& n, std::string_view between) {
        sink_("(");
        node(n.left);
        sink_(between);
        node(n.right);
        sink_(")");
    }
    constexpr void call(std::string_view name, std::size_t operand) {
        sink_(name);
        sink_("(");
        node(operand);
        sink_(")");
    }
    constexpr void quoted(std::string_view text) {
        sink_("'");
        sink_(text);
        sink_("'");
    }
    constexpr void number(std::int64_t n) {
        if (n < 0) sink_("-");
        trotline::path::detail::write_number(static_cast<std::uint64_t>(n < 0 ? -n : n), sink_);
    }

    trotline::object_query const& query_;
    Sink& sink_;
};

constexpr bool dumps_as(trotline::object_query const& query, std::string_view dump) {
    comparing_sink sink{dump};
    query_dump(query, sink).write();
    return sink.same && sink.rest.empty();
}

}  // namespace cases
#endif
