// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_MAPPING_WORKSPACE_HPP
#define TROTLINE_MAPPING_MAPPING_WORKSPACE_HPP

#include <trotline/core/cursor.hpp>
#include <trotline/core/failure.hpp>
#include <trotline/core/open.hpp>
#include <trotline/core/result.hpp>
#include <trotline/json/format.hpp>
#include <trotline/mapping/engine/condition.hpp>
#include <trotline/mapping/engine/conversion.hpp>
#include <trotline/mapping/engine/follow.hpp>
#include <trotline/mapping/engine/log.hpp>
#include <trotline/mapping/engine/walk.hpp>
#include <trotline/mapping/run_time_mapping.hpp>
#include <trotline/mapping/text_cursor.hpp>
#include <trotline/mapping/to_failure.hpp>
#include <trotline/parameter_store/concept.hpp>

#include <cstddef>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

// Where the values of a run-time mapping's rows go.
namespace trotline {

// What became of one row. `raw` is its source text; it points into the document and is empty where
// a row found nothing, or where a parser has no source text.
struct row_outcome {
    // none: found, and taken where the row has a parameter
    trotline::code code = trotline::code::missing;
    trotline::value value{};
    std::string_view raw{};
    std::size_t offset = npos;  // in the document, of raw
};

// For facts(source, name), which a run-time mapping asks for what stands beside the document: a
// text_cursor, of kind nothing where there is no such fact.
struct no_facts {
    constexpr text_cursor operator()(row_source, std::string_view) const { return {}; }
};

namespace detail {
class run_time_landing;
}

// What one use of a run-time mapping needs, and what came out of it. Used again, it allocates
// nothing but the values. One thread at a time.
class mapping_workspace {
  public:
    // One for every row, in their order.
    std::span<row_outcome const> rows() const { return rows_; }
    // Set where the document could not be read; then the outcomes mean nothing.
    document_failure const& document() const { return document_; }
    // One for every row that failed.
    std::span<row_failure const> failures() const {
        return {failures_.data(), document_ ? 0 : failed_};
    }

    // The batch for a parameter store: what has landed, in the order of the rows. Takes the values
    // out of the outcomes.
    std::span<assignment> assignments(run_time_mapping const& mapping) {
        batch_.clear();
        for (std::size_t r = 0; r < rows_.size(); ++r)
            if (rows_[r].code == code::none && !mapping.row(r).parameter.empty())
                batch_.push_back({mapping.row(r).parameter, std::move(rows_[r].value)});
        return batch_;
    }

    friend failure to_failure(mapping_workspace const& space) {
        return space.document() ? to_failure(space.document()) : to_failure(space.failures());
    }

    // All rows of a mapping in one walk from a cursor at the document's root. Whether all is well.
    template <cursor C, class Facts = no_facts>
    bool read(run_time_mapping const& mapping, C root, Facts const& facts = {});

    // The same for a text; a format says how to read it.
    template <class Format>
    bool read_text(run_time_mapping const& mapping, std::string_view text, Format const& format) {
        document_failure unreadable;
        detail::index_of<Format> index;
        auto const cursor = detail::open_document(format, text, unreadable, index);
        if (!unreadable) return read(mapping, cursor);
        begin(mapping);
        document_ = unreadable;
        return false;
    }

  private:
    friend class detail::run_time_landing;

    void begin(run_time_mapping const& mapping) {
        states_.assign(mapping.tree().nodes.size(), walk_state{});
        rows_.assign(mapping.size(), row_outcome{});
        failures_.resize(mapping.size() + 1);  // one being written
        failed_ = 0;
        document_ = {};
    }

    std::vector<walk_state> states_;
    std::vector<row_outcome> rows_;
    std::vector<row_failure> failures_;
    std::vector<assignment> batch_;
    std::size_t failed_ = 0;
    document_failure document_;
};

namespace detail {

class run_time_landing {
  public:
    run_time_landing(run_time_mapping const& mapping, mapping_workspace& space)
        : mapping_(mapping), space_(space), log_(space.failures_.data()) {}

