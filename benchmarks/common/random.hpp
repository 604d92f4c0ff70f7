// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_BENCHMARKS_RANDOM_HPP
#define TROTLINE_BENCHMARKS_RANDOM_HPP
// Values of the kind that answers hold: the same ones in every run.

#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

namespace benchmarks {

class random_values {
  public:
    explicit random_values(unsigned seed) : engine_(seed) {}

    std::int64_t number(std::int64_t from, std::int64_t to) {
        return std::uniform_int_distribution<std::int64_t>(from, to)(engine_);
    }
    bool flag() { return number(0, 1) != 0; }
    std::string words(std::int64_t least, std::int64_t most) {
        constexpr std::array<std::string_view, 24> all{
            "delectus",    "aut",     "autem",    "quis",    "ut",     "nam",
            "facilis",     "et",      "officia",  "qui",     "fugiat", "veniam",
            "minus",       "laborum", "porro",    "tempora", "illo",   "expedita",
            "consequatur", "in",      "repellat", "sequi",   "sint",   "sit"};
        std::string text;
        for (std::int64_t n = number(least, most); n > 0; --n) {
            if (!text.empty()) text += ' ';
            text += all[static_cast<std::size_t>(number(0, 23))];
        }
        return text;
    }
    std::string identifier(std::size_t size) {
        std::string text;
        while (text.size() < size) text += "0123456789abcdef"[number(0, 15)];
        return text;
    }

  private:
    std::mt19937 engine_;
};

}  // namespace benchmarks

#endif
