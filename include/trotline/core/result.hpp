// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CORE_RESULT_HPP
#define TROTLINE_CORE_RESULT_HPP

#include <trotline/core/error.hpp>

#include <boost/system/result.hpp>

#include <stdexcept>
#include <string>

namespace trotline {

// A value, or the reason why there is none (boost::system::result). Nothing in the library throws it; value() on a failure throws
// bad_result, for callers who prefer exceptions.
template <class T, class E = failure> using result = boost::system::result<T, E>;

// What result::value() throws: the text of the failure.
class bad_result : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

// Found by argument-dependent lookup from boost::system::result for every error type of this namespace that prints itself.
template <class E>
    requires requires(E const& e) { to_string(e); }
[[noreturn]] void throw_exception_from_error(E const& error, boost::source_location const&) { throw bad_result(to_string(error)); }

}  // namespace trotline
#endif
