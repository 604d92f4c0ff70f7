// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PARAMETER_STORE_MEMORY_IPP
#define TROTLINE_PARAMETER_STORE_MEMORY_IPP

#include <trotline/parameter_store/memory.hpp>

#include <initializer_list>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace trotline::inline TROTLINE_ABI {

TROTLINE_INLINE memory_parameter_store::memory_parameter_store(
    std::initializer_list<std::pair<std::string_view, value>> initial) {
    for (auto const& [name, held] : initial) values_.insert_or_assign(key(name), value(held));
}

TROTLINE_INLINE memory_parameter_store::memory_parameter_store(memory_parameter_store const& other)
    : values_(other.copy()) {}

TROTLINE_INLINE memory_parameter_store::memory_parameter_store(
    memory_parameter_store&& other) noexcept
    : values_(std::move(other.values_)) {}

TROTLINE_INLINE memory_parameter_store& memory_parameter_store::operator=(
    memory_parameter_store other) noexcept {
    std::unique_lock const lock(mutex_);
    values_.swap(other.values_);
    return *this;
}

TROTLINE_INLINE result<void> memory_parameter_store::apply(std::span<assignment> batch) {
    table fresh;
    for (assignment& each : batch) fresh.insert_or_assign(key(each.name), std::move(each.value));
    std::unique_lock const lock(mutex_);
    for (auto& [name, held] : fresh) {
        auto const there = values_.find(name);
        if (there != values_.end()) there->second = std::move(held);
    }
    values_.merge(fresh);
    return {};
}

TROTLINE_INLINE std::optional<value> memory_parameter_store::get(std::string_view name) const {
    std::optional<value> held;
    read(name, [&](value const& found) { held.emplace(found); });
    return held;
}

TROTLINE_INLINE void memory_parameter_store::set(std::string_view name, value held) {
    std::unique_lock const lock(mutex_);
    values_.insert_or_assign(key(name), std::move(held));
}

TROTLINE_INLINE bool memory_parameter_store::erase(std::string_view name) {
    std::unique_lock const lock(mutex_);
    auto const there = values_.find(key_view(name));
    if (there == values_.end()) return false;
    values_.erase(there);
    return true;
}

TROTLINE_INLINE memory_parameter_store::map memory_parameter_store::snapshot() const {
    std::shared_lock const lock(mutex_);
    map all;
    for (auto const& [name, held] : values_) all.emplace(name.text, held);
    return all;
}

TROTLINE_INLINE memory_parameter_store::table memory_parameter_store::copy() const {
    std::shared_lock const lock(mutex_);
    return values_;
}

}  // namespace trotline
#endif
