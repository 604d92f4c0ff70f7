// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_DESCRIBED_BODY_HPP
#define TROTLINE_RENDERING_DESCRIBED_BODY_HPP
// Makes request bodies from described structs, without a template.
//     webhook.body = trotline::json_body(todo{7, "write"});
// If the format cannot hold a value (a text that is not UTF-8, a number that is not finite),
// rendering fails.

#include <trotline/rendering/body.hpp>
#include <trotline/rendering/described_writing.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace trotline::inline TROTLINE_ABI {

// The struct becomes a JSON object.
template <described_class T>
body json_body(T const& from, stored_text media_type = json_media_type) {
    std::string out;
    json::writer to(out);
    refusal const refused = detail::write_json(to, from);
    return body::written(out, std::move(media_type), refused);
}

// The struct's members become children of a root element with that name.
template <described_class T>
body xml_body(std::string_view root, T const& from, stored_text media_type = xml_media_type) {
    std::string out;
    xml::writer to(out);
    refusal const refused = detail::write_xml_element(to, root, from);
    return body::written(out, std::move(media_type), refused);
}

// The struct's members become the pairs of a form.
template <described_class T>
body form_body(T const& from, stored_text media_type = form_media_type) {
    std::string out;
    refusal refused;
    for_each_member<T>([&](auto member) {
        if (refused.empty())
            refused = detail::write_form_pairs<member_form<T, member>>(
                out, names_of_members<T>[member], from.*member_pointer<T, member>);
    });
    return body::written(out, std::move(media_type), refused);
}

}  // namespace trotline
#endif
