// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_REPORT_TABLE_HPP
#define TROTLINE_REPORT_TABLE_HPP

#include <trotline/core/abi.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace trotline::inline TROTLINE_ABI {

// How a report is printed.
struct report_style {
    bool colour = false;
    std::size_t width = 100;  // columns, at least 40; longer lines are cut
};

namespace detail {

enum class paint : unsigned char { plain, bold, dim, good, warning, bad };

inline void append_painted(std::string& to, paint as, std::string_view text, report_style style) {
    constexpr std::string_view codes[] = {"",         "\x1b[1m",  "\x1b[2m",
                                          "\x1b[32m", "\x1b[33m", "\x1b[1;31m"};
    bool const painted = style.colour && as != paint::plain && !text.empty();
    if (painted) to += codes[static_cast<unsigned char>(as)];
    to += text;
    if (painted) to += "\x1b[0m";
}

// UTF-8 characters; each counts as one column.
inline std::size_t columns_of(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

// At most that many columns; a cut text ends with "...".
inline std::string cut_to(std::string_view text, std::size_t columns) {
    if (columns_of(text) <= columns) return std::string(text);
    columns -= (std::min<std::size_t>)(columns, 3);
    std::size_t size = 0;
    for (std::size_t seen = 0; size < text.size(); ++size) {
        if ((static_cast<unsigned char>(text[size]) & 0xC0) != 0x80 && seen++ == columns) break;
    }
    return std::string(text.substr(0, size)) + "...";
}

// The same; a cut text begins with "...".
inline std::string cut_begin_to(std::string_view text, std::size_t columns) {
    if (columns_of(text) <= columns) return std::string(text);
    columns -= (std::min<std::size_t>)(columns, 3);
    std::size_t begin = text.size();
    while (columns != 0)
        if ((static_cast<unsigned char>(text[--begin]) & 0xC0) != 0x80) --columns;
    return "..." + std::string(text.substr(begin));
}

// Aligned columns, indented by two, with notes below their rows. The widest columns are cut until
// all fit.
class report_table {
  public:
    explicit report_table(std::size_t columns) : columns_(columns) {}

    void cell(std::string text, paint as = paint::plain) {
        open_.cells.push_back({std::move(text), as});
    }
    // A cell whose end says more than its beginning, as a path's does: it is cut at its beginning.
    void cell_with_end(std::string text) {
        open_.cells.push_back({std::move(text), paint::plain, true});
    }
    void end_row() { rows_.push_back(std::exchange(open_, {})); }
    // A note below the last row.
    void note(std::string text, paint as) { rows_.back().notes.push_back({std::move(text), as}); }

    void write(std::string& out, report_style style) const {
        std::vector<std::size_t> widths(columns_);
        for (row const& each : rows_)
            for (std::size_t i = 0; i < columns_; ++i)
                widths[i] = (std::max)(widths[i], columns_of(each.cells[i].text));
        std::size_t const room = style.width - indent - between * (columns_ - 1);
        for (;;) {
            std::size_t total = 0;
            for (std::size_t const width : widths) total += width;
            auto const widest = std::ranges::max_element(widths);
            if (total <= room || *widest <= least) break;
            *widest = (std::max)(least, *widest - (std::min)(*widest, total - room));
            // not narrower at once than the next widest column
            std::size_t next = least;
            for (auto i = widths.begin(); i != widths.end(); ++i)
                if (i != widest) next = (std::max)(next, (std::min)(*i, *widest + (total - room)));
            if (*widest < next && next < *widest + (total - room)) *widest = next - 1;
        }
        for (row const& each : rows_) {
            std::string text(indent, ' ');
            std::size_t pending = 0;
            for (std::size_t i = 0; i < columns_; ++i) {
                piece const& cell = each.cells[i];
                std::string const shown = cell.keeps_end ? cut_begin_to(cell.text, widths[i])
                                                         : cut_to(cell.text, widths[i]);
                if (!shown.empty()) {
                    text.append(pending, ' ');
                    append_painted(text, each.cells[i].as, shown, style);
                    pending = 0;
                }
                pending += widths[i] - columns_of(shown) + between;
            }
            out.append(text).append("\n");
            for (piece const& note : each.notes) write_note(out, note, style);
        }
    }

  private:
    static constexpr std::size_t indent = 2, between = 2, least = 8;

    struct piece {
        std::string text;
        paint as;
        bool keeps_end = false;
    };
    struct row {
        std::vector<piece> cells{}, notes{};
    };

    // The note is broken at blanks.
    static void write_note(std::string& out, piece const& note, report_style style) {
        std::size_t const room = style.width - indent * 2;
        std::string_view rest = note.text;
        while (!rest.empty()) {
            std::string_view line = rest;
            if (columns_of(rest) > room) {
                std::string_view const fits = rest.substr(0, cut_to(rest, room).size() - 3);
                std::size_t const blank = fits.rfind(' ');
                line = blank == fits.npos || blank == 0 ? fits : fits.substr(0, blank);
            }
            out.append(indent * 2, ' ');
            append_painted(out, note.as, line, style);
            out += '\n';
            rest.remove_prefix(line.size());
            while (rest.starts_with(' ')) rest.remove_prefix(1);
        }
    }

    std::size_t columns_;
    row open_{};
    std::vector<row> rows_;
};

}  // namespace detail
}  // namespace trotline
#endif
