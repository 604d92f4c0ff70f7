// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TESTS_README_PREAMBLE_HPP
#define TROTLINE_TESTS_README_PREAMBLE_HPP

// What the README's snippets need, unless they are whole programs.
#include <trotline/path/parse.hpp>
#include <trotline/trotline.hpp>

#include <boost/describe.hpp>

#include <charconv>
#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tl = trotline;

#endif
