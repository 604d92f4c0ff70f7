// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ENGINE_RUN_TIME_STEPS_HPP
#define TROTLINE_MAPPING_ENGINE_RUN_TIME_STEPS_HPP

#include <trotline/core/function_call.hpp>
#include <trotline/mapping/engine/binding.hpp>
#include <trotline/mapping/engine/row_step.hpp>
#include <trotline/parameter_store/value.hpp>
#include <trotline/path/regexp_program.hpp>

#include <cstddef>
#include <deque>
#include <string_view>
#include <vector>

namespace trotline::inline TROTLINE_ABI::detail {

// The functions of a row of run time, whose destination is a parameter. Must not be moved.
struct run_time_steps : conversion_functions {
    std::vector<row_step> steps{};
    std::deque<path::regexp_program> patterns{};
    binding type;  // how the parameter is read

    run_time_steps()
        : conversion_functions(
              noting_functions([](conversion_functions const& self, void* to, std::string_view text,
                                  row_log& log, bool coerce) {
                  return read_changed(static_cast<run_time_steps const&>(self).steps, text,
                                      bound<value>::value, to, log, coerce);
              })),
          type(binding_of_text(*this)) {}
    run_time_steps(run_time_steps const&) = delete;

    // Reads the functions in a row's text, which must live as long. `at`: the offset after the
    // path.
    function_error read(std::string_view text, std::size_t at) {
        return scan_row_functions(text, at, [&](function_call const& call, std::size_t place) {
            row_step& made = steps.emplace_back();
            made.run = row_function_codes[place];
            made.argument = call.argument;
            made.index = call.index;
            if (row_functions[place].name == "match")
                made.pattern = &patterns.emplace_back(call.argument);
        });
    }
};

// A condition on what functions of run time make of a value. Must not be moved.
struct run_time_steps_condition : conversion_functions {
    run_time_steps const& changes;
    row_condition const& required;
    binding type;  // how the value is read and compared

    run_time_steps_condition(run_time_steps const& by, row_condition const& what)
        : conversion_functions(noting_functions([](conversion_functions const& self, void*,
                                                   std::string_view text, row_log& log, bool) {
              auto const& own = static_cast<run_time_steps_condition const&>(self);
              return meets_changed(own.changes.steps, text, own.required, log);
          })),
          changes(by),
          required(what),
          type(binding_of_text(*this)) {}
    run_time_steps_condition(run_time_steps_condition const&) = delete;
};

}  // namespace trotline::detail
#endif
