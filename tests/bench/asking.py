"""A reader as the server sees one: a session cookie, a connection kept open, pages and posted forms."""

import time
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode

PATIENCE = 60.0
TOKEN = "x" * 32  # any 32 letters: the cookie and the form must only agree


@dataclass
class Reader:
    """One person at one server. `session`: the key of a session that is signed in."""

    port: int
    session: str
    connection: HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self.connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def ask(self, path: str, form: dict[str, str] | None = None) -> tuple[int, float, str]:
        """Get a page, or post a form; status, wall seconds, and where it leads on (""). 0 if nothing came."""
        status, took, onward, _body = self._sent(path, form, "gzip")
        return status, took, onward

    def read(self, path: str) -> tuple[int, float, str]:
        """Get a page: status, wall seconds, and what it says."""
        status, took, _onward, body = self._sent(path, None, "identity")
        return status, took, body.decode(errors="replace")

    def _sent(self, path: str, form: dict[str, str] | None, encoding: str) -> tuple[int, float, str, bytes]:
        headers = {
            "Host": f"localhost:{self.port}", "Accept-Encoding": encoding,
            "Cookie": f"sessionid={self.session}; csrftoken={TOKEN}",
        }  # fmt: skip
        body = None
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode({**form, "csrfmiddlewaretoken": TOKEN})
        began = time.perf_counter()
        try:
            self.connection.request("POST" if form is not None else "GET", path, body, headers)
            answer = self.connection.getresponse()
            came = answer.read()
        except (OSError, HTTPException):
            self.connection.close()
            return 0, time.perf_counter() - began, "", b""
        return answer.status, time.perf_counter() - began, answer.headers.get("Location", ""), came
