#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Draws the medians of a run, and prints them as Markdown tables: plot.py FOLDER RESULTS.json...

FOLDER/on-demand.svg has the contenders that read what is asked for, FOLDER/checked.svg those that validate the document. A dot is a
contender's time per document divided by Trotline's, so Trotline's own stand on the line at 1.
"""
import json
import math
import sys
from collections import defaultdict
from xml.sax.saxutils import escape

US = "trotline"
# Colours that colour-blind people can tell apart.
COLOURS = {US: "#000000", "simdjson": "#d55e00", "RapidJSON": "#0072b2", "nlohmann": "#cc79a7", "Boost.JSON": "#009e73",
           "yyjson": "#f0e442", "sonic-cpp": "#882255", "jsoncons": "#44aa99", "pugixml": "#e69f00", "libxml2": "#56b4e9",
           "property_tree": "#999999"}
TITLES = {"on-demand": "Reading what is asked for", "checked": "The whole document validated"}
LEFT, WIDTH, RIGHT, ROW, TOP = 230, 420, 250, 24, 92
TICKS = (0.5, 1, 2, 5, 10, 20, 50, 100)  # what is beyond stands at the edge, as an arrow


def medians(files):
    """{reading: {scenario: {contender: (nanoseconds, allocations, what less it checks)}}}"""
    table = defaultdict(lambda: defaultdict(dict))
    for name in files:
        with open(name, encoding="utf-8") as file:
            text = file.read()
        # A filter that matches nothing leaves an empty file.
        runs = json.loads(text)["benchmarks"] if text else []
        # Registered in order, run in any.
        for run in sorted(runs, key=lambda r: r.get("family_index", 0)):
            if run.get("aggregate_name", "median") != "median" or run.get("error_occurred"):
                continue
            scenario, checks, contender = run["run_name"].split("/")[:3]
            factor = {"ns": 1, "us": 1e3, "ms": 1e6, "s": 1e9}[run["time_unit"]]
            # XML is never read on demand; its benchmarks' names say what a contender checks.
            reading, less = (checks, "") if checks in TITLES else ("checked", "" if checks == "all" else checks)
            table[reading][scenario][contender] = (run["cpu_time"] * factor, run.get("allocations", 0), less)
    return table


def shown(nanoseconds):
    for limit, unit in ((1e3, "ns"), (1e6, "µs"), (1e9, "ms")):
        if nanoseconds < limit:
            return f"{three_digits(nanoseconds * 1e3 / limit)} {unit}"
    return f"{three_digits(nanoseconds / 1e9)} s"


def three_digits(value):
    return f"{value:.0f}" if value >= 99.5 else f"{value:.3g}"


def ratio_of(value):
    return f"{value:.2f}" if value < 99.5 else f"{value:,.0f}"


def fastest_peer(times):
    """(its name, its time divided by Trotline's), or None."""
    peers = {c: t[0] for c, t in times.items() if c != US}
    if US not in times or not peers:
        return None
    name = min(peers, key=peers.get)
    return name, peers[name] / times[US][0]


def table_of(scenarios):
    contenders = [c for c in COLOURS if any(c in s for s in scenarios.values())]
    lines = ["| | ratio to the fastest peer | " + " | ".join(contenders) + " |", "|---|" + "---:|" * (len(contenders) + 1)]
    for scenario, times in scenarios.items():
        peer = fastest_peer(times)
        cells = [ratio_of(peer[1]) if peer else ""]
        for c in contenders:
            time, allocations, less = times.get(c, (None, 0, ""))
            notes = ([f"allocates {allocations:.0f}×"] if allocations >= 0.5 else []) + ([f"checks only {less}"] if less else [])
            cells.append("" if time is None else shown(time) + (f" ({', '.join(notes)})" if notes else ""))
        lines.append(f"| {scenario} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def summary(table):
    """For the README: Trotline's time, and the fastest peer's divided by it."""
    head = [r for r in TITLES if r in table]
    lines = ["| | " + " | ".join(f"{r} | fastest peer" for r in head) + " |", "|---|" + "---:|---|" * len(head)]
    for scenario in {s: None for r in ("checked", "on-demand") for s in table.get(r, {})}:
        cells = []
        for times in (table[r].get(scenario, {}) for r in head):
            peer = fastest_peer(times)
            cells += [shown(times[US][0]) if US in times else "", f"×{ratio_of(peer[1])} {peer[0]}" if peer else ""]
        lines.append(f"| {scenario} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def markdown(scenarios):
    """JSON and XML have no contender in common but Trotline."""
    xml = {s: t for s, t in scenarios.items() if s.startswith("xml,")}
    return "\n\n".join(table_of(part) for part in ({s: t for s, t in scenarios.items() if s not in xml}, xml) if part)


def drawing(title, scenarios):
    scenarios = {s: t for s, t in scenarios.items() if US in t}
    ratios = [t[0] / times[US][0] for times in scenarios.values() for t in times.values()]
    low, high = TICKS[0], min((t for t in TICKS if t >= max(ratios)), default=TICKS[-1])

    def x(ratio):
        place = math.log(min(max(ratio, low), high) / low) / math.log(high / low)
        return LEFT + place * WIDTH

    bottom = TOP + ROW * len(scenarios)
    out = [f"<text x='16' y='26' font-size='16' font-weight='bold'>{escape(title)}</text>",
           f"<text x='{LEFT}' y='{bottom + 40}'>time per document, as a multiple of Trotline's: right of 1 is slower than Trotline</text>",
           f"<text x='{LEFT + WIDTH + 24}' y='{TOP - 14}' fill='#555'>Trotline</text>",
           f"<text x='{LEFT + WIDTH + 94}' y='{TOP - 14}' fill='#555'>fastest peer</text>"]
    place = 16
    for contender in (c for c in COLOURS if any(c in t for t in scenarios.values())):
        less = {times[contender][2] for times in scenarios.values() if contender in times} - {""}
        label = contender + (f" (checks only {', '.join(sorted(less))})" if less else "")
        out.append(f"<circle cx='{place + 6}' cy='48' r='5' fill='{COLOURS[contender]}'/>"
                   f"<text x='{place + 16}' y='52'>{escape(label)}</text>")
        place += 34 + 7 * len(label)
    width = max(LEFT + WIDTH + RIGHT, place)
    for tick in (t for t in TICKS if low <= t <= high):
        weight = "stroke='#000'" if tick == 1 else "stroke='#ddd'"
        out.append(f"<line x1='{x(tick):.1f}' x2='{x(tick):.1f}' y1='{TOP - 6}' y2='{bottom}' {weight}/>"
                   f"<text x='{x(tick):.1f}' y='{bottom + 18}' text-anchor='middle'>{tick:g}</text>")
    for number, (scenario, times) in enumerate(scenarios.items()):
        y = TOP + ROW * number + ROW // 2
        if number % 2 == 0:
            out.append(f"<rect x='8' y='{y - ROW // 2}' width='{width - 16}' height='{ROW}' fill='#000' fill-opacity='0.04'/>")
        out.append(f"<text x='{LEFT - 14}' y='{y + 4}' text-anchor='end'>{escape(scenario)}</text>")
        for contender in (c for c in reversed(COLOURS) if c in times):
            ratio = times[contender][0] / times[US][0]
            at, colour = x(ratio), f"fill='{COLOURS[contender]}' fill-opacity='0.85'"
            title = f"<title>{escape(contender)}: {shown(times[contender][0])}, ×{ratio_of(ratio)}</title>"
            if low <= ratio <= high:
                out.append(f"<circle cx='{at:.1f}' cy='{y}' r='5' {colour}>{title}</circle>")
            else:
                tip = 7 if ratio > high else -7
                out.append(f"<path d='M{at:.1f} {y - 6}l{tip} 6l{-tip} 6z' {colour}>{title}</path>")
        out.append(f"<text x='{LEFT + WIDTH + 24}' y='{y + 4}'>{shown(times[US][0])}</text>")
        if peer := fastest_peer(times):
            style = " font-weight='bold' fill='#b00'" if peer[1] < 1 else ""
            out.append(f"<text x='{LEFT + WIDTH + 94}' y='{y + 4}'{style}>{escape(peer[0])} ×{ratio_of(peer[1])}</text>")
    height = bottom + 56
    return (f"<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}' viewBox='0 0 {width} {height}' "
            f"font-family='sans-serif' font-size='13'><rect width='100%' height='100%' fill='white'/>\n" + "\n".join(out) + "\n</svg>\n")


def main():
    table = medians(sys.argv[2:])
    print(f"\n{summary(table)}")
    for reading, title in TITLES.items():
        if reading not in table:
            continue
        with open(f"{sys.argv[1]}/{reading}.svg", "w", encoding="utf-8") as file:
            file.write(drawing(title, table[reading]))
        print(f"\n{title}\n\n{markdown(table[reading])}")


if __name__ == "__main__":
    main()
