// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_HTTP_SECRETS_HPP
#define TROTLINE_HTTP_SECRETS_HPP

#include <trotline/core/abi.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace trotline::inline TROTLINE_ABI::http {

// Fills a list of secrets, and uses the storage of the strings that are already in it.
class secrets_writer {
  public:
    explicit secrets_writer(std::vector<std::string>& list) : list_(list) {}

    void add(std::string_view secret) {
        auto const used = list_.begin() + static_cast<std::ptrdiff_t>(size_);
        if (secret.empty() || std::find(list_.begin(), used, secret) != used) return;
        if (size_ == list_.size()) list_.emplace_back();
        list_[size_++].assign(secret);
    }
    void finish() { list_.resize(size_); }

  private:
    std::vector<std::string>& list_;
    std::size_t size_ = 0;
};

}  // namespace trotline::http
#endif
