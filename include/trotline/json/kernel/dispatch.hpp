// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_KERNEL_DISPATCH_HPP
#define TROTLINE_JSON_KERNEL_DISPATCH_HPP
// Chooses the kernel for each operation by the instruction set of the machine (core/cpu.hpp).

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

// One implementation of all that skip.hpp and skip_in_blocks.hpp do. All implementations give the
// same results.
struct kernels {
    instruction_set set;
    string_end (*find_string_end)(char const* at, char const* end);
    char const* (*after_containers)(char const* at, char const* end, std::size_t depth);
    sibling (*after_commas)(char const* at, char const* end, std::size_t n);
    // a name of 1 to longest_streamed_name bytes; `at` is at a member's name
    sibling (*after_name)(char const* at, char const* end, std::string_view name);
    // `at` must be outside of strings
    void (*index_members)(member_index& index, char const* at, char const* end);
    // true: the text is valid; false: exact_validator must decide. index: nullptr if none is wanted
    bool (*is_valid)(char const* begin, char const* end, std::size_t depth_limit,
                     member_index* index);
};

[[gnu::aligned(64)]] inline string_end portable_find_string_end(char const* at, char const* end) {
    return find_string_end(at, end);
}
inline char const* portable_after_containers(char const* at, char const* end, std::size_t depth) {
    return after_containers(at, end, depth);
}
inline sibling portable_after_commas(char const* at, char const* end, std::size_t n) {
    return after_commas(at, end, n);
}
inline sibling portable_after_name(char const* at, char const* end, std::string_view name) {
    return after_name(at, end, name);
}
[[gnu::aligned(64)]] inline bool portable_is_valid_short(char const* begin, char const* end,
                                                         std::size_t depth_limit,
                                                         member_index* index) {
    return is_valid_with_members<window_stops>(begin, end, depth_limit, index);
}
[[gnu::aligned(64)]] inline bool portable_is_valid_long(char const* begin, char const* end,
                                                        std::size_t depth_limit,
                                                        member_index* index) {
    return is_valid_with_containers<window_stops>(begin, end, depth_limit, index);
}
inline bool portable_is_valid(char const* begin, char const* end, std::size_t depth_limit,
                              member_index* index) {
    return (is_long(begin, end) ? portable_is_valid_long : portable_is_valid_short)(
        begin, end, depth_limit, index);
}
inline constexpr kernels portable_kernels{instruction_set::portable, portable_find_string_end,
                                          portable_after_containers, portable_after_commas,
                                          portable_after_name,       index_members,
                                          portable_is_valid};

#if defined(__x86_64__) && defined(__GNUC__)

// All kernels begin at a cache line. How a short loop lies in its lines can decide a third of its
// speed, and would otherwise change with the rest of the program.
[[gnu::aligned(64)]] inline char const* baseline_after_containers(char const* at, char const* end,
                                                                  std::size_t depth) {
    return after_containers_in_blocks<baseline_block>(at, end, depth);
}
[[gnu::aligned(64)]] inline sibling baseline_after_commas(char const* at, char const* end,
                                                          std::size_t n) {
    return after_commas_in_blocks<baseline_block>(at, end, n);
}
[[gnu::aligned(64)]] inline sibling baseline_after_name(char const* at, char const* end,
                                                        std::string_view name) {
    return after_name_in_blocks<baseline_block>(at, end, name);
}
[[gnu::aligned(64)]] inline void baseline_index_members(member_index& index, char const* at,
                                                        char const* end) {
    index_members_in_blocks<baseline_block>(index, at, end);
}
inline constexpr kernels baseline_kernels{instruction_set::baseline, portable_find_string_end,
                                          baseline_after_containers, baseline_after_commas,
                                          baseline_after_name,       baseline_index_members,
                                          portable_is_valid};

