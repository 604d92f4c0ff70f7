// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_EXAMPLE_OPENAPI_SCHEMA_HPP
#define TROTLINE_EXAMPLE_OPENAPI_SCHEMA_HPP

#include <trotline/configuration.hpp>

#include "document_tree.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace tool {

// The schemas of an OpenAPI 3 document, which must live as long.
class openapi_schemas {
  public:
    explicit openapi_schemas(node const& document) : document_(document) {}

    node const& document() const { return document_; }

    // What a $ref stands for; the node itself if it has none. Throws usage_error if there is no
    // such thing in the document.
    node const& resolved(node const& from) const;

    // A schema, with those of allOf and the first of oneOf and anyOf merged into it.
    struct merged_schema {
        std::string type;  // empty: any
        std::vector<std::pair<std::string, node const*>> properties;
        std::set<std::string> required;
        node const* items = nullptr;
        node const* constant = nullptr;  // the only value
        bool read_only = false;
    };
    merged_schema merged(node const& schema) const;

    // A template for a JSON body, with a parameter for each scalar in it. The names of the
    // parameters are not among `taken`, and are added.
    std::string body_of(node const& schema, std::set<std::string>& taken) const;

    // Rows for the scalars and lists of an answer. False if there are more than the limits allow.
    bool rows_of(node const& schema, std::vector<trotline::row_parts>& to) const;

  private:
    struct place;
    void merge(node const& schema, merged_schema& into, std::size_t depth) const;
    void write_body(node const& schema, place const& at, std::set<std::string>& taken,
                    std::string& out) const;
    bool add_rows(node const& schema, place const& at, std::string const& path, bool optional,
                  std::set<std::string>& taken, std::vector<trotline::row_parts>& to) const;

    node const& document_;
};

}  // namespace tool
#endif
