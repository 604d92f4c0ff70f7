// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_BENCHMARKS_BINDING_CONTEST_HPP
#define TROTLINE_BENCHMARKS_BINDING_CONTEST_HPP
// A whole struct of ten members, alone and in a list of 1000; with owned texts, or with views.

#include <vector>

#include "../common/contest.hpp"
#include "../common/random.hpp"

namespace benchmarks::binding {

template <class Text> struct repository {
    std::int64_t id = 0;
    Text node_id, name, full_name, description;
    bool is_private = false, fork = false;
    std::int64_t stars = 0;
    double score = 0;
    Text branch;
    template <class Other> bool operator==(repository<Other> const& o) const {
        return id == o.id && node_id == o.node_id && name == o.name && full_name == o.full_name &&
               description == o.description && is_private == o.is_private && fork == o.fork &&
               stars == o.stars && score == o.score && branch == o.branch;
    }
};
struct owned : repository<std::string> {};
struct viewed : repository<std::string_view> {};

struct text_and_value {
    std::string text;
    owned value;
};

inline text_and_value make(random_values& random) {
    text_and_value made;
    owned& v = made.value;
    v.id = random.number(1, 99'999'999);
    v.node_id = random.identifier(32);
    v.name = random.words(1, 2);
    v.full_name = random.words(2, 4);
    v.description = random.words(12, 30);
    v.is_private = random.flag();
    v.fork = random.flag();
    v.stars = random.number(0, 99'999);
    v.score = static_cast<double>(random.number(0, 99'999)) / 100;
    v.branch = random.identifier(12);
    auto const hundredths = random.number(0, 0) + static_cast<std::int64_t>(v.score * 100 + 0.5);
    std::string fraction = std::to_string(hundredths % 100);
    if (fraction.size() < 2) fraction.insert(0, 1, '0');
    made.text =
        "{\"id\":" + std::to_string(v.id) + ",\"node_id\":\"" + v.node_id + "\",\"name\":\"" +
        v.name + "\",\"full_name\":\"" + v.full_name + "\",\"description\":\"" + v.description +
        "\",\"is_private\":" + (v.is_private ? "true" : "false") +
        ",\"fork\":" + (v.fork ? "true" : "false") + ",\"stars\":" + std::to_string(v.stars) +
        ",\"score\":" + std::to_string(hundredths / 100) + "." + fraction + ",\"branch\":\"" +
        v.branch + "\"}";
    return made;
}

inline std::vector<text_and_value> const& values() {
    static std::vector<text_and_value> const all = [] {
        random_values random(6);
        std::vector<text_and_value> made;
        for (int i = 0; i != 1024; ++i) made.push_back(make(random));
        return made;
    }();
    return all;
}

// For comparing the results of contenders: an owning struct or one of views.
struct expected {
    owned value;
    template <class Text> friend bool operator==(repository<Text> const& a, expected const& b) {
        return a == static_cast<repository<std::string> const&>(b.value);
    }
};
struct expected_list {
    std::vector<owned> values;
    template <class Struct>
    friend bool operator==(std::vector<Struct> const& a, expected_list const& b) {
        if (a.size() != b.values.size()) return false;
        for (std::size_t i = 0; i != a.size(); ++i)
            if (!(a[i] == static_cast<repository<std::string> const&>(b.values[i]))) return false;
        return true;
    }
};

inline auto const& single_documents() {
    static auto const all = [] {
        std::vector<document<expected>> made;
        for (auto const& v : values()) made.emplace_back(v.text, expected{v.value});
        return made;
    }();
    return all;
}
inline auto const& list_documents() {
    static auto const all = [] {
        std::vector<document<expected_list>> made;
        std::string text = "[";
        expected_list list;
        for (std::size_t i = 0; i != 1000; ++i) {
            text += (i == 0 ? "" : ",") + values()[i].text;
            list.values.push_back(values()[i].value);
        }
        made.emplace_back(text + "]", list);
        return made;
    }();
    return all;
}

struct one_owned {
    static constexpr char const* name = "ten members, owned";
    static auto const& documents() { return single_documents(); }
};
struct one_viewed {
    static constexpr char const* name = "ten members, views";
    static auto const& documents() { return single_documents(); }
};
struct list_owned {
    static constexpr char const* name = "1000 structs, owned";
    static auto const& documents() { return list_documents(); }
};
struct list_viewed {
    static constexpr char const* name = "1000 structs, views";
    static auto const& documents() { return list_documents(); }
};

}  // namespace benchmarks::binding

#endif
