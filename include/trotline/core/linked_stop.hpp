// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CORE_LINKED_STOP_HPP
#define TROTLINE_CORE_LINKED_STOP_HPP
// A stop source that also stops when another token's stop is requested: ends a wait early, for
// whichever reason comes first.

#include <trotline/core/stop_token.hpp>

namespace trotline::inline TROTLINE_ABI::detail {

// Safe for several threads, except the destructor. Allocates one shared state.
class linked_stop {
  public:
    explicit linked_stop(stop_token const& outer) : forward_(outer, forwarding{source_}) {}
    linked_stop(linked_stop const&) = delete;
    linked_stop& operator=(linked_stop const&) = delete;

    // Copies of the source may outlive this object.
    stop_source const& source() const { return source_; }
    stop_token token() const { return source_.get_token(); }

  private:
    struct forwarding {
        stop_source to;
        void operator()() { to.request_stop(); }
    };

    stop_source source_;
    stop_callback<forwarding> forward_;
};

}  // namespace trotline::detail
#endif
