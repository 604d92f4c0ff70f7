// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_BENCHMARKS_LARGE_CONTEST_HPP
#define TROTLINE_BENCHMARKS_LARGE_CONTEST_HPP
// Messages with their authors, nested, in several scripts and with escapes: one document of 600 KB
// and one of 60 MB.

#include <vector>

#include "../common/contest.hpp"
#include "../common/random.hpp"

namespace benchmarks::large {

struct spread {
    std::int64_t first_id = 0, followers = 0, count = 0;
    std::string_view author, language;
    bool operator==(spread const&) const = default;
};

// The same for trees that own their text; the tree must outlive them.
struct owned_spread {
    std::int64_t first_id = 0, followers = 0, count = 0;
    std::string author, language;
    bool operator==(spread const& s) const {
        return first_id == s.first_id && followers == s.followers && count == s.count &&
               author == s.author && language == s.language;
    }
};

struct messages {
    std::string text;
    std::vector<std::int64_t> ids, followers;
    std::vector<std::string> authors, languages;
};

inline messages make(std::size_t size, unsigned seed) {
    random_values random(seed);
    messages m;
    m.text = "{\"statuses\":[";
    for (std::size_t i = 0; i != size; ++i) {
        m.ids.push_back(random.number(1'000'000'000'000'000, 9'000'000'000'000'000));
        m.followers.push_back(random.number(0, 99'999));
        m.authors.push_back(random.identifier(10));
        m.languages.push_back(random.flag() ? "ja" : "en");
        auto const link = [&] { return "http:\\/\\/t.example\\/" + random.identifier(10); };
        auto const n = [&](std::int64_t most) { return std::to_string(random.number(0, most)); };
        auto const flag = [&] { return random.flag() ? "true" : "false"; };
        auto const entities = [&](std::int64_t most) {
            std::string text = "{\"hashtags\":[";
            for (std::int64_t k = random.number(0, most), first = k; k > 0; --k)
                text += std::string(k == first ? "" : ",") + "{\"text\":\"" + random.words(1, 1) +
                        "\",\"indices\":[" + n(60) + "," + n(140) + "]}";
            text += "],\"symbols\":[],\"urls\":[";
            for (std::int64_t k = random.number(0, most), first = k; k > 0; --k)
                text += std::string(k == first ? "" : ",") + "{\"url\":\"" + link() +
                        "\",\"expanded_url\":\"" + link() + "\",\"display_url\":\"" +
                        random.identifier(12) + "\",\"indices\":[" + n(60) + "," + n(140) + "]}";
            return text + "]}";
        };
        m.text +=
            std::string(i == 0 ? "" : ",") +
            "{\"metadata\":{\"result_type\":\"recent\",\"iso_language_code\":\"" +
            m.languages.back() + "\"},\"created_at\":\"Sun Aug 31 00:29:15 +0000 2014\",\"id\":" +
            std::to_string(m.ids.back()) + ",\"id_str\":\"" + std::to_string(m.ids.back()) +
            "\",\"text\":\"@" + random.identifier(8) + " " + random.words(3, 9) +
            (random.flag()
                 ? " \xE5\x90\x8D\xE5\x89\x8D:"
                   "\xE5\x89\x8D\xE7\x94\xB0\xE3\x81\x82\xE3\x82\x86\xE3\x81\xBF\\n\xE7\xAC\xAC\xE4"
                   "\xB8\x80\xE5\x8D\xB0"
                   "\xE8\xB1\xA1:"
                   "\xE3\x81\xAA\xE3\x82\x93\xE3\x81\x8B\xE6\x80\x96\xE3\x81\xA3\xEF\xBC\x81\\n"
                 : " ") +
            random.words(2, 6) + "\",\"source\":\"<a href=\\\"" + link() +
            "\\\" rel=\\\"nofollow\\\">client<\\/a>\",\"truncated\":" + flag() +
            ",\"in_reply_to_status_id\":null,\"in_reply_to_user_id\":" + n(999'999'999) +
            ",\"user\":{\"id\":" + n(999'999'999) + ",\"name\":\"\xE3\x82\x86\xE3\x81\xBF " +
            random.words(1, 2) + "\",\"screen_name\":\"" + m.authors.back() +
            "\",\"location\":\"\",\"description\":\"" + random.words(4, 22) +
            "\",\"url\":null,\"entities\":" + entities(1) + ",\"protected\":" + flag() +
            ",\"followers_count\":" + std::to_string(m.followers.back()) +
            ",\"friends_count\":" + n(9999) + ",\"listed_count\":" + n(99) +
            ",\"created_at\":\"Mon Feb 02 11:01:05 +0000 2009\",\"favourites_count\":" + n(99'999) +
            ",\"utc_offset\":null,\"time_zone\":null,\"geo_enabled\":" + flag() +
            ",\"verified\":" + flag() + ",\"statuses_count\":" + n(99'999) + ",\"lang\":\"" +
            m.languages.back() +
            "\",\"profile_background_color\":\"C0DEED\",\"profile_image_url\":\"" + link() +
            "\",\"profile_image_url_https\":\"" + link() + "\",\"profile_banner_url\":\"" + link() +
            "\",\"profile_link_color\":\"0084B4\",\"default_profile\":" + flag() +
            ",\"following\":" + flag() +
            "},\"geo\":null,\"coordinates\":null,\"place\":null,\"contributors\":null,\"retweet_"
            "count\":" +
            n(999) + ",\"favorite_count\":" + n(99) + ",\"entities\":" + entities(3) +
            ",\"favorited\":" + flag() + ",\"retweeted\":" + flag() +
            ",\"possibly_sensitive\":" + flag() + ",\"score\":" + n(9) + "." + n(999) +
            ",\"lang\":\"" + m.languages.back() + "\"}";
    }
    m.text +=
        "],\"search_metadata\":{\"completed_in\":0.087,\"max_id\":505874924095815681,\"query\":\"%"
        "E4%B8%80\",\"count\":" +
        std::to_string(size) + ",\"since_id\":0}}";
    return m;
}

inline messages const& moderate() {
    static messages const m = make(310, 4);
    return m;
}
inline messages const& huge() {
    static messages const m = make(31'000, 5);
    return m;
}

template <class Contest, class Answer>
std::vector<document<Answer>> const& only(messages const& m, Answer answer) {
    static std::vector<document<Answer>> const all = [&] {
        std::vector<document<Answer>> one;
        one.emplace_back(m.text, answer);
        return one;
    }();
    return all;
}

// statuses[0].id, statuses[100].user.screen_name, statuses[200].user.followers_count,
// statuses[309].lang, search_metadata.count
struct five_spread {
    static constexpr char const* name = "600 KB, five spread paths";
    static auto const& documents() {
        auto const& m = moderate();
        return only<five_spread>(
            m, spread{m.ids[0], m.followers[200], 310, m.authors[100], m.languages[309]});
    }
};
// search_metadata.count
struct late {
    static constexpr char const* name = "600 KB, one late path";
    static auto const& documents() { return only<late>(moderate(), std::int64_t{310}); }
};
struct huge_late {
    static constexpr char const* name = "60 MB, late";
    static auto const& documents() { return only<huge_late>(huge(), std::int64_t{31'000}); }
};
// statuses[0].id
struct huge_early {
    static constexpr char const* name = "60 MB, early";
    static auto const& documents() { return only<huge_early>(huge(), huge().ids[0]); }
};

}  // namespace benchmarks::large

#endif
