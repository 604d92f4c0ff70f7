// SPDX-License-Identifier: BSL-1.0
// Every header in two translation units: what a header defines may be defined twice.
#include "all_headers.hpp"

extern "C" int first_unit();
extern "C" int first_unit() { return TROTLINE_VERSION; }
