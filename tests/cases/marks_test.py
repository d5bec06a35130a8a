#!/usr/bin/env python3
"""Tests of the comparison between marks and findings."""

import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import marked_projects as marked


def finding(rule, line, evidence=(), folded=()):
    return {"rule": rule, "file": "a.cpp", "line": line, "confidence": "likely", "message": "seen", "folded": list(folded),
            "evidence": [{"file": "a.cpp", "line": step} for step in evidence]}


class Differences(unittest.TestCase):
    def test_a_finding_at_its_mark_is_right(self):
        self.assertEqual(marked.differences({("a.cpp", 3, "r")}, [finding("r", 3)]), [])

    def test_a_mark_on_a_step_of_the_evidence_is_right(self):
        self.assertEqual(marked.differences({("a.cpp", 7, "r")}, [finding("r", 3, evidence=[5, 7])]), [])

    def test_a_folded_rule_counts_as_found(self):
        self.assertEqual(marked.differences({("a.cpp", 3, "small")}, [finding("r", 3, folded=["small"])]), [])

    def test_a_missing_finding_is_told(self):
        self.assertEqual(marked.differences({("a.cpp", 3, "r")}, []), ["a.cpp:3: r is not found"])

    def test_another_rule_at_the_mark_is_both_missing_and_false(self):
        self.assertEqual(len(marked.differences({("a.cpp", 3, "r")}, [finding("other", 3)])), 2)

    def test_a_finding_beside_the_mark_is_false(self):
        told = marked.differences({("a.cpp", 3, "r")}, [finding("r", 3), finding("r", 4)])
        self.assertEqual(told, ["a.cpp:4: r is false (likely): seen"])


class Markers(unittest.TestCase):
    def test_marks_are_read_from_sources_and_headers(self):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            (root / "a.cpp").write_text("int a;\nint b;  // finding: one, two\n")
            (root / "b.hpp").write_text("int c;  // finding: one\n")
            self.assertEqual(marked.markers(root), {("a.cpp", 2, "one"), ("a.cpp", 2, "two"), ("b.hpp", 1, "one")})


if __name__ == "__main__":
    unittest.main()
