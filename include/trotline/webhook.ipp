// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_WEBHOOK_IPP
#define TROTLINE_WEBHOOK_IPP

#include <trotline/rendering/request_rendering.hpp>
#include <trotline/webhook.hpp>

#include <utility>

namespace trotline::inline TROTLINE_ABI {

TROTLINE_INLINE result<void> detail::render(webhook const& from, parameter_source const& source,
                                            http::request& into) {
    request_rendering rendering(source, into, from.unknown);
    into.method = from.method;
    overwrite(into.label, from.label.view());
    into.lenient_codings = from.labels == answer_labels::lenient;
    bool done = rendering.url(from.url, from.query) && rendering.authorization(from.authorization);
    for (field_template const& each : from.fields) done = done && rendering.field(each);
    if (!done || !rendering.content(from.body)) return std::move(rendering.outcome());
    switch (from.format) {
        case response_format::by_media_type:
            rendering.default_field("Accept",
                                    "application/json, application/xml, text/xml;q=0.9, */*;q=0.1");
            break;
        case response_format::json:
            rendering.default_field("Accept", "application/json");
            break;
        case response_format::xml:
            rendering.default_field("Accept", "application/xml, text/xml;q=0.9");
            break;
    }
    rendering.default_field("User-Agent", "trotline");
    if (!rendering.media_type_of(from.body)) return std::move(rendering.outcome());
    rendering.finish();
    return {};
}

}  // namespace trotline
#endif
