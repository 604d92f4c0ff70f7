// SPDX-License-Identifier: BSL-1.0
// A transport that cannot be moved cannot be a member of another one.
// expect: a transport that cannot be moved is wrapped by reference: write T& instead of T
// at most: 25 lines
#include <trotline/transport/retrying.hpp>

struct immovable_transport {
    immovable_transport() = default;
    immovable_transport(immovable_transport const&) = delete;
    trotline::result<trotline::http::response> send(trotline::http::request const&,
                                                    trotline::deadline, trotline::stop_token) {
        return trotline::http::response{.status = 200};
    }
};

#ifdef TROTLINE_REJECT
inline trotline::retrying<immovable_transport> wrapping;
#else
inline immovable_transport wrapped;
inline trotline::retrying<immovable_transport&> wrapping(wrapped);
#endif
