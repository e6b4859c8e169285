"""Access control of the studio: only the browser of the person who started it is admitted.

Every request passes here first, before any routing. Loopback addresses are open to all programs of the
computer and, through the browser, to every page it shows; so the host must match exactly (which prevents DNS
rebinding), the requesting page must be the studio's own (Origin, Sec-Fetch-Site), requests that change
anything carry a header that no form can send, and all of them need a cookie that is set by a one-time token
in the printed address.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

BODY_MAX = 1_000_000
"""Maximum size of a request in bytes; uploads may be larger."""
UPLOAD_MAX = 12_000_000
UPLOADS = frozenset({"/api/import"})
_SAFE = frozenset({"GET", "HEAD"})

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": CONTENT_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}


@dataclass
class Access:
    """A browser's credentials: the one-time ``token`` of the printed address, then the cookie ``key``."""

    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    key: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    is_used: bool = False

    @property
    def cookie(self) -> str:
        """The name of the cookie: browsers share cookies between all ports of a host."""
        return f"reorg-{self.port}"

    @property
    def hosts(self) -> frozenset[str]:
        """The hosts that a request may name, with the port."""
        return frozenset(f"{host}:{self.port}" for host in ("127.0.0.1", "localhost", "[::1]"))

    @property
    def address(self) -> str:
        """The address to open, once."""
        return f"http://127.0.0.1:{self.port}/enter?token={self.token}"

    def admits(self, cookies: str) -> bool:
        """Return whether a Cookie header holds the key."""
        for part in cookies.split(";"):
            name, _, value = part.strip().partition("=")
            if name == self.cookie and hmac.compare_digest(value.encode(), self.key.encode()):
                return True
        return False


class Guard:
    """ASGI middleware that answers requests not admitted, and reads bodies up to their limit."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        """Protect ``app``."""
        self.app, self.access = app, access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on; the body is then in ``scope["body"]``."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        sealed = _sealed(send)
        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, sealed)
            return
        limit = UPLOAD_MAX if scope["path"] in UPLOADS else BODY_MAX
        body = await _read(scope, receive, limit)
        if body is None:
            await _text_response(413, f"More than {limit // 1_000_000} MB.")(scope, receive, sealed)
            return
        scope["body"] = body
        await self.app(scope, receive, sealed)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if headers.getlist("host") not in [[host] for host in self.access.hosts]:
            return _text_response(421, "This is not the address of the studio.")
        if not self._is_own_page(headers):
            return _text_response(403, "This request comes from another page.")
        is_admitted = self.access.admits(headers.get("cookie", ""))
        if scope["path"] == "/enter":
            return self._enter(scope, is_admitted)
        if not is_admitted:
            return _text_response(401, "Open the address that `reorg serve` printed.")
        if scope["method"] not in _SAFE and headers.get("x-reorg") != "1":
            return _text_response(403, "This request does not come from the studio's own page.")
        return None

    def _is_own_page(self, headers: Headers) -> bool:
        origin = headers.get("origin")
        if origin is not None and origin not in {f"http://{host}" for host in self.access.hosts}:
            return False
        return headers.get("sec-fetch-site", "none") in ("none", "same-origin")

    def _enter(self, scope: Scope, is_admitted: bool) -> Response:
        if scope["method"] != "GET":
            return _text_response(405, "Open this address in a browser.")
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        is_right = hmac.compare_digest(given.encode(), self.access.token.encode())
        if is_right and not self.access.is_used:
            self.access.is_used = True
            response = RedirectResponse("/", 303)
            response.set_cookie(
                self.access.cookie, self.access.key, httponly=True, samesite="strict", path="/"
            )
            return response
        if is_admitted:
            return RedirectResponse("/", 303)
        used = "This address was opened already; it works once. Start `reorg serve` again for another."
        return _text_response(401, used if is_right else "Open the address that `reorg serve` printed.")


def _text_response(status: int, text: str) -> Response:
    return PlainTextResponse(text + "\n", status)


async def _read(scope: Scope, receive: Receive, limit: int) -> bytes | None:
    """Return the body of a request, None where it is larger than the limit, stated or not."""
    stated = Headers(scope=scope).get("content-length", "0")
    if not stated.isdigit() or int(stated) > limit:
        return None
    if scope["method"] in _SAFE:
        return b""
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return b""
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > limit:
            return None
        if not message.get("more_body", False):
            return b"".join(parts)


def _sealed(send: Send) -> Send:
    """Return ``send`` with the headers that every response carries."""
    stated = [(name.encode(), value.encode()) for name, value in HEADERS.items()]

    async def sealed(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message.get("headers", []), *stated]}
        await send(message)

    return sealed
