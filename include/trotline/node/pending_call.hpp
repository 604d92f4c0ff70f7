// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_NODE_PENDING_CALL_HPP
#define TROTLINE_NODE_PENDING_CALL_HPP

#include <trotline/call/outcome.hpp>
#include <trotline/call/running_call.hpp>
#include <trotline/mapping/mapping.hpp>
#include <trotline/transport/async.hpp>
#include <trotline/webhook.hpp>

#include <coroutine>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace trotline {

// A call that has not begun: node.async_call<rows...>(hook). One of its four ways begins it, once;
// the request is rendered then, in the caller's thread, and the webhook need not live longer. The
// outcome is a value like that of a call that waits; values land by value, never in an object of
// the caller's. A callback, and a coroutine that goes on, run in a thread of the transport's:
// neither should take long. A stop token in the options cancels. The node must outlive its calls;
// destroying it waits a bounded time and then cuts off what is left, with an outcome for each.
template <class Node, class... Mappings> class [[nodiscard]] pending_call {
  public:
    using outcome_type = outcome<typename detail::joined<Mappings...>::type>;

    pending_call(Node& node, webhook const& hook, call_options options)
        : node_(node), hook_(hook), options_(std::move(options)) {}

    // Fire and forget: comes back at once, whatever happens. A failure is told to the node's
    // observer; to be told how this one call ended, use then().
    void detach() && {
        begin([&observer = node_.detached_observer_,
               label = std::string(hook_.label.view())](outcome_type const& how) {
            if (observer && !how) observer(label, how.failure());
        });
    }

    // done(outcome) is called exactly once. It must not throw.
    template <class F> void then(F done) && { begin(std::move(done)); }

    std::future<outcome_type> future() && {
        auto const promised = std::make_shared<std::promise<outcome_type>>();
        auto ended = promised->get_future();
        begin([promised](outcome_type&& how) { promised->set_value(std::move(how)); });
        return ended;
    }

    // co_await node.async_call<rows...>(hook)
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> waiting) {
        // the coroutine may go on, and this be gone, before begin() comes back
        begin([this, waiting](outcome_type&& how) {
            outcome_.emplace(std::move(how));
            waiting.resume();
        });
    }
    outcome_type await_resume() { return std::move(*outcome_); }

  private:
    template <class F> void begin(F done) {
        node_.template start<Mappings...>(hook_, options_, std::move(done));
    }

    Node& node_;
    webhook const& hook_;
    call_options options_;
    std::optional<outcome_type> outcome_;
};

}  // namespace trotline
#endif
