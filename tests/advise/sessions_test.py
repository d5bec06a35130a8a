#!/usr/bin/env python3
"""Plays recorded sessions of `dramaturg advise` and compares what a person sees.

A session is a head of `name: value` lines, a line `---`, and the screen at the end. `arguments` are words as in a
shell, `keys` are characters, or <enter>, <down>, <ctrl-c>, <resize 24x50> and so on. With `input` instead of keys there
is no terminal: the lines come from a pipe. `{folder}` is the folder of the sessions, with small trees of its own;
`shown: steps` leaves the advice out, whose words are not what a session is about. `--bless` writes down what is seen
now; read it before you commit it."""

import argparse
import difflib
import os
import pathlib
import re
import shlex
import subprocess
import sys

from terminal import Terminal


def parse(path):
    head, _, screen = path.read_text().partition("---\n")
    values = {"size": "24x80", "exit": "0", "env": "", "keys": ""}
    for line in head.splitlines():
        name, _, value = line.partition(":")
        values[name.strip()] = value.strip()
    return head, values, screen


def environment(values):
    kept = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), "TERM": "xterm", "LC_ALL": "C.UTF-8"}
    return kept | dict(entry.split("=", 1) for entry in shlex.split(values["env"]))


def keys_of(text):
    return [part[1:-1] if part.startswith("<") else part for part in re.findall(r"<[^>]+>|[^<]", text)]


def check_colour(values, raw):
    coloured = re.search(r"\x1b\[[0-9;]*m", raw) is not None
    assert coloured == (values.get("colour", "yes") == "yes"), "colour where none is wanted, or none where it is"


def steps_of(screen):
    return "".join(line + "\n" for line in screen.splitlines() if line.startswith(("  \u251c", "  \u2502")))


def play(dramaturg, folder, values):
    """Exit code and screen."""
    command = [str(dramaturg), "advise", *shlex.split(values["arguments"].replace("{folder}", str(folder)))]
    if "input" in values:
        run = subprocess.run(command, input=values["input"].replace("\\n", "\n"), capture_output=True, text=True,
                             env=environment(values), timeout=60)
        return run.returncode, run.stdout + run.stderr
    rows, columns = map(int, values["size"].split("x"))
    terminal = Terminal(command, environment(values), rows, columns)
    terminal.wait_for(values.get("first", "q quit"))
    for key in keys_of(values["keys"]):
        terminal.press(key)
        if "TERM=dumb" in values["env"] and key == "enter":
            terminal.settle()
    code = terminal.end()
    assert terminal.restored(), "the terminal is not as it was before"
    check_colour(values, terminal.raw)
    if "LC_ALL=C" in values["env"]:
        assert terminal.raw.isascii(), "more than ASCII without UTF-8"
    return code, terminal.screen.text()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dramaturg", type=lambda path: pathlib.Path(path).resolve(), required=True)
    parser.add_argument("--bless", action="store_true")
    parser.add_argument("folder", type=pathlib.Path)
    arguments = parser.parse_args()
    failed = False
    sessions = sorted(arguments.folder.glob("*.session"))
    assert sessions, "no sessions: a test that cannot fail proves nothing"
    for path in sessions:
        head, values, expected = parse(path)
        try:
            code, seen = play(arguments.dramaturg, arguments.folder, values)
            assert code == int(values["exit"]), f"exit code {code}\n{seen}"
            seen = steps_of(seen) if values.get("shown") == "steps" else seen
        except AssertionError as error:
            print(f"{path.stem}: {error}")
            failed = True
            continue
        if arguments.bless:
            path.write_text(f"{head}---\n{seen}")
        elif seen != expected:
            failed = True
            print(f"{path.stem}: the screen is not what it was")
            print(*difflib.unified_diff(expected.splitlines(), seen.splitlines(), "recorded", "seen", lineterm=""), sep="\n")
        else:
            print(f"{path.stem}: as recorded")
    sys.exit(failed)


if __name__ == "__main__":
    main()
