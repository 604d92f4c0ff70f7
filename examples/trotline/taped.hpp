// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_EXAMPLE_TAPED_HPP
#define TROTLINE_EXAMPLE_TAPED_HPP

#include "command.hpp"
#include "transport_arguments.hpp"

#include <memory>

namespace tool {

// A transport that records what is sent and answered, or that answers from a recording, if the
// options say so.
class taped {
  public:
    // Throws usage_error.
    taped(transport_options const& options, tape_options const& tape);
    ~taped();

    // Safe for several threads; must not live longer than this.
    chosen_transport transport();
    // Writes what was recorded. Returns false after a message, which begins with the command's name.
    bool save(char const* command) const;

  private:
    struct state;
    std::unique_ptr<state> state_;
};

}  // namespace tool
#endif
