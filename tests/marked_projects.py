"""Projects whose sources say what dramaturg has to find in them.

A line with `// finding: rule[, rule]` must be the place, or a step of the evidence, of a finding of each rule; a
finding that touches no such line is false.
"""

import argparse
import json
import pathlib
import re
import shlex
import subprocess

MARKER = re.compile(r"//\s*finding:\s*(.+?)\s*$")


def markers(root):
    """(file, line, rule) for each mark below `root`, files relative to it."""
    found = set()
    for path in sorted(root.rglob("*.[ch]pp")):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if marked := MARKER.search(line):
                file = path.relative_to(root).as_posix()
                found.update((file, number, rule.strip()) for rule in marked.group(1).split(","))
    return found


def flags_of(root):
    """Compiler flags of a project, from its file `flags`; relative paths start at the project."""
    file = root / "flags"
    return shlex.split(file.read_text()) if file.exists() else []


def write_if_changed(path, text):
    """Leaves the file alone when it says so already, so that facts stay cached between runs."""
    if not path.exists() or path.read_text() != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def write_compile_database(folder, sources, root, flags):
    command = ["clang++", "-std=c++17", *flags]
    entries = [
        {"directory": str(root), "file": str(source), "command": shlex.join([*command, "-c", str(source)])}
        for source in sources
    ]
    write_if_changed(folder / "compile_commands.json", json.dumps(entries, indent=1))


def check(dramaturg, database, root, cache, *options):
    """The parsed JSON report. Raises RuntimeError when a unit was not, or not wholly, understood."""
    command = [dramaturg, "check", "-p", database, "--root", root, "--cache-dir", cache, "-o", "json", *options]
    run = subprocess.run([str(part) for part in command], cwd=root, capture_output=True, text=True)
    if run.returncode not in (0, 1):
        raise RuntimeError(f"dramaturg ended with {run.returncode}: {run.stderr.strip() or run.stdout.strip()}")
    report = json.loads(run.stdout)
    units = report["run"]["units"]
    if units["partial"] or units["failed"]:
        raise RuntimeError(f"not all units were understood: {json.dumps(units)}\n{run.stderr.strip()}")
    return report


def lines_of(finding):
    """The places that a reader is led to."""
    yield finding["file"], finding["line"]
    for step in finding["evidence"]:
        yield step["file"], step["line"]


def differences(expected, findings):
    """Sentences about marks without finding and findings without mark, in the order of the places."""
    touched = [({(file, line, rule) for file, line in lines_of(one) for rule in (one["rule"], *one["folded"])}, one)
               for one in findings]
    told = set().union(*(places for places, _ in touched)) if touched else set()
    complaints = [(file, line, f"{rule} is not found") for file, line, rule in expected - told]
    complaints += [(one["file"], one["line"], f"{one['rule']} is false ({one['confidence']}): {one['message']}")
                   for places, one in touched if not places & expected]
    return [f"{file}:{line}: {text}" for file, line, text in sorted(complaints)]


def absolute(path):
    return pathlib.Path(path).resolve()


def build_parser(description):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--dramaturg", type=absolute, required=True, help="the program")
    parser.add_argument("--scratch", type=absolute, required=True, help="folder for databases and the fact cache")
    return parser