    template <cursor C> void found(std::size_t place, C& c) {
        take(mapping_.document_row(place), c);
    }
    void reached(std::size_t) {}

    template <class Facts> void take_facts(Facts const& facts) {
        for (std::size_t r = 0; r < mapping_.size(); ++r) {
            run_time_row const& row = mapping_.row(r);
            if (row.source == row_source::document) continue;
            text_cursor fact = facts(row.source, row.path);
            if (fact.kind() != kind::nothing) take(r, fact);
        }
    }

    template <cursor C> bool finish(C const& root) {
        for (std::size_t r = 0; r < mapping_.size(); ++r) {
            if (space_.rows_[r].code != code::missing || !mapping_.description(r).required)
                continue;
            if (object_path const* path = mapping_.path(r)) {
                auto const way = follow(root, *path);
                log_.fail(way.at, code::missing, mapping_.expected(r));
                log_.last().depth = way.depth;
            } else {
                log_.fail(text_cursor(), code::missing, mapping_.expected(r));
            }
            log_.belongs_to(r, mapping_.description(r));
        }
        return end();
    }

    bool end() {
        space_.failed_ = log_.size();
        space_.document_ = log_.document();
        return log_.size() == 0 && !log_.document();
    }
    row_log& log() { return log_; }

  private:
    template <cursor C> void take(std::size_t r, C& c) {
        row_outcome& outcome = space_.rows_[r];
        if (outcome.code != code::missing) {
            if (!C::first_match_wins &&
                (outcome.code == code::none || outcome.code == code::null)) {
                log_.fail(c, code::ambiguous, expected_one);
                fail(r);
            }
            return c.skip();
        }
        run_time_row const& row = mapping_.row(r);
        C const at = c;
        outcome.offset = c.offset();
        outcome.raw = c.raw();
        if (c.failure()) return log_.fail_document(c.failure());
        C again = at;
        if (!row.allowed.empty()) {
            scalar const s = again.scalar();
            bool holds = false;
            for (value const& allowed : row.allowed) holds = holds || is_value<C>(s, allowed);
            if (!holds) {
                log_.fail(at, code::unmet_condition, mapping_.expected(r));
                return fail(r);
            }
            again = at;
        }
        if (at.kind() == kind::null && row.allowed.empty() && !mapping_.description(r).required) {
            outcome.code = code::null;
            return;
        }
        outcome.code = code::none;
        if (row.parameter.empty() || (at.kind() == kind::null && !row.allowed.empty())) return;
        if (!trotline::detail::read(again, outcome.value, log_,
                                    has(row.options, row_option::coerce)))
            fail(r);
    }

    void fail(std::size_t r) {
        space_.rows_[r].code = log_.last().code;
        log_.belongs_to(r, mapping_.description(r));
    }

    run_time_mapping const& mapping_;
    mapping_workspace& space_;
    row_log log_;
};

}  // namespace detail

template <cursor C, class Facts>
bool mapping_workspace::read(run_time_mapping const& mapping, C root, Facts const& facts) {
    begin(mapping);
    detail::run_time_landing landing(mapping, *this);
    C c = root;
    walk<run_time_tree, detail::run_time_landing&>({mapping.tree()}, {mapping.tree(), states_},
                                                   landing)
        .run(c);
    if (C::first_match_wins && c.failure()) landing.log().fail_document(c.failure());
    if (landing.log().document()) return landing.end();
    landing.take_facts(facts);
    return landing.finish(root);
}

// The values of a text into a parameter store: all of them or none. Fails with stage parse (no
// document), map (the rows say why) or store.
template <parameter_store Store, class Format = json::checked_format>
result<void> map_into(Store& store, run_time_mapping const& mapping, std::string_view text,
                      mapping_workspace& space, Format const& format = {}) {
    if (!space.read_text(mapping, text, format)) return to_failure(space);
    return store.apply(space.assignments(mapping));
}
template <parameter_store Store, class Format = json::checked_format>
result<void> map_into(Store& store, run_time_mapping const& mapping, std::string_view text,
                      Format const& format = {}) {
    mapping_workspace space;
    return map_into(store, mapping, text, space, format);
}

}  // namespace trotline
#endif
