// SPDX-License-Identifier: BSL-1.0
// A parameter that is not a member of the described struct.
// expect: no member of the described struct is a parameter with that name
#include <trotline/parameter_store/described.hpp>

#include <boost/describe.hpp>

struct settings {
    int TODO_ID = 7;
};
BOOST_DESCRIBE_STRUCT(settings, (), (TODO_ID))

int use(trotline::described_parameter_store<settings> const& store) {
#ifdef TROTLINE_REJECT
    return store.get<"todo_id">();
#else
    return store.get<"TODO_ID">();
#endif
}
