// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_KERNEL_DISPATCH_HPP
#define TROTLINE_JSON_KERNEL_DISPATCH_HPP
// The work that is worth block operations, by the instruction set that core/cpu.hpp chooses.

#include <trotline/core/cpu.hpp>
#include <trotline/json/kernel/block_avx2.hpp>
#include <trotline/json/kernel/block_avx512.hpp>
#include <trotline/json/kernel/block_baseline.hpp>
#include <trotline/json/kernel/block_neon.hpp>
#include <trotline/json/kernel/skip.hpp>
#include <trotline/json/kernel/skip_in_blocks.hpp>
#include <trotline/json/kernel/skip_in_windows.hpp>
#include <trotline/json/kernel/validate_by_tokens.hpp>
#include <trotline/json/kernel/validate_in_windows.hpp>
#include <trotline/json/member_index.hpp>

#include <cstddef>
#include <iterator>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::json::detail {

// One implementation of everything in skip.hpp and skip_in_blocks.hpp. All of them give the same
// results.
struct scanner {
    instruction_set set;
    string_end (*find_string_end)(char const* at, char const* end);
    char const* (*behind_containers)(char const* at, char const* end, std::size_t depth);
    sibling (*behind_commas)(char const* at, char const* end, std::size_t n);
    // a name of 1 to longest_streamed_name bytes; `at` is at a member's name
    sibling (*behind_name)(char const* at, char const* end, std::string_view name);
    // `at` is outside of strings
    void (*index_members)(member_index& index, char const* at, char const* end);
    // true: the text is valid; false: exact_validator must say
    // (nullptr: no index is wanted)
    bool (*is_valid)(char const* begin, char const* end, std::size_t depth_limit,
                     member_index* index);
};

[[gnu::aligned(64)]] inline string_end portable_find_string_end(char const* at, char const* end) {
    return find_string_end(at, end);
}
inline char const* portable_behind_containers(char const* at, char const* end, std::size_t depth) {
    return behind_containers(at, end, depth);
}
inline sibling portable_behind_commas(char const* at, char const* end, std::size_t n) {
    return behind_commas(at, end, n);
}
inline sibling portable_behind_name(char const* at, char const* end, std::string_view name) {
    return behind_name(at, end, name);
}
[[gnu::aligned(64)]] inline bool portable_is_valid_short(char const* begin, char const* end,
                                                         std::size_t depth_limit,
                                                         member_index* index) {
    return is_valid_with_members<usual_stops>(begin, end, depth_limit, index);
}
[[gnu::aligned(64)]] inline bool portable_is_valid_long(char const* begin, char const* end,
                                                        std::size_t depth_limit,
                                                        member_index* index) {
    return is_valid_with_containers<usual_stops>(begin, end, depth_limit, index);
}
inline bool portable_is_valid(char const* begin, char const* end, std::size_t depth_limit,
                              member_index* index) {
    return (is_long(begin, end) ? portable_is_valid_long : portable_is_valid_short)(
        begin, end, depth_limit, index);
}
inline constexpr scanner portable_scanner{instruction_set::portable,  portable_find_string_end,
                                          portable_behind_containers, portable_behind_commas,
                                          portable_behind_name,       index_members,
                                          portable_is_valid};

#if defined(__x86_64__) && defined(__GNUC__)

// All of them begin a line of instructions: where a short loop lies in its lines can decide a third
// of its speed, and would change with whatever else a program has.
[[gnu::aligned(64)]] inline char const* baseline_behind_containers(char const* at, char const* end,
                                                                   std::size_t depth) {
    return behind_containers_in_blocks<baseline_block>(at, end, depth);
}
[[gnu::aligned(64)]] inline sibling baseline_behind_commas(char const* at, char const* end,
                                                           std::size_t n) {
    return behind_commas_in_blocks<baseline_block>(at, end, n);
}
[[gnu::aligned(64)]] inline sibling baseline_behind_name(char const* at, char const* end,
                                                         std::string_view name) {
    return behind_name_in_blocks<baseline_block>(at, end, name);
}
[[gnu::aligned(64)]] inline void baseline_index_members(member_index& index, char const* at,
                                                        char const* end) {
    index_members_in_blocks<baseline_block>(index, at, end);
}
inline constexpr scanner baseline_scanner{instruction_set::baseline,  portable_find_string_end,
                                          baseline_behind_containers, baseline_behind_commas,
                                          baseline_behind_name,       baseline_index_members,
                                          portable_is_valid};

