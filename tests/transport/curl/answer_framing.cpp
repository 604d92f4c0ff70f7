// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/curl/answer_framing.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace transport_curl_answer_framing_test {

using trotline::content_coding;
using trotline::curl::answer_framing;

using fields = std::vector<std::pair<std::string_view, std::string_view>>;

TEST_CASE("the fields of an answer say how long its content is and how it is coded") {
    struct row {
        fields from;
        std::optional<std::uint64_t> length;
        bool chunked;
        content_coding coding;
    };
    std::vector<row> const rows{
        {{}, {}, false, content_coding::identity},
        {{{"Content-Length", "0"}}, 0, false, content_coding::identity},
        {{{"content-length", "18446744073709551615"}},
         18446744073709551615U,
         false,
         content_coding::identity},
        {{{"Content-Length", "5, 5"}, {"Content-Length", "5"}}, 5, false, content_coding::identity},
        {{{"Transfer-Encoding", "Chunked"}}, {}, true, content_coding::identity},
        {{{"Content-Encoding", "gzip"}, {"Content-Length", "7"}}, 7, false, content_coding::gzip},
        {{{"Content-Encoding", "identity"}, {"Content-Encoding", "deflate"}},
         {},
         false,
         content_coding::deflate},
        {{{"Content-Encoding", "gzip"}, {"Content-Encoding", "gzip"}},
         {},
         false,
         content_coding::unknown},
        {{{"Content-Encoding", "UTF-8"}}, {}, false, content_coding::unknown},
        {{{"Content-Encoding", ""}, {"X-Content-Length", "9"}, {"Content-Lengths", "9"}},
         {},
         false,
         content_coding::identity},
    };
    for (row const& each : rows) {
        answer_framing framing;
        for (auto const& field : each.from) {
            CAPTURE(field.first);
            CAPTURE(field.second);
            CHECK(framing.take(field.first, field.second, false) == "");
        }
        CHECK(framing.contradiction() == "");
        CHECK(framing.length() == each.length);
        CHECK(framing.is_chunked() == each.chunked);
        CHECK(framing.coding() == each.coding);
        CHECK(framing.is_coded() == (each.coding != content_coding::identity));
    }
}

TEST_CASE("fields that two readers could understand differently are malformed") {
    struct row {
        fields from;
        std::string_view wrong;
    };
    std::vector<row> const rows{
        {{{"Content-Length", ""}}, "the Content-Length is not a number"},
        {{{"Content-Length", "5,"}}, "the Content-Length is not a number"},
        {{{"Content-Length", "+5"}}, "the Content-Length is not a number"},
        {{{"Content-Length", "5 5"}}, "the Content-Length is not a number"},
        {{{"Content-Length", "0x5"}}, "the Content-Length is not a number"},
        {{{"Content-Length", "18446744073709551616"}}, "the Content-Length is not a number"},
        {{{"Content-Length", "5, 6"}}, "two Content-Lengths differ"},
        {{{"Content-Length", "5"}, {"Content-Length", "6"}}, "two Content-Lengths differ"},
        {{{"Transfer-Encoding", "gzip, chunked"}},
         "the Transfer-Encoding is not chunked, or occurs twice"},
        {{{"Transfer-Encoding", "chunked"}, {"Transfer-Encoding", "chunked"}},
         "the Transfer-Encoding is not chunked, or occurs twice"},
        {{{"Content-Length", "5"}, {"Transfer-Encoding", "chunked"}},
         "the answer has both Content-Length and Transfer-Encoding"},
    };
    for (row const& each : rows) {
        answer_framing framing;
        std::string_view wrong;
        for (auto const& [name, value] : each.from)
            if (wrong.empty()) wrong = framing.take(name, value, false);
        if (wrong.empty()) wrong = framing.contradiction();
        CHECK(wrong == each.wrong);
    }
}

TEST_CASE("lenient: names that are no coding are passed over") {
    answer_framing framing;
    CHECK(framing.take("Content-Encoding", "UTF-8", true) == "");
    CHECK_FALSE(framing.is_coded());
    CHECK(framing.take("Content-Encoding", "aws-chunked, gzip", true) == "");
    CHECK(framing.coding() == content_coding::gzip);
    CHECK(framing.take("Content-Encoding", "none", true) == "");
    CHECK(framing.coding() == content_coding::gzip);
    CHECK(framing.take("Content-Encoding", "br", true) == "");
    CHECK(framing.coding() == content_coding::unknown);
}

}  // namespace transport_curl_answer_framing_test
