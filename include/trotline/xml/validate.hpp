// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_XML_VALIDATE_HPP
#define TROTLINE_XML_VALIDATE_HPP
// Validates the well-formedness of a document: XML 1.0 (fifth edition) in UTF-8 or US-ASCII, with
// or without a byte order mark. A document type declaration is skipped, and refused if it declares
// anything itself (an internal subset). Colons are characters of names; namespaces are not
// processed.

#include <trotline/core/cpu.hpp>
#include <trotline/core/cursor.hpp>
#include <trotline/xml/document.hpp>
#include <trotline/xml/kernel/dispatch.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>

namespace trotline::inline TROTLINE_ABI::xml {

namespace detail {

// Why a text is not a document; or no failure, and where its root element begins.
struct verdict {
    document_failure failure;
    std::size_t root = 0;
};

// Uses the kernel for `chosen`, which the machine must support. A text that the kernel does not
// accept is read again by the portable validator, which knows the position and the reason.
constexpr verdict judge_document(instruction_set chosen, std::string_view text,
                                 std::size_t depth_limit, element_list& elements) {
    name_at open[most_depth_limit];
    std::size_t const limit = depth_limit < most_depth_limit ? depth_limit : most_depth_limit;
    if (text.size() >= block_size) {
        if (kernels const* const found = kernels_for(chosen); found != nullptr) {
            document_reader reader(text, open, limit);
            if (accept(*found, reader, elements))
                return {{}, static_cast<std::size_t>(reader.root - reader.begin)};
        }
    }
    document_reader reader(text, open, limit);
    if (!reader.document()) return {reader.failure, 0};
    return {{}, static_cast<std::size_t>(reader.root - reader.begin)};
}

constexpr verdict judge_document(std::string_view text, std::size_t depth_limit,
                                 element_list& elements) {
    if (std::is_constant_evaluated())
        return judge_document(instruction_set::portable, text, depth_limit, elements);
    return judge_document(chosen_instruction_set(), text, depth_limit, elements);
}

}  // namespace detail

// Why a text is not a document that this library reads, or no failure. The offset is that of the
// first byte that no well-formed document could have there (the text's size, if it ends too early);
// for a refused encoding, that of its first byte. Takes 32 KiB of stack, never allocates, never
// recurses.
constexpr document_failure validate(std::string_view text,
                                    std::size_t depth_limit = default_depth_limit) {
    detail::element_list elements;
    return detail::judge_document(text, depth_limit, elements).failure;
}

}  // namespace trotline::xml
#endif
