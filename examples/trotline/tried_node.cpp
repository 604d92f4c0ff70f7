// SPDX-License-Identifier: BSL-1.0
#include "tried_node.hpp"

#include <trotline/trotline.hpp>

#include <utility>

namespace tool {

namespace tl = trotline;

struct tried_node::node
    : tl::basic_webhook_node<chosen_transport, tl::media_type_parser, tl::memory_parameter_store> {
    using basic_webhook_node::basic_webhook_node;
};

tried_node::tried_node(chosen_transport transport)
    : node_(std::make_unique<node>(std::move(transport))) {}
tried_node::~tried_node() = default;

tl::test_report tried_node::test_request(tl::configuration const& tried,
                                         tl::call_options const& call,
                                         tl::test_options const& how) {
    return node_->test_request(tried.webhook, tried.rows, tried.failure_rows, call, how);
}

}  // namespace tool
