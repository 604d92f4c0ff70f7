// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_NATS_FAILURE_HPP
#define TROTLINE_NATS_FAILURE_HPP
// Converts failures of libnats and JetStream to the library's failures.

#include <nats/nats.h>
#include <trotline/core/failure.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace trotline::inline TROTLINE_ABI::nats {

constexpr code code_of(natsStatus status) {
    switch (static_cast<int>(status)) {
        case NATS_TIMEOUT:
            return code::timeout;
        case NATS_NO_SERVER:
        case NATS_NO_RESPONDERS:
        case NATS_NOT_YET_CONNECTED:
            return code::refused;
        case NATS_CONNECTION_CLOSED:
        case NATS_CONNECTION_DISCONNECTED:
        case NATS_IO_ERROR:
        case NATS_STALE_CONNECTION:
            return code::reset;
        case NATS_CONNECTION_AUTH_FAILED:
        case NATS_NOT_PERMITTED:
            return code::rejected;
        case NATS_SSL_ERROR:
        case NATS_SECURE_CONNECTION_REQUIRED:
        case NATS_SECURE_CONNECTION_WANTED:
            return code::certificate;
        case NATS_MAX_PAYLOAD:
            return code::too_large;
        case NATS_NOT_FOUND:
            return code::missing;
        case NATS_INVALID_ARG:
        case NATS_INVALID_SUBJECT:
        case NATS_ADDRESS_MISSING:
            return code::configuration;
        default:
            return code::internal;
    }
}

// For the error codes in JetStream's answers.
constexpr code code_of(jsErrCode error) {
    switch (static_cast<int>(error)) {
        case JSStreamStoreFailedErr:  // a limit of the stream
        case JSStorageResourcesExceededErr:
        case JSMemoryResourcesExceededErr:
        case JSInsufficientResourcesErr:
        case JSAccountResourcesExceededErr:
            return code::overloaded;
        case JSStreamMessageExceedsMaximumErr:
            return code::too_large;
        case JSStreamNotFoundErr:
        case JSConsumerNotFoundErr:
        case JSNoMessageFoundErr:
        case JSSequenceNotFoundErr:
            return code::missing;
        case JSClusterNotAvailErr:
        case JSClusterNotLeaderErr:
        case JSClusterNoPeersErr:
        case JSStreamOfflineErr:
        case JSConsumerOfflineErr:
            return code::refused;
        case JSStreamWrongLastSequenceErr:
        case JSStreamSequenceNotMatchErr:
            return code::rejected;
        default:
            return code::configuration;
    }
}

// `text` is what libnats or the server says about it. A request that was sent and not answered may
// have been processed.
inline failure failed(stage where, std::string subject, natsStatus status, jsErrCode error = {},
                      std::string_view text = {}) {
    failure why;
    why.stage = where;
    why.subject = std::move(subject);
    if (error != 0) {
        why.code = code_of(error);
        bool const is_enabled = error != JSNotEnabledErr && error != JSNotEnabledForAccountErr;
        if (is_enabled)
            why.detail.append("JetStream says: ")
                .append(!text.empty()               ? text
                        : why.code == code::missing ? "there is no such message, stream or consumer"
                                                    : "an error");
        else
            why.detail =
                "JetStream is not enabled: start nats-server with -js, or enable it for "
                "the account";
        why.detail.append(" (").append(std::to_string(static_cast<int>(error))).append(")");
        return why;
    }
    why.code = code_of(status);
    why.detail = natsStatus_GetText(status);
    if (status == NATS_NO_RESPONDERS)
        why.detail =
            "no server answers there: JetStream is not enabled, or the cluster has no majority";
    else if (!text.empty() && text != why.detail)
        why.detail.append(": ").append(text);
    why.may_have_been_processed =
        where != stage::connect && (why.code == code::timeout || why.code == code::reset);
    return why;
}

// The same, with libnats' text about the last error of this thread.
inline failure failed_here(stage where, std::string subject, natsStatus status,
                           jsErrCode error = {}) {
    natsStatus ignored = NATS_OK;
    char const* const last = nats_GetLastError(&ignored);
    std::string_view text(last != nullptr ? last : "");
    // `(conn.c:2088): ` is only useful to libnats' authors.
    while (text.starts_with('(') && text.find(": ") != text.npos)
        text.remove_prefix(text.find(": ") + 2);
    return failed(where, std::move(subject), status, error, text.substr(0, text.find(": (")));
}

}  // namespace trotline::nats
#endif