[[gnu::target("avx2,pclmul,bmi,bmi2,popcnt"), gnu::aligned(64)]] inline string_end
avx2_find_string_end(char const* at, char const* end) {
    return find_string_end_in_blocks<avx2_block>(at, end);
}
[[gnu::target("avx2,pclmul,bmi,bmi2,popcnt"), gnu::aligned(64)]] inline char const*
avx2_behind_containers(char const* at, char const* end, std::size_t depth) {
    return behind_containers_in_blocks<avx2_block>(at, end, depth);
}
[[gnu::target("avx2,pclmul,bmi,bmi2,popcnt"), gnu::aligned(64)]] inline sibling avx2_behind_commas(
    char const* at, char const* end, std::size_t n) {
    return behind_commas_in_blocks<avx2_block>(at, end, n);
}
[[gnu::target("avx2,pclmul,bmi,bmi2,popcnt"), gnu::aligned(64)]] inline sibling avx2_behind_name(
    char const* at, char const* end, std::string_view name) {
    return behind_name_in_blocks<avx2_block>(at, end, name);
}
[[gnu::target("avx2,pclmul,bmi,bmi2,popcnt"), gnu::aligned(64)]] inline bool avx2_is_valid_long(
    char const* begin, char const* end, std::size_t depth_limit, member_index* index) {
    return is_valid_with_containers<avx2_stops>(begin, end, depth_limit, index);
}
// In a short text the lengths of strings are guessed well, and it does not matter how many bytes
// are looked at for one of them.
inline bool avx2_is_valid(char const* begin, char const* end, std::size_t depth_limit,
                          member_index* index) {
    return (is_long(begin, end) ? avx2_is_valid_long : portable_is_valid_short)(begin, end,
                                                                                depth_limit, index);
}
[[gnu::target("avx2,pclmul,bmi,bmi2,popcnt"), gnu::aligned(64)]] inline void avx2_index_members(
    member_index& index, char const* at, char const* end) {
    index_members_in_blocks<avx2_block>(index, at, end);
}
inline constexpr scanner avx2_scanner{
    instruction_set::avx2, avx2_find_string_end, avx2_behind_containers, avx2_behind_commas,
    avx2_behind_name,      avx2_index_members,   avx2_is_valid};

[[gnu::target("avx512f,avx512bw,pclmul,bmi,bmi2,popcnt"), gnu::aligned(64)]] inline string_end
avx512_find_string_end(char const* at, char const* end) {
    return find_string_end_in_blocks<avx512_block>(at, end);
}
// Where the way goes on in windows. They take half of the time for each byte, but as long as 600
// bytes in blocks until they have found anything; most containers are shorter than this.
inline char const* begin_of_windows(char const* at, char const* end) {
    constexpr std::ptrdiff_t in_blocks = 1024;
    return end - at > in_blocks + static_cast<std::ptrdiff_t>(window::size) ? at + in_blocks : end;
}
[[gnu::target("avx512f,avx512bw,pclmul,bmi,bmi2,popcnt"), gnu::aligned(64)]] inline char const*
avx512_behind_containers(char const* at, char const* end, std::size_t depth) {
    string_state state;
    char const* const stop = begin_of_windows(at, end);
    char const* const behind = behind_containers_in_blocks<avx512_block>(at, stop, depth, state);
    return behind != nullptr || stop == end ? behind
                                            : window::behind_containers(stop, end, depth, state);
}
[[gnu::target("avx512f,avx512bw,pclmul,bmi,bmi2,popcnt"), gnu::aligned(64)]] inline sibling
avx512_behind_commas(char const* at, char const* end, std::size_t n) {
    string_state state;
    std::size_t depth = 0;
    char const* const stop = begin_of_windows(at, end);
    sibling const found = behind_commas_in_blocks<avx512_block>(at, stop, n, depth, state);
    return found.at != nullptr || stop == end ? found
                                              : window::behind_commas(stop, end, n, depth, state);
}
[[gnu::target("avx512f,avx512bw,pclmul,bmi,bmi2,popcnt"), gnu::aligned(64)]] inline sibling
avx512_behind_name(char const* at, char const* end, std::string_view name) {
    return behind_name_in_blocks<avx512_block>(at, end, name);
}
[[gnu::target("avx512f,avx512bw,avx512vbmi2,pclmul,bmi,bmi2,popcnt"), gnu::aligned(64)]] inline void
avx512_index_members(member_index& index, char const* at, char const* end) {
    if (index.marks.begin != nullptr)
        window::place_marks(index);
    else
        index_members_in_blocks<avx512_block>(index, at, end);
}
inline constexpr scanner avx512_scanner{
    instruction_set::avx512, avx512_find_string_end, avx512_behind_containers, avx512_behind_commas,
    avx512_behind_name,      avx512_index_members,   window::is_valid};

