// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_XML_KERNEL_DISPATCH_HPP
#define TROTLINE_XML_KERNEL_DISPATCH_HPP
// Chooses the kernel for each operation by the instruction set of the machine (core/cpu.hpp).

#include <trotline/core/cpu.hpp>
#include <trotline/xml/document.hpp>
#include <trotline/xml/element_list.hpp>
#include <trotline/xml/kernel/block.hpp>
#include <trotline/xml/kernel/block_neon.hpp>
#include <trotline/xml/kernel/skip_in_blocks.hpp>
#include <trotline/xml/kernel/validate_in_blocks.hpp>

#include <cstddef>
#include <iterator>
#include <type_traits>

namespace trotline::inline TROTLINE_ABI::xml::detail {

// One implementation of all that skip_in_blocks.hpp and validate_in_blocks.hpp do, for documents of
// at least one block. All implementations give the same results.
struct kernels {
    char const* (*next_wanted)(char const* at, char const* end, std::size_t depth,
                               wanted_names const& wanted);
    bool (*accept_root)(document_reader& document, element_list& list);
};

#if defined(__x86_64__) && defined(__GNUC__)

[[gnu::target(
    "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,avx2,bmi,bmi2,popcnt")]] inline char const*
avx512_next_wanted(char const* at, char const* end, std::size_t depth, wanted_names const& wanted) {
    return next_wanted_in_blocks<avx512_block>(at, end, depth, wanted);
}
[[gnu::target("avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,avx2,bmi,bmi2,popcnt")]] inline bool
avx512_accept_root(document_reader& document, element_list& list) {
    return accept_root<avx512_block>(document, list);
}
inline constexpr kernels avx512_kernels{avx512_next_wanted, avx512_accept_root};

[[gnu::target("avx2,bmi,bmi2,popcnt")]] inline char const* avx2_next_wanted(
    char const* at, char const* end, std::size_t depth, wanted_names const& wanted) {
    return next_wanted_in_blocks<avx2_block>(at, end, depth, wanted);
}
[[gnu::target("avx2,bmi,bmi2,popcnt")]] inline bool avx2_accept_root(document_reader& document,
                                                                     element_list& list) {
    return accept_root<avx2_block>(document, list);
}
inline constexpr kernels avx2_kernels{avx2_next_wanted, avx2_accept_root};

#elif defined(__aarch64__) && defined(__ARM_NEON) && !defined(__AARCH64EB__)

inline char const* neon_next_wanted(char const* at, char const* end, std::size_t depth,
                                    wanted_names const& wanted) {
    return next_wanted_in_blocks<neon_block>(at, end, depth, wanted);
}
inline bool neon_accept_root(document_reader& document, element_list& list) {
    return accept_root<neon_block>(document, list);
}
inline constexpr kernels neon_kernels{neon_next_wanted, neon_accept_root};

#endif

// By instruction set; nullptr if there is only the portable code.
inline constexpr kernels const* kernels_by_set[] = {
#if defined(__x86_64__) && defined(__GNUC__)
    nullptr, nullptr, &avx2_kernels, &avx512_kernels, nullptr
#elif defined(__aarch64__) && defined(__ARM_NEON) && !defined(__AARCH64EB__)
    nullptr, nullptr, nullptr, nullptr, &neon_kernels
#else
    nullptr, nullptr, nullptr, nullptr, nullptr
#endif
};
static_assert(std::size(kernels_by_set) == std::size(all_instruction_sets));

[[gnu::always_inline]] constexpr kernels const* kernels_for(instruction_set set) {
    return kernels_by_set[static_cast<std::size_t>(set)];
}

// Uses the kernel for `set`, which the machine must support. The document begins at `begin`.
[[gnu::always_inline]] constexpr char const* next_wanted_with(instruction_set set,
                                                              char const* begin, char const* at,
                                                              char const* end, std::size_t depth,
                                                              wanted_names const& wanted) {
    if (kernels const* const found = kernels_for(set); found != nullptr)
        if (static_cast<std::size_t>(end - begin) >= block_size)
            return found->next_wanted(at, end, depth, wanted);
    return next_wanted_portable(at, end, depth, wanted);
}

[[gnu::always_inline]] constexpr char const* next_wanted(char const* begin, char const* at,
                                                         char const* end, std::size_t depth,
                                                         wanted_names const& wanted) {
    if (std::is_constant_evaluated()) return next_wanted_portable(at, end, depth, wanted);
    return next_wanted_with(chosen_instruction_set(), begin, at, end, depth, wanted);
}

// True if the text, of at least one block, is a well-formed document; its elements are then in the
// list, if it is short. False means unknown: read it with a new reader.
inline bool accept(kernels const& chosen, document_reader& document, element_list& list) {
    if (document.until_root() && chosen.accept_root(document, list) && document.epilog())
        return true;
    list.drop();
    return false;
}

}  // namespace trotline::xml::detail
#endif
