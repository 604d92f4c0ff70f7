// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_GET_HPP
#define TROTLINE_MAPPING_GET_HPP

// First: what is wrong with a path is then said with the fewest lines.
#include <trotline/path/literal.hpp>

#include <trotline/core/open.hpp>
#include <trotline/core/result.hpp>
#include <trotline/json/format.hpp>
#include <trotline/mapping/engine/landing.hpp>
#include <trotline/mapping/readable.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

namespace trotline {

namespace detail {

template <class T> struct value_row {
    using type = T;
    static constexpr row_option options = row_option::none;
    static constexpr row_source source = row_source::document;
    static constexpr bool is_condition = false;
};

// One row, whose path may be known at run time only.
template <class T> struct value_rows {
    static constexpr std::size_t size = 1;
    template <std::size_t> using at = value_row<T>;

    object_path const* path_;
    constexpr object_path const& path(std::size_t) const { return *path_; }
    constexpr row_description description(std::size_t) const { return {path_->text(), {}, true}; }
};

template <class T> struct value_target {
    T& value;
    template <std::size_t> constexpr T& at() const { return value; }
};

// The tree of one path that is known at run time: a chain, of which no more is written than the
// path has segments.
class chain {
  public:
    constexpr explicit chain(object_path const& path) : none_(), size_(path.size() + 1) {
        for (std::size_t i = 0; i < size_; ++i) {
            prefix_node& node = *std::construct_at(nodes_ + i);
            if (i != 0) node.step = path[i - 1];
            node.first_child = static_cast<std::uint16_t>(i + 1);
            node.rows = i == path.size();
            if (i != path.size())
                (!path[i].is_index   ? node.names
                 : path[i].index < 0 ? node.indexes_from_end
                                     : node.indexes) = 1;
            std::construct_at(states_ + i);
        }
    }
    constexpr run_time_tree tree() const { return {{{nodes_, size_}, {&row_, 1}}}; }
    constexpr run_time_states states() { return {tree().view, {states_, size_}}; }

  private:
    static constexpr std::uint16_t row_ = 0;
    union {
        char none_;
        prefix_node nodes_[path::max_segments + 1];
    };
    union {
        char no_state_ = 0;
        walk_state states_[path::max_segments + 1];
    };
    std::size_t size_;
};

template <fixed_string Path>
inline constexpr literal_prefix_tree<literal_path<Path>::value.size() + 1, 1> tree_of_one{
    [](std::size_t) -> object_path const& { return literal_path<Path>::value; }};

template <class T, class Format>
[[gnu::always_inline]] constexpr auto get(std::string_view text, Format const& format,
                                          auto&& walk_all) {
    result<T, mapping_failure<1>> got{initial_value<T>(text)};
    if constexpr (readable<T>) {
        mapping_failure<1> why;
        row_log log(why.storage());
        index_of<Format> index;
        auto const root = open_document(format, text, log.document(), index);
        if (log.document()) [[unlikely]] {
            why.take(log);
            got = why;
            return got;
        }
        value_target<T> target{*got};
        if (!walk_all(root, target, log)) [[unlikely]] {
            why.take(log);
            got = why;
        }
    }
    return got;
}

}  // namespace detail

// One value of a text: the path is an accessor. Conversions, formats and failures are those of a
// row.
//
//   auto id = tl::get<long>(text, "data.userId"_path);
template <class T, fixed_string Path, class Format = json::checked_format>
constexpr auto get(std::string_view text, literal_path<Path>, Format const& format = {}) {
    static_assert(detail::is_readable<T>(),
                  "this type takes no value: use a number, bool, std::string, std::string_view, a "
                  "described enumeration or class, or an "
                  "optional, vector, array or map (string keys) of these");
    return detail::get<T>(
        text, format,
        [](auto const& root, auto& target, row_log& log) __attribute__((always_inline)) {
            using tree = literal_tree<detail::tree_of_one<Path>>;
            return detail::land_in<detail::value_rows<T>>(target, tree{}, typename tree::states{},
                                                          root, log, {&literal_path<Path>::value});
        });
}

// The same for a path that was compiled at run time; the path must outlive a failure that is kept.
template <class T, class Format = json::checked_format>
constexpr auto get(std::string_view text, object_path const& path, Format const& format = {}) {
    static_assert(detail::is_readable<T>(),
                  "this type takes no value: use a number, bool, std::string, std::string_view, a "
                  "described enumeration or class, or an "
                  "optional, vector, array or map (string keys) of these");
    return detail::get<T>(text, format, [&](auto const& root, auto& target, row_log& log) {
        detail::chain chain(path);
        return detail::land_in<detail::value_rows<T>>(target, chain.tree(), chain.states(), root,
                                                      log, {&path});
    });
}

}  // namespace trotline
#endif
