// SPDX-License-Identifier: BSL-1.0
// A parser of your own, for lines `name = value`. A cursor is all that paths, rows and binding
// need.
#include <trotline/mapping/map.hpp>
#include <trotline/parser/format_parser.hpp>

#include <algorithm>
#include <boost/describe.hpp>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>

namespace tl = trotline;

// The document is an object, its lines are the members, their values are texts.
class lines_cursor {
  public:
    static constexpr bool repeats_by_name = false;
    static constexpr bool first_match_wins = false;

    lines_cursor() = default;
    explicit lines_cursor(std::string_view text) : text_(text), place_(place::root) {}

    tl::kind kind() const {
        return place_ == place::root    ? tl::kind::object
               : place_ == place::value ? tl::kind::text
                                        : tl::kind::nothing;
    }
    void enter() { place_ = place::inside; }
    tl::scalar scalar() {
        if (place_ != place::value) return skip(), tl::scalar{};
        return {tl::kind::text, true, raw()};
    }
    std::string_view raw() {
        std::size_t const from = place_ == place::root ? 0 : at_;
        skip();
        std::string_view const text = text_.substr(from, at_ - from);
        return text.substr(0, text.find_last_not_of("\n") + 1);
    }
    void skip() {
        at_ = place_ == place::root ? text_.size()
                                    : std::min(text_.find('\n', at_), text_.size() - 1) + 1;
        place_ = place::inside;
    }
    std::size_t find(tl::wanted_names const& names) {
        for (tl::scalar name; member(name); skip())
            for (std::size_t i = 0; i != names.size(); ++i)
                if (names[i] == name.text) return i;
        return tl::npos;
    }
    bool member(tl::scalar& name) {
        if (at_ >= text_.size()) return false;
        std::size_t const equals = text_.find('=', at_);
        name = {tl::kind::text, true,
                text_.substr(at_, text_.find_last_not_of(" =", equals) + 1 - at_)};
        at_ = std::min(text_.find_first_not_of(' ', equals + 1), text_.size());
        place_ = place::value;
        return true;
    }
    bool element(std::size_t) { return false; }  // no lists
    void leave(std::size_t levels) {
        if (levels != 0) at_ = text_.size(), place_ = place::inside;
    }
    std::size_t offset() const { return at_; }
    // lines_format has checked every line before
    tl::document_failure failure() const { return {}; }
    static void decode(tl::scalar const& s, auto&& sink) { sink(s.text); }

  private:
    enum class place { inside, root, value };
    std::string_view text_;
    std::size_t at_ = 0;
    place place_ = place::inside;
};

struct lines_format {
    lines_cursor open(std::string_view text, tl::document_failure& why) const {
        for (std::size_t begin = 0, end = 0; begin < text.size(); begin = end + 1) {
            end = std::min(text.find('\n', begin), text.size());
            if (text.substr(begin, end - begin).find('=') == 0 ||
                text.substr(begin, end - begin).find('=') == text.npos)
                return why = {tl::code::malformed, begin, "a line `name = value`"}, lines_cursor();
        }
        return lines_cursor(text);
    }
};
// for a node: basic_webhook_node<transport, lines_parser, store>
using lines_parser = tl::format_parser<lines_format>;
static_assert(tl::cursor<lines_cursor> && tl::parser<lines_parser>);

struct limits {
    unsigned quota = 0;
    bool blocked = true;
    std::string owner;
    std::optional<int> grace;
};
BOOST_DESCRIBE_STRUCT(limits, (), (quota, blocked, owner, grace))

int main() {
    using rows =
        tl::mapping<limits, tl::row<"quota", &limits::quota>, tl::row<"blocked", &limits::blocked>,
                    tl::row<"owner", &limits::owner>, tl::row<"grace", &limits::grace>>;
    auto const mapped =
        tl::map<rows>("owner = Ada Lovelace\nquota = 250\nblocked = false\n", lines_format());
    if (!mapped) return std::cerr << mapped.error() << '\n', 1;
    std::cout << mapped->owner << ": " << mapped->quota << '\n';

    auto const wrong = tl::map<rows>("owner = Ada\nquota = many\nblocked = no", lines_format());
    if (!wrong) std::cout << wrong.error() << '\n';
    auto const malformed = tl::map<rows>("quota = 1\n???", lines_format());
    if (!malformed) std::cout << malformed.error() << '\n';
    bool const good = mapped->quota == 250 && !mapped->blocked && mapped->owner == "Ada Lovelace" &&
                      !mapped->grace && !wrong && wrong.error().rows().size() == 2 && !malformed &&
                      malformed.error().document().offset == 10;
    return good ? 0 : 1;
}
