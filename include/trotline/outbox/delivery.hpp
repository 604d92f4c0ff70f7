// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_OUTBOX_DELIVERY_HPP
#define TROTLINE_OUTBOX_DELIVERY_HPP
// One delivery between the queue and the transport: makes a request of a posted message, and a
// settlement of the answer.

#include <trotline/call/call_options.hpp>
#include <trotline/call/request_pool.hpp>
#include <trotline/call/running_call.hpp>
#include <trotline/configuration.hpp>
#include <trotline/http/field.hpp>
#include <trotline/http/redact.hpp>
#include <trotline/http/retry_after.hpp>
#include <trotline/outbox/key.hpp>
#include <trotline/outbox/landing_store.hpp>
#include <trotline/outbox/letter.hpp>
#include <trotline/outbox/message.hpp>
#include <trotline/outbox/schedule.hpp>
#include <trotline/parameter_store/value_text.hpp>
#include <trotline/parser/concept.hpp>

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace trotline::inline TROTLINE_ABI {

// A lease and the message that was read from it.
struct delivery {
    outbox_lease lease{};
    delivery_message message{};
    std::shared_ptr<configuration const> what{};
    std::vector<assignment>
        parameters{};  // with the values of secrets; the names are in the message
    std::unique_ptr<detail::running_call> call{};  // with the request; null: none could be made
    std::optional<failure> unsent{};               // why not
};

// How a delivery ended, and what that says about its destination.
struct delivery_conclusion {
    outbox_settlement settlement{};
    std::optional<failure> why{};   // if it failed
    std::optional<bool> healthy{};  // whether the destination answered; nothing: unknown
    std::optional<std::chrono::seconds> asked{};  // its Retry-After
};

// Reads messages and evaluates answers. The stores belong to the worker: `parameters` has the
// values that a message leaves out, and gets the values that rows find; `secrets` has the values
// that messages refer to. For one thread.
template <parser Parser, parameter_store Store, parameter_store Secrets> class delivery_desk {
  public:
    delivery_desk(Parser parser, Store& parameters, Secrets const& secrets,
                  delivery_schedule schedule)
        : parser_(std::move(parser)),
          secrets_(secrets),
          schedule_(schedule),
          landing_(parameters) {}

    void add(std::string name, configuration what) {
        keyed(what);
        registered_.insert_or_assign(std::move(name),
                                     std::make_shared<configuration const>(std::move(what)));
    }

    // Reads the message of a lease. Returns a conclusion if an attempt would be useless.
    std::optional<delivery_conclusion> prepare(delivery& made) {
        auto read = read_delivery_message(made.lease.content);
        if (!read) return gave_up(made, "the entry is not a delivery", std::move(read).error());
        made.message = std::move(*read);
        if (auto const vain = decide_before(schedule_, made.message, made.lease.attempt,
                                            milliseconds_since_1970()))
            return gave_up(made, vain->reason, std::nullopt);
        if (auto wrong = find_webhook(made))
            return gave_up(made, "the entry's webhook is not valid", std::move(*wrong));
        if (!made.unsent) fill_in(made);
        if (!made.unsent) begin_call(made);
        return std::nullopt;
    }

    // Concludes a delivery. Moves the answer out of `answer`.
    delivery_conclusion conclude(delivery& of, result<http::response>& answer) {
        if (of.unsent) return after(of, std::move(*of.unsent), nullptr);
        landing_.forget();
        auto const& rows = of.what->rows;
        space_.begin(rows);
        http::response received;
        // This thread may have waited for the queue since the answer came; after a timeout it would
        // be called again.
        of.call->read_without_deadline();
        auto failed = of.call->guarded([&] {
            return of.call->template conclude<run_time_mapping::reader_type>(
                parser_, landing_, std::move(answer), received, rows.table(), space_.places(),
                space_.storage());
        });
        if (failed)
            return after(of, std::move(*failed), received.status != 0 ? &received : nullptr);
        delivery_conclusion done;
        done.healthy = true;
        finish(of, done, {of.message.key, {}, received.status, {}, nullptr});
        return done;
    }

    // For an attempt that this worker breaks off: another worker gets it at once.
    delivery_conclusion hand_back(delivery const& of) const {
        delivery_conclusion made;
        made.settlement.lease = &of.lease;
        made.settlement.verdict = outbox_verdict::again;
        return made;
    }

  private:
    static void keyed(configuration& what) {
        for (auto const& each : what.webhook.fields)
            if (http::same_name(each.name().text(), "Idempotency-Key")) return;
        what.webhook.fields.push_back(field_template(field_argument(
            std::string("Idempotency-Key"), "$" + std::string(idempotency_key_parameter))));
    }

    std::optional<failure> find_webhook(delivery& made) {
        if (!made.message.webhook) {
            auto const found = registered_.find(made.message.name);
            if (found == registered_.end())
                made.unsent = detail::not_deliverable(
                    code::configuration, made.message.name,
                    "the worker has no webhook with that name: add() it before run()");
            else
                made.what = found->second;
            return std::nullopt;
        }
        std::string const& text = made.message.webhook->text;
        auto const known = read_.find(text);
        if (known != read_.end()) {
            made.what = known->second;
            return std::nullopt;
        }
        auto read = read_configuration(text);
        if (!read) {
            failure why =
                detail::not_deliverable(code::configuration, "webhook", to_string(read.error()));
            why.code = code::malformed_template;
            return why;
        }
        keyed(*read);
        made.what = std::make_shared<configuration const>(std::move(*read));
        constexpr std::size_t most = 1024;
        if (read_.size() >= most) read_.clear();
        read_.emplace(text, made.what);
        return std::nullopt;
    }

    // Adds the values of secrets to the parameters.
    void fill_in(delivery& made) const {
        made.parameters.push_back({idempotency_key_parameter, value(made.message.key)});
        for (auto const& [name, held] : made.message.parameters)
            made.parameters.push_back({name, held ? *held : value()});
        for (auto const& each : made.message.secrets) {
            std::string const &parameter = each.first, &name = each.second;
            bool const found = secrets_.read(name, [&](value const& held) {
                made.parameters.push_back(
                    {parameter, value(secret{std::string(value_text(held).view())})});
            });
            if (found) continue;
            made.unsent = detail::not_deliverable(
                code::configuration, name, "the worker's store has no secret with that name");
            return;
        }
    }

    // Renders the request. What follows from the answer is the same call.
    void begin_call(delivery& made) {
        call_options options;
        options.parameters = made.parameters;
        made.call = std::make_unique<detail::running_call>(made.what->webhook, options, requests_);
        made.unsent = made.call->guarded([&] { return made.call->render(landing_); });
    }

    static bool is_unhealthy(failure const& why, int status) {
        if (why.stage >= stage::resolve && why.stage <= stage::receive)
            return why.code != code::cancelled && why.code != code::blocked;
        return why.stage == stage::status && (status == 429 || status >= 500);
    }

    delivery_conclusion after(delivery const& of, failure why, http::response const* answer) {
        delivery_conclusion made;
        int const status = answer != nullptr ? answer->status : 0;
        if (why.stage != stage::render) made.healthy = !is_unhealthy(why, status);
        if (answer != nullptr)
            if (auto const* const field = http::find_field(answer->fields, "Retry-After"))
                made.asked = parse_retry_after(
                    field->value,
                    std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
        auto const decision = decide_after(schedule_, of.message, of.lease.attempt, why, status,
                                           made.asked, milliseconds_since_1970());
        made.settlement.lease = &of.lease;
        made.settlement.verdict = decision.verdict;
        made.settlement.delay = decision.delay;
        if (decision.verdict == outbox_verdict::dead)
            finish(of, made, {of.message.key, decision.reason, status, {}, &why});
        made.why = std::move(why);
        return made;
    }

    delivery_conclusion gave_up(delivery const& of, std::string_view reason,
                                std::optional<failure> why) {
        delivery_conclusion made;
        landing_.forget();
        finish(of, made, {of.message.key, reason, 0, {}, why ? &*why : nullptr});
        made.why = std::move(why);
        return made;
    }

    void finish(delivery const& of, delivery_conclusion& made, delivery_end how) {
        // An answer may contain a secret that was sent.
        std::string hidden;
        if (how.reason.empty()) {
            how.parameters = landing_.landed();
            if (of.call && !of.call->request().secrets.empty())
                how.parameters = hidden =
                    http::redact(landing_.landed(), of.call->request().secrets);
        }
        outbox_settlement& to = made.settlement;
        to.lease = &of.lease;
        to.key = of.message.key;
        if (!how.reason.empty()) {
            to.verdict = outbox_verdict::dead;
            to.letter = dead_letter(of.lease, how, milliseconds_since_1970());
        }
        if (of.message.topic.empty()) return;
        to.topic = of.message.topic;
        to.report = delivery_report(of.lease, how);
    }

    Parser parser_;
    Secrets const& secrets_;
    delivery_schedule schedule_;
    std::map<std::string, std::shared_ptr<configuration const>, std::less<>> registered_, read_;
    landing_store<Store> landing_;
    detail::request_pool requests_;
    mapping_workspace space_;
};

}  // namespace trotline
#endif
