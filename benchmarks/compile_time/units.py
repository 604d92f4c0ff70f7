# SPDX-License-Identifier: BSL-1.0
"""The translation units that measure.py compiles: what users write, by Trotline and by others."""

MEMBERS = "long a = 0; std::string b; double c = 0; bool d = false; std::optional<std::string> e;"


def struct(i):
    return f"struct s{i} {{ {MEMBERS} }};"


def mappings(count, header, function):
    """`count` mappings m{i} of five rows, each with the function that uses it."""
    lines = [f"#include <trotline/{header}>", "#include <boost/describe.hpp>", "#include <optional>",
             "#include <string>", "namespace tl = trotline;"]
    for i in range(count):
        rows = ", ".join(f'tl::row<"r{i}.{m}", &s{i}::{m}>' for m in "abcde")
        lines += [struct(i), f"BOOST_DESCRIBE_STRUCT(s{i}, (), (a, b, c, d, e))",
                  f"using m{i} = tl::mapping<s{i}, {rows}>;", function(i)]
    return "\n".join(lines) + "\n"


def trotline(count):
    """`count` mappings of five rows, each read by a function of its own."""
    return mappings(count, "mapping/map.hpp", lambda i:
                    f"bool f{i}(std::string_view t, s{i}& o) {{ auto r = tl::map<m{i}>(t); if (!r) return false; "
                    "o = *r; return true; }")


def trotline_call(count):
    """`count` calls of a webhook node, each with a mapping of five rows."""
    return mappings(count, "trotline.hpp", lambda i:
                    f"bool f{i}(tl::webhook_node& n, tl::webhook const& h, s{i}& o) {{ auto r = n.call<m{i}>(h); "
                    "if (!r) return false; o = *r; return true; }")


def trotline_query():
    """A mapping with a row that is a query."""
    return """#include <trotline/mapping/map.hpp>
#include <trotline/mapping/query_rows.hpp>
#include <boost/describe.hpp>
#include <string>
#include <vector>
namespace tl = trotline;
struct s { long a = 0; std::vector<std::string> b; };
BOOST_DESCRIBE_STRUCT(s, (), (a, b))
using m = tl::mapping<s, tl::row<"r.a", &s::a>, tl::query_row<"r.b[*].name", &s::b>>;
bool f(std::string_view t, s& o) { auto r = tl::map<m>(t); if (!r) return false; o = *r; return true; }
"""


def nlohmann(count):
    lines = ["#include <nlohmann/json.hpp>", "#include <optional>", "#include <string>", "#include <string_view>"]
    for i in range(count):
        lines += [struct(i), f"bool f{i}(std::string_view t, s{i}& o) {{ try {{",
                  f"auto const j = nlohmann::json::parse(t); auto const& r = j.at(\"r{i}\");",
                  "r.at(\"a\").get_to(o.a); r.at(\"b\").get_to(o.b); r.at(\"c\").get_to(o.c); r.at(\"d\").get_to(o.d);",
                  "if (auto e = r.find(\"e\"); e != r.end() && !e->is_null()) o.e = e->get<std::string>();",
                  "return true; } catch (nlohmann::json::exception const&) { return false; } }"]
    return "\n".join(lines) + "\n"


def simdjson(count):
    lines = ["#include <simdjson.h>", "#include <optional>", "#include <string>", "#include <string_view>"]
    for i in range(count):
        lines += [struct(i),
                  f"bool f{i}(simdjson::ondemand::parser& p, simdjson::padded_string_view t, s{i}& o) {{",
                  f"simdjson::ondemand::document j; simdjson::ondemand::object r; std::string_view s; std::int64_t n;",
                  f"if (p.iterate(t).get(j) || j[\"r{i}\"].get_object().get(r)) return false;",
                  "if (r[\"a\"].get_int64().get(n)) return false; o.a = n;",
                  "if (r[\"b\"].get_string().get(s)) return false; o.b = std::string(s);",
                  "if (r[\"c\"].get_double().get(o.c) || r[\"d\"].get_bool().get(o.d)) return false;",
                  "if (!r[\"e\"].get_string().get(s)) o.e = std::string(s);", "return true; }"]
    return "\n".join(lines) + "\n"


def boost_json(count):
    lines = ["#include <boost/json.hpp>", "#include <optional>", "#include <string>", "#include <string_view>"]
    for i in range(count):
        lines += [struct(i), f"bool f{i}(std::string_view t, s{i}& o) {{ try {{",
                  f"auto const j = boost::json::parse({{t.data(), t.size()}}); auto const& r = j.at(\"r{i}\").as_object();",
                  "o.a = r.at(\"a\").to_number<long>(); o.b = r.at(\"b\").as_string().c_str(); o.c = r.at(\"c\").to_number<double>();",
                  "o.d = r.at(\"d\").as_bool(); if (auto const* e = r.if_contains(\"e\"); e && e->is_string()) o.e = e->as_string().c_str();",
                  "return true; } catch (std::exception const&) { return false; } }"]
    return "\n".join(lines) + "\n"


def include(header):
    return f"#include <{header}>\n"


def paths(count):
    lines = ["#include <trotline/path/literal.hpp>", "using namespace trotline::literals;"]
    # Different texts, each of them used, like a mapping's rows.
    lines += [f"""auto const& path_{i} = decltype("data.records[{i}].user{i}['title']"_path)::value;""" for i in range(count)]
    return "\n".join(lines) + "\n"


def all_units(counts=(1, 10, 50)):
    """Name, text, further options of the compiler."""
    separate = ("-DTROTLINE_SEPARATE_COMPILATION",)
    yield "an empty unit", "int nothing;\n", ()
    for header in ("nlohmann/json.hpp", "simdjson.h", "boost/json.hpp", "trotline/mapping/map.hpp", "trotline/trotline.hpp"):
        yield f"include {header}", include(header), ()
    yield "the same, the library in a unit of its own", include("trotline/trotline.hpp"), separate
    for name, make in (("trotline", trotline), ("nlohmann", nlohmann), ("simdjson", simdjson), ("boost.json", boost_json)):
        for count in counts:
            yield f"{count} answers of five values, {name}", make(count), ()
        if make is trotline:
            yield "1, the library in a unit of its own", make(1), separate
    yield "an answer with a query row", trotline_query(), ()
    yield "the same, the library in a unit of its own ", trotline_query(), separate
    for count in (1, 5):
        yield f"{count} node.call of five rows", trotline_call(count), ()
    yield "1, the library in a unit of its own ", trotline_call(1), separate
    yield "the library's own unit", include("trotline/src.hpp"), separate
    yield "the library's own unit for queries and rows of run time", include("trotline/src_queries.hpp"), separate
    for count in (1, 100):
        yield f"{count} literal path{'s' if count > 1 else ''}", paths(count), ()
