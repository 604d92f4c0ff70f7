// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ROW_FUNCTIONS_HPP
#define TROTLINE_MAPPING_ROW_FUNCTIONS_HPP

#include <trotline/core/conversion.hpp>
#include <trotline/core/fixed_string.hpp>
#include <trotline/mapping/engine/literal_table.hpp>
#include <trotline/mapping/engine/row_step.hpp>
#include <trotline/mapping/readable.hpp>
#include <trotline/mapping/row.hpp>

#include <array>
#include <cstddef>
#include <string_view>

// Functions after the path of a row, or after the name of a header field: they change a text or a
// number before it is converted to the destination's type.
//   trim, lower, upper       the text without blanks around it, in small letters, in capitals (ASCII)
//   split(',')[1]            one of the parts between the separators; [-1] is the last
//   match('[0-9]+')          the first part that the pattern matches (I-Regexp, RFC 9485)
//   to_integer, to_number, to_boolean    a number or boolean, if the whole text is one
//   date('%d.%m.%Y')         the date as RFC 3339 writes it: http/date_pattern.hpp
//   date(http), date(seconds), date(milliseconds)    the same, from these formats
// Every result but a number or boolean is a text. A value that a function cannot take is an error
// of the row. In a container or an optional, the functions change every element. A condition
// compares what they make of the value.
//
//   tl::row<"price | split(' ')[0] | to_number", &item::price>
//   tl::row<"due | date('%d.%m.%Y')", &task::due>
//   tl::field_row<"Location | split('/')[-1]", "ID">
//   tl::condition<"state | trim | lower", "done", "pending">
namespace trotline::inline TROTLINE_ABI {

// The form of a row with functions; Form: that of the type without them.
template <fixed_string Text, class Form> struct changed_by {};

namespace detail {

template <fixed_string Text>
inline constexpr std::size_t path_size = path_size_before_functions(Text.view());
template <fixed_string Text>
concept has_functions = path_size<Text>
!= npos;

template <fixed_string Text>
inline constexpr auto text_before_functions = [] {
    char text[path_size<Text> + 1]{};
    for (std::size_t i = 0; i != path_size<Text>; ++i) text[i] = Text.text[i];
    return fixed_string<path_size<Text> + 1>(text);
}();

// Not a constant expression if there is an error: compilers then show both pointers, to what was
// expected, and to the text with the offset in it.
constexpr std::size_t require_functions(char const* text, function_error error, std::size_t count) {
    if (!error.expected.empty())
        static_cast<void>((error.expected.data() - (text + error.offset)) != 0);
    return count;
}

template <fixed_string Text> struct literal_steps {
    static constexpr std::size_t count = [] {
        std::size_t all = 0;
        auto const error = scan_row_functions(Text.view(), path_size<Text>,
                                              [&](function_call const&, std::size_t) { ++all; });
        return require_functions(Text.text, error, all);
    }();
    struct scanned {
        function_call call{};
        std::size_t place = 0;
    };
    static constexpr std::array<scanned, count> calls = [] {
        std::array<scanned, count> made{};
        std::size_t next = 0;
        scan_row_functions(Text.view(), path_size<Text>,
                           [&](function_call const& call, std::size_t place) {
                               made[next++] = {call, place};
                           });
        return made;
    }();
    template <std::size_t I> static constexpr path::regexp_program pattern{calls[I].call.argument};
    template <std::size_t I> static constexpr row_step step_of() {
        row_step made{row_function_codes[calls[I].place], calls[I].call.argument,
                      calls[I].call.index, nullptr};
        if constexpr (row_functions[calls[I].place].name == "match") made.pattern = &pattern<I>;
        return made;
    }
    static constexpr auto value = []<std::size_t... I>(std::index_sequence<I...>) {
        return std::array<row_step, count>{step_of<I>()...};
    }
    (std::make_index_sequence<count>{});
};

// Types that the functions do not reach into: they change the elements.
template <class T, class Form>
concept takes_changed_text =
    !is_nullable<T> && !list_target<T> && !array_target<T> && !map_target<T> && !tuple_target<T> &&
    !variant_target<T> && is_readable<T, Form>();

}  // namespace detail

template <class T, fixed_string Text, class Form>
    requires detail::takes_changed_text<T, Form>
struct conversion<T, changed_by<Text, Form>> {
    static_assert(!detail::holds_view<T>(),
                  "functions of a row make a new text: use a std::string, not a view");

    static bool read_noting(std::string_view text, T& to, row_log& log, bool coerce) {
        return detail::read_changed(detail::literal_steps<Text>::value, text,
                                    detail::bound<T, Form>::value, &to, log, coerce);
    }
    static refusal read(std::string_view text, T& to) {
        row_failure room[2];
        row_log log(room, 1);
        return read_noting(text, to, log, false) ? refusal() : refusal(room[0].expected);
    }
};

namespace detail {
template <fixed_string Text, expected_value... Allowed> struct condition_steps {
    static constexpr conversion_functions functions = noting_functions(
        [](conversion_functions const&, void*, std::string_view text, row_log& log, bool) {
            return meets_changed(literal_steps<Text>::value, text,
                                 literal_condition<Allowed...>::value, log);
        });
    static constexpr binding type = binding_of_text(functions);
};
}  // namespace detail

template <fixed_string Path, expected_value... Allowed>
    requires detail::has_functions<Path>
struct condition<Path, Allowed...> : condition<detail::text_before_functions<Path>, Allowed...> {
    static_assert(detail::literal_steps<Path>::count != 0);
    static constexpr detail::binding const* changed =
        &detail::condition_steps<Path, Allowed...>::type;
    static constexpr std::string_view source_name() { return detail::text_of<Path>; }
};

template <fixed_string Path, destination To, auto... Options>
    requires detail::has_functions<Path>
struct row<Path, To, Options...> : row<detail::text_before_functions<Path>, To,
                                       as<changed_by<Path, form_among<Options...>>>, Options...> {
    // (here, so that the error for a wrong function begins with the row)
    static_assert(detail::literal_steps<Path>::count != 0);
    static constexpr std::string_view source_name() {
        if constexpr (!row::has_fallback)
            return detail::text_of<Path>;
        else
            return detail::text_of_paths<Path, Options...>.view();
    }
};

template <fixed_string Name, destination To, auto... Options>
    requires detail::has_functions<Name>
struct field_row<Name, To, Options...>
    : field_row<detail::text_before_functions<Name>, To,
                as<changed_by<Name, form_among<Options...>>>, Options...> {
    static_assert(detail::literal_steps<Name>::count != 0);
};

}  // namespace trotline
#endif
