// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_MAPPING_WORKSPACE_HPP
#define TROTLINE_MAPPING_MAPPING_WORKSPACE_HPP

#include <trotline/core/cursor.hpp>
#include <trotline/core/failure.hpp>
#include <trotline/core/result.hpp>
#include <trotline/json/format.hpp>
#include <trotline/mapping/engine/instances.hpp>
#include <trotline/mapping/engine/log.hpp>
#include <trotline/mapping/engine/store_landed.hpp>
#include <trotline/mapping/run_time_mapping.hpp>
#include <trotline/mapping/to_failure.hpp>
#include <trotline/parameter_store/concept.hpp>

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace trotline::inline TROTLINE_ABI {

// The memory for using a run-time mapping, and its results. When used again, it allocates only for
// the values. For one thread at a time.
class mapping_workspace {
  public:
    // Resets everything. Afterwards places() and storage() are to be filled by a reader.
    void begin(run_time_mapping const& mapping) {
        mapping_ = mapping;
        detail::table const& table = mapping.table();
        values_.resize(mapping.size());
        for (trotline::value& each : values_) each = nullptr;
        states_.assign(mapping.size(), detail::row_state{});
        for (std::size_t r = 0; r != mapping.size(); ++r)
            states_[mapping.place(r)].to = &values_[r];
        if (table.counts_siblings) siblings_.assign(table.node_count, {});
        failures_.resize(mapping.size() + 1);
        failed_ = 0;
        document_ = {};
    }
    detail::row_places places() { return {states_.data(), siblings_.data()}; }
    row_failure* storage() { return failures_.data(); }
    // Takes what a walk has noted. True if no row failed.
    bool end(row_log const& log) {
        failed_ = log.size();
        document_ = log.document();
        return failed_ == 0 && !document_;
    }

    // Reads the rows of a text. True if no row failed.
    template <class Format>
    bool read_text(run_time_mapping const& mapping, std::string_view text, Format const& format) {
        begin(mapping);
        row_log log(storage());
        detail::read_text<run_time_mapping::reader_type>(mapping.table(), text, format, places(),
                                                         log);
        return end(log);
    }

    // The result of a row. none: found, and stored if the row has a parameter.
    trotline::code outcome(std::size_t r) const {
        detail::row_state const& state = states_[mapping_.place(r)];
        for (row_failure const& failure : failures())
            if (failure.row == r) return failure.code;
        return state.count == 0                         ? code::missing
               : state.count == detail::row_state::null ? code::null
                                                        : code::none;
    }
    // The value that a row has found for its parameter; nothing after assignments().
    trotline::value const& found(std::size_t r) const { return values_[r]; }

    // Set if the document could not be read; the outcomes have no meaning then.
    document_failure const& document() const { return document_; }
    // One for every row that failed.
    std::span<row_failure const> failures() const {
        return {failures_.data(), document_ ? 0 : failed_};
    }

    // The batch for a parameter store: the found values, in the order of the rows. They are moved
    // out of this object.
    std::span<assignment> assignments() {
        batch_.clear();
        detail::append_landed(mapping_.table(), states_.data(), batch_);
        return batch_;
    }

    friend failure to_failure(mapping_workspace const& space) {
        return space.document() ? to_failure(space.document()) : to_failure(space.failures());
    }

  private:
    run_time_mapping mapping_;
    std::vector<detail::row_state> states_;
    std::vector<detail::sibling_state> siblings_;
    std::vector<trotline::value> values_;
    std::vector<row_failure> failures_;
    std::vector<assignment> batch_;
    std::size_t failed_ = 0;
    document_failure document_;
};

// Maps the values of a text into a parameter store: all of them or none. Fails with stage parse
// (not a document), map (with the rows that failed) or store.
template <parameter_store Store, class Format = json::checked_format>
result<void> map_into(Store& store, run_time_mapping const& mapping, std::string_view text,
                      mapping_workspace& space, Format const& format = {}) {
    if (!space.read_text(mapping, text, format)) return to_failure(space);
    return store.apply(space.assignments());
}
template <parameter_store Store, class Format = json::checked_format>
result<void> map_into(Store& store, run_time_mapping const& mapping, std::string_view text,
                      Format const& format = {}) {
    mapping_workspace space;
    return map_into(store, mapping, text, space, format);
}

}  // namespace trotline
#endif
