// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CORE_NEAR_MISS_HPP
#define TROTLINE_CORE_NEAR_MISS_HPP

#include <trotline/core/ascii.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

// Finds the name that was probably meant, for messages. Can be used at compile time; never
// allocates.
namespace trotline::inline TROTLINE_ABI {

namespace detail {
inline constexpr std::size_t longest_compared = 64;
}  // namespace detail

// How many single changes turn one name into the other: a byte inserted, left out or replaced, two
// neighbours swapped. The case of letters, and additional `_` or `-`, do not count. Names of more
// than 64 bytes are only compared for equality.
constexpr std::size_t edit_distance(std::string_view a, std::string_view b) {
    struct folded_name {
        std::array<char, detail::longest_compared> text{};
        std::size_t size = 0;
        constexpr explicit folded_name(std::string_view name) {
            for (char const c : name)
                if (c != '_' && c != '-') text[size++] = detail::lower(c);
        }
    };
    if (a.size() > detail::longest_compared || b.size() > detail::longest_compared)
        return a == b ? 0 : (std::max)(a.size(), b.size());
    folded_name const x(a), y(b);
    using row = std::array<std::size_t, detail::longest_compared + 1>;
    row before{}, last{}, now{};
    for (std::size_t k = 0; k <= y.size; ++k) last[k] = k;
    for (std::size_t i = 1; i <= x.size; ++i) {
        now[0] = i;
        for (std::size_t k = 1; k <= y.size; ++k) {
            std::size_t const replaced = last[k - 1] + (x.text[i - 1] != y.text[k - 1]);
            now[k] = (std::min)({last[k] + 1, now[k - 1] + 1, replaced});
            if (i > 1 && k > 1 && x.text[i - 1] == y.text[k - 2] && x.text[i - 2] == y.text[k - 1])
                now[k] = (std::min)(now[k], before[k - 2] + 1);
        }
        before = last;
        last = now;
    }
    return last[y.size];
}

// Of the offered names, the one most similar to the wanted one, if there is a similar one: at most
// one change for every three bytes.
//
//   trotline::near_miss meant("userid");
//   meant.offer("title"), meant.offer("userId");
//   meant.name();  // "userId"
class near_miss {
  public:
    constexpr explicit near_miss(std::string_view wanted)
        : wanted_(wanted), distance_((std::max<std::size_t>)(1, wanted.size() / 3) + 1) {}

    // The name must live as long as name() is used.
    constexpr void offer(std::string_view name) {
        if (std::size_t const distance = edit_distance(wanted_, name);
            distance < distance_ && distance < name.size()) {
            distance_ = distance;
            name_ = name;
        }
    }
    // Empty: none.
    constexpr std::string_view name() const { return name_; }

  private:
    std::string_view wanted_, name_{};
    std::size_t distance_;
};

}  // namespace trotline
#endif
