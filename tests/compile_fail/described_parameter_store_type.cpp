// SPDX-License-Identifier: BSL-1.0
// A member that cannot be a parameter.
// expect: a parameter is a number, bool, std::string
#include <trotline/parameter_store/described.hpp>

#include <boost/describe.hpp>
#include <vector>

struct fine {
    int TODO_ID = 7;
};
BOOST_DESCRIBE_STRUCT(fine, (), (TODO_ID))
trotline::described_parameter_store<fine> good;

struct strange {
    std::vector<int> LIST;
};
BOOST_DESCRIBE_STRUCT(strange, (), (LIST))
#ifdef TROTLINE_REJECT
trotline::described_parameter_store<strange> bad;
#endif
