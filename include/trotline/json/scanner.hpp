// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_SCANNER_HPP
#define TROTLINE_JSON_SCANNER_HPP
// The work that is worth block operations, by the best instruction set the machine has: chosen once, at the first use.

#include <trotline/core/cpu.hpp>
#include <trotline/json/block_avx2.hpp>
#include <trotline/json/block_avx512.hpp>
#include <trotline/json/block_baseline.hpp>
#include <trotline/json/skip.hpp>
#include <trotline/json/streaming.hpp>
#include <trotline/json/validating.hpp>
#include <trotline/json/validating_avx512.hpp>

#include <atomic>
#include <cstddef>
#include <string_view>

namespace trotline::json {

// portable runs on any machine; baseline is SSE2; the others are those of core/cpu.hpp.
enum class instruction_set : unsigned char { portable, baseline, avx2, avx512 };

namespace detail {

// One implementation of everything in skip.hpp and streaming.hpp. All of them give the same results.
struct scanner {
    instruction_set set;
    string_end (*find_string_end)(char const* at, char const* end);
    char const* (*behind_containers)(char const* at, char const* end, std::size_t depth);
    sibling (*behind_commas)(char const* at, char const* end, std::size_t n);
    // one name, or up to most_streamed_names, each of 1 to longest_streamed_name bytes; `at` is at a member's name
    sibling (*behind_name)(char const* at, char const* end, std::string_view const* name);
    sibling (*behind_names)(char const* at, char const* end, std::string_view const* names, std::size_t names_count);
    // true: the text is valid; false: exact_validator must say
    bool (*is_valid)(char const* begin, char const* end, std::size_t depth_limit);
};

inline string_end portable_find_string_end(char const* at, char const* end) { return find_string_end(at, end); }
inline char const* portable_behind_containers(char const* at, char const* end, std::size_t depth) {
    return behind_containers(at, end, depth);
}
inline sibling portable_behind_commas(char const* at, char const* end, std::size_t n) { return behind_commas(at, end, n); }
inline sibling portable_behind_name(char const* at, char const* end, std::string_view const* name) {
    return behind_name(at, end, name, 1);
}
inline sibling portable_behind_names(char const* at, char const* end, std::string_view const* names, std::size_t names_count) {
    return behind_name(at, end, names, names_count);
}
inline bool portable_is_valid(char const*, char const*, std::size_t) { return false; }
inline constexpr scanner portable_scanner{instruction_set::portable, portable_find_string_end, portable_behind_containers,
                                          portable_behind_commas,    portable_behind_name,     portable_behind_names,
                                          portable_is_valid};

#if defined(__x86_64__) && defined(__GNUC__)

inline string_end baseline_find_string_end(char const* at, char const* end) {
    return find_string_end_in_blocks<baseline_block>(at, end);
}
inline char const* baseline_behind_containers(char const* at, char const* end, std::size_t depth) {
    return behind_containers_in_blocks<baseline_block>(at, end, depth);
}
inline sibling baseline_behind_commas(char const* at, char const* end, std::size_t n) {
    return behind_commas_in_blocks<baseline_block>(at, end, n);
}
inline sibling baseline_behind_name(char const* at, char const* end, std::string_view const* name) {
    return behind_name_in_blocks<baseline_block, 1>(at, end, name, 1);
}
inline sibling baseline_behind_names(char const* at, char const* end, std::string_view const* names, std::size_t names_count) {
    return behind_name_in_blocks<baseline_block, most_streamed_names>(at, end, names, names_count);
}
inline constexpr scanner baseline_scanner{instruction_set::baseline, baseline_find_string_end, baseline_behind_containers,
                                          baseline_behind_commas,    baseline_behind_name,     baseline_behind_names,
                                          portable_is_valid};

[[gnu::target("avx2,pclmul,bmi,bmi2,popcnt")]] inline string_end avx2_find_string_end(char const* at, char const* end) {
    return find_string_end_in_blocks<avx2_block>(at, end);
}
[[gnu::target("avx2,pclmul,bmi,bmi2,popcnt")]] inline char const* avx2_behind_containers(char const* at, char const* end,
                                                                                         std::size_t depth) {
    return behind_containers_in_blocks<avx2_block>(at, end, depth);
}
[[gnu::target("avx2,pclmul,bmi,bmi2,popcnt")]] inline sibling avx2_behind_commas(char const* at, char const* end, std::size_t n) {
    return behind_commas_in_blocks<avx2_block>(at, end, n);
}
[[gnu::target("avx2,pclmul,bmi,bmi2,popcnt")]] inline sibling avx2_behind_name(char const* at, char const* end,
                                                                               std::string_view const* name) {
    return behind_name_in_blocks<avx2_block, 1>(at, end, name, 1);
}
[[gnu::target("avx2,pclmul,bmi,bmi2,popcnt")]] inline sibling avx2_behind_names(char const* at, char const* end,
                                                                                std::string_view const* names,
                                                                                std::size_t names_count) {
    return behind_name_in_blocks<avx2_block, most_streamed_names>(at, end, names, names_count);
}
[[gnu::target("avx2,pclmul,bmi,bmi2,popcnt")]] inline bool avx2_is_valid(char const* begin, char const* end,
                                                                         std::size_t depth_limit) {
    return is_valid_in_blocks<avx2_block>(begin, end, depth_limit);
}
inline constexpr scanner avx2_scanner{instruction_set::avx2, avx2_find_string_end, avx2_behind_containers, avx2_behind_commas,
                                      avx2_behind_name,      avx2_behind_names,    avx2_is_valid};

[[gnu::target("avx512f,avx512bw,pclmul,bmi,bmi2,popcnt")]] inline string_end avx512_find_string_end(char const* at,
                                                                                                    char const* end) {
    return find_string_end_in_blocks<avx512_block>(at, end);
}
[[gnu::target("avx512f,avx512bw,pclmul,bmi,bmi2,popcnt")]] inline char const* avx512_behind_containers(char const* at,
                                                                                                       char const* end,
                                                                                                       std::size_t depth) {
    return behind_containers_in_blocks<avx512_block>(at, end, depth);
}
[[gnu::target("avx512f,avx512bw,pclmul,bmi,bmi2,popcnt")]] inline sibling avx512_behind_commas(char const* at, char const* end,
                                                                                               std::size_t n) {
    return behind_commas_in_blocks<avx512_block>(at, end, n);
}
[[gnu::target("avx512f,avx512bw,pclmul,bmi,bmi2,popcnt")]] inline sibling avx512_behind_name(char const* at, char const* end,
                                                                                             std::string_view const* name) {
    return behind_name_in_blocks<avx512_block, 1>(at, end, name, 1);
}
[[gnu::target("avx512f,avx512bw,pclmul,bmi,bmi2,popcnt")]] inline sibling avx512_behind_names(char const* at, char const* end,
                                                                                              std::string_view const* names,
                                                                                              std::size_t names_count) {
    return behind_name_in_blocks<avx512_block, most_streamed_names>(at, end, names, names_count);
}
inline constexpr scanner avx512_scanner{instruction_set::avx512, avx512_find_string_end, avx512_behind_containers,
                                        avx512_behind_commas,    avx512_behind_name,     avx512_behind_names,
                                        window::is_valid};

#endif

// nullptr where the machine has not what it takes.
inline scanner const* scanner_for(instruction_set set) {
    switch (set) {
        case instruction_set::portable:
            return &portable_scanner;
#if defined(__x86_64__) && defined(__GNUC__)
        case instruction_set::baseline:
            return &baseline_scanner;
        case instruction_set::avx2:
            return trotline::detail::detect_instruction_set() >= trotline::instruction_set::avx2 ? &avx2_scanner : nullptr;
        case instruction_set::avx512:
            return trotline::detail::detect_instruction_set() >= trotline::instruction_set::avx512 ? &avx512_scanner : nullptr;
#endif
        default:
            return nullptr;
    }
}

inline std::atomic<scanner const*> chosen_scanner{nullptr};

[[gnu::noinline]] inline scanner const& choose_scanner() {
    scanner const* best = nullptr;
    for (auto const set : {instruction_set::avx512, instruction_set::avx2, instruction_set::baseline, instruction_set::portable})
        if (best == nullptr) best = scanner_for(set);
    chosen_scanner.store(best, std::memory_order_relaxed);
    return *best;
}

inline scanner const& best_scanner() {
    scanner const* const chosen = chosen_scanner.load(std::memory_order_relaxed);
    return chosen != nullptr ? *chosen : choose_scanner();
}

}  // namespace detail

inline instruction_set chosen_instruction_set() { return detail::best_scanner().set; }

// For tests and measurements: what runs from now on, in all threads. false, and nothing changed, where the machine does not have
// it.
inline bool use_instruction_set(instruction_set set) {
    detail::scanner const* const wanted = detail::scanner_for(set);
    if (wanted == nullptr) return false;
    detail::chosen_scanner.store(wanted, std::memory_order_relaxed);
    return true;
}

}  // namespace trotline::json
#endif
