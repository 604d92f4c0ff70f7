// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_NODE_PAGED_HPP
#define TROTLINE_NODE_PAGED_HPP
// The pages of a list as a range: one call after the other, each when the loop reaches its page.

#include <trotline/call/call_options.hpp>
#include <trotline/call/outcome.hpp>
#include <trotline/core/abi.hpp>
#include <trotline/core/result.hpp>
#include <trotline/http/field.hpp>
#include <trotline/http/link.hpp>
#include <trotline/http/request.hpp>
#include <trotline/mapping/mapping.hpp>
#include <trotline/parameter_store/value.hpp>
#include <trotline/transport/origin.hpp>
#include <trotline/webhook.hpp>

#include <cstddef>
#include <functional>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace trotline::inline TROTLINE_ABI {

namespace detail {

inline void set_parameter(std::vector<assignment>& to, std::string_view name, value with) {
    for (assignment& each : to)
        if (each.name == name) return static_cast<void>(each.value = std::move(with));
    to.push_back({name, std::move(with)});
}

// Follows the URL of a next page that an answer contains. It must have the first page's origin, so
// that credentials go nowhere else.
inline result<bool> next_url(std::string_view from, std::string_view reference,
                             std::string_view name, std::vector<assignment>& parameters) {
    if (reference.empty()) return false;
    std::string to = http::resolve_reference(from, reference);
    if (origin_of(to) != origin_of(from))
        return failure{.stage = stage::render,
                       .code = code::forbidden_redirect,
                       .subject = "next page",
                       .detail = "the next page is on another origin",
                       .may_have_been_processed = true};
    set_parameter(parameters, name, std::move(to));
    return true;
}

// The value that a member or a function returns for a page: a text or a number, or null for an
// empty optional.
template <class T> value as_value(T const& from) {
    if constexpr (requires { from.has_value(); })
        return from.has_value() ? value(*from) : value();
    else
        return value(from);
}
inline bool is_nothing(value const& held) {
    auto const* const text = std::get_if<std::string>(&held.get());
    return std::holds_alternative<std::nullptr_t>(held.get()) || (text != nullptr && text->empty());
}

}  // namespace detail

// Goes to the next page by a cursor: a value in the page (a member, or a function of the page),
// sent as a parameter. If it is missing, null or empty, the page is the last one.
//   tl::by_cursor(&page::next, "CURSOR")        // .query = {{{"cursor", "${CURSOR:-}"}}}
template <class F> auto by_cursor(F next, std::string parameter) {
    return [next = std::move(next), parameter = std::move(parameter)](
               auto const& page, http::response const&, std::string_view,
               std::vector<assignment>& parameters) -> result<bool> {
        value cursor = detail::as_value(std::invoke(next, page));
        if (detail::is_nothing(cursor)) return false;
        detail::set_parameter(parameters, parameter, std::move(cursor));
        return true;
    };
}

// Goes to the next page by its URL in the page. The URL may be relative; it must have the same
// origin.
//   tl::by_url(&page::next, "URL")              // .url = "$URL"
template <class F> auto by_url(F next, std::string parameter) {
    return [next = std::move(next), parameter = std::move(parameter)](
               auto const& page, http::response const&, std::string_view from,
               std::vector<assignment>& parameters) -> result<bool> {
        value const url = detail::as_value(std::invoke(next, page));
        if (detail::is_nothing(url)) return false;
        return detail::next_url(from, to_string(url), parameter, parameters);
    };
}

// Goes to the next page by its URL in the answer's Link field, with rel="next".
//   tl::by_link("URL")                          // .url = "$URL"
inline auto by_link(std::string parameter) {
    return [parameter = std::move(parameter)](auto const&, http::response const& answer,
                                              std::string_view from,
                                              std::vector<assignment>& parameters) -> result<bool> {
        for (http::field const& each : answer.fields)
            if (http::same_name(each.name, "Link"))
                if (auto const target = http::link_target(each.value, "next"))
                    return detail::next_url(from, *target, parameter, parameters);
        return false;
    };
}

// Goes to the next page by counting: a page number, or an offset with the page's size as the step.
// The first page has the number `first`, even if the caller does not set the parameter. ends(page)
// is true for the last page.
//   tl::by_number("PAGE", [](page const& p) { return p.items.empty(); })
template <class F> auto by_number(std::string parameter, F ends, long first = 1, long step = 1) {
    return [parameter = std::move(parameter), ends = std::move(ends), next = first + step, step](
               auto const& page, http::response const&, std::string_view,
               std::vector<assignment>& parameters) mutable -> result<bool> {
        if (std::invoke(ends, page)) return false;
        detail::set_parameter(parameters, parameter, next);
        next += step;
        return true;
    };
}

// An input range of outcome<T>: calls the webhook page by page. It ends after the last page, after
// `most` pages, or after a page that failed. Each page has the webhook's full deadline. The node
// must outlive the range.
//   auto const next = tl::by_cursor(&page::next, "CURSOR");
//   for (auto& page : tl::paged<page_rows>(node, list_items, next)) {
//       if (!page) { std::cerr << page.failure() << '\n'; break; }
//       use(page->items);
//   }
template <class Mapping, class Node, class Next> class page_range {
  public:
    using page_type = outcome<typename detail::joined<Mapping>::type>;

    page_range(Node& node, webhook hook, Next next, call_options options, std::size_t most)
        : node_(node),
          hook_(std::move(hook)),
          next_(std::move(next)),
          options_(std::move(options)),
          left_(most) {}
    page_range(page_range const&) = delete;
    page_range& operator=(page_range const&) = delete;

    class iterator {
      public:
        using iterator_concept = std::input_iterator_tag;
        using value_type = page_type;
        using difference_type = std::ptrdiff_t;

        explicit iterator(page_range& all) : all_(&all) {}
        page_type& operator*() const { return *all_->page_; }
        iterator& operator++() {
            all_->advance();
            return *this;
        }
        void operator++(int) { all_->advance(); }
        bool operator==(std::default_sentinel_t) const { return !all_->page_.has_value(); }

      private:
        page_range* all_;
    };

    // Fetches the first page; must be called only once.
    iterator begin() {
        if (left_ != 0) fetch();
        return iterator(*this);
    }
    std::default_sentinel_t end() const { return {}; }

  private:
    void fetch() {
        --left_;
        page_.emplace(node_.template call<Mapping>(hook_, options_));
    }
    void advance() {
        page_type const last = std::exchange(page_, std::nullopt).value();
        if (!last || left_ == 0) return;
        http::request request;
        auto const rendered = render(hook_, node_.parameters(), request, options_.parameters);
        result<bool> more = rendered
                                ? next_(*last, *last.response(), request.url, options_.parameters)
                                : result<bool>(rendered.error());
        if (!more)
            page_.emplace(std::move(more).error());
        else if (*more)
            fetch();
    }

    Node& node_;
    webhook hook_;
    Next next_;
    call_options options_;
    std::size_t left_;
    std::optional<page_type> page_;
};

// Returns the pages of a webhook as a range, at most `most` pages.
template <class Mapping, class Node, class Next>
page_range<Mapping, Node, Next> paged(Node& node, webhook hook, Next next,
                                      call_options options = {}, std::size_t most = 1000) {
    return {node, std::move(hook), std::move(next), std::move(options), most};
}

}  // namespace trotline
#endif
