// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/curl/library.hpp>

#include <doctest/doctest.h>

#include <sys/wait.h>
#include <unistd.h>

#include <thread>
#include <vector>

namespace transport_curl_library_test {

namespace curl = trotline::curl;

TEST_CASE("initialized once, from any thread") {
    std::vector<std::thread> threads;
    threads.reserve(4);
    for (int i = 0; i < 4; ++i) threads.emplace_back([] { CHECK(curl::initialize() == CURLE_OK); });
    for (auto& thread : threads) thread.join();
}

TEST_CASE("no SIGPIPE while a guard lives, and nothing left after it") {
    int pipe[2];
    REQUIRE(::pipe(pipe) == 0);
    ::close(pipe[0]);
    {
        curl::sigpipe_guard const outer;
        curl::sigpipe_guard const inner;
        CHECK(::write(pipe[1], "x", 1) == -1);
    }
    ::close(pipe[1]);
    sigset_t pending, blocked;
    sigpending(&pending);
    pthread_sigmask(SIG_SETMASK, nullptr, &blocked);
    CHECK(sigismember(&pending, SIGPIPE) == 0);
    CHECK(sigismember(&blocked, SIGPIPE) == 0);
}

TEST_CASE("a child knows that it is one") {
    auto const before = curl::fork_generation();
    pid_t const child = ::fork();
    if (child == 0) ::_exit(curl::fork_generation() == before + 1 ? 0 : 1);
    int status = -1;
    ::waitpid(child, &status, 0);
    CHECK(status == 0);
    CHECK(curl::fork_generation() == before);
}

}  // namespace transport_curl_library_test
