// SPDX-License-Identifier: BSL-1.0
// A parameter store of your own: parameters in SQLite, so that an interrupted flow can continue
// with them after a restart.
#include <sqlite3.h>
#include <trotline/core/message.hpp>
#include <trotline/parameter_store/concept.hpp>
#include <trotline/webhook.hpp>

#include <array>
#include <cstdint>
#include <cstdio>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>

namespace tl = trotline;

// One row for each parameter. SQLite's types are used; types that it does not have (bool, JSON
// text, secrets) get a tag.
class sqlite_parameter_store {
  public:
    explicit sqlite_parameter_store(std::string const& file) {
        sqlite3* opened = nullptr;
        int const status = sqlite3_open(file.c_str(), &opened);
        database_.reset(opened);
        if (status == SQLITE_OK)
            run("CREATE TABLE IF NOT EXISTS parameters (name TEXT PRIMARY KEY, tag TEXT, value)");
    }

    bool read(std::string_view name, auto&& sink) const {
        auto const select = prepare("SELECT value, tag FROM parameters WHERE name = ?");
        bind(select.get(), 1, name);
        if (sqlite3_step(select.get()) != SQLITE_ROW) return false;
        auto const text = [&](int column) {
            auto const* bytes =
                reinterpret_cast<char const*>(sqlite3_column_text(select.get(), column));
            return std::string(
                bytes == nullptr ? "" : bytes,
                static_cast<std::size_t>(sqlite3_column_bytes(select.get(), column)));
        };
        std::string const tag = text(1);
        if (tag == "bool")
            sink(tl::value(sqlite3_column_int(select.get(), 0) != 0));
        else if (tag == "json")
            sink(tl::value(tl::json_text{text(0)}));
        else if (tag == "number")
            sink(tl::value(tl::number{text(0)}));
        else if (tag == "secret")
            sink(tl::value(tl::secret{text(0)}));
        else if (int const type = sqlite3_column_type(select.get(), 0); type == SQLITE_INTEGER)
            sink(tl::value(static_cast<std::int64_t>(sqlite3_column_int64(select.get(), 0))));
        else if (type == SQLITE_FLOAT)
            sink(tl::value(sqlite3_column_double(select.get(), 0)));
        else if (type == SQLITE_TEXT)
            sink(tl::value(text(0)));
        else
            sink(tl::value());
        return true;
    }

    // One transaction: the whole batch, or nothing.
    tl::result<void> apply(std::span<tl::assignment> batch) {
        if (!run("BEGIN")) return refusal("");
        for (tl::assignment const& each : batch) {
            if (write(each.name, each.value)) continue;
            tl::failure why = refusal(each.name);
            run("ROLLBACK");
            return why;
        }
        if (run("COMMIT")) return {};
        tl::failure why = refusal("");
        run("ROLLBACK");
        return why;
    }

  private:
    struct closing {
        void operator()(sqlite3* database) const { sqlite3_close(database); }
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    using statement = std::unique_ptr<sqlite3_stmt, closing>;

    bool run(char const* sql) {
        return sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr) == SQLITE_OK;
    }

    statement prepare(char const* sql) const {
        sqlite3_stmt* prepared = nullptr;
        sqlite3_prepare_v2(database_.get(), sql, -1, &prepared, nullptr);
        return statement(prepared);
    }
    static void bind(sqlite3_stmt* to, int column, std::string_view text) {
        sqlite3_bind_text(to, column, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
    }

    bool write(std::string_view name, tl::value const& held) {
        auto const insert =
            prepare("INSERT OR REPLACE INTO parameters (name, tag, value) VALUES (?, ?, ?)");
        if (!insert) return false;
        bind(insert.get(), 1, name);
        std::string_view tag = held.is_secret() ? "secret" : "";
        if (auto const* flag = std::get_if<bool>(&held.get())) {
            tag = "bool";
            sqlite3_bind_int(insert.get(), 3, *flag);
        } else if (auto const* number = std::get_if<std::int64_t>(&held.get())) {
            sqlite3_bind_int64(insert.get(), 3, *number);
        } else if (auto const* natural = std::get_if<std::uint64_t>(&held.get())) {
            if (*natural > INT64_MAX) return false;  // SQLite has no larger integers
            sqlite3_bind_int64(insert.get(), 3, static_cast<std::int64_t>(*natural));
        } else if (auto const* fraction = std::get_if<double>(&held.get())) {
            sqlite3_bind_double(insert.get(), 3, *fraction);
        } else if (auto const* digits = std::get_if<tl::number>(&held.get())) {
            tag = "number";
            bind(insert.get(), 3, digits->text);
        } else if (auto const* text = std::get_if<std::string>(&held.get())) {
            bind(insert.get(), 3, *text);
        } else if (auto const* json = std::get_if<tl::json_text>(&held.get())) {
            tag = "json";
            bind(insert.get(), 3, json->text);
        }
        bind(insert.get(), 2, tag);
        return sqlite3_step(insert.get()) == SQLITE_DONE;
    }

    tl::failure refusal(std::string_view name) const {
        tl::failure why;
        why.stage = tl::stage::store;
        why.code = tl::code::rejected;
        why.subject = name;
        why.detail = sqlite3_errmsg(database_.get());
        return why;
    }

    std::unique_ptr<sqlite3, closing> database_;
};
static_assert(tl::parameter_store<sqlite_parameter_store>);

constexpr tl::webhook next_step{
    .label = "the next step",
    .url = "https://api.example/flows/$FLOW/steps/$STEP",
    .fields = {{{"Authorization", "Bearer $TOKEN"}}},
    .body = tl::json_body(R"({"last": $LAST_ANSWER, "paused": $PAUSED})")};

int main() {
    std::string const file = "trotline_sqlite_store_example.db";
    std::remove(file.c_str());
    {
        sqlite_parameter_store store(file);
        std::array<tl::assignment, 5> batch{{{"FLOW", "import"},
                                             {"STEP", 3},
                                             {"TOKEN", tl::secret{"s3cret"}},
                                             {"LAST_ANSWER", tl::json_text{R"({"count":7})"}},
                                             {"PAUSED", false}}};
        if (auto done = store.apply(batch); !done) {
            std::cerr << done.error() << '\n';
            return 1;
        }
        // The second cannot be stored, so the first is not either.
        std::array<tl::assignment, 2> refused{{{"STEP", 4}, {"FLOW", 18446744073709551615u}}};
        if (store.apply(refused)) return 1;
    }  // the program ends here and starts again
    sqlite_parameter_store const store(file);
    tl::http::request request;
    auto const done = render(next_step, store, request);
    std::remove(file.c_str());
    if (!done) {
        std::cerr << done.error() << '\n';
        return 1;
    }
    std::cout << name(request.method) << ' ' << request.url << '\n' << request.content << '\n';
    bool const whole = request.url == "https://api.example/flows/import/steps/3" &&
                       request.content == R"({"last": {"count":7}, "paused": false})";
    return whole && request.secrets == std::vector<std::string>{"s3cret"} ? 0 : 1;
}
