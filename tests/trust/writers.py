"""Clients that write over HTTP and note what the server acknowledged; each write carries a mark to be found again."""

import itertools
import re
import threading
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import Any
from urllib.parse import urlencode

#: a mailed link answers so often in a quarter of an hour, and a little less is asked of it
LINK_USES = 18
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass
class Diary:
    """What the clients saw. said: mark → question of each acknowledged write; unsure: begun, and no answer came."""

    said: dict[str, str] = field(default_factory=dict)
    unsure: set[str] = field(default_factory=set)
    others: list[tuple[int, str]] = field(default_factory=list)
    slowest: float = 0.0


class Writer(threading.Thread):
    """One person at a keep-alive connection, who votes anew at each of their doors in turn until told to stop."""

    def __init__(
        self, port: int, doors: Sequence[Mapping[str, str]], name: str, over: threading.Event
    ) -> None:
        super().__init__(daemon=True, name=name)
        self.port, self.doors, self.over = port, doors, over
        self.diary, self.count = Diary(), 0
        self._line: HTTPConnection | None = None
        self._keys: dict[str, tuple[str, str]] = {}
        self._round, self._uses = itertools.cycle(self.doors), Counter[str]()

    def run(self) -> None:
        while not self.over.is_set():
            self.write(self._next_door())

    def _next_door(self) -> Mapping[str, str]:
        """The doors in turn, but for mailed links that were used often enough."""
        while True:
            door = next(self._round)
            self._uses[door["path"]] += 1
            if door["kind"] != "mail" or self._uses[door["path"]] <= LINK_USES:
                return door

    def write(self, door: Mapping[str, str]) -> int:
        """Say something at a door; the answer's status, 0 if none came."""
        mark, self.count = f"mark-{self.name}-{self.count}", self.count + 1
        begun = False
        try:
            cookies, token = self._key(door)
            body = urlencode(answer_at(door, mark, "yes" if self.count % 2 else "no", token))
            begun, since = True, time.monotonic()
            answer = self._ask("POST", door["path"], cookies, body)
        except (OSError, HTTPException):
            self._hang_up()
            if begun:
                self.diary.unsure.add(mark)
            time.sleep(0.05)
            return 0
        self.diary.slowest = max(self.diary.slowest, time.monotonic() - since)
        self._note(mark, door, answer.status)
        return answer.status

    def _note(self, mark: str, door: Mapping[str, str], status: int) -> None:
        if 200 <= status < 400:
            self.diary.said[mark] = door["question"]
        else:
            self.diary.others.append((status, mark))
            if status >= 500:
                time.sleep(0.05)

    def _key(self, door: Mapping[str, str]) -> tuple[str, str]:
        """Cookies and form token of a door, asked for once."""
        if door["path"] not in self._keys:
            own = f"sessionid={door['cookie']}" if door["cookie"] else ""
            path = door["path"] if door["kind"] == "mail" else door["path"].replace("answer/", "")
            answer = self._ask("GET", path, own)
            token = TOKEN.search(self.page)
            if answer.status != 200 or token is None:
                raise HTTPException(f"no form at {path}: {answer.status}")
            given = [cookie.partition(";")[0] for cookie in answer.headers.get_all("Set-Cookie") or []]
            self._keys[door["path"]] = "; ".join(filter(None, [own, *given])), token[1]
        return self._keys[door["path"]]

    def _ask(self, verb: str, path: str, cookies: str, body: str = "") -> HTTPResponse:
        if self._line is None:
            self._line = HTTPConnection("127.0.0.1", self.port, timeout=30)
        own = {"Host": f"localhost:{self.port}", "Cookie": cookies, "Origin": f"http://localhost:{self.port}"}
        self._line.request(verb, path, body or None, own | (FORM if body else {}))
        answer = self._line.getresponse()
        self.page = answer.read().decode(errors="replace")
        return answer

    def _hang_up(self) -> None:
        if self._line is not None:
            self._line.close()
        self._line = None


def answer_at(door: Mapping[str, str], mark: str, choice: str, token: str) -> dict[str, str]:
    """The form's fields: of the page after its check, or of the page behind a mailed link."""
    if door["kind"] == "mail":
        return {"csrfmiddlewaretoken": token, "choice": choice, "why": mark}
    return {
        "csrfmiddlewaretoken": token, "answer-choice": choice, "answer-why": mark, "at": "check", "go": "done",
        "seen": "answer", "acting_as": door["hat"],
    }  # fmt: skip


def crew(env: Mapping[str, str], stage: Mapping[str, Any], over: threading.Event) -> list[Writer]:
    """One writer for each voter of the stage, not yet begun."""
    voters = sorted({door["voter"] for door in stage["doors"]})
    return [
        Writer(
            int(env["COMITY_PORT"]), [door for door in stage["doors"] if door["voter"] == voter], f"{n}", over
        )
        for n, voter in enumerate(voters)
    ]


def together(writers: Sequence[Writer]) -> Diary:
    """All diaries as one."""
    whole = Diary()
    for writer in writers:
        whole.said |= writer.diary.said
        whole.unsure |= writer.diary.unsure
        whole.others += writer.diary.others
        whole.slowest = max(whole.slowest, writer.diary.slowest)
    return whole
