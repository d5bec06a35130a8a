#!/usr/bin/env python3
"""How the cost of a check grows with the number of units, when nothing has changed.

fill_cache writes projects of many small files and fills the fact cache as if all their units had been extracted, with
the facts of the demo multiplied; `dramaturg check` then reads the cache, links and runs the rules."""

import argparse
import pathlib
import shutil
import subprocess
import sys
import tempfile

import run

ROOT = pathlib.Path(__file__).resolve().parent.parent


def write_samples(worker, folder):
    """The facts of the demo's units, one file each."""
    folder.mkdir()
    for source in sorted((ROOT / "fixtures/projects/harbour").glob("*.cpp")):
        facts = subprocess.run([worker, "--json", "--", "clang++", "-std=c++17", source], check=True, stdout=subprocess.PIPE)
        (folder / f"{source.stem}.json").write_bytes(facts.stdout)


def measure(arguments, samples, scratch, units):
    project, cache = scratch / f"project-{units}", scratch / f"cache-{units}"
    made = subprocess.run([arguments.fill_cache, samples, project, cache, arguments.worker, str(units)], check=True,
                          stdout=subprocess.PIPE, text=True)
    print(made.stdout.strip(), file=sys.stderr)
    # From the worker's caches the first check takes what the following ones need.
    command = [arguments.dramaturg, "check", "-p", project, "--root", project, "--cache-dir", cache, "-j",
               str(arguments.jobs), "-o", "json"]
    rounds = [run.measure_all([(command, project, (0, 1))], 1) for _ in range(arguments.rounds + 1)][1:]
    size = sum(file.stat().st_size for file in cache.rglob("*") if file.is_file())
    shutil.rmtree(project)
    shutil.rmtree(cache)
    return run.median(rounds), size


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=pathlib.Path, required=True, help="folder of the build")
    parser.add_argument("-j", "--jobs", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("units", type=int, nargs="*", default=[100, 1000, 10000])
    arguments = parser.parse_args()
    arguments.dramaturg = (arguments.build / "bin/dramaturg").resolve()
    arguments.worker = (arguments.build / "bin/dramaturg-extract").resolve()
    arguments.fill_cache = (arguments.build / "bin/fill_cache").resolve()

    with tempfile.TemporaryDirectory() as folder:
        scratch = pathlib.Path(folder)
        write_samples(arguments.worker, scratch / "samples")
        print("|  units |     wall |      CPU | memory | cache  | wall per unit |")
        print("| -----: | -------: | -------: | -----: | -----: | ------------: |")
        for units in arguments.units:
            cost, size = measure(arguments, scratch / "samples", scratch, units)
            print(f"| {units:6} | {cost.wall * 1000:5.0f} ms | {cost.cpu * 1000:5.0f} ms | {cost.memory / 1024:3.0f} MB |"
                  f" {size >> 20:3} MB | {cost.wall * 1e6 / units:10.0f} µs |", flush=True)


if __name__ == "__main__":
    main()
