// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CALL_REQUEST_POOL_HPP
#define TROTLINE_CALL_REQUEST_POOL_HPP

#include <trotline/core/exception.hpp>
#include <trotline/http/request.hpp>

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace trotline::inline TROTLINE_ABI::detail {

// Keeps requests to render into, so that their storage is used again: as many as calls run at once.
class request_pool {
  public:
    request_pool() = default;
    // The copy of a node starts with an empty pool.
    request_pool(request_pool const&) {}
    request_pool& operator=(request_pool const&) { return *this; }

    std::unique_ptr<http::request> borrow() {
        {
            std::lock_guard const lock(mutex_);
            if (!free_.empty()) {
                auto request = std::move(free_.back());
                free_.pop_back();
                return request;
            }
        }
        return std::make_unique<http::request>();
    }
    void give_back(std::unique_ptr<http::request> request) noexcept {
        std::lock_guard const lock(mutex_);
        detail::catching_all([&] { free_.push_back(std::move(request)); },
                             [] { /* out of memory: this request is not kept */ });
    }

  private:
    std::mutex mutex_;
    std::vector<std::unique_ptr<http::request>> free_;
};

}  // namespace trotline::detail
#endif
