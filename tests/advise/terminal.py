"""A person at a terminal: a program on a pseudo-terminal, keys, and the screen that comes of it."""

import fcntl
import os
import pty
import re
import select
import struct
import termios
import time

KEYS = {"enter": "\r", "down": "\x1b[B", "up": "\x1b[A", "ctrl-c": "\x03", "ctrl-d": "\x04", "space": " ",
        "backspace": "\x7f"}


class Screen:
    """Lines as a terminal keeps them, scrolled ones too. They flow anew when the window changes its width."""

    def __init__(self, columns):
        self.columns = columns
        self.lines = [""]
        self.row = 0  # of the cursor, by line; it only ever stands at the start or the end of one

    def _rows(self, line):
        return max(1, -(-len(line) // self.columns))

    def feed(self, text):
        for token in re.findall(r"\x1b\[[0-9;]*[A-Za-z]|\r|\n|[^\x1b\r\n]+", text):
            if token == "\n":
                self.row += 1
                if self.row == len(self.lines):
                    self.lines.append("")
            elif token.endswith("A") and token.startswith("\x1b"):
                up = int(token[2:-1] or 1)
                while up > 0:
                    self.row -= 1
                    up -= self._rows(self.lines[self.row])
                assert up == 0 and self.row >= 0, "the cursor went into the middle of a line"
            elif token == "\x1b[J":
                self.lines[self.row:] = [""]
            elif token.startswith("\x1b"):
                assert token.endswith("m"), f"unknown sequence {token!r}"
            elif token != "\r":
                self.lines[self.row] += token

    def text(self):
        return "\n".join(line.rstrip() for line in self.lines).strip("\n") + "\n"


class Terminal:
    def __init__(self, command, environment, rows=24, columns=80):
        self.screen = Screen(columns)
        self.raw = ""
        self.pid, self.descriptor = pty.fork()
        if self.pid == 0:
            os.execve(command[0], command, environment)
        self.resize(rows, columns)
        self.before = termios.tcgetattr(self.descriptor)[3]
        self.pending = b""

    def resize(self, rows, columns):
        self.screen.columns = columns
        fcntl.ioctl(self.descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _read(self, seconds):
        """False at the end of the program's output."""
        if not select.select([self.descriptor], [], [], seconds)[0]:
            return None
        try:
            data = os.read(self.descriptor, 65536)
        except OSError:
            return False
        if not data:
            return False
        self.pending += data
        text = self.pending.decode(errors="ignore")
        # A sequence may have come only in part.
        cut = re.search(r"\x1b(\[[0-9;]*)?$", text)
        whole = text[: cut.start()] if cut else text
        self.pending = text[len(whole):].encode()
        self.raw += whole
        self.screen.feed(whole)
        return True

    def settle(self, quiet=0.25):
        """Waits until nothing has come for a while."""
        while self._read(quiet):
            pass

    def wait_for(self, text, seconds=60):
        end = time.monotonic() + seconds
        while text not in self.raw:
            assert time.monotonic() < end, f"`{text}` never came:\n{self.screen.text()}"
            if self._read(0.2) is False:
                break

    def press(self, key):
        if match := re.fullmatch(r"resize (\d+)x(\d+)", key):
            self.settle()
            self.resize(int(match[1]), int(match[2]))
            self.settle()
        else:
            if key == "ctrl-c":
                self.settle()
            os.write(self.descriptor, KEYS.get(key, key).encode())

    def restored(self):
        """Whether keys are echoed and lines edited again, as before."""
        return termios.tcgetattr(self.descriptor)[3] == self.before

    def end(self, seconds=60):
        """The exit code, once the program has ended."""
        end = time.monotonic() + seconds
        while self._read(0.2) is not False:
            assert time.monotonic() < end, f"the program does not end:\n{self.screen.text()}"
        _, status = os.waitpid(self.pid, 0)
        return os.waitstatus_to_exitcode(status)