[[gnu::target("avx2,pclmul,bmi,bmi2,popcnt"), gnu::aligned(64)]] inline string_end
avx2_find_string_end(char const* at, char const* end) {
    return find_string_end_in_blocks<avx2_block>(at, end);
}
[[gnu::target("avx2,pclmul,bmi,bmi2,popcnt"), gnu::aligned(64)]] inline char const*
avx2_after_containers(char const* at, char const* end, std::size_t depth) {
    return after_containers_in_blocks<avx2_block>(at, end, depth);
}
[[gnu::target("avx2,pclmul,bmi,bmi2,popcnt"), gnu::aligned(64)]] inline sibling avx2_after_commas(
    char const* at, char const* end, std::size_t n) {
    return after_commas_in_blocks<avx2_block>(at, end, n);
}
[[gnu::target("avx2,pclmul,bmi,bmi2,popcnt"), gnu::aligned(64)]] inline sibling avx2_after_name(
    char const* at, char const* end, std::string_view name) {
    return after_name_in_blocks<avx2_block>(at, end, name);
}
[[gnu::target("avx2,pclmul,bmi,bmi2,popcnt"), gnu::aligned(64)]] inline bool avx2_is_valid_long(
    char const* begin, char const* end, std::size_t depth_limit, member_index* index) {
    return is_valid_with_containers<avx2_stops>(begin, end, depth_limit, index);
}
[[gnu::target("avx2,pclmul,bmi,bmi2,popcnt"), gnu::aligned(64)]] inline bool avx2_is_valid_short(
    char const* begin, char const* end, std::size_t depth_limit, member_index* index) {
    return is_valid_with_members<avx2_stops>(begin, end, depth_limit, index);
}
inline bool avx2_is_valid(char const* begin, char const* end, std::size_t depth_limit,
                          member_index* index) {
    return (is_long(begin, end) ? avx2_is_valid_long : avx2_is_valid_short)(begin, end, depth_limit,
                                                                            index);
}
[[gnu::target("avx2,pclmul,bmi,bmi2,popcnt"), gnu::aligned(64)]] inline void avx2_index_members(
    member_index& index, char const* at, char const* end) {
    index_members_in_blocks<avx2_block>(index, at, end);
}
inline constexpr kernels avx2_kernels{
    instruction_set::avx2, avx2_find_string_end, avx2_after_containers, avx2_after_commas,
    avx2_after_name,       avx2_index_members,   avx2_is_valid};

[[gnu::target("avx512f,avx512bw,pclmul,bmi,bmi2,popcnt"), gnu::aligned(64)]] inline string_end
avx512_find_string_end(char const* at, char const* end) {
    return find_string_end_in_blocks<avx512_block>(at, end);
}
// Where to switch from blocks to windows. Windows take half of the time for each byte, but their
// start takes as long as 600 bytes in blocks, and most containers are shorter.
inline char const* begin_of_windows(char const* at, char const* end) {
    constexpr std::ptrdiff_t in_blocks = 1024;
    return end - at > in_blocks + static_cast<std::ptrdiff_t>(window::size) ? at + in_blocks : end;
}
[[gnu::target("avx512f,avx512bw,pclmul,bmi,bmi2,popcnt"), gnu::aligned(64)]] inline char const*
avx512_after_containers(char const* at, char const* end, std::size_t depth) {
    string_state state;
    char const* const stop = begin_of_windows(at, end);
    char const* const after = after_containers_in_blocks<avx512_block>(at, stop, depth, state);
    return after != nullptr || stop == end ? after
                                           : window::after_containers(stop, end, depth, state);
}
[[gnu::target("avx512f,avx512bw,pclmul,bmi,bmi2,popcnt"), gnu::aligned(64)]] inline sibling
avx512_after_commas(char const* at, char const* end, std::size_t n) {
    string_state state;
    std::size_t depth = 0;
    char const* const stop = begin_of_windows(at, end);
    sibling const found = after_commas_in_blocks<avx512_block>(at, stop, n, depth, state);
    return found.at != nullptr || stop == end ? found
                                              : window::after_commas(stop, end, n, depth, state);
}
[[gnu::target("avx512f,avx512bw,pclmul,bmi,bmi2,popcnt"), gnu::aligned(64)]] inline sibling
avx512_after_name(char const* at, char const* end, std::string_view name) {
    return after_name_in_blocks<avx512_block>(at, end, name);
}
[[gnu::target("avx512f,avx512bw,avx512vbmi2,pclmul,bmi,bmi2,popcnt"), gnu::aligned(64)]] inline void
avx512_index_members(member_index& index, char const* at, char const* end) {
    if (index.marks.begin != nullptr)
        window::place_marks(index);
    else
        index_members_in_blocks<avx512_block>(index, at, end);
}
inline constexpr kernels avx512_kernels{
    instruction_set::avx512, avx512_find_string_end, avx512_after_containers, avx512_after_commas,
    avx512_after_name,       avx512_index_members,   window::is_valid};

