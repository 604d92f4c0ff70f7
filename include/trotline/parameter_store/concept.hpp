// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PARAMETER_STORE_CONCEPT_HPP
#define TROTLINE_PARAMETER_STORE_CONCEPT_HPP

#include <trotline/core/failure.hpp>
#include <trotline/core/result.hpp>
#include <trotline/parameter_store/value.hpp>

#include <concepts>
#include <span>
#include <string_view>

namespace trotline::inline TROTLINE_ABI {

// A parameter store reads one parameter by name, and applies a batch of writes: all of them or
// none.
//   read(name, sink)   calls sink(value const&) once and returns true, or returns false if there is
//                      no such parameter; the value may be moved or locked only during the call
//   apply(batch)       may move the values out of the batch; after a failure nothing was written
// A model is safe for several threads at once only if it says so.
//
// A model may also offer:
//   hold()             returns an object with the same read(), which sees one state of the store
//                      while it lives. A request is then rendered from one state, with one lock.
//
// The smallest model, compiled in tests/parameter_store/concept.cpp:
//   struct nothing {
//       bool read(std::string_view, auto&&) const { return false; }
//       trotline::result<void> apply(std::span<trotline::assignment>) { return {}; }
//   };
//
// Models: memory_parameter_store (default), described_parameter_store<T>, map_parameter_store<Map>.
template <class S>
concept parameter_store = requires(S& s, S const& k, std::string_view name,
                                   std::span<assignment> batch) {
    {
        k.read(name, [](value const&) {})
        } -> std::same_as<bool>;
    { s.apply(batch) } -> std::same_as<result<void>>;
};

}  // namespace trotline
#endif
