#!/usr/bin/env python3
"""Records the profile by which the build lays out the worker (cmake/Bolt.cmake), and packs it.

The worker as linked is instrumented with BOLT and run over small sources: those beside this script, the harbour of the
fixtures and a few of the house's own. Worth renewing when the build says that the profile is of another Clang."""

import argparse
import os
import pathlib
import subprocess
import tarfile
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
OWN = ["extract/worker_main.cpp", "facts/facts_json.cpp", "tool/main.cpp"]
# What the rarest edges add up to: a ten-thousandth of all that runs is a third of the file.
KEPT = 0.9999


def training(database):
    """Arguments after --json, one list per unit."""
    harbour = sorted((ROOT / "fixtures/projects/harbour").glob("*.cpp"))
    for source in harbour:
        yield ["--", "clang++", "-std=c++17", source]
    # Rare, but not unknown: everything is parsed.
    yield ["--plain", "--", "clang++", "-std=c++17", harbour[0]]
    yield ["--", "clang++", "-std=c++17", HERE / "threads.cpp"]
    yield ["--", "clang++", "-std=c++20", HERE / "modern.cpp"]
    for source in OWN:
        yield ["-p", database, ROOT / source]


def instrument(bolt, worker, scratch):
    """The worker may not write files; a process that BOLT puts beside it does, once the worker has ended."""
    program, profile = scratch / "instrumented", scratch / "profile"
    subprocess.run([bolt, worker, "-o", program, "-instrument", f"-instrumentation-file={profile}",
                    "-instrumentation-sleep-time=1000000", "-instrumentation-no-counters-clear"],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return program, profile


def record(program, profile, database):
    """One profile per unit."""
    for number, arguments in enumerate(training(database)):
        print("training with", arguments[-1], flush=True)
        done, held = os.pipe()
        subprocess.run([program, "--json", *arguments], check=True, stdout=subprocess.DEVNULL, pass_fds=[held])
        os.close(held)
        os.read(done, 1)  # the end of file comes when the process that writes the profile has ended as well
        os.close(done)
        yield profile.rename(profile.with_suffix(f".{number}"))


def frequent(lines):
    """Those that make up KEPT of all counts. A line: `1 from offset 1 to offset mispredictions count`."""
    counts = sorted((int(line.split()[-1]) for line in lines if len(line.split()) == 8), reverse=True)
    wanted, least = KEPT * sum(counts), 0
    for least in counts:
        wanted -= least
        if wanted <= 0:
            break
    return sorted(line for line in lines if len(line.split()) != 8 or int(line.split()[-1]) >= least)


def pack(lines, output):
    """Names and times of who packs are left out: the same profile gives the same bytes."""
    with tempfile.NamedTemporaryFile("w") as text, tarfile.open(output, "w:xz", preset=9) as archive:
        text.writelines(line + "\n" for line in lines)
        text.flush()
        member = archive.gettarinfo(text.name, "worker.fdata")
        member.mode, member.mtime, member.uid, member.gid, member.uname, member.gname = 0o644, 0, 0, 0, "", ""
        with open(text.name, "rb") as content:
            archive.addfile(member, content)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worker", required=True, type=pathlib.Path, help="dramaturg-extract.linked of a build with BOLT")
    parser.add_argument("--database", required=True, type=pathlib.Path, help="folder of the house's compile_commands.json")
    parser.add_argument("--tools", default="/usr/lib/llvm-22/bin", type=pathlib.Path, help="folder of llvm-bolt and merge-fdata")
    parser.add_argument("--output", default=HERE / "profile.tar.xz", type=pathlib.Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        program, profile = instrument(arguments.tools / "llvm-bolt", arguments.worker, pathlib.Path(scratch))
        profiles = list(record(program, profile, arguments.database))
        merged = subprocess.run([arguments.tools / "merge-fdata", *profiles], check=True, text=True,
                                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.splitlines()
    lines = frequent(merged)
    pack(lines, arguments.output)
    print(f"{arguments.output}: {len(lines)} of {len(merged)} edges, {arguments.output.stat().st_size >> 10} KiB")


if __name__ == "__main__":
    main()
