// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_WRITER_HPP
#define TROTLINE_JSON_WRITER_HPP
// Appends JSON to a string, one value after the other.
//
//     std::string out;
//     trotline::json::writer(out).begin_object().name("id").number(7).name("tags").begin_array().string("a").end_array().end_object();

#include <trotline/core/finite.hpp>
#include <trotline/json/string.hpp>

#include <charconv>
#include <concepts>
#include <string>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::json {

// Appends JSON values to a string, with commas and quotes. The caller must pair brackets and give
// every member one name and one value. Allocates only by growing the string, which must outlive the
// writer.
class writer {
  public:
    explicit writer(std::string& out) : out_(&out) {}

    writer& begin_object() { return open('{'); }
    writer& end_object() { return close('}'); }
    writer& begin_array() { return open('['); }
    writer& end_array() { return close(']'); }

    // A member's name. Write its value next.
    writer& name(std::string_view utf8) {
        string(utf8);
        *out_ += ':';
        comma_ = false;
        return *this;
    }
    writer& string(std::string_view utf8) {
        next();
        *out_ += '"';
        append_escaped(*out_, utf8);
        *out_ += '"';
        return *this;
    }
    // Floating-point values get the shortest form that reads back as the same value; infinities and
    // NaN, which JSON does not have, become null.
    template <class T>
        requires((std::integral<T> || std::floating_point<T>)&&!std::same_as<T, bool>)
    writer& number(T value) {
        if constexpr (std::floating_point<T>)
            if (!is_finite(value)) return null();
        char text[64];
        auto const end = std::to_chars(text, text + sizeof text, value).ptr;
        return raw({text, static_cast<std::size_t>(end - text)});
    }
    writer& boolean(bool value) { return raw(value ? "true" : "false"); }
    writer& null() { return raw("null"); }
    // A whole value that is already JSON.
    writer& raw(std::string_view json) {
        next();
        *out_ += json;
        return *this;
    }

  private:
    void next() {
        if (comma_) *out_ += ',';
        comma_ = true;
    }
    writer& open(char bracket) {
        next();
        *out_ += bracket;
        comma_ = false;
        return *this;
    }
    writer& close(char bracket) {
        *out_ += bracket;
        comma_ = true;
        return *this;
    }

    std::string* out_;
    bool comma_ = false;  // the next value needs a comma before it
};

}  // namespace trotline::json
#endif
