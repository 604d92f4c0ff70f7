// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TESTS_SUPPORT_RUN_TIME_NAMES_HPP
#define TROTLINE_TESTS_SUPPORT_RUN_TIME_NAMES_HPP

#include <trotline/core/wanted_names.hpp>

#include <cstdint>
#include <string_view>
#include <vector>

namespace trotline_tests {

// Names that are known only at run time, with everything that can be prepared. It does not own the
// texts.
class run_time_names {
  public:
    explicit run_time_names(std::vector<std::string_view> const& names) {
        for (std::string_view const name : names) {
            tails_.add(names_.size(), name);
            names_.emplace_back(name);
            sizes_ |= trotline::size_bit(name.size());
            last_bytes_ |= trotline::last_byte_bit(name);
        }
    }
    run_time_names(run_time_names const&) = delete;
    operator trotline::wanted_names() const {
        return {names_.data(), names_.size(), sizes_, last_bytes_, &tails_};
    }

  private:
    std::vector<trotline::wanted_name> names_;
    std::uint64_t sizes_ = 0, last_bytes_ = 0;
    trotline::name_tails tails_;
};

}  // namespace trotline_tests
#endif
