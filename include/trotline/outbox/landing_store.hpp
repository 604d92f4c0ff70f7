// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_OUTBOX_LANDING_STORE_HPP
#define TROTLINE_OUTBOX_LANDING_STORE_HPP

#include <trotline/core/result.hpp>
#include <trotline/json/writer.hpp>
#include <trotline/parameter_store/concept.hpp>
#include <trotline/parameter_store/value_json.hpp>

#include <span>
#include <string>
#include <string_view>

namespace trotline::inline TROTLINE_ABI {

// A parameter store that passes everything on to another one, and keeps the last batch as a JSON
// object. Not safe for several threads.
template <parameter_store Store> class landing_store {
  public:
    explicit landing_store(Store& store) : store_(store) {}

    bool read(std::string_view name, auto&& sink) const { return store_.read(name, sink); }

    result<void> apply(std::span<assignment> batch) {
        landed_.clear();
        json::writer to(landed_);
        to.begin_object();
        for (assignment const& each : batch) write(to.name(each.name), each.value);
        to.end_object();
        auto applied = store_.apply(batch);
        if (!applied) landed_.clear();
        return applied;
    }

    std::string const& landed() const { return landed_; }
    void forget() { landed_.clear(); }

  private:
    Store& store_;
    std::string landed_;
};

}  // namespace trotline
#endif
