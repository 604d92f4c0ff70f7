// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/engine/scalar_reader.hpp>

#include <trotline/mapping/check/sample_check.hpp>
#include <trotline/mapping/check/wire_check.hpp>
#include <trotline/mapping/get.hpp>
#include <trotline/parameter_store/value_conversion.hpp>
#include <trotline/rendering/described_writing.hpp>

#include <doctest/doctest.h>
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "mapping/documents.hpp"
#include "mapping/whole.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace mapping_engine_scalar_reader_test {

namespace tl = trotline;
using namespace tl::literals;
using trotline_tests::summary;
using trotline_tests::whole::bad;
using trotline_tests::whole::ok;

enum class state { in_progress, done, unknown };
BOOST_DESCRIBE_ENUM(state, in_progress, done, unknown)

enum class level : short { low = -1, middle = 0, high = 200 };
BOOST_DESCRIBE_ENUM(level, low, middle, high)

enum class color : unsigned char { red = 1, other = 255 };
BOOST_DESCRIBE_ENUM(color, red, other)

struct job {
    state is = state::done;
    level of = level::low;
    std::vector<color> colors;
    friend bool operator==(job const&, job const&) = default;
};
BOOST_DESCRIBE_STRUCT(job, (), (is, of, colors))
struct job_on_the_wire {
    std::string is;
    int of = 0;
    std::vector<unsigned> colors;
};
BOOST_DESCRIBE_STRUCT(job_on_the_wire, (), (is, of, colors))

}  // namespace mapping_engine_scalar_reader_test

template <>
struct trotline::enumerator_names<mapping_engine_scalar_reader_test::state>
    : trotline::names<
          trotline::named<mapping_engine_scalar_reader_test::state::in_progress, "in-progress">> {
    static constexpr mapping_engine_scalar_reader_test::state otherwise =
        mapping_engine_scalar_reader_test::state::unknown;
};
template <> struct trotline::enumerator_names<mapping_engine_scalar_reader_test::level> {
    static constexpr bool integers = true;
};
template <> struct trotline::enumerator_names<mapping_engine_scalar_reader_test::color> {
    static constexpr bool integers = true;
    static constexpr mapping_engine_scalar_reader_test::color otherwise =
        mapping_engine_scalar_reader_test::color::other;
};

