// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_EXAMPLE_TRIED_NODE_HPP
#define TROTLINE_EXAMPLE_TRIED_NODE_HPP

#include <trotline/call/call_options.hpp>
#include <trotline/configuration.hpp>
#include <trotline/report/test_report.hpp>

#include "transport_arguments.hpp"

#include <memory>

namespace tool {

// A node that makes test requests; may be called from several threads.
class tried_node {
  public:
    explicit tried_node(chosen_transport transport);
    ~tried_node();

    trotline::test_report test_request(trotline::configuration const& tried,
                                       trotline::call_options const& call,
                                       trotline::test_options const& how = {});

  private:
    struct node;
    std::unique_ptr<node> node_;
};

}  // namespace tool
#endif
