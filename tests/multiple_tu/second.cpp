// SPDX-License-Identifier: BSL-1.0
#include "all_headers.hpp"

int first();
int main() { return first() == TROTLINE_VERSION ? 0 : 1; }
