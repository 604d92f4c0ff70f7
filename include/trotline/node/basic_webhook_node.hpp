// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_NODE_BASIC_WEBHOOK_NODE_HPP
#define TROTLINE_NODE_BASIC_WEBHOOK_NODE_HPP

#include <trotline/call/outcome.hpp>
#include <trotline/call/running_call.hpp>
#include <trotline/core/failure.hpp>
#include <trotline/mapping/engine/landing.hpp>
#include <trotline/mapping/map.hpp>
#include <trotline/mapping/mapping.hpp>
#include <trotline/node/pending_call.hpp>
#include <trotline/parameter_store/concept.hpp>
#include <trotline/parser/concept.hpp>
#include <trotline/report/test_report.hpp>
#include <trotline/report/test_run.hpp>
#include <trotline/transport/concept.hpp>
#include <trotline/webhook.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

namespace trotline {

// Calls webhooks: fills parameters in, sends, maps the answer's rows, writes. Every call is mapped
// or failed, never in between: after a failure no parameter and no object has changed. A node may
// be called from several threads at once if its policies may. A policy can be a reference, for
// nodes that share one: basic_webhook_node<curl_transport&, media_type_parser, my_store&>.
template <class Transport, class Parser, class ParameterStore>
    requires transport<std::remove_reference_t<Transport>> &&
        parser<std::remove_reference_t<Parser>> &&
        parameter_store<std::remove_reference_t<ParameterStore>>
class basic_webhook_node {
  public:
    using transport_type = std::remove_reference_t<Transport>;
    using parser_type = std::remove_reference_t<Parser>;
    using parameter_store_type = std::remove_reference_t<ParameterStore>;

    basic_webhook_node() = default;
    // The parameters' first values.
    basic_webhook_node(
        std::initializer_list<std::pair<std::string_view, value>> parameters) requires
        std::constructible_from<parameter_store_type,
                                std::initializer_list<std::pair<std::string_view, value>>>
        : parameters_(parameters) {}
    explicit basic_webhook_node(Transport transport)
        : transport_(std::forward<Transport>(transport)) {}
    basic_webhook_node(Transport transport, Parser parser, ParameterStore parameters)
        : parser_(std::forward<Parser>(parser)),
          parameters_(std::forward<ParameterStore>(parameters)),
          transport_(std::forward<Transport>(transport)) {}

    // Waits. Mappings: at most one mapping<T, rows...>, whose T is the outcome's value, and at most
    // one parameters_from<rows...>.
    //   auto answer = node.call<todo_rows, kept>(rename_todo);
    template <class... Mappings>
    outcome<typename detail::joined<Mappings...>::type> call(webhook const& hook,
                                                             call_options const& options = {}) {
        detail::exchange exchange(hook, options, requests_);
        return conclude<Mappings...>(exchange, [&](http::response& answer) {
            return exchange.send(transport_, parameters_, answer);
        });
    }

    // Does not wait: what it returns can be awaited in a coroutine, asked for a future, given a
    // callback, or let go. With an asynchronous transport.
    //   auto answer = co_await node.async_call<todo_rows, kept>(rename_todo);
    // (g++ 12 destroys temporaries twice that are made of braces inside a co_await expression: name
    // the options first.)
    template <class... Mappings>
        requires(async_transport<transport_type>)
    pending_call<basic_webhook_node, Mappings...> async_call(webhook const& hook,
                                                             call_options options) {
        return {*this, hook, std::move(options)};
    }
    template <class... Mappings>
        requires(async_transport<transport_type>)
    pending_call<basic_webhook_node, Mappings...> async_call(webhook const& hook) {
        return {*this, hook, call_options()};
    }

    // The same into an object that is there: its members change after everything else went well,
    // and they move without throwing.
    template <class... Mappings>
    outcome<void> call_into(typename detail::joined<Mappings...>::type& object, webhook const& hook,
                            call_options const& options = {}) {
        using rows = typename detail::joined<Mappings...>::rows;
        static_assert(
            detail::staged_target<rows>::moves_without_throwing,
            "a member whose move assignment may throw cannot be mapped in place: call by value");
        detail::exchange exchange(hook, options, requests_);
        auto answer = std::make_unique<http::response>();
        detail::staged_target<rows> target;
        if (auto failed = run<rows>(
                exchange, *answer, target,
                [&] { return exchange.send(transport_, parameters_, *answer); },
                [&](auto const& landing) { target.move_into(object, landing); }))
            return {std::move(*failed), exchange.received(std::move(answer))};
        return outcome<void>(std::move(answer));
    }

    // The same with rows from a configuration, into the parameters: a run_time_mapping, of
    // <trotline/configuration.hpp> or <trotline/mapping/mapping_workspace.hpp>.
    template <detail::configured_mapping Mapping>
    outcome<void> call(webhook const& hook, Mapping const& rows, call_options const& options = {}) {
        detail::exchange exchange(hook, options, requests_);
        auto answer = std::make_unique<http::response>();
        typename Mapping::workspace_type space;
        if (auto failed = exchange.guarded([&]() -> std::optional<failure> {
                if (auto sending = exchange.send(transport_, parameters_, *answer)) return sending;
                if (auto landing = exchange.land(parser_, *answer, rows, space)) return landing;
                return exchange.store(parameters_, rows, space);
            }))
            return {std::move(*failed), exchange.received(std::move(answer))};
        return outcome<void>(std::move(answer));
    }

