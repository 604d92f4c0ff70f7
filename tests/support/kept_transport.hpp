// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TESTS_SUPPORT_KEPT_TRANSPORT_HPP
#define TROTLINE_TESTS_SUPPORT_KEPT_TRANSPORT_HPP

#include <trotline/transport/async.hpp>

#include <cstddef>
#include <memory>
#include <mutex>
#include <semaphore>
#include <utility>
#include <vector>

namespace trotline_tests {

// Keeps what is started, until the test ends it: no thread is held, and none is made. Copies are
// one transport.
struct kept_transport {
    struct state {
        std::mutex mutex;
        std::vector<std::pair<trotline::http::request, trotline::completion>> under_way;
        std::vector<trotline::http::request> sent;
        std::counting_semaphore<> began{0};
    };
    std::shared_ptr<state> shared = std::make_shared<state>();

    trotline::result<trotline::http::response> send(trotline::http::request const& request,
                                                    trotline::deadline until,
                                                    trotline::stop_token stop) {
        return trotline::detail::wait_for(*this, request, until, std::move(stop));
    }
    void start(trotline::http::request request, trotline::deadline, trotline::stop_token,
               trotline::completion done) {
        {
            std::lock_guard const lock(shared->mutex);
            shared->sent.push_back(request);
            shared->under_way.emplace_back(std::move(request), std::move(done));
        }
        shared->began.release();
    }

    // Ends all that have begun with what answer(request) returns. Returns how many.
    std::size_t end(auto&& answer) const {
        std::vector<std::pair<trotline::http::request, trotline::completion>> ended;
        {
            std::lock_guard const lock(shared->mutex);
            ended.swap(shared->under_way);
        }
        for (auto& [request, done] : ended) done(answer(request));
        return ended.size();
    }
    std::size_t end() const {
        return end([](auto const&) -> trotline::result<trotline::http::response> {
            return trotline::http::response{.status = 200};
        });
    }
    std::vector<trotline::http::request> sent() const {
        std::lock_guard const lock(shared->mutex);
        return shared->sent;
    }
};
static_assert(trotline::async_transport<kept_transport>);

}  // namespace trotline_tests
#endif
