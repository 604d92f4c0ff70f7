// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_CURL_HEADER_LIST_HPP
#define TROTLINE_TRANSPORT_CURL_HEADER_LIST_HPP

#include <trotline/http/field.hpp>
#include <trotline/http/request.hpp>
#include <trotline/transport/curl/content_coding.hpp>
#include <trotline/transport/curl/library.hpp>
#include <trotline/transport/request_check.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace trotline::inline TROTLINE_ABI::curl {

// A header section in the form that libcurl takes: a linked list of C strings. The storage is used
// again for the next request.
class header_list {
  public:
    void clear() {
        text_.clear();
        starts_.clear();
        lines_.clear();
        cookies_.clear();
    }

    // Lists the fields of a request, and tells libcurl which ones not to add itself. `jar`: libcurl
    // sends cookies of its own, in one field with those of the request.
    void list(http::request const& request, bool accept_codings, bool carries_content,
              bool jar = false) {
        clear();
        for (http::field const& each : request.fields) {
            if (jar && http::same_name(each.name, "Cookie"))
                cookies_.append(cookies_.empty() ? "" : "; ").append(each.value);
            else
                add(each.name, each.value);
        }
        auto const has = [&](std::string_view name) {
            return http::find_field(request.fields, name) != nullptr;
        };
        if (accept_codings && !has("Accept-Encoding")) add_line(accept_encoding);
        if (carries_content && !has("Content-Type")) add_line("Content-Type:");
        add_line("Expect:");
    }

    // Adds a field. A value of only blanks counts as empty. libcurl's notation for an empty value
    // is "Name;".
    void add(std::string_view name, std::string_view value) {
        starts_.push_back(text_.size());
        text_.append(name);
        if (http::without_blanks(value).empty()) {
            text_.push_back(';');
        } else {
            text_.append(": ").append(value);
        }
        text_.push_back('\0');
    }

    // For CURLOPT_COOKIE; null: none.
    char const* cookies() const { return cookies_.empty() ? nullptr : cookies_.c_str(); }

    // Adds a line in libcurl's own notation, which must outlive the list: "Name: value", or "Name:"
    // to stop libcurl from adding that field itself.
    void add_line(char const* line) { lines_.push_back(line); }

    // The list for CURLOPT_HTTPHEADER; valid until the next change.
    curl_slist* link() {
        nodes_.clear();
        for (auto const start : starts_) nodes_.push_back({text_.data() + start, nullptr});
        for (auto const* const line : lines_) nodes_.push_back({const_cast<char*>(line), nullptr});
        for (std::size_t i = 1; i < nodes_.size(); ++i) nodes_[i - 1].next = &nodes_[i];
        return nodes_.empty() ? nullptr : nodes_.data();
    }

  private:
    std::string text_, cookies_;
    std::vector<std::size_t> starts_;
    std::vector<char const*> lines_;
    std::vector<curl_slist> nodes_;
};

}  // namespace trotline::curl
#endif