    // Calls, and tells what was sent, what came back, and what every row found there; writes
    // nothing. As a dry run it only renders.
    //   std::cout << node.test_request<todo_rows, kept>(rename_todo) << '\n';  // with <trotline/report/text.hpp>
    template <class... Mappings>
    test_report test_request(webhook const& hook, call_options const& options = {},
                             test_options const& how = {}) {
        detail::literal_rows<Mappings...> rows;
        return run_test(rows, hook, options, how);
    }
    template <detail::configured_mapping Mapping>
    test_report test_request(webhook const& hook, Mapping const& mapping,
                             call_options const& options = {}, test_options const& how = {}) {
        detail::configured_rows rows(mapping);
        return run_test(rows, hook, options, how);
    }

    // Is told of every detached call that failed: the webhook's label, and why. Where the request
    // was not even taken on that is in detach(), else in a thread of the transport's. Must not
    // throw; to be set before the first call.
    //   node.observe_detached([](std::string_view label, tl::failure const& why) { std::cerr << label << ": " << why << '\n'; });
    void observe_detached(std::function<void(std::string_view label, failure const& why)>
                              observer) requires(async_transport<transport_type>) {
        detached_observer_ = std::move(observer);
    }

    parameter_store_type& parameters() { return parameters_; }
    parameter_store_type const& parameters() const { return parameters_; }
    transport_type& transport() { return transport_; }
    parser_type const& parser() const { return parser_; }

  private:
    template <class Rows>
    test_report run_test(Rows& rows, webhook const& hook, call_options const& options,
                         test_options const& how) {
        detail::exchange exchange(hook, options, requests_);
        return detail::test_run<Rows>(rows, how, hook)
            .run(exchange, transport_, parser_, parameters_);
    }

    template <class Node, class... Mappings> friend class pending_call;

    // The end of a call, whose answer arrive(answer) brings.
    template <class... Mappings>
    outcome<typename detail::joined<Mappings...>::type> conclude(detail::exchange& exchange,
                                                                 auto&& arrive) {
        using rows = typename detail::joined<Mappings...>::rows;
        using type = typename detail::joined<Mappings...>::type;
        auto answer = std::make_unique<http::response>();
        auto const fail = [&](detail::object_target<rows, type>& target) {
            return run<rows>(
                exchange, *answer, target, [&] { return arrive(*answer); }, [](auto const&) {});
        };
        if constexpr (std::is_void_v<type>) {
            detail::object_target<rows, void> target{};
            if (auto failed = fail(target))
                return {std::move(*failed), exchange.received(std::move(answer))};
            return outcome<void>(std::move(answer));
        } else {
            type object{};
            detail::object_target<rows, type> target{object};
            if (auto failed = fail(target))
                return {std::move(*failed), exchange.received(std::move(answer))};
            return {std::move(object), std::move(answer)};
        }
    }

    // Lets the call go; done(outcome) is called once, by a thread of the transport's or, where the
    // request was not even taken on, in here. Throws nothing but std::bad_alloc before anything was
    // sent.
    template <class... Mappings>
    void start(webhook const& hook, call_options const& options, auto done) {
        using type = typename detail::joined<Mappings...>::type;
        struct call {
            std::shared_ptr<void> under_way;  // ends after the exchange
            detail::exchange exchange;
        };
        std::shared_ptr<call> const one(new call{calls_.begin(), {hook, options, requests_}});
        if (auto failed = one->exchange.guarded([&] { return one->exchange.render(parameters_); }))
            return done(outcome<type>(std::move(*failed)));
        transport_.start(http::request(one->exchange.request()), one->exchange.until(),
                         one->exchange.stop(),
                         [this, one, done = std::move(done)](result<http::response> sent) mutable {
                             done(conclude_or_fail<Mappings...>(one->exchange, std::move(sent)));
                         });
    }
    template <class... Mappings>
    auto conclude_or_fail(detail::exchange& exchange, result<http::response> sent) noexcept {
        try {
            return conclude<Mappings...>(exchange, [&](http::response& answer) {
                return exchange.accept(std::move(sent), answer);
            });
        } catch (std::bad_alloc const&) {
            return outcome<typename detail::joined<Mappings...>::type>(
                exchange.cut_off(code::internal, "no memory"));
        }
    }

    // The whole way: arrive() brings the answer; at_the_end(landing) runs when nothing can fail any
    // more.
    template <class Rows, class Target>
    std::optional<failure> run(detail::exchange& exchange, http::response& answer, Target& target,
                               auto&& arrive, auto&& at_the_end) {
        return exchange.guarded([&]() -> std::optional<failure> {
            if (auto failed = arrive()) return failed;
            detail::failure_of<Rows> why;
            row_log log(why.storage());
            detail::landing<Rows, Target> landing(target, log);
            if (auto failed = exchange.land(parser_, answer, landing, log, why)) return failed;
            if (auto failed = exchange.store<Rows>(parameters_, target.parameters, landing))
                return failed;
            at_the_end(landing);
            return std::nullopt;
        });
    }

    // In the order in which they must outlive each other: an asynchronous transport ends its calls
    // when it is destroyed, and they write into the rest. Behind a transport that is a reference,
    // the node waits for its calls itself.
    Parser parser_;
    ParameterStore parameters_;
    detail::request_pool requests_;
    std::function<void(std::string_view, failure const&)> detached_observer_;
    detail::calls_under_way calls_;
    Transport transport_;
};

}  // namespace trotline
#endif
