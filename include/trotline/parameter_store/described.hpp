// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PARAMETER_STORE_DESCRIBED_HPP
#define TROTLINE_PARAMETER_STORE_DESCRIBED_HPP

#include <trotline/core/described.hpp>
#include <trotline/core/fixed_string.hpp>
#include <trotline/parameter_store/concept.hpp>
#include <trotline/parameter_store/value_conversion.hpp>

#include <cstddef>
#include <span>
#include <string_view>
#include <utility>

namespace trotline::inline TROTLINE_ABI {

// Parameters in a described struct: its members' names are the parameters' names
// (trotline::member_names changes them), and their types decide what can be written. A batch is
// first applied to a copy. Not safe for several threads at once.
//     struct settings { int TODO_ID = 7; std::string NAME; };
//     BOOST_DESCRIBE_STRUCT(settings, (), (TODO_ID, NAME))
//     trotline::described_parameter_store<settings> store;
template <described_class T> class described_parameter_store {
    static constexpr bool members_are_storable() {
        bool all = true;
        for_each_member<T>([&](auto place) { all = all && storable<member_type<T, place>>; });
        return all;
    }
    static_assert(members_are_storable(),
                  "a parameter is a number, bool, std::string, described enum, "
                  "trotline::json_text, trotline::secret or "
                  "trotline::value, or a std::optional of one");

  public:
    described_parameter_store() = default;
    explicit described_parameter_store(T object) : object_(std::move(object)) {}

    // True if there is a parameter with that name; can be used at compile time.
    static constexpr bool has(std::string_view name) { return place_of(name) != member_count<T>; }

    T const& object() const { return object_; }
    T& object() { return object_; }

    // The member of a parameter, whose name is checked at compile time: store.get<"TODO_ID">()
    template <fixed_string Name> auto const& get() const {
        static_assert(has(Name.view()),
                      "no member of the described struct is a parameter with that name");
        return object_.*member_pointer<T, place_of(Name.view())>;
    }
    template <fixed_string Name> auto& get() {
        static_assert(has(Name.view()),
                      "no member of the described struct is a parameter with that name");
        return object_.*member_pointer<T, place_of(Name.view())>;
    }

    bool read(std::string_view name, auto&& sink) const {
        bool found = false;
        for_each_member<T>([&](auto place) {
            if (found || names_of_members<T>[place] != name) return;
            found = true;
            sink(value_of(object_.*member_pointer<T, place>));
        });
        return found;
    }

    // Fails with stage store, code rejected, if no member has the name, or if the member cannot
    // hold the value exactly.
    result<void> apply(std::span<assignment> batch) {
        T changed = object_;
        for (assignment const& each : batch) {
            bool found = false;
            bool taken = false;
            for_each_member<T>([&](auto place) {
                if (found || names_of_members<T>[place] != each.name) return;
                found = true;
                taken = value_to(each.value, changed.*member_pointer<T, place>);
            });
            if (taken) continue;
            failure why;
            why.stage = stage::store;
            why.code = code::rejected;
            why.subject = each.name;
            why.detail = found ? "the member cannot hold this value" : "no member has that name";
            return why;
        }
        object_ = std::move(changed);
        return {};
    }

  private:
    static constexpr std::size_t place_of(std::string_view name) {
        std::size_t place = 0;
        while (place < member_count<T> && names_of_members<T>[place] != name) ++place;
        return place;
    }

    T object_{};
};

}  // namespace trotline
#endif
