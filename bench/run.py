#!/usr/bin/env python3
"""Compares whole-project checks of dramaturg with clang++ -fsyntax-only and clang-tidy over the same units.

Everything is measured in one run, round by round, with the same number of jobs; the table shows medians as ratios to
clang++ -fsyntax-only. CPU time is that of all processes; memory is the peak of the largest single process."""

import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import generate

ROOT = pathlib.Path(__file__).resolve().parent.parent
Measure = collections.namedtuple("Measure", "wall cpu memory")
TRIVIAL_CHECK = "-*,misc-unused-alias-decls"
THREE_GROUPS = "-*,bugprone-*,concurrency-*,performance-*"


def measure_process(command, directory, accepted=(0,)):
    """(CPU seconds, peak KiB) of a process and those that it waited for."""
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(command, cwd=directory, stdout=subprocess.DEVNULL, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in accepted:
            errors.seek(0)
            sys.exit(f"{shlex.join(map(str, command))} ended with {process.returncode}:\n{errors.read().decode()}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def measure_all(commands, jobs):
    """One process per (command, directory), `jobs` at a time."""
    start = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        used = list(pool.map(lambda one: measure_process(*one), commands))
    return Measure(time.monotonic() - start, sum(cpu for cpu, _ in used), max(memory for _, memory in used))


def syntax_only(entry, clang):
    """The entry's command as one that only parses."""
    words = entry.get("arguments") or shlex.split(entry["command"])
    kept, skip = [], False
    for word in words[1:]:
        if not skip and word not in ("-o", "-c"):
            kept.append(word)
        skip = word == "-o" and not skip
    return [clang, "-w", "-fsyntax-only", *kept]


def contestants(arguments, database, entries, scratch):
    """Name → function that runs it once over all units."""

    def clang():
        return measure_all([(syntax_only(one, arguments.clang), one["directory"]) for one in entries], arguments.jobs)

    def tidy(checks):
        command = [arguments.clang_tidy, "-p", database, "--quiet", f"--checks={checks}"]
        return measure_all([([*command, pathlib.Path(one["directory"]) / one["file"]], one["directory"]) for one in entries],
                           arguments.jobs)

    def dramaturg(cold):
        cache = scratch / "cache"
        if cold:
            shutil.rmtree(cache, ignore_errors=True)
        command = [arguments.dramaturg.resolve(), "check", "-p", database, "--cache-dir", cache, "-j", str(arguments.jobs),
                   "-o", "json"]
        return measure_all([(command, entries[0]["directory"], (0, 1))], 1)

    return {
        "clang++ -fsyntax-only": clang,
        "clang-tidy, one trivial check": lambda: tidy(TRIVIAL_CHECK),
        "clang-tidy, bugprone concurrency performance": lambda: tidy(THREE_GROUPS),
        "dramaturg check, cold": lambda: dramaturg(cold=True),
        "dramaturg check, warm": lambda: dramaturg(cold=False),
    }


def median(measures):
    return Measure(*(statistics.median(column) for column in zip(*measures)))


def print_table(title, results):
    base = next(iter(results.values()))
    print(f"\n{title}\n")
    print(f"| {'':44} |   wall |    CPU | memory | {'wall':>9} | {'memory':>7} |")
    print(f"| {'-' * 44} | -----: | -----: | -----: | --------: | ------: |")
    for name, one in results.items():
        ratios = " | ".join(f"{mine / theirs:6.3f}" for mine, theirs in zip(one, base))
        print(f"| {name:44} | {ratios} | {one.wall:7.2f} s | {one.memory / 1024:4.0f} MB |", flush=True)


def compare(title, arguments, database):
    entries = json.loads((database / "compile_commands.json").read_text())
    measures = collections.defaultdict(list)
    with tempfile.TemporaryDirectory() as scratch:
        runs = contestants(arguments, database, entries, pathlib.Path(scratch))
        for number in range(arguments.rounds):
            for name, run in runs.items():
                print(f"round {number + 1} of {arguments.rounds}: {name} ...", file=sys.stderr)
                measures[name].append(run())
    heading = f"{title}: {len(entries)} units, {arguments.jobs} jobs, medians of {arguments.rounds}"
    print_table(heading, {name: median(all_rounds) for name, all_rounds in measures.items()})


def configure(project, folder):
    subprocess.run(["cmake", "-S", project, "-B", folder, "-G", "Ninja", "-DCMAKE_CXX_COMPILER=clang++-22"], check=True,
                   stdout=subprocess.DEVNULL)
    return folder


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dramaturg", type=pathlib.Path, required=True, help="the program")
    parser.add_argument("--clang", default="clang++-22")
    parser.add_argument("--clang-tidy", default="clang-tidy-22")
    parser.add_argument("-j", "--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--units", type=int, default=50, help="size of the generated project; 0: none")
    parser.add_argument("-p", dest="databases", type=pathlib.Path, action="append", default=[], metavar="DIR",
                        help="folder with a compile_commands.json to measure instead of the demo and the generated project")
    arguments = parser.parse_args()

    for database in arguments.databases:
        compare(str(database), arguments, database.resolve())
    if arguments.databases:
        return
    with tempfile.TemporaryDirectory() as folder:
        compare("demo", arguments, configure(ROOT / "fixtures/projects/harbour", pathlib.Path(folder) / "demo"))
        if arguments.units:
            generated = pathlib.Path(folder) / "generated"
            generate.write(generated, arguments.units)
            compare("generated project", arguments, generated)


if __name__ == "__main__":
    main()
