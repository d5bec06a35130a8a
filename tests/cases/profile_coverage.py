#!/usr/bin/env python3
"""Checks that each entry of each built-in profile fits something in the projects: a name that is spelt wrong fits nothing."""

import json
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import marked_projects as marked


def ask(dramaturg, *arguments):
    command = [str(part) for part in (dramaturg, "library", *arguments)]
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {run.returncode}: {run.stderr.strip()}")
    return json.loads(run.stdout)


def entries_of(libraries):
    """The (section, entry) of each library; a role may be given twice for one name."""
    return {one["library"]: {(each["section"], each["entry"]) for each in one["entries"]} for one in libraries}


def likely_first(library, projects):
    """Those that name the library begin, small ones before large ones: the search ends when nothing is missing."""
    def key(root):
        named = library == root.name or any(part.endswith(f"/{library}") for part in marked.flags_of(root))
        return not named, sum(source.stat().st_size for source in root.rglob("*.cpp"))
    return sorted(projects, key=key)


def missing_from(library, wanted, projects, scratch, dramaturg):
    """What of `wanted` fits nothing in any project."""
    missing = set(wanted)
    for root in likely_first(library, projects):
        if not missing:
            break
        found = ask(dramaturg, "check", library, "--json", "-p", scratch / root.name, "--root", root,
                    "--cache-dir", scratch / "cache")
        missing -= {(each["section"], each["entry"]) for each in found["entries"] if each["count"]}
    return missing


def main():
    parser = marked.build_parser(__doc__)
    parser.add_argument("--only", action="append", default=[], help="a library; default: all")
    parser.add_argument("project", type=marked.absolute, nargs="+")
    arguments = parser.parse_args()
    for root in arguments.project:
        marked.write_compile_database(arguments.scratch / root.name, sorted(root.rglob("*.cpp")), root, marked.flags_of(root))

    entries = entries_of(ask(arguments.dramaturg, "list", "--json")["libraries"])
    if arguments.only:
        entries = {library: entries[library] for library in arguments.only}
    missing = {}
    for library in sorted(entries, key=lambda name: len(entries[name])):
        # What a profile inherits may be shown by the project of the one that it extends.
        inherited = [base for base in missing if entries[base] < entries[library]]
        wanted = entries[library].difference(*(entries[base] - missing[base] for base in inherited))
        missing[library] = missing_from(library, wanted, arguments.project, arguments.scratch, arguments.dramaturg)
        for base in inherited:
            missing[base] &= missing[library]

    for library in sorted(missing):
        print(f"{library}: {len(entries[library]) - len(missing[library])} of {len(entries[library])} entries fit something")
        for section, entry in sorted(missing[library]):
            print(f"  {section}: {entry} fits nothing")
    sys.exit(any(missing.values()))


if __name__ == "__main__":
    main()
