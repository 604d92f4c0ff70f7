// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TROTLINE_HPP
#define TROTLINE_TROTLINE_HPP

// Includes what most programs need, if their webhooks, rows and paths are literals, with the
// default policies: webhook_node waits, async_webhook_node need not, and both send with libcurl.
// Link trotline::trotline. Without libcurl, include <trotline/node/basic_webhook_node.hpp> and
// choose a transport, or <trotline/mapping/map.hpp> for rows over a text, and link trotline::core.
// What only some programs need is included separately, because it costs compile time:
// <trotline/configuration.hpp> for webhooks and rows of run time, <trotline/path/parse.hpp> for
// paths of run time, <trotline/transport/scripted.hpp> for tests.
// Keep this include first: it shortens the compiler's errors about path literals.
#include <trotline/path/literal.hpp>
#include <trotline/rendering/template/literal_check.hpp>

#include <trotline/async_webhook_node.hpp>
#include <trotline/call/outcome.hpp>
#include <trotline/mapping/get.hpp>
#include <trotline/mapping/map.hpp>
#include <trotline/mapping/map_into.hpp>
#include <trotline/node/basic_webhook_node.hpp>
#include <trotline/parameter_store/memory.hpp>
#include <trotline/parser/json.hpp>
#include <trotline/parser/media_type.hpp>
#include <trotline/parser/xml.hpp>
#include <trotline/transport/curl/curl_transport.hpp>
#include <trotline/version.hpp>
#include <trotline/webhook.hpp>
#include <trotline/webhook_node.hpp>

#endif
