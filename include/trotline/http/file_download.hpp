// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_HTTP_FILE_DOWNLOAD_HPP
#define TROTLINE_HTTP_FILE_DOWNLOAD_HPP
// Writes the content of an answer to a file, whole or not at all.

#include <trotline/core/result.hpp>
#include <trotline/http/content_sink.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace trotline::inline TROTLINE_ABI::http {

// A file that an answer is written to. It is written beside its place, under another name, and
// commit() moves it there; until then an older file stays. Copies are the same download. If it is
// not committed, nothing is left behind.
// `progress` is told after each piece how many bytes there are, and how many there will be, if that
// is known.
//   tl::http::file_download download("/srv/report.pdf", 10 << 20);
//   node.call<>(fetch_report, {.download = download});  // commits if the call was mapped
class file_download {
  public:
    explicit file_download(
        std::string path, std::uint64_t limit = std::uint64_t{1} << 30,
        std::function<void(std::uint64_t, std::optional<std::uint64_t>)> progress = {});

    // For request::sink.
    std::shared_ptr<content_sink const> sink() const;

    // True from the beginning of a good answer until commit(), although it may have no content.
    bool has_begun() const;

    // Why the file cannot be written, with its path; empty if nothing has failed so far.
    std::string refusal() const;

    // Fails with stage store and code rejected if the file cannot be written, or no answer has
    // come.
    result<void> commit();

  private:
    struct state;

    std::shared_ptr<state> state_;
};

}  // namespace trotline::http

#if !defined(TROTLINE_SEPARATE_COMPILATION)
#include <trotline/http/file_download.ipp>
#endif
#endif
