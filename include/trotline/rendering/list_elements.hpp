// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_LIST_ELEMENTS_HPP
#define TROTLINE_RENDERING_LIST_ELEMENTS_HPP
// The elements of lists while a template repeats a part for each of them: they are read like
// parameters.

#include <trotline/json/valid_text.hpp>
#include <trotline/json/validate.hpp>
#include <trotline/parameter_store/value.hpp>
#include <trotline/rendering/parameter_source.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace trotline::inline TROTLINE_ABI::detail {

// The value of a valid JSON text. A number keeps its digits.
inline value value_of_json(std::string_view text) {
    switch (text.front()) {
        case '"': {
            std::string characters;
            json::detail::append_characters(text, characters);
            return characters;
        }
        case '{':
        case '[':
            return json_text{std::string(text)};
        case 't':
        case 'f':
            return text.front() == 't';
        case 'n':
            return nullptr;
        default:
            return number{std::string(text)};
    }
}

class list_elements {
  public:
    // An element with its name hides parameters and elements of lists around it.
    void enter(std::string_view name) { named_.push_back({name, value()}); }
    void set(value element) { named_.back().element = std::move(element); }
    void leave() { named_.pop_back(); }

    // The value of an element, its member, or a parameter.
    bool read(std::string_view name, parameter_source const& source, value_sink sink) const {
        entry const* const named = named_.empty() ? nullptr : find(name);
        if (named == nullptr) return source.read(name, sink);
        if (name.size() == named->name.size()) return sink(named->element), true;
        auto const* const object = object_of(*named);
        if (object == nullptr) return false;
        // Each name after a dot is a member.
        std::string_view at = *object;
        for (std::string_view rest = name.substr(named->name.size()); !rest.empty();) {
            std::size_t const end = (std::min)(rest.find('.', 1), rest.size());
            at = at.front() == '{' ? json::detail::find_member(at, rest.substr(1, end - 1))
                                   : std::string_view();
            if (at.empty()) return false;
            rest.remove_prefix(end);
        }
        sink(value_of_json(at));
        return true;
    }
    // True if the name is a member's of an element that is an object.
    bool has_object(std::string_view name) const {
        entry const* const named = named_.empty() ? nullptr : find(name);
        return named != nullptr && object_of(*named) != nullptr;
    }

  private:
    struct entry {
        std::string_view name;
        value element;
    };
    entry const* find(std::string_view name) const {
        std::string_view const first = name.substr(0, name.find('.'));
        for (std::size_t i = named_.size(); i-- != 0;)
            if (named_[i].name == first) return &named_[i];
        return nullptr;
    }
    // (Elements are valid JSON, because their array was.)
    static std::string const* object_of(entry const& named) {
        auto const* const text = std::get_if<json_text>(&named.element.get());
        return text != nullptr && text->text.starts_with('{') ? &text->text : nullptr;
    }

    std::vector<entry> named_;
};

}  // namespace trotline::detail
#endif
