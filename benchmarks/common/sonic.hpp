// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_BENCHMARKS_SONIC_HPP
#define TROTLINE_BENCHMARKS_SONIC_HPP
// sonic-cpp's GetOnDemand: it skips what no path needs without checking it, handles one path in one
// pass, and returns the value's text, which is converted here.

#include <sonic/sonic.h>

#include <charconv>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <utility>

#include "contest.hpp"

namespace benchmarks {

class sonic_path {
  public:
    sonic_path(std::initializer_list<sonic_json::JsonPointerNode> nodes) : path_(nodes) {}

    std::int64_t integer(std::string_view document) const {
        std::string_view const text = find(document);
        std::int64_t value = 0;
        std::from_chars(text.data(), text.data() + text.size(), value);
        return value;
    }
    // one that has no escapes
    std::string_view string(std::string_view document) const {
        std::string_view const text = find(document);
        return text.size() < 2 ? text : text.substr(1, text.size() - 2);
    }
    bool boolean(std::string_view document) const { return find(document) == "true"; }

  private:
    std::string_view find(std::string_view document) const {
        std::string_view found;
        return sonic_json::GetOnDemand(document, path_, found).Error() == sonic_json::kErrorNone
                   ? found
                   : std::string_view{};
    }

    sonic_json::JsonPointer path_;
};

// f(document)
template <class Contest, class F> int enter_sonic(F f) {
    return enter<Contest>("sonic-cpp", reading::on_demand, std::move(f));
}

}  // namespace benchmarks

#endif
