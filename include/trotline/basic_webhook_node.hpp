// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_BASIC_WEBHOOK_NODE_HPP
#define TROTLINE_BASIC_WEBHOOK_NODE_HPP

#include <trotline/exchange.hpp>
#include <trotline/mapping/landing.hpp>
#include <trotline/mapping/map.hpp>
#include <trotline/mapping/mapping.hpp>
#include <trotline/mapping/run_time_mapping.hpp>
#include <trotline/outcome.hpp>
#include <trotline/parameter_store/concept.hpp>
#include <trotline/parser/concept.hpp>
#include <trotline/test_report.hpp>
#include <trotline/test_run.hpp>
#include <trotline/transport/concept.hpp>
#include <trotline/webhook.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

namespace trotline {

// Calls webhooks: fills parameters in, sends, maps the answer's rows, writes. Every call is mapped or failed, never in between:
// after a failure no parameter and no object has changed. A node may be called from several threads at once if its policies may. A
// policy can be a reference, for nodes that share one: basic_webhook_node<curl_transport&, media_type_parser, my_store&>.
template <class Transport, class Parser, class ParameterStore>
    requires transport<std::remove_reference_t<Transport>> && parser<std::remove_reference_t<Parser>> &&
        parameter_store<std::remove_reference_t<ParameterStore>>
class basic_webhook_node {
  public:
    using transport_type = std::remove_reference_t<Transport>;
    using parser_type = std::remove_reference_t<Parser>;
    using parameter_store_type = std::remove_reference_t<ParameterStore>;

    basic_webhook_node() = default;
    // The parameters' first values.
    basic_webhook_node(std::initializer_list<std::pair<std::string_view, value>> parameters) requires
        std::constructible_from<parameter_store_type, std::initializer_list<std::pair<std::string_view, value>>>
        : parameters_(parameters) {}
    explicit basic_webhook_node(Transport transport) : transport_(std::forward<Transport>(transport)) {}
    basic_webhook_node(Transport transport, Parser parser, ParameterStore parameters)
        : transport_(std::forward<Transport>(transport)),
          parser_(std::forward<Parser>(parser)),
          parameters_(std::forward<ParameterStore>(parameters)) {}

    // Waits. Mappings: at most one mapping<T, rows...>, whose T is the outcome's value, and at most one parameters_from<rows...>.
    //   auto answer = node.call<todo_rows, kept>(rename_todo);
    template <class... Mappings>
    outcome<typename detail::joined<Mappings...>::type> call(webhook const& hook, call_options const& options = {}) {
        using joined = detail::joined<Mappings...>;
        using type = typename joined::type;
        detail::exchange exchange(hook, options, requests_);
        auto answer = std::make_unique<http::response>();
        if constexpr (std::is_void_v<type>) {
            detail::object_target<typename joined::rows, void> target{};
            if (auto failed = run<typename joined::rows>(exchange, *answer, target, target.parameters))
                return {std::move(*failed), exchange.received(std::move(answer))};
            return outcome<void>(std::move(answer));
        } else {
            type object{};
            detail::object_target<typename joined::rows, type> target{object};
            if (auto failed = run<typename joined::rows>(exchange, *answer, target, target.parameters))
                return {std::move(*failed), exchange.received(std::move(answer))};
            return {std::move(object), std::move(answer)};
        }
    }

    // The same into an object that is there: its members change after everything else went well, and they move without throwing.
    template <class... Mappings>
    outcome<void> call_into(typename detail::joined<Mappings...>::type& object, webhook const& hook,
                            call_options const& options = {}) {
        using rows = typename detail::joined<Mappings...>::rows;
        static_assert(detail::staged_target<rows>::moves_without_throwing,
                      "a member whose move assignment may throw cannot be mapped in place: call by value");
        detail::exchange exchange(hook, options, requests_);
        auto answer = std::make_unique<http::response>();
        detail::staged_target<rows> target;
        if (auto failed = run<rows>(exchange, *answer, target, target.parameters,
                                    [&](auto const& landing) { target.move_into(object, landing); }))
            return {std::move(*failed), exchange.received(std::move(answer))};
        return outcome<void>(std::move(answer));
    }

    // The same with rows from a configuration, into the parameters.
    outcome<void> call(webhook const& hook, run_time_mapping const& rows, call_options const& options = {}) {
        detail::exchange exchange(hook, options, requests_);
        auto answer = std::make_unique<http::response>();
        mapping_workspace space;
        if (auto failed = exchange.guarded([&]() -> std::optional<failure> {
                if (auto sending = exchange.send(transport_, parameters_, *answer)) return sending;
                if (auto landing = exchange.land(parser_, *answer, rows, space)) return landing;
                return exchange.store(parameters_, rows, space);
            }))
            return {std::move(*failed), exchange.received(std::move(answer))};
        return outcome<void>(std::move(answer));
    }

    // Calls, and tells what was sent, what came back, and what every row found there; writes nothing. As a dry run it only renders.
    //   std::cout << node.test_request<todo_rows, kept>(rename_todo) << '\n';  // with <trotline/test_report_text.hpp>
    template <class... Mappings>
    test_report test_request(webhook const& hook, call_options const& options = {}, test_options const& how = {}) {
        detail::literal_rows<Mappings...> rows;
        return run_test(rows, hook, options, how);
    }
    test_report test_request(webhook const& hook, run_time_mapping const& mapping, call_options const& options = {},
                             test_options const& how = {}) {
        detail::configured_rows rows(mapping);
        return run_test(rows, hook, options, how);
    }

    parameter_store_type& parameters() { return parameters_; }
    parameter_store_type const& parameters() const { return parameters_; }
    transport_type& transport() { return transport_; }
    parser_type const& parser() const { return parser_; }

  private:
    template <class Rows>
    test_report run_test(Rows& rows, webhook const& hook, call_options const& options, test_options const& how) {
        detail::exchange exchange(hook, options, requests_);
        return detail::test_run<Rows>(rows, how, hook).run(exchange, transport_, parser_, parameters_);
    }

    // The whole way; `at_the_end(landing)` runs when nothing can fail any more.
    template <class Rows, class Target>
    std::optional<failure> run(detail::exchange& exchange, http::response& answer, Target& target, auto& parameters,
                               auto&& at_the_end) {
        return exchange.guarded([&]() -> std::optional<failure> {
            if (auto failed = exchange.send(transport_, parameters_, answer)) return failed;
            detail::failure_of<Rows> why;
            row_log log(why.storage());
            detail::landing<Rows, Target> landing(target, log);
            if (auto failed = exchange.land(parser_, answer, landing, log, why)) return failed;
            if (auto failed = exchange.store<Rows>(parameters_, parameters, landing)) return failed;
            at_the_end(landing);
            return std::nullopt;
        });
    }
    template <class Rows, class Target>
    std::optional<failure> run(detail::exchange& exchange, http::response& answer, Target& target, auto& parameters) {
        return run<Rows>(exchange, answer, target, parameters, [](auto const&) {});
    }

    Transport transport_;
    Parser parser_;
    ParameterStore parameters_;
    detail::request_pool requests_;
};

}  // namespace trotline
#endif
