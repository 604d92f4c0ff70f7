// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_BENCHMARKS_XML_CONTEST_HPP
#define TROTLINE_BENCHMARKS_XML_CONTEST_HPP
// XML documents with their right answers. Every contender must first give the right answer for
// every document; then it is measured over the documents in rotation, from the bytes on: parse,
// look up, convert, destroy.
//
// What a contender checks stands in its benchmark's name:
//   all        well-formedness of the whole document (XML 1.0): trotline; libxml2 (of which a document type declaration is a part)
//   tags       end tags match start tags, values are quoted: pugixml, which takes two roots, a duplicate attribute, any character
//              and any bytes, undeclared entities (kept as they are), `]]>` in text, `--` in a comment, `<` in a value
//   brackets   only that tags and values are closed: Boost.PropertyTree (RapidXML inside), which takes mismatched tags as well

#include "../common/measure.hpp"
#include "../common/random.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace benchmarks::xml {

template <class Answer> struct document {
    std::string text;
    Answer answer;
};

// Contest: name, and documents(), the same list at every call. run(std::string_view) gives the
// answer.
template <class Contest, class Run> int enter(char const* contender, char const* checks, Run run) {
    measure<Contest>(std::string(Contest::name) + '/' + checks + '/' + contender, std::move(run));
    return 0;
}

// note.to in about 300 bytes: a text short enough that a std::string needs no memory for it
struct note_to {
    static constexpr char const* name = "xml, 300 bytes, note.to";
    static std::vector<document<std::string>> const& documents() {
        static auto const all = [] {
            random_values random(11);
            std::vector<document<std::string>> made(1024);
            for (auto& one : made) {
                one.answer = random.identifier(static_cast<std::size_t>(random.number(3, 12)));
                one.text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<note>\n  <id>" +
                           std::to_string(random.number(1, 99999)) + "</id>\n  <from>" +
                           random.words(1, 2) + "</from>\n  <to>" + one.answer +
                           "</to>\n  <heading lang=\"en\">" + random.words(1, 3) +
                           "</heading>\n  <body>Don't forget me: " + random.words(6, 10) +
                           "</body>\n  <sent>2024-05-01T12:00:00Z</sent>\n  <tags><tag>" +
                           random.words(1, 1) + "</tag><tag>" + random.words(1, 1) +
                           "</tag></tags>\n</note>\n";
            }
            return made;
        }();
        return all;
    }
};

// An attribute six levels down, after prefixes, in about 900 bytes
struct deep_attribute {
    static constexpr char const* name = "xml, 900 bytes, six levels down";
    static std::vector<document<std::string>> const& documents() {
        static auto const all = [] {
            random_values random(12);
            std::vector<document<std::string>> made(1024);
            for (auto& one : made) {
                one.answer = random.identifier(8);
                one.text =
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                    "<soap:Envelope xmlns:soap=\"http://www.w3.org/2003/05/soap-envelope\" "
                    "xmlns:m=\"urn:example:stock\">"
                    "<soap:Header><m:Trace id=\"" +
                    random.identifier(16) + "\">" + random.words(8, 14) +
                    "</m:Trace></soap:Header>"
                    "<soap:Body><m:Answer><m:Status code=\"0\">ok &amp; done</m:Status><m:Quotes>";
                for (int i = 0; i < 3; ++i) {
                    one.text += "<m:Other symbol=\"" + random.identifier(4) +
                                "\"><m:Price currency=\"EUR\">" +
                                std::to_string(random.number(1, 9999)) + ".50</m:Price></m:Other>";
                }
                one.text += "<m:Quote><m:Price currency=\"" + one.answer + "\">" +
                            std::to_string(random.number(1, 9999)) +
                            ".25</m:Price></m:Quote></m:Quotes><m:Remark><![CDATA[" +
                            random.words(5, 9) +
                            "]]></m:Remark></m:Answer></soap:Body></soap:Envelope>\n";
            }
            return made;
        }();
        return all;
    }
};

// The last element of 10 MB
struct late_path {
    static constexpr char const* name = "xml, 10 MB, the last element";
    static std::vector<document<std::string>> const& documents() {
        static auto const all = [] {
            random_values random(13);
            std::vector<document<std::string>> made(1);
            std::string& text = made[0].text;
            text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<catalog>\n";
            for (int id = 0; text.size() < 10'000'000; ++id) {
                text += "  <book id=\"b" + std::to_string(id) + "\" lang=\"en\">\n    <title>" +
                        random.words(2, 6) + "</title>\n    <author>" + random.words(2, 3) +
                        "</author>\n    <price>" + std::to_string(random.number(1, 99)) +
                        ".50</price>\n    <description>" + random.words(10, 30) +
                        "</description>\n  </book>\n";
            }
            made[0].answer = "the end";
            text += "  <last>the end</last>\n</catalog>\n";
            return made;
        }();
        return all;
    }
};

struct record {
    std::int64_t id = 0;
    std::string name;
    double price = 0;
    bool sold = false;
    bool operator==(record const&) const = default;
};

// 1000 records to a vector
struct records {
    static constexpr char const* name = "xml, 1000 records to a vector";
    static std::vector<document<std::vector<record>>> const& documents() {
        static auto const all = [] {
            random_values random(14);
            std::vector<document<std::vector<record>>> made(4);
            for (auto& one : made) {
                one.text = "<list>\n";
                for (int i = 0; i < 1000; ++i) {
                    record const r{random.number(1, 999999), random.words(1, 3),
                                   static_cast<double>(random.number(1, 9999)) / 4, random.flag()};
                    std::string price = std::to_string(r.price);
                    one.text += "  <record><id>" + std::to_string(r.id) + "</id><name>" + r.name +
                                "</name><price>" + price + "</price><sold>" +
                                (r.sold ? "true" : "false") + "</sold></record>\n";
                    one.answer.push_back(r);
                }
                one.text += "</list>\n";
            }
            return made;
        }();
        return all;
    }
};

// Queries over these records; answer_of(records) is the right answer of one document.
template <class F> auto queried_records(F answer_of) {
    std::vector<document<decltype(answer_of(std::vector<record>()))>> made;
    for (auto const& one : records::documents()) made.push_back({one.text, answer_of(one.answer)});
    return made;
}

// list.record[*].name
struct names {
    static constexpr char const* name = "xml, 1000 records, record[*].name";
    static auto const& documents() {
        static auto const all = queried_records([](std::vector<record> const& records) {
            std::vector<std::string> names;
            for (record const& one : records) names.push_back(one.name);
            return names;
        });
        return all;
    }
};

// list.record[?@.price > 2000].name
struct expensive {
    static constexpr char const* name = "xml, 1000 records, a filter";
    static auto const& documents() {
        static auto const all = queried_records([](std::vector<record> const& records) {
            std::vector<std::string> names;
            for (record const& one : records)
                if (one.price > 2000) names.push_back(one.name);
            return names;
        });
        return all;
    }
};

// $..price
struct prices {
    static constexpr char const* name = "xml, 1000 records, ..price";
    static auto const& documents() {
        static auto const all = queried_records([](std::vector<record> const& records) {
            std::vector<double> prices;
            for (record const& one : records) prices.push_back(one.price);
            return prices;
        });
        return all;
    }
};

}  // namespace benchmarks::xml

#endif
