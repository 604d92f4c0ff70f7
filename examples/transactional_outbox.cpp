// SPDX-License-Identifier: BSL-1.0
// The transactional outbox: an order and the webhook that reports it are written in one transaction
// of your own database (SQLite here), and a loop moves the webhooks from there into a queue. A
// crash at any point loses nothing: at worst the loop posts again with the same key, which is one
// delivery.
#include <sqlite3.h>
#include <trotline/outbox/memory.hpp>
#include <trotline/outbox/post.hpp>
#include <trotline/outbox/worker.hpp>
#include <trotline/transport/curl/async_curl_transport.hpp>

#include <chrono>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <thread>

namespace tl = trotline;

namespace {

struct closing {
    void operator()(sqlite3* database) const { sqlite3_close(database); }
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using database = std::unique_ptr<sqlite3, closing>;
using statement = std::unique_ptr<sqlite3_stmt, closing>;

void run(database const& in, char const* sql) {
    if (sqlite3_exec(in.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        throw std::runtime_error(sqlite3_errmsg(in.get()));
}
statement prepare(database const& in, char const* sql) {
    sqlite3_stmt* made = nullptr;
    if (sqlite3_prepare_v2(in.get(), sql, -1, &made, nullptr) != SQLITE_OK)
        throw std::runtime_error(sqlite3_errmsg(in.get()));
    return statement(made);
}

// The business transaction: the order and its webhook, or neither.
void sell(database const& in, int order, double amount) {
    run(in, "BEGIN");
    auto const insert = prepare(in, "INSERT INTO orders VALUES (?, ?)");
    sqlite3_bind_int(insert.get(), 1, order);
    sqlite3_bind_double(insert.get(), 2, amount);
    sqlite3_step(insert.get());
    auto const outgoing = prepare(in, "INSERT INTO outgoing (order_id) VALUES (?)");
    sqlite3_bind_int(outgoing.get(), 1, order);
    sqlite3_step(outgoing.get());
    run(in, "COMMIT");
}

// Posts what is written and not yet posted, and deletes it only after that.
template <tl::outbox Outbox> int relay(database const& in, Outbox& box, tl::webhook const& sold) {
    int relayed = 0;
    auto const rows = prepare(in,
                              "SELECT outgoing.id, orders.id, amount FROM outgoing "
                              "JOIN orders ON orders.id = order_id ORDER BY outgoing.id");
    while (sqlite3_step(rows.get()) == SQLITE_ROW) {
        int const row = sqlite3_column_int(rows.get(), 0);
        int const order = sqlite3_column_int(rows.get(), 1);
        auto const posted = tl::post(
            box, sold, {{"ORDER", order}, {"AMOUNT", sqlite3_column_double(rows.get(), 2)}},
            {.key = "order-" + std::to_string(order) + "-sold"});
        if (!posted) break;  // later: it is still stored here
        auto const done = prepare(in, "DELETE FROM outgoing WHERE id = ?");
        sqlite3_bind_int(done.get(), 1, row);
        sqlite3_step(done.get());
        ++relayed;
    }
    return relayed;
}

}  // namespace

int main(int argc, char** argv) {
    std::string const server = argc > 1 ? argv[1] : "http://127.0.0.1:8080";
    sqlite3* opened = nullptr;
    sqlite3_open(":memory:", &opened);
    database const own(opened);
    run(own,
        "CREATE TABLE orders (id INTEGER PRIMARY KEY, amount REAL);"
        "CREATE TABLE outgoing (id INTEGER PRIMARY KEY AUTOINCREMENT, order_id INTEGER)");
    for (int order = 1; order <= 3; ++order) sell(own, order, order * 9.5);

    // In a service this is nats_outbox::open(...), and the worker is another process.
    tl::memory_outbox box;
    tl::webhook sold;
    sold.method = tl::method::post;
    sold.url = server + "/retry?order=$ORDER";
    sold.body = tl::json_body(R"({"order": $ORDER, "amount": $AMOUNT})");
    std::cout << relay(own, box, sold) << " relayed\n";
    std::cout << relay(own, box, sold) << " relayed\n";

    tl::async_curl_transport transport;
    tl::memory_parameter_store parameters, secrets;
    // The server answers the first request with a key with 503.
    tl::worker_settings settings;
    settings.schedule.backoff.base = std::chrono::milliseconds(10);
    tl::worker worker(box, transport, parameters, secrets, settings);
    std::jthread working([&](std::stop_token stop) { worker.run(std::move(stop)); });
    while (box.size() > 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    working.request_stop();
    working.join();
    std::cout << worker.counts().delivered << " delivered, after " << worker.counts().again
              << " attempts that failed\n";
    return worker.counts().delivered == 3 ? 0 : 1;
}
