#!/usr/bin/env python3
"""Checks that dramaturg finds what the marks of a project say, and nothing else.

A project with a file `no-findings` exercises what rightly stays silent, and has no marks."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import marked_projects as marked


def main():
    parser = marked.build_parser(__doc__)
    parser.add_argument("--flag", action="append", default=[], help="a flag for the compile commands")
    parser.add_argument("project", type=marked.absolute, nargs="+")
    arguments = parser.parse_args()

    failed = False
    for root in arguments.project:
        expected = marked.markers(root)
        if bool(expected) == (root / "no-findings").exists():
            sys.exit(f"{root}: needs either marks or a file `no-findings`; a test that cannot fail proves nothing")
        database = arguments.scratch / root.name
        marked.write_compile_database(database, sorted(root.rglob("*.cpp")), root, [*marked.flags_of(root), *arguments.flag])
        report = marked.check(arguments.dramaturg, database, root, arguments.scratch / "cache")
        complaints = marked.differences(expected, report["findings"])
        print(f"{root.name}: {len(expected)} marks, {len(report['findings'])} findings")
        print(*complaints, sep="\n")
        failed |= bool(complaints)
    sys.exit(failed)


if __name__ == "__main__":
    main()
