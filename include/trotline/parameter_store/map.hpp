// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PARAMETER_STORE_MAP_HPP
#define TROTLINE_PARAMETER_STORE_MAP_HPP

#include <trotline/parameter_store/concept.hpp>
#include <trotline/parameter_store/value_conversion.hpp>

#include <concepts>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace trotline::inline TROTLINE_ABI {

// A map with text keys, like std::map or std::unordered_map, whose values can be made parameters.
template <class M>
concept parameter_map = requires(M& map, M const& constant, typename M::key_type const& key) {
    requires std::constructible_from<typename M::key_type, std::string_view>;
    requires storable<typename M::mapped_type>;
    constant.find(key);
    map.insert_or_assign(key, std::declval<typename M::mapped_type>());
    map.merge(map);
};

// Parameters in a map that the caller owns and keeps alive. Reads and writes go directly to it, so
// it is as safe for threads as the map is. A batch is refused if the map's type cannot hold one of
// its values (trotline::value_to: a map of texts holds texts and numbers). A map without
// transparent comparison needs a key for every read, which may allocate.
//     std::map<std::string, std::string, std::less<>> parameters{{"NAME", "Ada"}};
//     trotline::map_parameter_store store(parameters);
template <parameter_map Map> class map_parameter_store {
  public:
    explicit map_parameter_store(Map& map) : map_(&map) {}

    bool read(std::string_view name, auto&& sink) const {
        auto const found = find(*map_, name);
        if (found == map_->end()) return false;
        if constexpr (std::same_as<typename Map::mapped_type, value>)
            sink(found->second);
        else
            sink(value_of(found->second));
        return true;
    }

    result<void> apply(std::span<assignment> batch) {
        Map fresh;
        for (assignment const& each : batch) {
            typename Map::mapped_type held{};
            if (!value_to(each.value, held)) {
                failure why;
                why.stage = stage::store;
                why.code = code::rejected;
                why.subject = each.name;
                why.detail = "the map's values cannot hold this value";
                return why;
            }
            fresh.insert_or_assign(typename Map::key_type(each.name), std::move(held));
        }
        for (auto& [name, held] : fresh) {
            if (auto const there = map_->find(name); there != map_->end())
                std::swap(there->second, held);
        }
        map_->merge(fresh);
        return {};
    }

  private:
    static auto find(auto& map, std::string_view name) {
        if constexpr (requires { map.find(name); })
            return map.find(name);
        else
            return map.find(typename Map::key_type(name));
    }

    Map* map_;
};

}  // namespace trotline
#endif
