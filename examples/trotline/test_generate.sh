#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Compiles what is generated, with CXX, and maps the samples with it.
. "$(dirname "${BASH_SOURCE[0]}")/checks.sh"
cxx=${CXX:-c++}

cat >"$scratch/order.json" <<'EOF'
{"ok": true, "data": {"userId": 7, "first-name": "Ada", "class": 1, "price": 2.5, "big": 18446744073709551615,
  "huge": 123456789012345678901234567890, "over": 1e999, "tags": ["a"], "empty": [], "none": null, "nothing": {}, "mixed": [1, "a"],
  "grid": [[1, 2], [3.5]], "flags": [true, false], "gaps": [1, null], "__typename": "T", "_Id": 1, "": 1, "€": 2, "2fa": true, "std": 1, "tl": 2,
  "items": [{"id": 1, "price": 2.5, "note": "x"}, {"id": -2, "price": 3, "note": null, "more": {"id": "y"}}],
  "byId": {"17": {"n": 1}, "18": {"n": 2, "m": 3}}, "order": 1, "order_data": {"order_data": 1}, "id": 1, "id ": 2, "quote\"\\'\u0000\n": 5},
 "weird 'name": {"a.b": 1}, "a.b": [1], "EOF": 3, "größe": 4}
EOF
echo '[{"id": 1}, {"id": 2, "tags": ["x"]}]' >"$scratch/list.json"
echo 'null' >"$scratch/nothing.json"
echo '{"1": [1], "2": null}' >"$scratch/by_key.json"
# Deeper than structs are made, and with more members than one description of Boost.Describe has.
{
    printf '{"d":%.0s' $(seq 60)
    printf 1
    printf '}%.0s' $(seq 60)
} >"$scratch/deep.json"
{
    printf '{"inner": {'
    printf '"m%d": 1, ' $(seq 59)
    printf '"m-60": 2}, '
    printf '"m%d": 1, ' $(seq 59)
    printf '"last": 2}'
} >"$scratch/wide.json"
cat >"$scratch/shop.xml" <<'EOF'
<?xml version="1.0"?>
<shop:order id="7" xmlns:shop="urn:x"><item sku="a">pen</item><item>ink</item><total currency="EUR">12.50</total><zip>01234</zip>
<paid>true</paid><note/><gone xsi:nil="true" xmlns:xsi="u"/><a:body><line><n>1</n></line><line><n/><p>1</p></line></a:body>
<mixed>a <b>c</b></mixed></shop:order>
EOF
echo '<list><i>1</i><i>2</i></list>' >"$scratch/items.xml"
echo '<price currency="EUR">1.5</price>' >"$scratch/price.xml"
echo '<v>5</v>' >"$scratch/v.xml"

for sample in "$scratch"/*.json "$scratch"/*.xml; do
    name=$(basename "${sample%.*}")
    expect 0 generate rows "$sample" --name "$name"
    cp "$scratch/out" "$scratch/$name.hpp"
    format=$([ "${sample##*.}" = xml ] && echo tl::xml::checked || echo tl::json::checked)
    echo "#include \"$name.hpp\"" >>"$scratch/includes"
    echo "    right += mapped<${name}_rows>(\"$sample\", $format);" >>"$scratch/calls"
done
{
    echo '#include <fstream>'
    echo '#include <iostream>'
    echo '#include <iterator>'
    cat "$scratch/includes"
    cat <<'EOF'
std::string read(char const* file) {
    std::ifstream in(file);
    return std::string(std::istreambuf_iterator<char>(in), {});
}
template <class Rows> int mapped(char const* file, auto format) {
    std::string const text = read(file);
    auto const made = tl::map<Rows>(text, format);
    if (!made) std::cout << file << ": " << to_string(made.error()) << '\n';
    return made ? 1 : 0;
}
int main(int, char** arguments) {
    int right = 0;
EOF
    cat "$scratch/calls"
    cat <<'EOF'
    std::string const text = read((std::string(arguments[1]) + "/order.json").c_str());
    auto const one = tl::map<order_rows>(text).value();
    std::string const xml = read((std::string(arguments[1]) + "/shop.xml").c_str());
    auto const other = tl::map<shop_rows>(xml, tl::xml::checked).value();
    bool const values = one.data.first_name == "Ada" && one.data.class_ == 1 && one.data.big == 18446744073709551615u &&
        one.data.huge.text == "123456789012345678901234567890" && one.data.gaps[0] == 1 && !one.data.gaps[1] &&
        one.data.items[0].note == "x" && !one.data.items[1].note && one.data.items[1].more->id == "y" &&
        one.data.byId.at("18").m == 3 && one.weird_name.a_b == 1 && other.item[0].sku == "a" && other.item[1].text == "ink" &&
        other.total.text == 12.5 && other.zip == "01234" && !other.a_body.line[1].n;
    std::cout << right << (values ? " mapped\n" : " mapped to other values\n");
}
EOF
} >"$scratch/mapped.cpp"
"$cxx" -std=c++20 -O0 -Wall -Wextra -Wpedantic -Werror -I../../include -o "$scratch/mapped" "$scratch/mapped.cpp" || wrong "it does not compile"
[ "$("$scratch/mapped" "$scratch")" = '10 mapped' ] || wrong "$("$scratch/mapped" "$scratch")"

# What is written for people.
echo '{"id": 1, "tags": [], "first name": "x"}' >"$scratch/small.json"
expect 0 generate rows "$scratch/small.json" --name small
diff - "$scratch/out" <<'EOF' || wrong "generate rows"
// Rows for an answer, made of a sample:
//   auto const mapped = tl::map<small_rows>(text);
#ifndef SMALL_ROWS_HPP
#define SMALL_ROWS_HPP

#include <trotline/mapping/map.hpp>

#include <boost/describe.hpp>
#include <cstdint>
#include <string>
#include <vector>

namespace tl = trotline;

struct small {
    std::int64_t id = 0;
    std::vector<tl::raw_text> tags;  // empty in the sample
    std::string first_name;
};
BOOST_DESCRIBE_STRUCT(small, (), (id, tags, first_name))

using small_rows = tl::mapping<small, tl::row<"id", &small::id>, tl::row<"tags", &small::tags>,
                               tl::row<"['first name']", &small::first_name>>;

#endif
EOF
echo '{"a": 1, "a": 2}' >"$scratch/twice.json"
expect 1 generate rows "$scratch/twice.json"
shows 'a member is there twice in an object, again at byte 14'
printf '{"a":\n 1' >"$scratch/cut.json"
expect 1 generate rows "$scratch/cut.json"
shows 'cut.json:2:3: '
expect 1 generate rows "$scratch/nothing_there"
expect 2 generate rows "$scratch/small.json" --name 'a b'
expect 2 generate rows
expect 2 generate

end
