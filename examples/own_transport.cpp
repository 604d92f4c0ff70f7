// SPDX-License-Identifier: BSL-1.0
// A transport of your own, with Boost.Beast: this program does not need libcurl. It speaks plain
// HTTP/1.1, with one connection for each call.
#include <trotline/node/basic_webhook_node.hpp>
#include <trotline/parameter_store/memory.hpp>
#include <trotline/parser/media_type.hpp>
#include <trotline/transport/request_check.hpp>

#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <chrono>
#include <iostream>
#include <string>

namespace tl = trotline;
namespace net = boost::asio;
namespace beast = boost::beast;

// Each step is started, then runs until it is done, the deadline has passed or a stop was
// requested.
class beast_transport {
  public:
    tl::result<tl::http::response> send(tl::http::request const& request, tl::deadline until,
                                        std::stop_token stop) {
        if (auto refused = tl::check_request(request))
            return *refused;  // refuses line ends in URL, fields and so on
        std::string_view const rest =
            std::string_view(request.url).substr(request.url.find("//") + 2);
        std::string_view const authority = rest.substr(0, rest.find_first_of("/?"));
        std::string const host(authority.substr(0, authority.find(':')));
        std::string const port(authority.size() > host.size() ? authority.substr(host.size() + 1)
                                                              : "80");
        std::string target(rest.substr(authority.size()));
        if (!target.starts_with('/')) target.insert(0, "/");

        net::io_context context;
        std::stop_callback const stopping(stop, [&] { context.stop(); });
        beast::error_code error;
        bool done = false;
        auto const note = [&](beast::error_code e, auto const&...) { error = e, done = true; };
        auto const step = [&](tl::stage stage, auto&& start) -> tl::result<void> {
            done = false;
            start();
            context.restart();
            if (!stop.stop_requested()) context.run_until(until);
            if (done && !error) return {};
            tl::code const why = stop.stop_requested()                     ? tl::code::cancelled
                                 : !done                                   ? tl::code::timeout
                                 : error == net::error::connection_refused ? tl::code::refused
                                 : stage == tl::stage::resolve             ? tl::code::unresolved
                                                                           : tl::code::reset;
            return tl::failure{.stage = stage,
                               .code = why,
                               .subject = host,
                               .detail = error ? error.message() : std::string(),
                               .may_have_been_processed = stage >= tl::stage::send};
        };

        net::ip::tcp::resolver resolver(context);
        net::ip::tcp::resolver::results_type found;
        auto const resolved = [&](beast::error_code e, auto const& results) {
            found = results, note(e);
        };
        if (auto r =
                step(tl::stage::resolve, [&] { resolver.async_resolve(host, port, resolved); });
            !r)
            return r.error();
        beast::tcp_stream stream(context);
        if (auto r = step(tl::stage::connect, [&] { stream.async_connect(found, note); }); !r)
            return r.error();

        beast::http::request<beast::http::string_body> out(
            beast::http::string_to_verb(name(request.method)), target, 11);
        for (auto const& field : request.fields) out.insert(field.name, field.value);
        out.set(beast::http::field::host, authority);
        out.body() = request.content;
        out.prepare_payload();
        if (auto r = step(tl::stage::send, [&] { beast::http::async_write(stream, out, note); });
            !r)
            return r.error();

        beast::flat_buffer buffer;
        beast::http::response_parser<beast::http::string_body> in;
        in.body_limit(1 << 20);
        if (auto r = step(tl::stage::receive,
                          [&] { beast::http::async_read(stream, buffer, in, note); });
            !r)
            return r.error();
        tl::http::response answer{.status = static_cast<int>(in.get().result_int()),
                                  .content = std::move(in.get().body())};
        for (auto const& field : in.get())
            answer.fields.push_back({std::string(field.name_string()), std::string(field.value())});
        return answer;
    }
};

int main(int argc, char** argv) {
    if (argc != 2) return std::cerr << "usage: own_transport URL-OF-THE-EXAMPLE-SERVER\n", 2;
    tl::basic_webhook_node<beast_transport, tl::media_type_parser, tl::memory_parameter_store> node{
        {"SERVER", argv[1]}};
    using user_rows = tl::parameters_from<tl::row<"$[0].name", "NAME">>;
    if (auto const users = node.call<user_rows>(tl::webhook{.url = "$SERVER/users"}); !users)
        return std::cerr << users.failure() << '\n', 1;
    std::cout << "first user: " << *node.parameters().get("NAME") << '\n';

    auto const slow =
        node.call<>(tl::webhook{.url = "$SERVER/slow", .deadline = std::chrono::milliseconds(200)});
    if (!slow) std::cout << slow.failure() << '\n';
    bool const good = node.parameters().get("NAME") == tl::value("Ada") && !slow &&
                      slow.failure().code == tl::code::timeout &&
                      slow.failure().stage == tl::stage::receive;
    return good ? 0 : 1;
}
