#!/usr/bin/env python3
"""Compares whole-project checks of dramaturg with what else reads C++: clang++ -fsyntax-only, clang-tidy, clangd.

Everything is measured in one run, round by round, with the same number of jobs; the tables show medians as ratios to
clang++ -fsyntax-only over the same units. CPU time is that of all processes; memory is the peak of the largest single
process. After an edit, dramaturg checks the whole project again, and clang++ parses the units that the edit concerns.
Sources are edited in place, by a comment at their end, and restored."""

import argparse
import collections
import concurrent.futures
import contextlib
import itertools
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
CLANG, EDITED_SOURCE, EDITED_HEADER = ("clang++ -fsyntax-only", "clang++, the edited source", "clang++, units with the edited header")
edits = itertools.count()


# --- measuring --------------------------------------------------------------------------------------------------------


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
    """One process per (command, directory[, accepted exit codes]), `jobs` at a time."""
    start = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        used = list(pool.map(lambda one: measure_process(*one), commands))
    return Measure(time.monotonic() - start, sum(cpu for cpu, _ in used), max(memory for _, memory in used))


def median(measures):
    return Measure(*(statistics.median(column) for column in zip(*measures)))


@contextlib.contextmanager
def edited(file):
    """The file with another comment at its end, each time a new one."""
    before, status = file.read_bytes(), file.stat()
    try:
        file.write_bytes(before + f"\n// edit {next(edits)} of {os.getpid()}\n".encode())
        yield
    finally:
        file.write_bytes(before)
        os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


# --- contestants ------------------------------------------------------------------------------------------------------


class Project:
    """A compile database, and what to edit in it."""

    def __init__(self, arguments, title, database, root=None, header=None):
        self.arguments, self.title, self.database, self.header = arguments, title, database.resolve(), header
        self.entries = json.loads((self.database / "compile_commands.json").read_text())
        self.root = ["--root", root.resolve()] if root else []
        self.source = self.path(self.entries[len(self.entries) // 2])

    @staticmethod
    def path(entry):
        return pathlib.Path(entry["directory"]) / entry["file"]

    def syntax_only(self, entry):
        """The entry's command as one that only parses."""
        words = entry.get("arguments") or shlex.split(entry["command"])
        kept, skip = [], False
        for word in words[1:]:
            if not skip and word not in ("-o", "-c"):
                kept.append(word)
            skip = word == "-o" and not skip
        return [self.arguments.clang, "-w", "-fsyntax-only", *kept], entry["directory"]

    def clang(self, entries):
        return measure_all([self.syntax_only(one) for one in entries], self.arguments.jobs)

    def tidy(self, checks):
        command = [self.arguments.clang_tidy, "-p", self.database, "--quiet", f"--checks={checks}"]
        # Findings that the project's own settings turn into errors are no failure of the run.
        return measure_all([([*command, self.path(one)], one["directory"], (0, 1)) for one in self.entries], self.arguments.jobs)

    def clangd(self):
        command = [self.arguments.clangd, f"--compile-commands-dir={self.database}", "--log=error"]
        return measure_all([([*command, f"--check={self.path(one)}"], one["directory"], (0, 1)) for one in self.entries],
                           self.arguments.jobs)

    def check(self, cache, *options):
        command = [self.arguments.dramaturg.resolve(), "check", "-p", self.database, *self.root, "--cache-dir", cache,
                   "-j", str(self.arguments.jobs), "-o", "json", *options]
        return measure_all([(command, self.database, (0, 1))], 1)

    def including(self, header):
        """The entries whose sources name the header; good enough for projects whose headers are included directly."""
        return [one for one in self.entries if header.name in self.path(one).read_text(errors="replace")]


def contestants(project, cache):
    """Name → function that runs it once. The order matters: each of dramaturg's runs finds what the one before left."""

    def cold():
        shutil.rmtree(cache, ignore_errors=True)
        return project.check(cache)

    def after_edit(file):
        with edited(file):
            return project.check(cache)

    def clang_source():
        return project.clang([one for one in project.entries if project.path(one) == project.source][:1])

    runs = {CLANG: lambda: project.clang(project.entries)}
    if project.arguments.tidy:
        runs["clang-tidy, one trivial check"] = lambda: project.tidy(TRIVIAL_CHECK)
        runs["clang-tidy, bugprone concurrency performance"] = lambda: project.tidy(THREE_GROUPS)
    if project.arguments.clangd:
        runs["clangd --check"] = project.clangd
    runs["dramaturg, cold"] = cold
    runs["dramaturg, nothing changed"] = lambda: project.check(cache)
    runs["dramaturg, another rule set"] = lambda: project.check(cache, "--min-confidence", "possible")
    runs[EDITED_SOURCE] = clang_source
    runs["dramaturg, one source edited"] = lambda: after_edit(project.source)
    if project.header:
        runs[EDITED_HEADER] = lambda: project.clang(project.including(project.header))
        runs["dramaturg, one header edited"] = lambda: after_edit(project.header)
    return runs


# --- tables -----------------------------------------------------------------------------------------------------------


def print_table(title, results):
    print(f"\n{title}\n")
    print(f"| {'':44} |   wall |    CPU | memory | {'wall':>9} | {'memory':>7} |")
    print(f"| {'-' * 44} | -----: | -----: | -----: | --------: | ------: |")
    base = None
    for name, one in results.items():
        base = one if name in (CLANG, EDITED_SOURCE, EDITED_HEADER) else base
        ratios = " | ".join(f"{mine / theirs:6.3f}" for mine, theirs in zip(one, base))
        print(f"| {name:44} | {ratios} | {one.wall:7.2f} s | {one.memory / 1024:4.0f} MB |", flush=True)


def compare(project):
    arguments = project.arguments
    measures = collections.defaultdict(list)
    with tempfile.TemporaryDirectory() as scratch:
        runs = contestants(project, pathlib.Path(scratch) / "cache")
        for number in range(arguments.rounds):
            for name, run in runs.items():
                print(f"round {number + 1} of {arguments.rounds}: {name} ...", file=sys.stderr)
                measures[name].append(run())
    heading = f"{project.title}: {len(project.entries)} units, {arguments.jobs} jobs, medians of {arguments.rounds}"
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
    parser.add_argument("--clangd", help="also measure this clangd with --check")
    parser.add_argument("--no-tidy", dest="tidy", action="store_false", help="leave clang-tidy out: it takes longest")
    parser.add_argument("-j", "--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--units", type=int, default=50, help="size of the generated project; 0: none")
    parser.add_argument("-p", dest="database", type=pathlib.Path, metavar="DIR",
                        help="folder with a compile_commands.json to measure instead of the demo and the generated project")
    parser.add_argument("--root", type=pathlib.Path, help="with -p: the project's root, if it is not found")
    parser.add_argument("--header", type=pathlib.Path, help="with -p: a header to edit")
    arguments = parser.parse_args()

    if arguments.database:
        compare(Project(arguments, str(arguments.database), arguments.database, arguments.root, arguments.header))
        return
    with tempfile.TemporaryDirectory() as folder:
        demo = ROOT / "fixtures/projects/harbour"
        compare(Project(arguments, "demo", configure(demo, pathlib.Path(folder) / "demo"), demo, demo / "actors.hpp"))
        if arguments.units:
            generated = pathlib.Path(folder) / "generated"
            generate.write(generated, arguments.units)
            compare(Project(arguments, "generated project", generated, generated, generated / "messages.hpp"))


if __name__ == "__main__":
    main()
