// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CALL_REQUEST_POOL_HPP
#define TROTLINE_CALL_REQUEST_POOL_HPP

#include <trotline/http/request.hpp>

#include <memory>
#include <mutex>
#include <vector>

namespace trotline::inline TROTLINE_ABI::detail {

// Keeps requests to render into, so that their storage is used again: as many as calls run at once.
class request_pool {
  public:
    request_pool() = default;
    // The copy of a node starts with an empty pool.
    request_pool(request_pool const&) {}
    request_pool& operator=(request_pool const&) { return *this; }

    std::unique_ptr<http::request> borrow();
    void give_back(std::unique_ptr<http::request> request) noexcept;

  private:
    std::mutex mutex_;
    std::vector<std::unique_ptr<http::request>> free_;
};

}  // namespace trotline::detail

#if !defined(TROTLINE_SEPARATE_COMPILATION)
#include <trotline/call/request_pool.ipp>
#endif
#endif
