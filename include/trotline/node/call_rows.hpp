// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_NODE_CALL_ROWS_HPP
#define TROTLINE_NODE_CALL_ROWS_HPP

#include <trotline/mapping/mapping.hpp>

// The rows of a call, whichever kind they are: literals, or made at run time.
namespace trotline::inline TROTLINE_ABI::detail {

// A mapping that is known only at run time: run_time_mapping. Recognized by its members, so that
// programs with literal rows need not compile it.
template <class T>
concept configured_mapping = requires {
    typename T::workspace_type;
};

// The rows of mappings that are types. value_type: what they are read into, or void.
template <class... Mappings> struct literal_rows {
    using value_type = typename joined<Mappings...>::type;
};

// The rows of a mapping that is a value. It must outlive the call.
template <configured_mapping Mapping> struct configured_rows {
    using value_type = void;
    Mapping const& mapping;
};

}  // namespace trotline::detail
#endif
