// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CALL_REQUEST_POOL_IPP
#define TROTLINE_CALL_REQUEST_POOL_IPP

#include <trotline/call/request_pool.hpp>
#include <trotline/core/exception.hpp>

#include <memory>
#include <mutex>
#include <utility>

namespace trotline::inline TROTLINE_ABI::detail {

TROTLINE_INLINE std::unique_ptr<http::request> request_pool::borrow() {
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

TROTLINE_INLINE void request_pool::give_back(std::unique_ptr<http::request> request) noexcept {
    std::lock_guard const lock(mutex_);
    detail::catching_all([&] { free_.push_back(std::move(request)); },
                         [] { /* out of memory: this request is not kept */ });
}

}  // namespace trotline::detail
#endif
