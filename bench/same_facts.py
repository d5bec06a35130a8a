#!/usr/bin/env python3
"""Shows that the shortcuts of the parse lose nothing on a compile database: the facts of each unit with skipped bodies are,
byte for byte, those of a plain parse, and the linked system is the same whether units share a parse or not."""

import argparse
import concurrent.futures
import difflib
import json
import os
import pathlib
import shlex
import subprocess
import sys
import tempfile


def facts(worker, root, entry, options):
    words = entry.get("arguments") or shlex.split(entry["command"])
    source = pathlib.Path(entry["directory"]) / entry["file"]
    command = [worker, "--json", *options, "--", *[word for word in words if word != entry["file"]], source]
    # The root is where the worker stands, so that commands must not depend on that.
    return subprocess.run(command, cwd=root, capture_output=True, text=True).stdout


def compare_units(arguments, entries):
    worker = arguments.dramaturg.with_name("dramaturg-extract").resolve()

    def both(entry):
        return [facts(worker, arguments.root, entry, options) for options in (["--plain"], [])]

    different = 0
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        for entry, (plain, quick) in zip(entries, pool.map(both, entries)):
            if plain and plain == quick:
                continue
            different += 1
            print(f"{entry['file']}: {'the facts differ' if plain else 'there are no facts'}")
            for line in list(difflib.unified_diff(plain.splitlines(), quick.splitlines(), "plain", "quick", "", "", 2))[:20]:
                print("   ", line)
    print(f"{len(entries) - different} of {len(entries)} units have the facts of a plain parse")
    return different == 0


def compare_systems(arguments):
    models = []
    with tempfile.TemporaryDirectory() as folder:
        for options in (["--no-share"], []):
            model = pathlib.Path(folder) / "model.json"
            subprocess.run([arguments.dramaturg.resolve(), "model", "-p", arguments.database, "--root", arguments.root,
                            "-j", str(arguments.jobs), "--no-cache", *options, "-o", model], check=True)
            models.append(model.read_bytes())
    print("the linked system is", "the same" if models[0] == models[1] else "another one", "when units share a parse")
    return models[0] == models[1]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dramaturg", type=pathlib.Path, required=True, help="the program, with its worker beside it")
    parser.add_argument("-p", dest="database", type=pathlib.Path, required=True, metavar="DIR")
    parser.add_argument("--root", type=pathlib.Path, required=True, help="the project's root")
    parser.add_argument("-j", "--jobs", type=int, default=os.cpu_count())
    arguments = parser.parse_args()
    entries = json.loads((arguments.database / "compile_commands.json").read_text())
    same = [compare_units(arguments, entries), compare_systems(arguments)]
    sys.exit(0 if all(same) else 1)


if __name__ == "__main__":
    main()
