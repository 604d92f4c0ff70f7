// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PARAMETER_STORE_MEMORY_HPP
#define TROTLINE_PARAMETER_STORE_MEMORY_HPP

#include <trotline/parameter_store/concept.hpp>

#include <cstdint>
#include <cstring>
#include <functional>
#include <initializer_list>
#include <map>
#include <optional>
#include <shared_mutex>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace trotline::inline TROTLINE_ABI {

namespace detail {

// A parameter's name, and its first and last four bytes as a number. The number and the size tell
// most names apart without a call.
template <class Text> struct parameter_key {
    explicit parameter_key(std::string_view name) : text(name) {
        std::uint32_t ends[2] = {};
        if (name.size() >= 4) {
            std::memcpy(&ends[0], name.data(), 4);
            std::memcpy(&ends[1], name.data() + name.size() - 4, 4);
        } else {
            for (char const c : name) ends[0] = ends[0] << 8 | static_cast<unsigned char>(c);
        }
        number = std::uint64_t{ends[0]} << 32 | ends[1];
    }

    std::uint64_t number;
    Text text;
};

// An arbitrary order.
struct parameter_order {
    using is_transparent = void;
    template <class A, class B>
    bool operator()(parameter_key<A> const& a, parameter_key<B> const& b) const {
        if (a.number != b.number) return a.number < b.number;
        if (a.text.size() != b.text.size()) return a.text.size() < b.text.size();
        return a.text.size() > 8 && std::string_view(a.text) < std::string_view(b.text);
    }
};

}  // namespace detail

// Parameters in memory: the default store. Safe for several threads at once; readers see all of a
// batch or none of it. Reading does not allocate. A copy is a snapshot.
//     trotline::memory_parameter_store store{{"TODO_ID", 7}, {"TOKEN", trotline::secret{"..."}}};
class memory_parameter_store {
    using key = detail::parameter_key<std::string>;
    using key_view = detail::parameter_key<std::string_view>;
    using table = std::map<key, value, detail::parameter_order>;

  public:
    using map = std::map<std::string, value, std::less<>>;

    memory_parameter_store() = default;
    memory_parameter_store(std::initializer_list<std::pair<std::string_view, value>> initial);
    memory_parameter_store(memory_parameter_store const& other);
    memory_parameter_store(memory_parameter_store&& other) noexcept;
    memory_parameter_store& operator=(memory_parameter_store other) noexcept;

    // The sink is called under a shared lock: it must not write to this store.
    bool read(std::string_view name, auto&& sink) const { return hold().read(name, sink); }

    // The store in its present state: nothing is written while the returned object lives. It must
    // not outlive the store, and its thread must not use the store in another way meanwhile.
    class held_state {
      public:
        bool read(std::string_view name, auto&& sink) const {
            auto const found = values_.find(key_view(name));
            if (found == values_.end()) return false;
            sink(found->second);
            return true;
        }

      private:
        friend memory_parameter_store;
        explicit held_state(memory_parameter_store const& store)
            : lock_(store.mutex_), values_(store.values_) {}

        std::shared_lock<std::shared_mutex> lock_;
        table const& values_;
    };
    held_state hold() const { return held_state(*this); }

    // Everything that can fail (memory) happens before the first write. If the batch has a name
    // twice, the last value counts.
    result<void> apply(std::span<assignment> batch);

    std::optional<value> get(std::string_view name) const;
    void set(std::string_view name, value held);
    // True if the parameter existed.
    bool erase(std::string_view name);
    // A copy of all parameters.
    map snapshot() const;

  private:
    table copy() const;

    mutable std::shared_mutex mutex_;
    table values_;
};

}  // namespace trotline

#if !defined(TROTLINE_SEPARATE_COMPILATION)
#include <trotline/parameter_store/memory.ipp>
#endif
#endif
