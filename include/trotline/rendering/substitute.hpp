// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_SUBSTITUTE_HPP
#define TROTLINE_RENDERING_SUBSTITUTE_HPP
// Renders one template: its own text as it stands, every expression's value escaped for its place.
// One pass, appending.

#include <trotline/core/cursor.hpp>
#include <trotline/core/error.hpp>
#include <trotline/http/secrets.hpp>
#include <trotline/parameter_store/concept.hpp>
#include <trotline/rendering/escape.hpp>
#include <trotline/rendering/template/template_text.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace trotline {

// What an expression becomes whose parameter nobody knows.
enum class unknown_parameters : unsigned char {
    fail,
    empty  // as if its value were null: the empty text, or null in JSON
};

namespace detail {

// Where values come from: what the caller gave for this call, then the store.
template <parameter_store Store> struct parameter_source {
    Store const& store;
    std::span<assignment const> overrides{};

    bool read(std::string_view name, auto&& sink) const {
        for (assignment const& each : overrides) {
            if (each.name == name) {
                sink(each.value);
                return true;
            }
        }
        return store.read(name, sink);
    }
};

// Why a template could not be rendered. Offsets are in the template.
struct rendering_failure {
    trotline::code code = trotline::code::none;
    std::size_t offset = npos;
    std::string subject;
    std::string_view reason;  // static text
};

template <class Source> class substitution {
  public:
    substitution(Source const& source, std::string& out, unknown_parameters unknown,
                 http::secrets_writer* secrets)
        : source_(source), out_(out), unknown_(unknown), secrets_(secrets) {}

    rendering_failure failure;

    template <std::size_t Capacity> bool run(template_text<Capacity> const& from) {
        text_ = from.text();
        syntax_ = from.syntax();
        at_ = known_ = 0;
        segment_ = npos;
        last_ = place::text;
        if (!from.well_formed()) return refuse(from.error());
        for (slot const& each : from.slots())
            if (!expression(each)) return false;
        known_ = from.slots().size();
        if (from.slot_count() > known_ && !scan_template(syntax_, text_, *this)) return false;
        return literal(text_.size()) && end_of_segment(out_.size());
    }

    // As the sink of a second scan, for the slots that did not fit.
    bool fail(std::size_t offset, std::string_view reason) { return refuse({offset, reason}); }
    bool take(slot const& found) {
        if (known_ != 0) {
            --known_;
            return true;
        }
        return expression(found);
    }

  private:
    bool refuse(template_error error) {
        failure = {code::malformed_template, error.offset, {}, error.reason};
        return false;
    }

    // The template's own text up to `end`.
    bool literal(std::size_t end) {
        std::string_view const own = text_.substr(at_, end - at_);
        at_ = end;
        if (own.empty()) return true;
        if (syntax_ == syntax::component) {
            uri::append_percent_encoded(out_, own);
            return true;
        }
        if (last_ == place::xml_text || last_ == place::xml_cdata) separate(own);
        last_ = place::text;
        std::size_t const from = out_.size();
        out_ += own;
        std::size_t const slash = segment_ == npos ? npos : own.find_first_of("/?");
        return slash == npos || end_of_segment(from + slash);
    }

    // A value and the template's own text behind it must not make a `]]>` together.
    void separate(std::string_view own) {
        bool const closes = (out_.ends_with("]]") && own.front() == '>') ||
                            (out_.ends_with(']') && own.starts_with("]>"));
        if (!closes) return;
        if (last_ == place::xml_cdata)
            out_ += "]]><![CDATA[";
        else
            out_.replace(out_.size() - 1, 1, "&#93;");
    }

    // A path segment with a value in it must not become `.` or `..`, in whatever spelling.
    bool end_of_segment(std::size_t end) {
        if (segment_ == npos) return true;
        std::size_t const begin = out_.rfind('/', end - 1) + 1;
        std::size_t dots = 0;
        std::size_t i = begin;
        for (; i < end; ++dots) {
            bool const encoded =
                out_[i] == '%' && end - i >= 3 && out_[i + 1] == '2' && (out_[i + 2] | 0x20) == 'e';
            if (out_[i] != '.' && !encoded) break;
            i += encoded ? 3 : 1;
        }
        if (i == end && (dots == 1 || dots == 2)) {
            failure = {code::forbidden_value, segment_, std::string(segment_parameter_),
                       "a path segment is not . or .."};
            return false;
        }
        segment_ = npos;
        return true;
    }

    bool expression(slot const& found) {
        if (!literal(found.offset)) return false;
        at_ = found.offset + found.size;
        if (found.is_dollar(text_)) {
            out_ += syntax_ == syntax::component ? "%24" : "$";
            last_ = place::text;
            return true;
        }
        std::string_view const whole_name = found.parameter(text_);
        if (read(found, whole_name)) return failure.code == code::none;
        // A value stands for all of its expression where nothing else can follow it.
        if (!found.is_braced(text_) && found.place != place::json_value) {
            for (std::size_t dot = whole_name.rfind('.'); dot != npos;
                 dot = dot == 0 ? npos : whole_name.rfind('.', dot - 1)) {
                if (!read(found, whole_name.substr(0, dot))) continue;
                at_ = found.offset + 1 + dot;
                return failure.code == code::none;
            }
        }
        if (unknown_ == unknown_parameters::empty) return write(found, whole_name, value());
        failure = {code::unknown_parameter, found.offset, std::string(whole_name),
                   "no value was given, and the store has none"};
        return false;
    }

    bool read(slot const& found, std::string_view name) {
        return source_.read(name, [&](value const& held) { write(found, name, held); });
    }

    bool write(slot const& found, std::string_view name, value const& held) {
        std::size_t const from = out_.size();
        bool const whole = found.size == text_.size();
        refusal refused = append_value(out_, held, found.place, whole);
        // An address in brackets is a whole host.
        if (found.place == place::url_host && out_.ends_with(']') && at_ < text_.size() &&
            text_[at_] != ':' && text_[at_] != '/' && text_[at_] != '?')
            refused = "an address in brackets is the whole host";
        if (!refused.empty()) {
            out_.resize(from);
            failure = {code::forbidden_value, found.offset, std::string(name), refused};
            return false;
        }
        last_ = found.place;
        if (found.place == place::url_segment) {
            segment_ = found.offset;
            segment_parameter_ = name;
        }
        if (held.is_secret() && secrets_ != nullptr) {
            secrets_->add(value_text(held).view());
            std::string_view written = std::string_view(out_).substr(from);
            if (found.place == place::json_value && written.starts_with('"'))
                written = written.substr(1, written.size() - 2);
            secrets_->add(written);
        }
        return true;
    }

    Source const& source_;
    std::string& out_;
    unknown_parameters unknown_;
    http::secrets_writer* secrets_;
    std::string_view text_;
    trotline::syntax syntax_ = syntax::verbatim;
    std::size_t at_ = 0;
    std::size_t known_ = 0;
    place last_ = place::text;    // of what was written last
    std::size_t segment_ = npos;  // the expression whose value made the path segment that is open
    std::string_view segment_parameter_;
};

}  // namespace detail
}  // namespace trotline
#endif