namespace mapping_engine_scalar_reader_test {

TEST_CASE("enumerations are read from their names or numbers") {
    ok<state>("\"in-progress\"", state::in_progress);
    ok<state>(R"("in\u002dprogress")", state::in_progress);
    ok<state>("\"done\"", state::done);
    ok<state>("\"in_progress\"", state::unknown);
    bad<state>("7", "0 wrong type: a number @0");
    bad<state>("null", "0 null: null @0");
    ok<level>("-1", level::low);
    ok<level>("0", level::middle);
    ok<level>("-0", level::middle);
    ok<level>("2e2", level::high);
    bad<level>("1", "0 wrong type: a number @0");
    bad<level>("99999999999999999999999", "0 wrong type: a number @0");
    bad<level>("\"high\"", "0 wrong type: a string @0");
    auto const unknown = tl::get<level>("1", "$"_path);
    REQUIRE(!unknown);
    CHECK(unknown.error().rows()[0].expected == "one of -1, 0, 200");
    ok<color>("1", color::red);
    ok<color>("2", color::other);
    ok<color>("99999999999999999999999", color::other);
    bad<color>("1.5", "0 wrong type: a number @0");
    CHECK(*tl::get<level>("<v> 200 </v>", "v"_path, tl::xml::checked) == level::high);
    CHECK(*tl::get<state>("<v a='x'/>", "v.@a"_path, tl::xml::checked) == state::unknown);
    ok<job>(R"({"is": "done", "of": 200, "colors": [1, 7]})",
            {state::done, level::high, {color::red, color::other}});
}

TEST_CASE("enumerations are written, and kept in parameters, as they are read") {
    std::string out;
    tl::json::writer to(out);
    CHECK(tl::detail::write_json(to, job{state::in_progress, level::low, {color::other}}).empty());
    CHECK(out == R"({"is":"in-progress","of":-1,"colors":[255]})");
    CHECK_FALSE(tl::detail::write_json(to, static_cast<level>(7)).empty());
    CHECK(tl::value_of(state::in_progress) == tl::value("in-progress"));
    CHECK(tl::value_of(level::high) == tl::value(200));
    state is{};
    level of{};
    color c{};
    CHECK(tl::value_to(tl::value("x"), is));
    CHECK(is == state::unknown);
    CHECK(tl::value_to(tl::value(200.0), of));
    CHECK(of == level::high);
    CHECK_FALSE(tl::value_to(tl::value(7), of));
    CHECK_FALSE(tl::value_to(tl::value("high"), of));
    CHECK(tl::value_to(tl::value(3), c));
    CHECK(c == color::other);
    CHECK_FALSE(tl::value_to(tl::value(1), is));
}

// The checks at compile time know it, too.
constexpr std::string_view sample = R"({"is": "stopped", "of": 200, "colors": [9]})";
constexpr std::string_view wrong_sample = R"({"of": 7})";
using job_rows = tl::mapping<job, tl::row<"is", &job::is>, tl::row<"of", &job::of>,
                             tl::row<"colors", &job::colors>>;
using level_rows = tl::mapping<job, tl::row<"of", &job::of>>;
static_assert(tl::finds<job_rows, sample>());
static_assert(!tl::sample_sources<level_rows, wrong_sample>::are_there);
static_assert(tl::fits<job_rows, job_on_the_wire>() && tl::fits<job_rows, job>());
using swapped_rows = tl::mapping<job, tl::row<"is", &job::of>>;
static_assert(!tl::wire_sources<swapped_rows, job_on_the_wire>::are_there &&
              !tl::wire_sources<swapped_rows, job>::are_there);

TEST_CASE("a number's digits are kept as they are") {
    for (std::string const text : {"0", "-0", "7", "12.50", "1E+2", "92233720368547758423",
                                   "123456789012345.123456", "1e400", "-0.10"}) {
        ok<tl::number>(text, {text});
        ok<tl::number_view>(text, {text});
        ok<tl::value>(text, text == "0"    ? tl::value(0)
                            : text == "7"  ? tl::value(7)
                            : text == "-0" ? tl::value(-0.0)
                                           : tl::value(tl::number{text}));
    }
    ok<std::vector<tl::number>>("[1.0, 2]", {{"1.0"}, {"2"}});
    bad<tl::number>("\"7\"", "0 wrong type: a string @0");
    bad<tl::number>("true", "0 wrong type: a boolean @0");
    bad<tl::number_view>("null", "0 null: null @0");
}

TEST_CASE("digits in XML are converted to the notation of JSON") {
    auto const read = [](std::string_view text) {
        return tl::get<tl::number>(text, "v"_path, tl::xml::checked);
    };
    CHECK(read("<v> 12.50\n</v>")->text == "12.50");
    CHECK(read("<v>&#49;.0</v>")->text == "1.0");
    for (std::string const text : {"<v>x</v>", "<v>1 2</v>", "<v>+1</v>", "<v>01</v>"}) {
        CAPTURE(text);
        auto const got = read(text);
        REQUIRE(!got);
        CHECK(summary(got.error()) == "0 wrong type: an element @0");
    }
    CHECK(tl::get<tl::number_view>("<v> 12.50</v>", "v"_path, tl::xml::checked)->text == "12.50");
    auto const decoded = tl::get<tl::number_view>("<v>&#49;</v>", "v"_path, tl::xml::checked);
    REQUIRE(!decoded);
    CHECK(summary(decoded.error()) == "0 needs decoding: an element @0");
}

}  // namespace mapping_engine_scalar_reader_test
