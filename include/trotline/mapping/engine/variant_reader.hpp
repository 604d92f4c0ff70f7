// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ENGINE_VARIANT_READER_HPP
#define TROTLINE_MAPPING_ENGINE_VARIANT_READER_HPP

#include <trotline/core/cursor.hpp>
#include <trotline/core/wanted_names.hpp>
#include <trotline/mapping/engine/binding.hpp>
#include <trotline/mapping/engine/conversion.hpp>
#include <trotline/mapping/engine/log.hpp>
#include <trotline/mapping/engine/scalar_reader.hpp>

#include <cstddef>

// Reads the value at a cursor into a std::variant: into the alternative that a tag names, or into
// the first one that the value fits.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wswitch-enum"  // a default stands for all that have no case

namespace trotline::inline TROTLINE_ABI::detail {

// Reads any value: reader.hpp.
template <cursor C> bool read(C& c, binding const& type, void* to, row_log& log, bool coerce);

// True if a value of that kind can fit the type.
inline bool may_be(kind k, binding const& type) {
    bool const untyped = is_untyped(k);
    switch (type.how) {
        case landing::integer:
        case landing::double_precision:
        case landing::single_precision:
        case landing::number:
        case landing::number_view:
            return k == kind::number || untyped;
        case landing::boolean:
            return k == kind::boolean || untyped;
        case landing::text:
        case landing::view:
        case landing::other_text:
            return k == kind::string || untyped;
        case landing::enumeration:
            return untyped ||
                   k == (functions_of<enumeration_functions>(type).codes != nullptr ? kind::number
                                                                                    : kind::string);
        case landing::nothing:
            return k == kind::null;
        case landing::optional:
            return k == kind::null || may_be(k, *type.inner);
        case landing::list:
            return k == kind::array || (type.takes_one && may_be(k, *type.inner));
        case landing::array:
        case landing::tuple:
            return k == kind::array;
        case landing::map:
        case landing::object:
            return k == kind::object || k == kind::element;
        case landing::converted: {
            auto const& from = functions_of<conversion_functions>(type);
            if (from.read_text == nullptr) return may_be(k, *type.inner);
            return k == kind::number || untyped || (!from.digits && k == kind::string);
        }
        default:  // another variant, a parameter, a raw text
            return true;
    }
}

// Reads the alternative that the tag names.
template <cursor C>
bool read_tagged(C& c, variant_functions const& of, void* to, row_log& log, bool coerce) {
    kind const k = c.kind();
    if (k != kind::object && k != kind::element) return log.fail(c, wrong(k), expected_object);
    C inside = c;
    inside.enter();
    if (inside.find(one_wanted_name(of.tag)) == npos) {
        log.fail(c, code::missing, of.expected_name);
        return log.inside_member(of.tag);
    }
    C const at = inside;
    taken_scalar const tag = take_scalar(inside);
    for (std::size_t i = 0; i != of.size; ++i)
        if ((tag.kind == kind::string || is_untyped(tag.kind)) && equals(tag, of.names[i]))
            return read(c, *of.types[i], of.emplace[i](to), log, coerce);
    log.fail(at, wrong(tag.found), of.expected_name);
    return log.inside_member(of.tag);
}

// Reads the first alternative that the value fits. If only one alternative takes values of its
// kind, its failure is the failure of the variant. With `coerce`, a value that none takes may
// become a number or a boolean.
template <cursor C>
bool read_variant(C& c, binding const& type, void* to, row_log& log, bool coerce) {
    auto const& of = functions_of<variant_functions>(type);
    if (!of.tag.empty()) return read_tagged(c, of, to, log, coerce);
    C const at = c;
    kind const k = c.kind();
    auto const may_become = [&](binding const& one) {
        return (k == kind::string || k == kind::number) &&
               (may_be(kind::number, one) || may_be(kind::boolean, one));
    };
    std::size_t tried = 0;
    for (bool const coerced : {false, true}) {
        if (coerced && (!coerce || tried != 0)) break;
        for (std::size_t i = 0; i != of.size; ++i) {
            if (!(coerced ? may_become(*of.types[i]) : may_be(k, *of.types[i]))) continue;
            ++tried;
            c = at;
            if (read(c, *of.types[i], of.emplace[i](to), log, coerce)) return true;
            if (c.failure()) return false;
        }
    }
    return tried == 1 ? false : log.fail(at, wrong(k), type.expected);
}

}  // namespace trotline::detail
#pragma GCC diagnostic pop
#endif
