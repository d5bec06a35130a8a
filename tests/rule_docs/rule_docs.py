#!/usr/bin/env python3
"""Runs the code blocks of rules/*.md: the documentation of a rule is its test.

A block that starts with ```cpp and a library is a program of its own. `// file: name.cpp` starts another file of it.
Lines marked `// finding: rule` are what the rule must report, and nothing else; a block without marks must stay
silent. A block without any `#include` gets what `preludes/` has for its library.
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
FIXTURES = HERE.parent.parent / "fixtures" / "libraries"
BLOCK = re.compile(r"^```cpp\b *(\S*)[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"^//\s*file:\s*(\S+)\s*$", re.MULTILINE)
QT = pathlib.Path("/usr/include/x86_64-linux-gnu/qt5")


def fixture(name):
    return ["-isystem", str(FIXTURES / name)]


# What a program of each library is compiled with.
FLAGS = {
    "asio": ["-std=c++20", "-DASIO_STANDALONE"],
    "caf": [],
    "caf-1": fixture("caf-1"),
    "libprocess": fixture("libprocess"),
    "nactors": fixture("nactors"),
    "qp": fixture("qp"),
    "qt": ["-fPIC", "-isystem", str(QT), "-isystem", str(QT / "QtCore"), "-isystem", str(QT / "QtConcurrent")],
    "rotor": fixture("rotor"),
    "sobjectizer": fixture("sobjectizer"),
    "std": ["-std=c++20", "-pthread"],
    "tdactor": fixture("tdactor"),
}


@dataclasses.dataclass
class Block:
    document: pathlib.Path
    line: int  # of its first line of code
    library: str
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
        yield Block(document, text.count("\n", 0, match.start(2)) + 1, match.group(1), match.group(2))


def write_project(block, folder):
    files = block.files()
    for stale in folder.glob("*.[ch]pp"):
        if stale.name not in files:
            stale.unlink()
    for name, text in files.items():
        marked.write_if_changed(folder / name, text)
    flags = list(FLAGS[block.library])
    if "#include <" not in block.text:
        flags += ["-include", str(HERE / "preludes" / f"{block.library}.hpp")]
    marked.write_compile_database(folder, [folder / name for name in files if name.endswith(".cpp")], folder, flags)


def complaints(arguments, block):
    if block.library not in FLAGS:
        return [f"{block.where}: no library `{block.library}`, there are {', '.join(sorted(FLAGS))}"]
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
