#!/usr/bin/env python3
"""Advice on the demo: what code can answer is not asked, and evidence lies where it says.

`open_questions.txt` beside this file lists what is left to people, by actor and tree. Each line there was read: facts
cannot answer it. `--bless` writes the list anew; a line that comes in addition needs a reason, one that goes is good."""

import json
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import marked_projects as marked

OPEN = pathlib.Path(__file__).with_name("open_questions.txt")
ACTORS = ["berth_planner", "customs", "fees", "harbour_master", "tides", "traffic", "vessel", "yard"]
TREES = ["abstraction", "iron_law", "call_or_cast", "task_flavour", "naming_scope", "supervision_strategy",
         "restart_policy", "spawn_scale", "ingest_or_job", "storage", "overload", "observe"]

# (subject, tree, question, answer, [(file, what the line of a step holds)])
EXPECTED = [
    ("traffic", "abstraction", "abs.state", "yes", [("traffic.cpp", "ships_[ship] = {east, north};")]),
    ("traffic", "abstraction", "abs.supervised", "yes", [("traffic.cpp", "throw std::out_of_range")]),
    ("traffic", "abstraction", "abs.many", "yes", [("main.cpp", "self->send(")]),
    ("traffic", "iron_law", "il.serial", "yes", [("actors.hpp", "std::map<ship_id, track> ships_;")]),
    ("traffic", "task_flavour", "tf.result", "no", [("traffic.cpp", "std::thread([this] {")]),
    ("fees", "abstraction", "abs.reason", "no", []),
    ("tides", "abstraction", "abs.reqresp", "yes", [("pilots.cpp", "self->request(tides")]),
    ("tides", "storage", "st.change", "rarely", [("traffic.cpp", "[=](measure_atom) {")]),
    ("berth_planner", "call_or_cast", "cc.cycle", "yes",
     [("berths.cpp", "request(pilots_"), ("pilots.cpp", "self->request(planner")]),
    ("berths.cpp:33", "call_or_cast", "cc.deadline", "5 s", [("berths.cpp", "request(pilots_, std::chrono::seconds(5)")]),
    ("vessel", "naming_scope", "ns.gone", "nothing", [("main.cpp", "registry().put(")]),
    ("vessel", "spawn_scale", "sp.known", "no", [("main.cpp", "self->spawn<linked>(vessel")]),
    ("yard", "restart_policy", "rp.limit", "as many as `harbour::yard` counts",
     [("yard.cpp", "++self->state.crashes > tolerated_crashes"), ("yard.cpp", "self->spawn<monitored>(crane")]),
    ("harbour_master", "supervision_strategy", "ss.chain", "yes", [("main.cpp", "self->spawn<traffic>(gauge)")]),
    ("customs", "storage", "st.bound", "handler `(moor, ship_id)` of `harbour::customs`",
     [("customs.cpp", "self->state.owed.erase(ship)")]),
]


class Demo:
    def __init__(self, arguments):
        self.root = arguments.project
        self.sources = {path.name: path.read_text().splitlines() for path in self.root.glob("*.[ch]pp")}
        self.command = [arguments.dramaturg, "-p", arguments.scratch, "--root", self.root,
                        "--cache-dir", arguments.scratch / "cache"]
        marked.write_compile_database(arguments.scratch, sorted(self.root.rglob("*.cpp")), self.root,
                                      marked.flags_of(self.root))
        self.known = {}

    def advise(self, subject, tree, *options):
        key = (subject, tree, options)
        if key not in self.known:
            command = [self.command[0], "advise", subject, "--tree", tree, "--json", *self.command[1:], *options]
            run = subprocess.run([str(part) for part in command], cwd=self.root, capture_output=True, text=True,
                                 stdin=subprocess.DEVNULL)
            if run.returncode != 0:
                sys.exit(f"{subject} {tree}: {run.stderr}")
            self.known[key] = json.loads(run.stdout)["advice"]
        return self.known[key]

    def steps(self, subject, tree, *options):
        advice = self.advise(subject, tree, *options)
        return advice["walk"] + advice["side"]

    def line(self, step):
        return self.sources[step["file"]][step["line"] - 1]


def wrong_places(demo):
    """Evidence that points at nothing."""
    for actor in ACTORS:
        for tree in TREES:
            for step in demo.steps(actor, tree):
                for one in step["evidence"]:
                    if one["file"] and (one["file"] not in demo.sources or not demo.line(one).strip()):
                        yield f"{actor} {step['question']}: nothing at {one['file']}:{one['line']}"


def wrong_answers(demo):
    for subject, tree, question, answer, places in EXPECTED:
        # Questions behind an open one are reached by answering it.
        answers = ["--answer", "st.survive=nothing", "--answer", "ss.cascade=yes", "--answer", "cc.loss=yes",
                   "--answer", "cc.reply=yes"]
        found = [step for step in demo.steps(subject, tree, *answers) if step["question"] == question]
        if not found or found[0]["answer"] != answer or found[0]["source"] != "code":
            yield f"{subject} {question}: {found[0]['answer'] if found else 'not asked'}, not {answer}"
            continue
        for file, text in places:
            if not any(one["file"] == file and text in demo.line(one) for one in found[0]["evidence"]):
                yield f"{subject} {question}: no step at `{text}` in {file}"


def overruling(demo):
    """Whoever says otherwise is told what the code says."""
    step = demo.steps("traffic", "abstraction", "--answer", "abs.state=no")[1]
    if (step["answer"], step["source"], step.get("codeSays")) != ("no", "person", "yes") or not step["evidence"]:
        yield f"overruled: {step}"


def open_questions(demo):
    lines = []
    for actor in ACTORS:
        for tree in TREES:
            left = [step["question"] for step in demo.steps(actor, tree) if step["source"] in ("open", "assumed")]
            lines.append(f"{actor} {tree}: {' '.join(left) or '-'}\n")
    return "".join(lines)


def main():
    parser = marked.build_parser(__doc__)
    parser.add_argument("--bless", action="store_true")
    parser.add_argument("project", type=marked.absolute)
    arguments = parser.parse_args()
    demo = Demo(arguments)
    complaints = [*wrong_places(demo), *wrong_answers(demo), *overruling(demo)]
    seen = open_questions(demo)
    if arguments.bless:
        OPEN.write_text(seen)
    expected = OPEN.read_text().splitlines()
    complaints += [f"asked: {line}" for line in seen.splitlines() if line not in expected]
    complaints += [f"not asked any more: {line}" for line in expected if line not in seen.splitlines()]
    print(*complaints, sep="\n")
    sys.exit(bool(complaints))


if __name__ == "__main__":
    main()
