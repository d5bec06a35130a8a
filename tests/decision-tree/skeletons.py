#!/usr/bin/env python3
"""Checks decision-tree/skeletons: each compiles, and what we advise draws no finding of our own.

A library is one project, whose compiler flags are in its file `flags`. Facts stay cached between runs.
"""

import concurrent.futures
import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import marked_projects as marked

MOST_LINES = 52  # of code, without comments, includes and empty lines


def lines_of_code(text):
    lines = (line.strip() for line in text.splitlines())
    return sum(1 for line in lines if line and not line.startswith(("//", "#include")))


def complaints_about(folder, arguments):
    sources = sorted(folder.glob("*.cpp"))
    for source in sources:
        text = source.read_text()
        if not text.startswith("// "):
            yield f"{source}:1: does not begin with what it shows"
        if lines_of_code(text) > MOST_LINES:
            yield f"{source}:1: has {lines_of_code(text)} lines of code, more than {MOST_LINES}"
    scratch = arguments.scratch / folder.name
    marked.write_compile_database(scratch, sources, folder, marked.flags_of(folder))
    try:
        report = marked.check(arguments.dramaturg, scratch, folder, arguments.scratch / "cache", "--jobs", "1")
    except RuntimeError as error:
        yield f"{folder.name}: {error}"
        return
    for finding in report["findings"]:
        place = f"{folder.name}/{finding['file']}:{finding['line']}"
        yield f"{place}: {finding['rule']} ({finding['confidence']}): {finding['message']}"


def main():
    parser = marked.build_parser(__doc__.splitlines()[0])
    parser.add_argument("--skeletons", type=marked.absolute, required=True, help="the folder of all libraries")
    parser.add_argument("library", nargs="*", help="only these")
    arguments = parser.parse_args()
    folders = [one for one in sorted(arguments.skeletons.iterdir())
               if one.is_dir() and (not arguments.library or one.name in arguments.library)]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        found = pool.map(lambda folder: list(complaints_about(folder, arguments)), folders)
        complaints = [complaint for one in found for complaint in one]
    print("\n".join(complaints), f"{len(folders)} libraries, {len(complaints)} complaints", sep="\n")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
