// SPDX-License-Identifier: BSL-1.0
// A transport of one's own: plain HTTP over Boost.Beast instead of libcurl, in the 60 lines that it takes.
#include <trotline/basic_webhook_node.hpp>
#include <trotline/mapping/mapping.hpp>
#include <trotline/parameter_store/memory.hpp>
#include <trotline/parser/media_type.hpp>
#include <trotline/transport/request_check.hpp>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <iostream>
#include <optional>
#include <string>

namespace tl = trotline;
namespace net = boost::asio;
namespace beast = boost::beast;

class beast_transport {
  public:
    tl::result<tl::http::response> send(tl::http::request const& request, tl::deadline until, std::stop_token stop) {
        if (auto refused = tl::check(request)) return *refused;
        tl::failure why{.stage = tl::stage::resolve, .code = tl::code::timeout};
        std::optional<tl::http::response> answer;

        net::io_context context(1);
        std::stop_callback const on_stop(stop, [&] {
            net::post(context, [&] {
                why.code = tl::code::cancelled;
                context.stop();
            });
        });
        net::co_spawn(context, talk(request, why, answer), net::detached);
        context.run_until(until);  // resolving, connecting, sending and receiving together
        if (answer) return std::move(*answer);
        return why;
    }

  private:
    static net::awaitable<void> talk(tl::http::request const& request, tl::failure& why,
                                     std::optional<tl::http::response>& answer) {
        try {
            // scheme "://" host [":" port] target
            std::string_view rest(request.url);
            rest.remove_prefix(rest.find("//") + 2);
            auto const authority = rest.substr(0, rest.find('/'));
            auto const target = authority.size() < rest.size() ? rest.substr(authority.size()) : std::string_view("/");
            auto const colon = authority.find(':');
            auto const port = colon == std::string_view::npos ? std::string_view("80") : authority.substr(colon + 1);

            net::ip::tcp::resolver resolver(co_await net::this_coro::executor);
            auto const places =
                co_await resolver.async_resolve(std::string(authority.substr(0, colon)), std::string(port), net::use_awaitable);
            why.stage = tl::stage::connect;
            beast::tcp_stream stream(co_await net::this_coro::executor);
            co_await stream.async_connect(places, net::use_awaitable);

            why.stage = tl::stage::send;
            why.may_have_been_processed = true;
            beast::http::request<beast::http::string_body> message;
            message.method_string(name(request.method));
            message.target(std::string(target));
            for (auto const& field : request.fields) message.insert(field.name, field.value);
            message.set(beast::http::field::host, std::string(authority));
            message.body() = request.content;
            message.prepare_payload();
            co_await beast::http::async_write(stream, message, net::use_awaitable);

            why.stage = tl::stage::receive;
            beast::flat_buffer buffer;
            beast::http::response<beast::http::string_body> received;
            co_await beast::http::async_read(stream, buffer, received, net::use_awaitable);
            answer.emplace();
            answer->status = static_cast<int>(received.result_int());
            for (auto const& field : received)
                answer->fields.push_back({std::string(field.name_string()), std::string(field.value())});
            answer->content = std::move(received.body());
        } catch (boost::system::system_error const& error) {
            why.code = why.stage == tl::stage::resolve   ? tl::code::unresolved
                       : why.stage == tl::stage::connect ? tl::code::refused
                                                         : tl::code::reset;
            why.detail = error.what();
        }
    }
};
static_assert(tl::transport<beast_transport>);

int main(int, char** argv) {
    using kept = tl::parameters_from<tl::row<"[0].userId", "FIRST_USER">>;
    constexpr tl::webhook list_users{.url = "$SERVER/users"};
    constexpr tl::webhook slow{.url = "$SERVER/slow", .deadline = std::chrono::milliseconds(200)};

    tl::basic_webhook_node<beast_transport, tl::media_type_parser, tl::memory_parameter_store> node{{"SERVER", argv[1]}};
    if (auto const users = node.call<kept>(list_users); !users) return std::cerr << users.failure() << '\n', 1;
    std::cout << "first user: " << *node.parameters().get("FIRST_USER") << '\n';
    auto const late = node.call<kept>(slow);
    std::cout << late.failure() << '\n';
    return late.failure().code == tl::code::timeout ? 0 : 1;
}
