"""A small OpenID provider on 127.0.0.1: discovery, token endpoint and keys. Each story decides what it says."""

import base64
import hashlib
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "comity-here", "kept-between-the-two"


@dataclass
class Provider:
    """One provider. claims: what its ID tokens say besides the usual; told: what changes in its description."""

    issuer: str = ""
    key: Any = field(default_factory=lambda: rsa.generate_private_key(public_exponent=65537, key_size=2048))
    algorithm: str = "RS256"
    signed_with: Any = None
    claims: dict[str, Any] = field(default_factory=dict)
    told: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    status: int = 200

    def agrees(self, address: str) -> dict[str, str]:
        """What the browser brings back once the person has said yes at this address of the provider."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert asked["response_type"] == "code" and asked["client_id"] == CLIENT
        assert asked["code_challenge_method"] == "S256" and "openid" in asked["scope"].split()
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return {"code": code, "state": asked["state"]}

    def description(self) -> dict[str, Any]:
        ends = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
        return {
            "issuer": self.issuer,
            **{name: f"{self.issuer}/{end}" for name, end in ends.items()},
            **self.told,
        }

    def keys(self) -> dict[str, Any]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [public | {"kid": "one", "use": "sig", "alg": "RS256"}]}

    def token(self, form: dict[str, str]) -> dict[str, Any]:
        """An ID token for a code that is good once, for the client that knows the secret and the verifier."""
        asked = self.codes.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        right = asked is not None and (challenge, form.get("client_secret"), form.get("redirect_uri")) == (
            asked["code_challenge"], SECRET, asked["redirect_uri"]
        )  # fmt: skip
        if asked is None or not right:
            self.refused.append(form.get("code", ""))
            return {"error": "invalid_grant"}
        now = int(time.time())
        said = {
            "iss": self.issuer,
            "sub": "17",
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
        }
        signer = self.signed_with or self.key
        return {
            "id_token": jwt.encode(said | self.claims, signer, self.algorithm, {"kid": "one"}),
            "access_token": "x",
        }


@contextmanager
def provided() -> Iterator[Provider]:
    """A provider that answers until the story ends."""
    one = Provider()

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            pages = {"/.well-known/openid-configuration": one.description, "/keys": one.keys}
            self._say(pages[path]()) if path in pages else self.send_error(404)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._say(one.token({name: values[0] for name, values in parse_qs(body).items()}))

        def _say(self, told: dict[str, Any]) -> None:
            self.send_response(one.status)
            self.send_header("Content-Type", "application/json")
            if one.status == 302:
                self.send_header("Location", "http://127.0.0.1:1/")
            self.end_headers()
            self.wfile.write(json.dumps(told).encode())

        def log_message(self, *_: Any) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    one.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield one
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
