// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TESTS_SUPPORT_CABLE_HPP
#define TROTLINE_TESTS_SUPPORT_CABLE_HPP

#include "support/loopback.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <list>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace trotline_tests {

// A network cable between clients and a server on the loopback interface, which a test can cut and
// mend while the server runs. It sees what passes, so a test can wait for a text, and cut exactly
// when one comes. All in one thread.
class cable {
  public:
    enum way { to_server, to_client };
    enum action { cut_before, cut_after, hold_after };

    explicit cable(std::uint16_t server) : server_(server) {
        listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address = loopback(0);
        socklen_t size = sizeof address;
        if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
            ::listen(listener_, 64) != 0 ||
            ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
            throw std::runtime_error("no port on the loopback");
        port_ = ntohs(address.sin_port);
        bell_ = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
        thread_ = std::thread([this] { serve(); });
    }
    cable(cable const&) = delete;
    cable& operator=(cable const&) = delete;
    ~cable() {
        change([&] { over_ = true; });
        thread_.join();
        ::close(listener_);
        ::close(bell_);
    }
    std::string url() const { return "nats://127.0.0.1:" + std::to_string(port_); }

    // Closes every connection, and until mend() each new one, too. Returns when that is done.
    void cut() {
        change([&] { state_ = state::cut; });
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return links_.empty(); });
    }
    // Nothing reaches clients any more, but servers still hear them.
    void hold_answers() {
        change([&] { state_ = state::held; });
    }
    void mend() {
        change([&] { state_ = state::whole; });
    }

    // What is done once, when a text comes.
    void when(way which, std::string text, action what) {
        change([&] { trap_.emplace(trap{which, std::move(text), what}); });
    }
    // Whether a text has passed so often, since the last forget(); waits for it.
    bool passed(way which, std::string_view text, std::size_t count = 1,
                std::chrono::seconds limit = std::chrono::seconds(60)) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, limit, [&] { return count_of(which, text) >= count; });
    }
    std::size_t times(way which, std::string_view text) {
        std::lock_guard const lock(mutex_);
        return count_of(which, text);
    }
    void forget() {
        std::lock_guard const lock(mutex_);
        for (auto& each : seen_) each.clear();
    }
    // Whether the trap of when() has been sprung; waits for it.
    bool sprung(std::chrono::seconds limit = std::chrono::seconds(60)) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, limit, [&] { return !trap_; });
    }

  private:
    enum class state { whole, held, cut };
    struct trap {
        way which;
        std::string text;
        action what;
    };
    struct link {
        int ends[2];              // server, client
        std::string recent[2]{};  // what a trap may begin in
    };

    void change(auto what) {
        {
            std::lock_guard const lock(mutex_);
            what();
        }
        std::uint64_t const one = 1;
        if (::write(bell_, &one, sizeof one) != sizeof one) std::abort();
    }

    std::size_t count_of(way which, std::string_view text) const {
        std::size_t count = 0;
        for (std::size_t at = 0; (at = seen_[which].find(text, at)) != std::string::npos; ++at)
            ++count;
        return count;
    }

    static void close(link const& each) {
        ::close(each.ends[0]);
        ::close(each.ends[1]);
    }

    void serve() {
        std::unique_lock lock(mutex_);
        while (!over_) {
            if (state_ == state::cut) {
                for (link const& each : links_) close(each);
                links_.clear();
            }
            changed_.notify_all();
            std::vector<pollfd> sources{{bell_, POLLIN, 0}, {listener_, POLLIN, 0}};
            short const answers = state_ == state::held ? 0 : POLLIN;
            for (link const& each : links_) {
                sources.push_back({each.ends[to_server], answers, 0});
                sources.push_back({each.ends[to_client], POLLIN, 0});
            }
            lock.unlock();
            ::poll(sources.data(), sources.size(), -1);
            lock.lock();
            std::uint64_t ignored;
            static_cast<void>(!::read(bell_, &ignored, sizeof ignored));
            // The state may be another one now.
            if (state_ == state::cut && !links_.empty()) continue;
            std::size_t at = 2;
            for (auto each = links_.begin(); each != links_.end() && state_ != state::cut;
                 at += 2) {
                bool const open =
                    (sources[at].revents == 0 || state_ == state::held || pass(*each, to_client)) &&
                    (sources[at + 1].revents == 0 || pass(*each, to_server));
                if (open) {
                    ++each;
                } else {
                    close(*each);
                    each = links_.erase(each);
                }
            }
            if (sources[1].revents != 0) accept();
        }
        for (link const& each : links_) close(each);
        links_.clear();
    }

    void accept() {
        int const client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (client < 0) return;
        int const server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        int const on = 1;
        ::setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        ::setsockopt(server, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        sockaddr_in const address = loopback(server_);
        link made{{server, client}};
        if (state_ != state::cut &&
            ::connect(server, reinterpret_cast<sockaddr const*>(&address), sizeof address) == 0)
            links_.push_back(std::move(made));
        else
            close(made);
    }

    // Passes what has come, in one direction. False: the connection has ended.
    bool pass(link& over, way which) {
        char buffer[16384];
        auto const count = ::recv(over.ends[1 - which], buffer, sizeof buffer, MSG_DONTWAIT);
        if (count <= 0) return false;
        std::string_view const bytes(buffer, static_cast<std::size_t>(count));
        bool const springs = trap_ && trap_->which == which &&
                             (over.recent[which] += bytes).find(trap_->text) != std::string::npos;
        action const what = springs ? trap_->what : cut_after;
        if (springs) {
            trap_.reset();
            state_ = what == hold_after ? state::held : state::cut;
            if (what == cut_before) return false;
        }
        seen_[which] += bytes;
        changed_.notify_all();
        if (!trap_) over.recent[which].clear();
        std::string_view left = bytes;
        while (!left.empty()) {
            auto const sent = ::send(over.ends[which], left.data(), left.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            left.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

    std::uint16_t server_, port_ = 0;
    int listener_ = -1, bell_ = -1;
    std::mutex mutex_;
    std::condition_variable changed_;
    state state_ = state::whole;
    std::optional<trap> trap_;
    std::string seen_[2];
    std::list<link> links_;
    bool over_ = false;
    std::thread thread_;
};

}  // namespace trotline_tests
#endif
