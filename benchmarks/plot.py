#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Draws the medians of a run as SVG bars, and prints them as tables: plot.py results.json folder

One picture for the contenders that read on demand, one for those that validate. A bar is the time per document, relative to Trotline's.
"""
import json
import sys
from collections import defaultdict
from xml.sax.saxutils import escape

COLOURS = {"trotline": "#0b6e4f", "simdjson": "#d17a22", "RapidJSON": "#5b6c9d", "nlohmann": "#9d5b7f", "Boost.JSON": "#7a7a3f"}
BAR, GAP, LEFT, WIDTH = 16, 14, 260, 460


def medians(results):
    """{reading: {scenario: {contender: (nanoseconds, allocations)}}}"""
    table = defaultdict(lambda: defaultdict(dict))
    for run in results["benchmarks"]:
        if run.get("aggregate_name", "median") != "median" or run.get("error_occurred"):
            continue
        scenario, reading, contender = run["run_name"].split("/")[:3]
        factor = {"ns": 1, "us": 1e3, "ms": 1e6, "s": 1e9}[run["time_unit"]]
        table[reading][scenario][contender] = (run["cpu_time"] * factor, run.get("allocations", 0))
    return table


def shown(nanoseconds):
    for limit, unit in ((1e3, "ns"), (1e6, "µs"), (1e9, "ms")):
        if nanoseconds < limit:
            value = nanoseconds * 1e3 / limit
            return f"{value:.3g} {unit}"
    return f"{nanoseconds / 1e9:.3g} s"


def markdown(scenarios):
    contenders = [c for c in COLOURS if any(c in s for s in scenarios.values())]
    lines = ["| | " + " | ".join(contenders) + " |", "|---|" + "---|" * len(contenders)]
    for scenario, times in scenarios.items():
        cells = []
        for c in contenders:
            if c not in times:
                cells.append("")
                continue
            time, allocations = times[c]
            cells.append(shown(time) + (f" ({allocations:.0f} allocations)" if allocations >= 0.5 else ""))
        lines.append(f"| {scenario} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def drawing(title, scenarios):
    rows, y = [], 40
    for scenario, times in scenarios.items():
        if "trotline" not in times:
            continue
        ours = times["trotline"][0]
        rows.append(f'<text x="{LEFT - 10}" y="{y + 12}" text-anchor="end" font-weight="bold">{escape(scenario)}</text>')
        for contender in (c for c in COLOURS if c in times):
            ratio = times[contender][0] / ours
            length = min(ratio, 8) / 8 * WIDTH
            rows.append(f'<rect x="{LEFT}" y="{y}" width="{length:.1f}" height="{BAR - 3}" fill="{COLOURS[contender]}"/>')
            more = "" if ratio <= 8 else " →"
            rows.append(f'<text x="{LEFT + length + 6:.1f}" y="{y + 11}">{contender} {shown(times[contender][0])}, ×{ratio:.2f}{more}</text>')
            y += BAR
        y += GAP
    style = "font-family='sans-serif' font-size='12'"
    return (f"<svg xmlns='http://www.w3.org/2000/svg' width='{LEFT + WIDTH + 230}' height='{y}' {style}>"
            f"<rect width='100%' height='100%' fill='white'/><text x='10' y='22' font-size='15'>{escape(title)}</text>"
            + "".join(rows) + "</svg>\n")


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        table = medians(json.load(file))
    titles = {"on-demand": "Time per document, reading what is asked for (shorter is better)",
              "checked": "Time per document, everything validated (shorter is better)"}
    for reading, title in titles.items():
        if reading not in table:
            continue
        with open(f"{sys.argv[2]}/{reading}.svg", "w", encoding="utf-8") as file:
            file.write(drawing(title, table[reading]))
        print(f"\n{title}\n\n{markdown(table[reading])}")


if __name__ == "__main__":
    main()
