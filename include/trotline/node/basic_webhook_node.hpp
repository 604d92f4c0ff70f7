// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_NODE_BASIC_WEBHOOK_NODE_HPP
#define TROTLINE_NODE_BASIC_WEBHOOK_NODE_HPP

#include <trotline/call/outcome.hpp>
#include <trotline/call/running_call.hpp>
#include <trotline/core/exception.hpp>
#include <trotline/core/failure.hpp>
#include <trotline/mapping/engine/destinations.hpp>
#include <trotline/mapping/engine/run.hpp>
#include <trotline/mapping/map.hpp>
#include <trotline/mapping/mapping.hpp>
#include <trotline/node/call_rows.hpp>
#include <trotline/node/calls_under_way.hpp>
#include <trotline/node/pending_call.hpp>
#include <trotline/parameter_store/concept.hpp>
#include <trotline/parser/concept.hpp>
#include <trotline/report/test_report.hpp>
#include <trotline/report/test_run.hpp>
#include <trotline/transport/concept.hpp>
#include <trotline/webhook.hpp>

#include <concepts>
#include <cstddef>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace trotline::inline TROTLINE_ABI {

// Calls webhooks: fills in parameters, sends the request, maps the answer's rows, writes the
// values. Every call is mapped or failed, never partly: after a failure no parameter and no object
// has changed. Several threads may call a node at once if its policies allow it. A policy can be a
// reference, for nodes that share one: basic_webhook_node<curl_transport&, media_type_parser,
// my_store&>.
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
    // `parameters` are the first values of the store.
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

    // Calls and waits. Mappings: at most one mapping<T, rows...>, whose T is the type of the
    // outcome's value, and at most one parameters_from<rows...>.
    //   auto answer = node.call<todo_rows, kept>(rename_todo);
    template <class... Mappings>
    outcome<typename detail::joined<Mappings...>::type> call(webhook const& hook,
                                                             call_options const& options = {}) {
        detail::running_call call(hook, options, requests_);
        return conclude(detail::literal_rows<Mappings...>(), call, nullptr);
    }

    // Prepares a call that does not wait; needs an asynchronous transport. The result can be
    // awaited in a coroutine, made a future, given a callback, or detached.
    //   auto answer = co_await node.async_call<todo_rows, kept>(rename_todo);
    // (g++ 12 destroys temporaries made of braces inside a co_await expression twice: give the
    // options a name first.)
    template <class... Mappings>
        requires(async_transport<transport_type>)
    pending_call<basic_webhook_node, detail::literal_rows<Mappings...>> async_call(
        webhook const& hook, call_options options) {
        return {*this, hook, {}, std::move(options)};
    }
    template <class... Mappings>
        requires(async_transport<transport_type>)
    pending_call<basic_webhook_node, detail::literal_rows<Mappings...>> async_call(
        webhook const& hook) {
        return {*this, hook, {}, call_options()};
    }

    // The same into an existing object. Its members change after everything else has succeeded, by
    // move assignments that cannot throw.
    template <class... Mappings>
    outcome<void> call_into(typename detail::joined<Mappings...>::type& object, webhook const& hook,
                            call_options const& options = {}) {
        using rows = typename detail::joined<Mappings...>::rows;
        static_assert(
            detail::destinations<rows>::move_without_throwing,
            "a member whose move assignment may throw cannot be mapped in place: call by value");
        detail::running_call call(hook, options, requests_);
        auto answer = std::make_unique<http::response>();
        typename detail::joined<Mappings...>::type staged{};
        std::vector<value> parameters(rows::parameters);
        detail::destinations<rows> to(staged, parameters.data());
        detail::failure_of<rows> why;
        if (auto failed = run<detail::reader_of<rows>>(call, *answer, nullptr, rows::table::value,
                                                       to.places(), why.storage()))
            return {std::move(*failed), call.received(std::move(answer))};
        to.move_landed(staged, object);
        return outcome<void>(std::move(answer));
    }

    // The same with rows of run time, into parameters: a run_time_mapping of
    // <trotline/configuration.hpp> or <trotline/mapping/mapping_workspace.hpp>.
    template <detail::configured_mapping Mapping>
    outcome<void> call(webhook const& hook, Mapping const& rows, call_options const& options = {}) {
        detail::running_call call(hook, options, requests_);
        return conclude(detail::configured_rows<Mapping>{rows}, call, nullptr);
    }
    // The mapping must outlive the call.
    template <detail::configured_mapping Mapping>
        requires(async_transport<transport_type>)
    pending_call<basic_webhook_node, detail::configured_rows<Mapping>> async_call(
        webhook const& hook, Mapping const& rows, call_options options = {}) {
        return {*this, hook, {rows}, std::move(options)};
    }
    template <detail::configured_mapping Mapping>
    void async_call(webhook const&, Mapping const&&, call_options = {}) = delete;

    // Calls, and reports what was sent, what came back, and what every row found; writes nothing. A
    // dry run only renders.
    //   std::cout << node.test_request<todo_rows, kept>(rename_todo) << '\n';
    // (printed by <trotline/report/text.hpp>)
    template <class... Mappings>
    test_report test_request(webhook const& hook, call_options const& options = {},
                             test_options const& how = {}) {
        using rows = typename detail::joined<Mappings...>::rows;
        using type = typename detail::joined<Mappings...>::type;
        std::conditional_t<std::is_void_v<type>, char, type> object{};
        std::vector<value> parameters(rows::parameters);
        detail::destinations<rows> to(object, parameters.data());
        detail::failure_of<rows> why;
        return detail::test_run(rows::table::value, to.places(), why.storage(), how, hook)
            .template run<detail::reader_of<rows>>(
                {hook, options, requests_}, transport_, parser_, parameters_,
                [&](std::size_t row) { return detail::landed_as_json<rows>(to, row); },
                [](auto const&...) { return std::vector<row_report>(); });
    }
    template <detail::configured_mapping Mapping>
    test_report test_request(webhook const& hook, Mapping const& mapping,
                             call_options const& options = {}, test_options const& how = {}) {
        return test_request(hook, mapping, Mapping(), options, how);
    }
    // The same with rows that failed_as() reads from an answer with a failed status.
    template <detail::configured_mapping Mapping>
    test_report test_request(webhook const& hook, Mapping const& mapping,
                             Mapping const& failure_rows, call_options const& options = {},
                             test_options const& how = {}) {
        typename Mapping::workspace_type space, failed;
        space.begin(mapping);
        failed.begin(failure_rows);
        return detail::test_run(mapping.table(), space.places(), space.storage(), how, hook)
            .template run<typename Mapping::reader_type>(
                {hook, options, requests_}, transport_, parser_, parameters_,
                [&](std::size_t row) { return detail::json_of(space.found(row)); },
                [&](detail::running_call& call, http::response& answer) {
                    return detail::test_run(failure_rows.table(), failed.places(), failed.storage(),
                                            how, hook)
                        .template read_failed<typename Mapping::reader_type>(
                            call, parser_, answer,
                            [&](std::size_t row) { return detail::json_of(failed.found(row)); });
                });
    }

    // Sets the observer of detached calls: it gets the webhook's label and the reason of every
    // failure. It is called in a thread of the transport's; or inside detach(), if the request was
    // refused at once. It must not throw. Set it before the first call.
    //   node.observe_detached([](std::string_view label, tl::failure const& why) {
    //       std::cerr << label << ": " << why << '\n';
    //   });
    void observe_detached(std::function<void(std::string_view label, failure const& why)>
                              observer) requires(async_transport<transport_type>) {
        detached_observer_ = std::move(observer);
    }

    parameter_store_type& parameters() { return parameters_; }
    parameter_store_type const& parameters() const { return parameters_; }
    transport_type& transport() { return transport_; }
    parser_type const& parser() const { return parser_; }

  private:
    template <class Node, class Rows> friend class pending_call;

    // Ends a call. `sent` is the result of its request; null: it must be sent now.
    template <class... Mappings>
    outcome<typename detail::joined<Mappings...>::type> conclude(detail::literal_rows<Mappings...>,
                                                                 detail::running_call& call,
                                                                 result<http::response>* sent) {
        using rows = typename detail::joined<Mappings...>::rows;
        using type = typename detail::joined<Mappings...>::type;
        auto answer = std::make_unique<http::response>();
        std::conditional_t<std::is_void_v<type>, char, type> object{};
        std::vector<value> parameters(rows::parameters);
        detail::destinations<rows> to(object, parameters.data());
        detail::failure_of<rows> why;
        if (auto failed = run<detail::reader_of<rows>>(call, *answer, sent, rows::table::value,
                                                       to.places(), why.storage()))
            return {std::move(*failed), call.received(std::move(answer))};
        if constexpr (std::is_void_v<type>)
            return outcome<void>(std::move(answer));
        else
            return {std::move(object), std::move(answer)};
    }

    template <detail::configured_mapping Mapping>
    outcome<void> conclude(detail::configured_rows<Mapping> const& rows, detail::running_call& call,
                           result<http::response>* sent) {
        auto answer = std::make_unique<http::response>();
        typename Mapping::workspace_type space;
        space.begin(rows.mapping);
        if (auto failed = run<typename Mapping::reader_type>(
                call, *answer, sent, rows.mapping.table(), space.places(), space.storage()))
            return {std::move(*failed), call.received(std::move(answer))};
        return outcome<void>(std::move(answer));
    }

    // Starts a call. done(outcome) is called once, by a thread of the transport's; or in here, if
    // the request was refused at once. Throws only std::bad_alloc, before anything was sent.
    template <class Rows>
    void start(webhook const& hook, Rows const& rows, call_options const& options, auto done) {
        using type = typename Rows::value_type;
        struct started {
            std::shared_ptr<void> under_way;  // destroyed after the call
            detail::running_call call;
        };
        std::shared_ptr<started> const one(new started{calls_.begin(), {hook, options, requests_}});
        if (auto failed = one->call.guarded([&] { return one->call.render(parameters_); }))
            return done(outcome<type>(std::move(*failed)));
        transport_.start(
            http::request(one->call.request()), one->call.until(), one->call.stop(),
            [this, one, rows, done = std::move(done)](result<http::response> sent) mutable {
                done(conclude_or_fail(rows, one->call, std::move(sent)));
            });
    }
    template <class Rows>
    auto conclude_or_fail(Rows const& rows, detail::running_call& call,
                          result<http::response> sent) noexcept {
        return detail::catching<std::bad_alloc>(
            [&] { return conclude(rows, call, &sent); },
            [&](std::bad_alloc const&) {
                return outcome<typename Rows::value_type>(
                    call.cut_off(code::internal, "out of memory"));
            });
    }

    // The whole call: sends the request (or takes `sent`, its result), reads the answer into the
    // places of the rows, and stores the parameters. Defined outside of the class, and so not
    // inline: a program that compiles the library separately has it only once.
    template <class Reader>
    std::optional<failure> run(detail::running_call& call, http::response& answer,
                               result<http::response>* sent, detail::table const& rows,
                               detail::row_places to, row_failure* storage);

    // Declared in the order in which they must outlive each other: an asynchronous transport ends
    // its calls when it is destroyed, and they use the other members. If the transport is a
    // reference, the node itself waits for its calls.
    Parser parser_;
    ParameterStore parameters_;
    detail::request_pool requests_;
    std::function<void(std::string_view, failure const&)> detached_observer_;
    detail::calls_under_way calls_;
    Transport transport_;
};

template <class Transport, class Parser, class ParameterStore>
    requires transport<std::remove_reference_t<Transport>> &&
        parser<std::remove_reference_t<Parser>> &&
        parameter_store<std::remove_reference_t<ParameterStore>>
template <class Reader>
std::optional<failure> basic_webhook_node<Transport, Parser, ParameterStore>::run(
    detail::running_call& call, http::response& answer, result<http::response>* sent,
    detail::table const& rows, detail::row_places to, row_failure* storage) {
    return call.guarded([&]() -> std::optional<failure> {
        auto const conclude = [&](result<http::response>&& received) {
            return call.template conclude<Reader>(parser_, parameters_, std::move(received), answer,
                                                  rows, to, storage);
        };
        if (sent != nullptr) return conclude(std::move(*sent));
        if (auto failed = call.render(parameters_)) return failed;
        return conclude(call.send(transport_));
    });
}

}  // namespace trotline
#endif
