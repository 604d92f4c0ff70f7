// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_HTTP_CONTENT_SOURCE_IPP
#define TROTLINE_HTTP_CONTENT_SOURCE_IPP

#include <trotline/core/error.hpp>
#include <trotline/http/content_source.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace trotline::inline TROTLINE_ABI::http {

TROTLINE_INLINE failure unreadable(std::string const& name, std::string detail) {
    return {.stage = stage::send,
            .code = code::unreadable,
            .subject = name,
            .detail = std::move(detail)};
}

TROTLINE_INLINE content_source streamed(std::string name, content_reader read,
                                        std::optional<std::uint64_t> size) {
    content_source made;
    made.name = std::move(name);
    made.size = size;
    made.once = true;
    auto const left = std::make_shared<content_reader>(std::move(read));
    made.open = [left, called = made.name]() -> result<content_reader> {
        if (!*left) return unreadable(called, "this content can be read only once");
        return std::exchange(*left, nullptr);
    };
    return made;
}

}  // namespace trotline::http
#endif
