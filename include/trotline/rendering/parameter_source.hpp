// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_PARAMETER_SOURCE_HPP
#define TROTLINE_RENDERING_PARAMETER_SOURCE_HPP
// Where the values of a template's parameters come from: the values given for this call, then a
// parameter store. One type for all kinds of stores, so that rendering is compiled once.

#include <trotline/parameter_store/concept.hpp>

#include <memory>
#include <span>
#include <string_view>

namespace trotline::inline TROTLINE_ABI {

// What happens to an expression whose parameter is unknown.
enum class unknown_parameters : unsigned char {
    fail,
    empty  // as if its value were null: an empty text, or null in JSON
};

namespace detail {

// Refers to a callable that takes a value. Use it only within one full expression.
class value_sink {
  public:
    template <class Callable>
    value_sink(Callable const& sink)
        : sink_(std::addressof(sink)), call_([](void const* to, value const& held) {
              (*static_cast<Callable const*>(to))(held);
          }) {}

    void operator()(value const& held) const { call_(sink_, held); }

  private:
    void const* sink_;
    void (*call_)(void const*, value const&);
};

// Does not own: the store and the overrides must outlive it.
class parameter_source {
  public:
    // `Store` is a parameter store, or the type that its hold() returns.
    template <class Store>
    explicit parameter_source(Store const& store, std::span<assignment const> overrides = {})
        : store_(std::addressof(store)),
          read_([](void const* from, std::string_view name, value_sink sink) -> bool {
              return static_cast<Store const*>(from)->read(name,
                                                           [&](value const& held) { sink(held); });
          }),
          overrides_(overrides) {}

    std::span<assignment const> overrides() const { return overrides_; }

    // See parameter_store's read().
    bool read(std::string_view name, value_sink sink) const {
        for (assignment const& each : overrides_) {
            if (each.name != name) continue;
            sink(each.value);
            return true;
        }
        return read_(store_, name, sink);
    }

  private:
    void const* store_;
    bool (*read_)(void const*, std::string_view, value_sink);
    std::span<assignment const> overrides_;
};

// Calls use(parameter_source const&) and returns its result. If the store has hold(), it is held
// during the call.
template <parameter_store Store>
auto with_source(Store const& store, std::span<assignment const> overrides, auto&& use) {
    if constexpr (requires(value_sink sink) { store.hold().read(std::string_view(), sink); }) {
        auto const held = store.hold();
        return use(parameter_source(held, overrides));
    } else {
        return use(parameter_source(store, overrides));
    }
}

}  // namespace detail
}  // namespace trotline
#endif
