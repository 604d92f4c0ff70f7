// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CONFIGURATION_READ_PARTS_HPP
#define TROTLINE_CONFIGURATION_READ_PARTS_HPP
// Reads a JSON text into described classes, member by member, so that all that is wrong in it is
// found, and not only the first error. A member that is wrong keeps its initial value. Which
// members may be missing or null is as everywhere: std::optional, and all of a class with
// members_have_defaults.

#include <trotline/configuration/error.hpp>
#include <trotline/core/described.hpp>
#include <trotline/json/cursor.hpp>
#include <trotline/json/format.hpp>
#include <trotline/mapping/get.hpp>
#include <trotline/mapping/readable.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace trotline::inline TROTLINE_ABI::detail {

// An object of the class as people write it, for messages; empty: none.
template <class T> inline constexpr std::string_view example_of{};

class parts_reader {
  public:
    using cursor = json::checked_format::cursor_type;

    explicit parts_reader(configuration_errors& errors) : errors_(errors) {}

    // Reads the value at the cursor, which is the part `part` of the object `object`.
    template <class T>
    void read(cursor& c, T& to, std::string const& part, std::string const& object) {
        if constexpr (optional_target<T>) {
            read(c, to.emplace(), part, object);
        } else if constexpr (described_class<T>) {
            if (is(kind::object, c, "an object", example_of<T>, part, object)) members(c, to, part);
        } else if constexpr (is_list<T>()) {
            if (is(kind::array, c, "an array", example_of<inner_type<T>>, part, object))
                elements(c, to, part);
        } else if constexpr (is_map_of_texts<T>()) {
            if (is(kind::object, c, "an object", {}, part, object)) entries(c, to, part);
        } else {
            value(c, to, part, object);
        }
    }

  private:
    // A list of described classes or texts; other lists are read at once.
    template <class T> static constexpr bool is_list() {
        if constexpr (vector_target<T>)
            return described_class<inner_type<T>> || string_target<inner_type<T>>;
        else
            return false;
    }

    template <class T> static constexpr bool is_map_of_texts() {
        if constexpr (map_target<T>)
            return string_target<inner_type<T>>;
        else
            return false;
    }

    // False: it has another type, and was passed.
    bool is(kind wanted, cursor& c, std::string_view expected, std::string_view example,
            std::string const& part, std::string const& object) {
        kind const found = c.kind();
        if (found == wanted) return true;
        std::string message("found ");
        message.append(name(found)).append(", expected ").append(expected);
        bool const in_array = wanted == kind::array;
        if (!example.empty())
            message.append(in_array ? ": [" : ": ").append(example).append(in_array ? "]" : "");
        errors_.wrong_structure(part, std::move(message), c.offset(), object);
        c.skip();
        return false;
    }

    static std::string decoded(scalar const& name) {
        std::string text;
        cursor::decode(name, [&](std::string_view piece) { text += piece; });
        return text;
    }
    // At the value of a member whose name was there before.
    void pass_repeated(cursor& c, std::string const& inner, std::size_t at,
                       std::string const& object) {
        errors_.wrong_structure(inner, "there more than once: remove one of them", at, object);
        c.skip();
    }

    template <class T, class Member> static constexpr bool may_miss() {
        return members_have_defaults<T> || optional_target<Member>;
    }

    template <class T> void members(cursor& c, T& to, std::string const& part) {
        constexpr auto const& names = names_of_members<T>;
        std::array<bool, member_count<T>> seen{};
        bool all_known = true;
        std::size_t const begin = c.offset();
        c.enter();
        for (scalar written; c.member(written);) {
            std::string const called = decoded(written);
            auto const place = static_cast<std::size_t>(
                std::find(names.begin(), names.end(), called) - names.begin());
            auto const at =
                static_cast<std::size_t>(written.text.data() - errors_.text().data()) - 1;
            std::string const inner = part.empty() ? called : part + "." + called;
            if (place == names.size()) {
                errors_.wrong_structure(part, unknown_member_message(called, names), at, part);
                all_known = false;
                c.skip();
            } else if (std::exchange(seen[place], true)) {
                pass_repeated(c, inner, at, part);
            } else {
                for_each_member<T>([&](auto i) {
                    if (place != i) return;
                    if (may_miss<T, member_type<T, i>>() && c.kind() == kind::null)
                        c.skip();
                    else
                        read(c, to.*member_pointer<T, i>, inner, part);
                });
            }
        }
        for_each_member<T>([&](auto i) {
            if (!seen[i] && all_known && !may_miss<T, member_type<T, i>>())
                errors_.wrong_structure((part.empty() ? "" : part + ".") + std::string(names[i]),
                                        "not there", begin, part);
        });
    }

    template <class T> void elements(cursor& c, T& to, std::string const& part) {
        c.enter();
        for (std::size_t i = 0; c.element(0); ++i) {
            std::string const inner = part + "[" + std::to_string(i) + "]";
            read(c, to.emplace_back(), inner, inner);
        }
    }

    // A std::map with texts as its keys.
    template <class T> void entries(cursor& c, T& to, std::string const& part) {
        c.enter();
        for (scalar written; c.member(written);) {
            std::string called = decoded(written);
            std::string const inner = part + "." + called;
            auto const [place, is_new] = to.try_emplace(std::move(called));
            if (is_new)
                read(c, place->second, inner, part);
            else
                pass_repeated(c, inner, c.offset(), part);
        }
    }

    template <class T>
    void value(cursor& c, T& to, std::string const& part, std::string const& object) {
        std::size_t const at = c.offset();
        // (a row with a text as its destination takes the digits of a number)
        if (string_target<T> && c.kind() == kind::number) {
            errors_.wrong_structure(part, "found a number, expected a string: write it in quotes",
                                    at, object);
            c.skip();
            return;
        }
        auto read = get<T>(c.raw(), literal_path<"$">{});
        if (read) {
            to = std::move(*read);
            return;
        }
        row_failure const& why = read.error().rows().front();
        errors_.wrong_structure(part + std::string(why.inner.view()), wrong_type_message(why),
                                at + why.offset, object);
    }

    configuration_errors& errors_;
};

// Reads the text of `errors`. False: it is not JSON.
template <class T> bool read_parts(T& to, configuration_errors& errors) {
    document_failure why;
    auto c = json::checked.open(errors.text(), why);
    if (why) {
        errors.wrong_structure({}, not_json_message(why, errors.text()), why.offset, {});
        return false;
    }
    parts_reader(errors).read(c, to, {}, {});
    return true;
}

}  // namespace trotline::detail
#endif
