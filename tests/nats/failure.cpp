// SPDX-License-Identifier: BSL-1.0
#include <trotline/nats/failure.hpp>

#include <doctest/doctest.h>

#include <string>

namespace nats_failure_test {

namespace tl = trotline;
using tl::code;

TEST_CASE("every way to fail has its code") {
    static_assert(tl::nats::code_of(NATS_TIMEOUT) == code::timeout);
    static_assert(tl::nats::code_of(NATS_NO_SERVER) == code::refused);
    static_assert(tl::nats::code_of(NATS_CONNECTION_DISCONNECTED) == code::reset);
    static_assert(tl::nats::code_of(NATS_CONNECTION_AUTH_FAILED) == code::rejected);
    static_assert(tl::nats::code_of(NATS_SSL_ERROR) == code::certificate);
    static_assert(tl::nats::code_of(NATS_MAX_PAYLOAD) == code::too_large);
    static_assert(tl::nats::code_of(NATS_NOT_FOUND) == code::missing);
    static_assert(tl::nats::code_of(NATS_INVALID_ARG) == code::configuration);
    static_assert(tl::nats::code_of(NATS_ILLEGAL_STATE) == code::internal);
    static_assert(tl::nats::code_of(JSStreamStoreFailedErr) == code::overloaded);
    static_assert(tl::nats::code_of(JSStreamNotFoundErr) == code::missing);
    static_assert(tl::nats::code_of(JSClusterNotLeaderErr) == code::refused);
    static_assert(tl::nats::code_of(JSStreamWrongLastSequenceErr) == code::rejected);
    static_assert(tl::nats::code_of(JSStreamMessageExceedsMaximumErr) == code::too_large);
    static_assert(tl::nats::code_of(JSNotEnabledErr) == code::configuration);
}

TEST_CASE("what was sent and not answered may have been done; what JetStream refused was not") {
    using tl::nats::failed;
    CHECK(failed(tl::stage::send, "x", NATS_TIMEOUT).may_have_been_processed);
    CHECK(failed(tl::stage::send, "x", NATS_CONNECTION_DISCONNECTED).may_have_been_processed);
    CHECK_FALSE(failed(tl::stage::connect, "x", NATS_TIMEOUT).may_have_been_processed);
    CHECK_FALSE(failed(tl::stage::send, "x", NATS_NO_RESPONDERS).may_have_been_processed);
    CHECK_FALSE(failed(tl::stage::send, "x", NATS_ERR, JSStreamStoreFailedErr, "full")
                    .may_have_been_processed);
}

TEST_CASE("the texts say what the other side said") {
    CHECK(to_string(tl::nats::failed(tl::stage::send, "w", NATS_ERR, JSStreamStoreFailedErr,
                                     "maximum bytes exceeded")) ==
          "send failed: overloaded (w): JetStream says: maximum bytes exceeded (10077)");
    CHECK(to_string(tl::nats::failed(tl::stage::send, "77", NATS_ERR, JSNoMessageFoundErr)) ==
          "send failed: missing (77): JetStream says: there is no such message, stream or consumer "
          "(10037)");
    CHECK(
        to_string(tl::nats::failed(tl::stage::connect, "w", NATS_ERR, JSNotEnabledErr)) ==
        "connect failed: configuration (w): JetStream is not enabled: start nats-server with -js, "
        "or enable it for the account (10076)");
    CHECK(to_string(tl::nats::failed(tl::stage::send, "w", NATS_TIMEOUT)) ==
          "send failed: timeout (w): Timeout");
}

}  // namespace nats_failure_test
