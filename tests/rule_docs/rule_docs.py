#!/usr/bin/env python3
"""Runs the code blocks of rules/*.md: the documentation of a rule is its test.

A block that starts with ```cpp caf is a program of its own. `// file: name.cpp` starts another file of it. Lines
marked `// finding: rule` are what the rule must report, and nothing else; a block without marks must stay silent.
A block without any `#include` gets prelude.hpp.
"""

import concurrent.futures
import dataclasses
import os
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import marked_projects as marked

HERE = pathlib.Path(__file__).resolve().parent
BLOCK = re.compile(r"^```cpp caf[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"^//\s*file:\s*(\S+)\s*$", re.MULTILINE)


@dataclasses.dataclass
class Block:
    document: pathlib.Path
    line: int  # of its first line of code
    text: str

    @property
    def rule(self):
        return self.document.stem

    @property
    def where(self):
        return f"rules/{self.document.name}:{self.line}"

    def files(self):
        """Name → text of each file."""
        parts = FILE.split(self.text)
        named = {"main.cpp": parts[0]} if parts[0].strip() else {}
        named.update(zip(parts[1::2], parts[2::2]))
        return named


def blocks(document):
    text = document.read_text()
    for match in BLOCK.finditer(text):
        yield Block(document, text.count("\n", 0, match.start(1)) + 1, match.group(1))


def write_project(block, folder):
    files = block.files()
    for stale in folder.glob("*.[ch]pp"):
        if stale.name not in files:
            stale.unlink()
    for name, text in files.items():
        marked.write_if_changed(folder / name, text)
    flags = [] if "#include <" in block.text else ["-include", str(HERE / "prelude.hpp")]
    marked.write_compile_database(folder, [folder / name for name in files if name.endswith(".cpp")], folder, flags)


def complaints(arguments, block):
    folder = arguments.scratch / block.rule / str(block.line)
    write_project(block, folder)
    try:
        report = marked.check(arguments.dramaturg, folder, folder, arguments.scratch / "cache", "--rule", block.rule, "-j", "1")
    except RuntimeError as problem:
        return [f"{block.where}: {problem}"]
    expected = {mark for mark in marked.markers(folder) if mark[2] == block.rule}
    return [f"{block.where}: {one}" for one in marked.differences(expected, report["findings"])]


def shape(document, found):
    """A rule shows at least one program that deserves its finding and one that does not."""
    marks = [bool(marked.MARKER.search(line)) for block in found for line in block.text.splitlines()]
    if not any(marks):
        yield f"rules/{document.name}: no block shows the finding"
    if all(re.search(r"//\s*finding:", block.text) for block in found):
        yield f"rules/{document.name}: no block shows what is sound"


def main():
    parser = marked.build_parser(__doc__)
    parser.add_argument("--rules", type=pathlib.Path, required=True, help="folder with the documentation")
    parser.add_argument("only", nargs="*", help="rules to run; all without")
    arguments = parser.parse_args()

    documents = [one for one in sorted(arguments.rules.glob("*.md")) if not arguments.only or one.stem in arguments.only]
    if not documents:
        sys.exit("no documentation found")
    every = [block for document in documents for block in blocks(document)]
    told = [line for document in documents for line in shape(document, [one for one in every if one.document == document])]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for lines in pool.map(lambda block: complaints(arguments, block), every):
            told += lines
    print(f"{len(every)} blocks of {len(documents)} rules")
    print(*told, sep="\n")
    sys.exit(bool(told))


if __name__ == "__main__":
    main()
