// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_XML_VALIDATE_HPP
#define TROTLINE_XML_VALIDATE_HPP
// The well-formedness of a whole document: XML 1.0 (fifth edition) in UTF-8 or US-ASCII, with or
// without a byte order mark. A document type declaration is passed over, and refused if it declares
// anything itself (an internal subset). Colons are characters of names;
// namespaces are not processed.

#include <trotline/core/cpu.hpp>
#include <trotline/core/cursor.hpp>
#include <trotline/xml/document.hpp>
#include <trotline/xml/kernel/dispatch.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>

namespace trotline::xml {

namespace detail {

// Why a text is no document; or none, and where its root element begins.
struct verdict {
    document_failure failure;
    std::size_t root = 0;
};

// With the kernel for one instruction set, which the machine must have. A text that the kernel does
// not accept is read once more by the portable validator, which knows the place and the reason.
constexpr verdict judge_document(instruction_set chosen, std::string_view text,
                                 std::size_t depth_limit, element_list& elements) {
    name_at open[most_depth_limit];
    std::size_t const limit = depth_limit < most_depth_limit ? depth_limit : most_depth_limit;
    if (text.size() >= block_size) {
        if (scanner const* const scanner = scanner_of(chosen); scanner != nullptr) {
            document_reader reader(text, open, limit);
            if (accept(*scanner, reader, elements))
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
// for an encoding that is refused, that of their first byte. Takes
// 32 KiB of stack, never allocates, never recurses.
constexpr document_failure validate(std::string_view text,
                                    std::size_t depth_limit = default_depth_limit) {
    detail::element_list elements;
    return detail::judge_document(text, depth_limit, elements).failure;
}

}  // namespace trotline::xml
#endif