#elif defined(__aarch64__) && defined(__ARM_NEON) && !defined(__AARCH64EB__)

[[gnu::noinline]] inline string_end neon_find_far_string_end(char const* at, char const* end,
                                                             unsigned inside) {
    string_end const rest = find_string_end_in_blocks<neon_block>(at, end);
    return {rest.at, rest.inside | inside};
}
// Most strings are short and plain: sixteen bytes at once, until there is something else.
[[gnu::aligned(64)]] inline string_end neon_find_string_end(char const* at, char const* end) {
    unsigned inside = 0;
    while (end - at >= neon_stops::size) {
        neon_stops::set const stops = neon_stops::read(at);
        if (stops == 0) {
            at += neon_stops::size;
            continue;
        }
        at += neon_stops::first(stops);
        if (*at == '"') [[likely]]
            return {at, inside};
        if (*at != '\\' || end - at < 2) break;
        inside |= string_end::escape;
        at += 2;
    }
    return neon_find_far_string_end(at, end, inside);
}
[[gnu::aligned(64)]] inline char const* neon_after_containers(char const* at, char const* end,
                                                              std::size_t depth) {
    return after_containers_in_blocks<neon_block>(at, end, depth);
}
[[gnu::aligned(64)]] inline sibling neon_after_commas(char const* at, char const* end,
                                                      std::size_t n) {
    return after_commas_in_blocks<neon_block>(at, end, n);
}
[[gnu::aligned(64)]] inline sibling neon_after_name(char const* at, char const* end,
                                                    std::string_view name) {
    return after_name_in_blocks<neon_block>(at, end, name);
}
[[gnu::aligned(64)]] inline void neon_index_members(member_index& index, char const* at,
                                                    char const* end) {
    index_members_in_blocks<neon_block>(index, at, end);
}
inline constexpr kernels neon_kernels{
    instruction_set::neon, neon_find_string_end, neon_after_containers, neon_after_commas,
    neon_after_name,       neon_index_members,   portable_is_valid};

#endif

// By instruction set. Those of other architectures have the portable kernels.
inline constexpr kernels const* kernels_by_set[] = {
#if defined(__x86_64__) && defined(__GNUC__)
    &portable_kernels, &baseline_kernels, &avx2_kernels, &avx512_kernels, &portable_kernels
#elif defined(__aarch64__) && defined(__ARM_NEON) && !defined(__AARCH64EB__)
    &portable_kernels, &portable_kernels, &portable_kernels, &portable_kernels, &neon_kernels
#else
    &portable_kernels, &portable_kernels, &portable_kernels, &portable_kernels, &portable_kernels
#endif
};
static_assert(std::size(kernels_by_set) == std::size(all_instruction_sets));

// nullptr if the machine does not support the instruction set.
inline kernels const* kernels_for(instruction_set set) {
    return is_available(set) ? kernels_by_set[static_cast<std::size_t>(set)] : nullptr;
}

inline kernels const& best_kernels() {
    return *kernels_by_set[static_cast<std::size_t>(chosen_instruction_set())];
}

}  // namespace trotline::json::detail
#endif
