# SPDX-License-Identifier: BSL-1.0
"""measure.py INCLUDE REPETITIONS COMPILER...: processor time and peak memory of one translation unit each, the contenders in turn.

The time is that of the compiler's processes (user and system), the least of all repetitions: what else runs on the machine only adds.
"""
import os
import pathlib
import subprocess
import sys
import tempfile


def with_paths(header, count):
    lines = [f"#include <{header}>", "using namespace trotline::literals;"]
    # Different texts, each used, as a mapping's rows would be.
    for i in range(count):
        lines.append(f"""auto const& path_{i} = decltype("data.records[{i}].user{i}['title']"_path)::value;""")
    return "\n".join(lines) + "\n"


def units():
    yield "an empty unit", "int nothing;\n"
    yield "nlohmann/json.hpp", "#include <nlohmann/json.hpp>\n"
    yield "boost/json.hpp", "#include <boost/json.hpp>\n"
    yield "trotline/trotline.hpp", "#include <trotline/trotline.hpp>\n"
    yield "trotline/mapping/map.hpp", "#include <trotline/mapping/map.hpp>\n"
    yield "trotline/path/literal.hpp", with_paths("trotline/path/literal.hpp", 0)
    for count in (1, 10, 100):
        yield f"  and {count} literal path{'s' if count > 1 else ''}", with_paths("trotline/path/literal.hpp", count)


def compile_once(compiler, include, source):
    """Seconds and megabytes, or nothing if it does not compile."""
    command = [compiler, "-std=c++20", "-O2", "-I", include, "-c", "-o", os.devnull, source]
    environment = dict(os.environ, CCACHE_DISABLE="1")
    child = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = status
    return (usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024) if status == 0 else None


def main():
    include, repetitions, compilers = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
    names = [name for name, _ in units()]
    least = {}
    with tempfile.TemporaryDirectory() as directory:
        sources = {}
        for i, (name, text) in enumerate(units()):
            sources[name] = pathlib.Path(directory, f"unit_{i}.cpp")
            sources[name].write_text(text)
        for _ in range(repetitions):
            for compiler in compilers:
                for name in names:
                    cost = compile_once(compiler, include, str(sources[name]))
                    if cost is None:
                        continue
                    before = least.get((compiler, name), cost)
                    least[compiler, name] = tuple(min(pair) for pair in zip(before, cost))
    print(f"{'':<28}" + "".join(f"{compiler:>22}" for compiler in compilers))
    for name in names:
        cells = ("%9.2f s %7.0f MB" % least[c, name] if (c, name) in least else "does not compile" for c in compilers)
        print(f"{name:<28}" + "".join(f"{cell:>22}" for cell in cells))
    each = "each literal path"
    cells = []
    for c in compilers:
        one, hundred = least.get((c, names[-3])), least.get((c, names[-1]))
        cells.append(f"{(hundred[0] - one[0]) / 99 * 1000:.2f} ms" if one and hundred else "")
    print(f"{each:<28}" + "".join(f"{cell:>22}" for cell in cells))
    return 0 if len(least) == len(names) * len(compilers) else 1


sys.exit(main())
