// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_NODE_PENDING_CALL_HPP
#define TROTLINE_NODE_PENDING_CALL_HPP

#include <trotline/call/outcome.hpp>
#include <trotline/call/running_call.hpp>
#include <trotline/transport/async.hpp>
#include <trotline/webhook.hpp>

#include <coroutine>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace trotline::inline TROTLINE_ABI {

// A call that has not begun: node.async_call<rows...>(hook), or node.async_call(hook, mapping) with
// rows of run time. One of its four functions begins it,
// once. That renders the request in the caller's thread; after that the webhook is not used. The
// outcome has its values by value, as that of a waiting call; it never writes to the caller's
// object. A callback, and a resumed coroutine, run in a thread of the transport's and should not
// take long. The stop token in the options cancels the call. The node must outlive its calls; its
// destructor waits a bounded time and then cuts off the rest, with an outcome for each.
template <class Node, class Rows> class [[nodiscard]] pending_call {
  public:
    using outcome_type = outcome<typename Rows::value_type>;

    pending_call(Node& node, webhook const& hook, Rows rows, call_options options)
        : node_(node), hook_(hook), rows_(rows), options_(std::move(options)) {}

    // Fire and forget: returns at once. A failure is passed to the node's observer. To learn how
    // this call ended, use then().
    void detach() && {
        begin([&observer = node_.detached_observer_,
               label = std::string(hook_.label.view())](outcome_type const& how) {
            if (observer && !how) observer(label, how.failure());
        });
    }

    // Calls done(outcome) exactly once. It must not throw.
    template <class F> void then(F done) && { begin(std::move(done)); }

    std::future<outcome_type> future() && {
        auto const promised = std::make_shared<std::promise<outcome_type>>();
        auto ended = promised->get_future();
        begin([promised](outcome_type&& how) { promised->set_value(std::move(how)); });
        return ended;
    }

    // For co_await node.async_call<rows...>(hook).
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> waiting) {
        // The coroutine may resume, and this object be destroyed, before begin() returns.
        begin([this, waiting](outcome_type&& how) {
            outcome_.emplace(std::move(how));
            waiting.resume();
        });
    }
    outcome_type await_resume() { return std::move(*outcome_); }

  private:
    template <class F> void begin(F done) { node_.start(hook_, rows_, options_, std::move(done)); }

    Node& node_;
    webhook const& hook_;
    Rows rows_;
    call_options options_;
    std::optional<outcome_type> outcome_;
};

}  // namespace trotline
#endif
