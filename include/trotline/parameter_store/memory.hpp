// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PARAMETER_STORE_MEMORY_HPP
#define TROTLINE_PARAMETER_STORE_MEMORY_HPP

#include <trotline/parameter_store/concept.hpp>

#include <algorithm>
#include <functional>
#include <initializer_list>
#include <map>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace trotline {

// Parameters in memory: the default store. Safe for several threads at once; a batch appears to
// readers all at once or not at all. Reading does not allocate. A copy is a snapshot.
//     trotline::memory_parameter_store store{{"TODO_ID", 7}, {"TOKEN", trotline::secret{"..."}}};
class memory_parameter_store {
  public:
    using map = std::map<std::string, value, std::less<>>;

    memory_parameter_store() = default;
    memory_parameter_store(std::initializer_list<std::pair<std::string_view, value>> initial) {
        for (auto const& [name, held] : initial)
            values_.insert_or_assign(std::string(name), value(held));
    }
    memory_parameter_store(memory_parameter_store const& other) : values_(other.snapshot()) {}
    memory_parameter_store(memory_parameter_store&& other) noexcept
        : values_(std::move(other.values_)) {}
    memory_parameter_store& operator=(memory_parameter_store other) noexcept {
        std::unique_lock const lock(mutex_);
        values_.swap(other.values_);
        return *this;
    }

    // The sink is called under a shared lock: it must not write to this store.
    bool read(std::string_view name, auto&& sink) const {
        std::shared_lock const lock(mutex_);
        auto const found = values_.find(name);
        if (found == values_.end()) return false;
        sink(found->second);
        return true;
    }

    // Everything that can fail (memory) happens before the first write. A name that is there twice
    // gets its last value.
    result<void> apply(std::span<assignment> batch) {
        map fresh;
        for (assignment& each : batch)
            fresh.insert_or_assign(std::string(each.name), std::move(each.value));
        std::unique_lock const lock(mutex_);
        for (auto& [name, held] : fresh) {
            auto const there = values_.find(name);
            if (there != values_.end()) there->second = std::move(held);
        }
        values_.merge(fresh);
        return {};
    }

    std::optional<value> get(std::string_view name) const {
        std::optional<value> held;
        read(name, [&](value const& found) { held.emplace(found); });
        return held;
    }
    void set(std::string_view name, value held) {
        std::unique_lock const lock(mutex_);
        values_.insert_or_assign(std::string(name), std::move(held));
    }
    // Whether it was there.
    bool erase(std::string_view name) {
        std::unique_lock const lock(mutex_);
        auto const there = values_.find(name);
        if (there == values_.end()) return false;
        values_.erase(there);
        return true;
    }
    // All parameters as they are now.
    map snapshot() const {
        std::shared_lock const lock(mutex_);
        return values_;
    }

  private:
    mutable std::shared_mutex mutex_;
    map values_;
};

}  // namespace trotline
#endif
