// SPDX-License-Identifier: BSL-1.0
// A parameter store of one's own: parameters in a SQLite database, there again after a restart.
#include <trotline/basic_webhook_node.hpp>
#include <trotline/parser/media_type.hpp>
#include <trotline/transport/curl/curl_transport.hpp>

#include <sqlite3.h>
#include <filesystem>
#include <iostream>
#include <memory>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

namespace tl = trotline;

// Whoever shares one between threads needs a SQLite that was built for them (Debian's was), and nothing else.
class sqlite_store {
    struct closing {
        void operator()(sqlite3* database) const { sqlite3_close(database); }
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    using statement = std::unique_ptr<sqlite3_stmt, closing>;
    std::unique_ptr<sqlite3, closing> database_;

    bool run(char const* sql) { return sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr) == SQLITE_OK; }
    statement prepare(char const* sql) const {
        sqlite3_stmt* made = nullptr;
        sqlite3_prepare_v2(database_.get(), sql, -1, &made, nullptr);
        return statement(made);
    }
    static int size(std::string_view text) { return static_cast<int>(text.size()); }

  public:
    explicit sqlite_store(std::string const& file) {
        sqlite3* opened = nullptr;
        sqlite3_open(file.c_str(), &opened);
        database_.reset(opened);
        run("create table if not exists parameter (name text primary key, type text not null, value)");
    }

    bool read(std::string_view name, auto&& sink) const {
        auto const query = prepare("select type, value from parameter where name = ?");
        sqlite3_bind_text(query.get(), 1, name.data(), size(name), SQLITE_STATIC);
        if (sqlite3_step(query.get()) != SQLITE_ROW) return false;
        auto const text = [&](int column) {
            return std::string(reinterpret_cast<char const*>(sqlite3_column_text(query.get(), column)),
                               static_cast<std::size_t>(sqlite3_column_bytes(query.get(), column)));
        };
        std::string const type = text(0);
        if (type == "null") return sink(tl::value()), true;
        if (type == "boolean") return sink(tl::value(sqlite3_column_int(query.get(), 1) != 0)), true;
        if (type == "integer") return sink(tl::value(sqlite3_column_int64(query.get(), 1))), true;
        if (type == "number") return sink(tl::value(sqlite3_column_double(query.get(), 1))), true;
        if (type == "json") return sink(tl::value(tl::json_text{text(1)})), true;
        return sink(tl::value(text(1))), true;
    }

    // All of them in one transaction, or none.
    tl::result<void> apply(std::span<tl::assignment> batch) {
        run("begin");
        for (tl::assignment const& each : batch)
            if (!write(each)) {
                tl::failure why{.stage = tl::stage::store, .code = tl::code::rejected, .subject = std::string(each.name)};
                why.detail = each.value.is_secret() ? "a secret is not kept in a file" : sqlite3_errmsg(database_.get());
                run("rollback");
                return why;
            }
        if (run("commit")) return {};
        run("rollback");
        return tl::failure{.stage = tl::stage::store, .code = tl::code::rejected, .detail = sqlite3_errmsg(database_.get())};
    }

  private:
    bool write(tl::assignment const& each) {
        if (each.value.is_secret()) return false;
        auto const insert = prepare("insert or replace into parameter values (?, ?, ?)");
        sqlite3_stmt* const at = insert.get();
        sqlite3_bind_text(at, 1, each.name.data(), size(each.name), SQLITE_STATIC);
        auto const typed = [&](char const* type) { sqlite3_bind_text(at, 2, type, -1, SQLITE_STATIC); };
        auto const text = [&](std::string const& t) { sqlite3_bind_text(at, 3, t.data(), size(t), SQLITE_STATIC); };
        std::visit(
            [&]<class T>(T const& held) {
                if constexpr (std::is_same_v<T, std::nullptr_t>)
                    typed("null"), sqlite3_bind_null(at, 3);
                else if constexpr (std::is_same_v<T, bool>)
                    typed("boolean"), sqlite3_bind_int(at, 3, held);
                else if constexpr (std::is_same_v<T, double>)
                    typed("number"), sqlite3_bind_double(at, 3, held);
                else if constexpr (std::is_same_v<T, std::string>)
                    typed("text"), text(held);
                else if constexpr (std::is_same_v<T, tl::json_text>)
                    typed("json"), text(held.text);
                else if constexpr (std::is_same_v<T, std::uint64_t>)
                    typed("text"), text(std::to_string(held));  // SQLite has no integer so large
                else
                    typed("integer"), sqlite3_bind_int64(at, 3, held);
            },
            each.value.get());
        return sqlite3_step(at) == SQLITE_DONE;
    }
};
static_assert(tl::parameter_store<sqlite_store>);

int main(int, char** argv) {
    using node_type = tl::basic_webhook_node<tl::curl_transport, tl::media_type_parser, sqlite_store>;
    using kept = tl::parameters_from<tl::row<"$[0].userId", "USER">, tl::row<"$[0].name", "NAME">, tl::row<"$[1]", "OTHER">>;
    auto const file = std::filesystem::temp_directory_path() / ("trotline-" + std::to_string(std::random_device()()) + ".db");

    bool good = false;
    {
        node_type node{tl::curl_transport(), {}, sqlite_store(file.string())};
        auto const users = node.call<kept>(tl::webhook{.url = "$SERVER/users"}, {.parameters = {{"SERVER", argv[1]}}});
        if (!users) std::cerr << users.failure() << '\n';
    }
    {  // After a restart: what was kept fills the next request in.
        node_type node{tl::curl_transport(), {}, sqlite_store(file.string())};
        using echoed = tl::parameters_from<tl::row<"data.userId", "ID">, tl::row<"data.title", "TITLE">>;
        constexpr tl::webhook rename{
            .method = tl::method::put, .url = "$SERVER/todos/$USER", .body = tl::json_body(R"({"name": "$NAME"})")};
        auto const answer = node.call<echoed>(rename, {.parameters = {{"SERVER", argv[1]}}});
        if (!answer) std::cerr << answer.failure() << '\n';
        node.parameters().read("OTHER", [](tl::value const& v) { std::cout << "kept as JSON: " << v << '\n'; });
        node.parameters().read("TITLE", [&](tl::value const& v) { good = v == tl::value("Ada"); });
        node.parameters().read("ID", [&](tl::value const& v) {
            std::cout << "kept as a number: " << v << '\n';
            good = good && v == tl::value(11);
        });
    }
    std::filesystem::remove(file);
    return good ? 0 : 1;
}
