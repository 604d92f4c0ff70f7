// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_NODE_BATCH_HPP
#define TROTLINE_NODE_BATCH_HPP
// Calls one webhook for many sets of parameters: several calls at the same time, results in the
// order of the sets; a failure does not stop the other calls.

#include <trotline/call/call_options.hpp>
#include <trotline/call/outcome.hpp>
#include <trotline/core/abi.hpp>
#include <trotline/core/exception.hpp>
#include <trotline/mapping/mapping.hpp>
#include <trotline/webhook.hpp>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <span>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

namespace trotline::inline TROTLINE_ABI {

namespace detail {
// Threads that are joined at the end of a block.
struct joined_threads {
    std::vector<std::thread> all{};

    ~joined_threads() {
        for (std::thread& each : all) each.join();
    }
};
}  // namespace detail

// The settings of in_parallel() and call_each().
struct batch_settings {
    unsigned parallel = 8;  // threads; never more than there are calls
    // called after each call, by one thread at a time: how many have ended, of how many
    std::function<void(std::size_t ended, std::size_t all)> progress{};
};

// Calls f(0), f(1), ... f(count - 1), several at the same time, and returns their results in that
// order. All of them have ended when it returns. If f or `progress` throws, no more are started,
// and the exception is thrown again at the end. Throws std::system_error if a thread cannot be
// created.
template <class F> auto in_parallel(std::size_t count, batch_settings const& how, F f) {
    using made_type = std::invoke_result_t<F&, std::size_t>;
    std::vector<std::optional<made_type>> made(count);
    std::atomic<std::size_t> next = 0;
    std::mutex mutex;
    std::size_t ended = 0;
    std::exception_ptr thrown;
    auto const work = [&] {
        for (std::size_t i; (i = next.fetch_add(1)) < count;) {
            bool const goes_on = detail::catching_all(
                [&] {
                    made[i].emplace(f(i));
                    std::lock_guard const lock(mutex);
                    ++ended;
                    if (how.progress) how.progress(ended, count);
                    return true;
                },
                [&] {
                    std::lock_guard const lock(mutex);
                    if (!thrown) thrown = std::current_exception();
                    return false;
                });
            if (goes_on) continue;
            next = count;
            return;
        }
    };
    {
        detail::joined_threads threads;
        std::size_t const most = (std::min<std::size_t>)((std::max)(how.parallel, 1u), count);
        threads.all.reserve(most);
        for (std::size_t i = 1; i < most; ++i) threads.all.emplace_back(work);
        work();
    }
    if (thrown) std::rethrow_exception(thrown);
    std::vector<made_type> all;
    all.reserve(count);
    for (auto& each : made) all.push_back(*std::move(each));
    return all;
}

// Calls the webhook once for each set of options. At most one mapping, by value: parameters of
// several calls would overwrite each other. The node's policies must be safe for several threads.
// After a stop was requested through the options' token, calls that have not started end at once;
// each has an outcome.
//   auto const answers = tl::call_each<todo_rows>(node, rename_todo, sets, {.parallel = 16});
template <class... Mappings, class Node>
auto call_each(Node& node, webhook const& hook, std::span<call_options const> sets,
               batch_settings const& how = {}) {
    static_assert(detail::joined<Mappings...>::rows::parameters == 0,
                  "call_each needs a mapping by value: parameters of several calls would overwrite "
                  "each other");
    return in_parallel(sets.size(), how, [&](std::size_t i) {
        return node.template call<Mappings...>(hook, sets[i]);
    });
}

}  // namespace trotline
#endif
