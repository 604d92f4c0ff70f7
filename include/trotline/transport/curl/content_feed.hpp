// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_CURL_CONTENT_FEED_HPP
#define TROTLINE_TRANSPORT_CURL_CONTENT_FEED_HPP

#include <trotline/core/failure.hpp>
#include <trotline/core/result.hpp>
#include <trotline/http/content_source.hpp>
#include <trotline/http/request.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>

namespace trotline::inline TROTLINE_ABI::curl {

// Gives libcurl the content of a request, which is partly in memory and partly in files or streams,
// piece by piece. Uses no libcurl function.
class content_feed {
  public:
    // Begins with the first byte. The request must live until end().
    void begin(http::request const& request) {
        end();
        request_ = &request;
        failed_.reset();
        at_ = next_ = 0;
    }
    // Closes what is open.
    void end() {
        reader_ = nullptr;
        request_ = nullptr;
    }
    // Begins again.
    void rewind() {
        reader_ = nullptr;
        at_ = next_ = 0;
    }

    // Returns how many bytes it wrote, 0 at the end; nothing after a failure.
    std::optional<std::size_t> read(std::span<char> to) {
        while (!to.empty()) {
            auto const& sources = request_->sources;
            std::string const& text = request_->content;
            if (reader_) {
                auto const count = from_source(sources[next_], to);
                if (!count || *count != 0) return count;
                reader_ = nullptr;
                ++next_;
                continue;
            }
            bool const last = next_ == sources.size();
            std::size_t const limit = last ? text.size() : sources[next_].offset;
            if (at_ < limit) {
                std::size_t const count = (std::min)(limit - at_, to.size());
                std::copy_n(text.data() + at_, count, to.data());
                at_ += count;
                return count;
            }
            if (last) break;
            auto opened = sources[next_].open();
            if (!opened) return fail(std::move(opened).error());
            reader_ = *std::move(opened);
            given_ = 0;
        }
        return 0;
    }

    // Makes reading fail.
    void refuse(failure why) { failed_ = std::move(why); }

    // Why reading failed, or nothing.
    std::optional<failure> const& failed() const { return failed_; }

  private:
    std::optional<std::size_t> from_source(http::content_source const& from, std::span<char> to) {
        auto read = reader_(to);
        if (!read) return fail(std::move(read).error());
        std::uint64_t const given = given_ + *read;
        if (*read > to.size() ||
            (from.size && (given > *from.size || (*read == 0 && given != *from.size))))
            return fail(
                http::unreadable(from.name, "it gave more or fewer bytes than its size says"));
        given_ = given;
        return *read;
    }
    std::nullopt_t fail(failure why) {
        failed_ = std::move(why);
        return std::nullopt;
    }

    http::request const* request_ = nullptr;
    std::size_t at_ = 0;    // in the content
    std::size_t next_ = 0;  // source
    http::content_reader reader_;
    std::uint64_t given_ = 0;  // by the reader
    std::optional<failure> failed_;
};

}  // namespace trotline::curl
#endif
