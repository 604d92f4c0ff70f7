// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_HTTP_FILE_DOWNLOAD_IPP
#define TROTLINE_HTTP_FILE_DOWNLOAD_IPP

#include <trotline/core/failure.hpp>
#include <trotline/core/random.hpp>
#include <trotline/http/file_download.hpp>
#include <trotline/http/response.hpp>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace trotline::inline TROTLINE_ABI::http {

struct file_download::state {
    explicit state(std::string to)
        : path(std::move(to)), written(path + "." + trotline::detail::random_key() + ".part") {}
    state(state const&) = delete;
    state& operator=(state const&) = delete;
    ~state() { close(true); }

    bool open() {
        close(false);
        file = std::fopen(written.c_str(), "wb");
        return file != nullptr || failed();
    }
    bool write(std::string_view text) {
        return text.empty() || std::fwrite(text.data(), 1, text.size(), file) == text.size() ||
               failed();
    }
    bool failed() {
        error = std::error_code(errno, std::generic_category());
        return false;
    }
    bool close(bool remove) {
        bool const closed = file == nullptr || std::fclose(file) == 0;
        bool const was_there = std::exchange(file, nullptr) != nullptr;
        std::error_code ignored;
        if (remove && was_there) std::filesystem::remove(written, ignored);
        return closed && was_there;
    }

    std::string path, written;
    std::FILE* file = nullptr;
    std::error_code error{};
    content_sink sink{};
};

TROTLINE_INLINE file_download::file_download(
    std::string path, std::uint64_t limit,
    std::function<void(std::uint64_t, std::optional<std::uint64_t>)> progress)
    : state_(std::make_shared<state>(std::move(path))) {
    state* const to = state_.get();  // the sink is a part of it
    to->sink.limit = limit;
    to->sink.begin = [to](response const&) { return to->open(); };
    to->sink.write = [to](std::string_view text) { return to->write(text); };
    to->sink.progress = std::move(progress);
}

TROTLINE_INLINE std::shared_ptr<content_sink const> file_download::sink() const {
    return {state_, &state_->sink};
}

TROTLINE_INLINE bool file_download::has_begun() const { return state_->file != nullptr; }

TROTLINE_INLINE std::string file_download::refusal() const {
    if (!state_->error) return {};
    return state_->path + " cannot be written: " + state_->error.message();
}

TROTLINE_INLINE result<void> file_download::commit() {
    std::error_code wrong;
    bool const closed = state_->close(false);
    if (closed) std::filesystem::rename(state_->written, state_->path, wrong);
    if (closed && !wrong) return {};
    std::error_code ignored;
    std::filesystem::remove(state_->written, ignored);
    return failure{.stage = stage::store,
                   .code = code::rejected,
                   .subject = state_->path,
                   .detail = closed ? "the file cannot be put in its place: " + wrong.message()
                                    : "the file was not written: there was no good answer, or no "
                                      "room"};
}

}  // namespace trotline::http
#endif