#elif defined(__aarch64__) && defined(__ARM_NEON) && !defined(__AARCH64EB__)

[[gnu::aligned(64)]] inline string_end neon_find_string_end(char const* at, char const* end) {
    return find_string_end_in_blocks<neon_block>(at, end);
}
[[gnu::aligned(64)]] inline char const* neon_behind_containers(char const* at, char const* end,
                                                               std::size_t depth) {
    return behind_containers_in_blocks<neon_block>(at, end, depth);
}
[[gnu::aligned(64)]] inline sibling neon_behind_commas(char const* at, char const* end,
                                                       std::size_t n) {
    return behind_commas_in_blocks<neon_block>(at, end, n);
}
[[gnu::aligned(64)]] inline sibling neon_behind_name(char const* at, char const* end,
                                                     std::string_view name) {
    return behind_name_in_blocks<neon_block>(at, end, name);
}
[[gnu::aligned(64)]] inline bool neon_is_valid_short(char const* begin, char const* end,
                                                     std::size_t depth_limit, member_index* index) {
    return is_valid_with_members<neon_kept_stops>(begin, end, depth_limit, index);
}
[[gnu::aligned(64)]] inline bool neon_is_valid_long(char const* begin, char const* end,
                                                    std::size_t depth_limit, member_index* index) {
    return is_valid_with_containers<neon_kept_stops>(begin, end, depth_limit, index);
}
inline bool neon_is_valid(char const* begin, char const* end, std::size_t depth_limit,
                          member_index* index) {
    while (end != begin && is_blank(end[-1])) --end;
    // a text that is shorter than what is kept takes words
    if (end - begin < neon_kept_stops::size)
        return portable_is_valid_short(begin, end, depth_limit, index);
    return (is_long(begin, end) ? neon_is_valid_long : neon_is_valid_short)(begin, end, depth_limit,
                                                                            index);
}
[[gnu::aligned(64)]] inline void neon_index_members(member_index& index, char const* at,
                                                    char const* end) {
    index_members_in_blocks<neon_block>(index, at, end);
}
inline constexpr scanner neon_scanner{
    instruction_set::neon, neon_find_string_end, neon_behind_containers, neon_behind_commas,
    neon_behind_name,      neon_index_members,   neon_is_valid};

#endif

// By instruction set; those of other machines have the portable one.
inline constexpr scanner const* scanners[] = {
#if defined(__x86_64__) && defined(__GNUC__)
    &portable_scanner, &baseline_scanner, &avx2_scanner, &avx512_scanner, &portable_scanner
#elif defined(__aarch64__) && defined(__ARM_NEON) && !defined(__AARCH64EB__)
    &portable_scanner, &portable_scanner, &portable_scanner, &portable_scanner, &neon_scanner
#else
    &portable_scanner, &portable_scanner, &portable_scanner, &portable_scanner, &portable_scanner
#endif
};
static_assert(std::size(scanners) == std::size(all_instruction_sets));

// nullptr where the machine has not what it takes.
inline scanner const* scanner_for(instruction_set set) {
    return is_available(set) ? scanners[static_cast<std::size_t>(set)] : nullptr;
}

inline scanner const& best_scanner() {
    return *scanners[static_cast<std::size_t>(chosen_instruction_set())];
}

}  // namespace trotline::json::detail
#endif
