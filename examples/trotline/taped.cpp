// SPDX-License-Identifier: BSL-1.0
#include "taped.hpp"

#include <trotline/transport/recording.hpp>
#include <trotline/transport/replaying.hpp>

#include "request_arguments.hpp"

#include <iostream>
#include <optional>
#include <string>
#include <utility>

namespace tool {

namespace tl = trotline;

struct taped::state {
    tape_options tape;
    std::optional<tl::replaying> replayed;
    std::optional<tl::recording<chosen_transport>> sent;
};

taped::taped(transport_options const& options, tape_options const& tape)
    : state_(std::make_unique<state>(state{tape, {}, {}})) {
    if (tape.replay.empty()) {
        state_->sent.emplace(transport_from(options));
        return;
    }
    auto loaded = tl::cassette::load(tape.replay);
    if (!loaded) throw usage_error("--replay " + tape.replay + ": " + to_string(loaded.error()));
    state_->replayed.emplace(*std::move(loaded));
}
taped::~taped() = default;

chosen_transport taped::transport() {
    return {[self = state_.get()](auto const&... all) {
        if (self->replayed) return self->replayed->send(all...);
        return self->tape.record.empty() ? self->sent->wrapped().send(all...)
                                         : self->sent->send(all...);
    }};
}

bool taped::save(char const* command) const {
    if (state_->tape.record.empty()) return true;
    auto const saved = state_->sent->save(state_->tape.record);
    if (!saved)
        std::cerr << command << ": --record " << state_->tape.record << ": " << saved.error()
                  << '\n';
    return saved.has_value();
}

}  // namespace tool
