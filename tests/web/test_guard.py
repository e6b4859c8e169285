"""Who may talk to the studio: attacks from other programs and pages, sizes, and what every answer carries."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from reorg.web.studio import Studio
from web.studios import BASE, PORT, Client, studio_of


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Studio:
    """One studio for all, since none of them may change it."""
    return studio_of(tmp_path_factory.mktemp("studio"))


@pytest.fixture
def client(studio: Studio) -> Client:
    return Client(studio).enter()


def test_the_token_works_once_and_the_cookie_after_it(studio: Studio) -> None:
    client = Client(studio)
    assert client.http.get("/").status_code == 401
    assert client.http.get("/enter?token=wrong").status_code == 401
    assert client.http.get("/enter").status_code == 401
    answer = client.http.get(f"/enter?token={client.access.token}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"reorg-{PORT}=")
    assert "HttpOnly" in cookie
    assert "samesite=strict" in cookie.lower()
    assert client.http.get("/").status_code == 200
    # The same address again, in this browser: it goes on; in another, it is used.
    assert client.http.get(f"/enter?token={client.access.token}").status_code == 303
    client.http.cookies.clear()
    assert client.http.get(f"/enter?token={client.access.token}").status_code == 401


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"host": "evil.example"}, 421),
        ({"host": f"evil.example:{PORT}"}, 421),
        ({"host": f"localhost.evil:{PORT}"}, 421),
        ({"host": "127.0.0.1"}, 421),
        ({"host": f"127.0.0.1:{PORT + 1}"}, 421),
        ({"host": f"localhost:{PORT}"}, 200),
        ({"host": f"[::1]:{PORT}"}, 200),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": f"https://127.0.0.1:{PORT}"}, 403),
        ({"origin": f"http://127.0.0.1:{PORT}.evil.example"}, 403),
        ({"origin": BASE}, 200),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "none"}, 200),
        ({"sec-fetch-site": "same-origin"}, 200),
        ({"cookie": "reorg-8123=guessed"}, 401),
    ],
)
def test_only_our_own_page_is_answered(client: Client, headers: dict[str, str], status: int) -> None:
    cookie = f"reorg-{PORT}={client.access.key}"
    client.http.cookies.clear()
    answer = client.http.get("/api/state", headers={"cookie": cookie, **headers})
    assert answer.status_code == status
    assert "Traceback" not in answer.text


def test_what_changes_anything_needs_a_header_that_no_form_sends(client: Client) -> None:
    del client.http.headers["x-reorg"]
    answer = client.http.post("/api/undo", json={"scenario": "split", "after": 0})
    assert answer.status_code == 403
    assert client.studio.opened.count == 0


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e/app.py",
        "/static/....//app.py",
        "/static//etc/passwd",
        "/static/..\\app.py",
        "/static/%00",
    ],
)
def test_no_path_leads_out_of_the_page(client: Client, path: str) -> None:
    answer = client.http.get(path)
    assert answer.status_code in (400, 404)
    assert "create_app" not in answer.text


def test_more_than_the_limit_is_refused_stated_or_not(client: Client) -> None:
    large = b"x" * 13_000_000

    def parts() -> Iterator[bytes]:
        for start in range(0, len(large), 1_000_000):
            yield large[start : start + 1_000_000]

    for path in ("/api/import", "/api/edits"):
        assert client.http.post(path, content=large).status_code == 413
        assert client.http.post(path, content=parts()).status_code == 413


@pytest.mark.parametrize("body", [b"[]", b"{", b"\xff", b"[" * 100_000, b'"x"'])
def test_what_is_not_a_request_is_reported(client: Client, body: bytes) -> None:
    answer = client.http.post("/api/edits", content=body)
    assert answer.status_code == 422
    assert "The request is not valid" in answer.json()["error"]


@pytest.mark.parametrize(
    "edit",
    [
        None,
        7,
        {},
        {"kind": "explode"},
        {"kind": "move_team"},
        {"kind": "move_team", "team": 3, "to": "rl"},
        {"kind": "move_team", "team": "rl", "to": "x" * 100_000},
        {"kind": "rename", "team": "rl", "name": ""},
        {"kind": "leave", "person": "lead", "week": -1},
        {"kind": "own", "work": ["area"], "team": "rl"},
        {"kind": "take_back", "n": 10**30},
    ],
)
def test_an_edit_of_another_shape_changes_nothing(client: Client, edit: object) -> None:
    client.post("edits", 422, scenario="split", after=0, edit=edit)
    assert client.studio.opened.count == 0


def test_every_answer_keeps_the_page_to_itself(client: Client) -> None:
    for path in ("/", "/api/state", "/static/main.js", "/nowhere"):
        headers = client.http.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"
        assert not [name for name in headers if name.startswith("access-control")]
