# SPDX-License-Identifier: BSL-1.0
"""measure.py INCLUDE REPETITIONS COMPILER...: the cost of translation units: processor time, peak memory and code, the contenders in turn.

The time is that of the compiler's processes (user and system), the least of all repetitions: what else runs on the machine only adds.
"""
import os
import pathlib
import subprocess
import sys
import tempfile

import units


def compile_once(compiler, include, source, made, options):
    """Seconds, megabytes and bytes of text, or nothing if it does not compile."""
    command = [compiler, "-std=c++20", "-O2", *options, "-I", include, "-c", "-o", made, source]
    environment = dict(os.environ, CCACHE_DISABLE="1")
    child = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = status
    if status != 0:
        return None
    text = int(subprocess.run(["size", made], capture_output=True, text=True, check=True).stdout.splitlines()[1].split()[0])
    return (usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, text)


def main():
    include, repetitions, compilers = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
    sources, least = {name: (text, options) for name, text, options in units.all_units()}, {}
    with tempfile.TemporaryDirectory() as directory:
        for i, (text, _) in enumerate(sources.values()):
            pathlib.Path(directory, f"unit_{i}.cpp").write_text(text)
        for _ in range(repetitions):
            for compiler in compilers:
                for i, (name, (_, options)) in enumerate(sources.items()):
                    cost = compile_once(compiler, include, f"{directory}/unit_{i}.cpp", f"{directory}/unit.o", options)
                    if cost is not None:
                        before = least.get((compiler, name), cost)
                        least[compiler, name] = tuple(min(pair) for pair in zip(before, cost))
    print(f"{'':<44}" + "".join(f"{compiler:>30}" for compiler in compilers))
    for name in sources:
        cells = ("%8.2f s %6.0f MB %7.1f KB" % (least[c, name][0], least[c, name][1], least[c, name][2] / 1024)
                 if (c, name) in least else "does not compile" for c in compilers)
        print(f"{name:<44}" + "".join(f"{cell:>30}" for cell in cells))
    return 0 if len(least) == len(sources) * len(compilers) else 1


sys.exit(main())
