"""Whatever is sent, the answer is an answer or a refusal in OpenAI's envelope, and never a 5xx."""

import json
import socket
import time
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urlsplit

import httpx2
import pytest

from tests.app.clinic import FEVER_EN, OpenDesk
from tests.app.house import CHAT, House, question
from tests.app.running import Running, Serve

GOOD = json.dumps(question(FEVER_EN)).encode()
MEGABYTE = 1_000_000
PATIENCE = 20  # seconds for any one of these, on a busy machine


def envelope(reply: httpx2.Response, status: int) -> dict[str, Any]:
    """The error of a refusal with this status."""
    assert reply.status_code == status, reply.text[:300]
    assert reply.headers["content-type"] == "application/json"
    [(name, error)] = reply.json().items()
    assert name == "error"
    assert set(error) == {"message", "type", "param", "code"}
    assert error["message"]
    return error


@pytest.fixture
async def http(desk: OpenDesk) -> httpx2.AsyncClient:
    return (await desk(max_body_bytes=16 * MEGABYTE)).person.http


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        GOOD[:-1],
        GOOD + b"}",
        b"\xff\xfe\x00",
        GOOD.replace(b"child", b"\xff\xfe"),
        GOOD.replace(b"child", b"\\ud83e"),
        GOOD.replace(b"child", b"\x00"),
        b'{"messages":' + b"[" * 500_000,
        b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    ],
)
async def test_a_body_that_is_no_json_is_refused(http: httpx2.AsyncClient, body: bytes) -> None:
    assert envelope(await http.post(CHAT, content=body), 400)["code"] == "invalid_json"


@pytest.mark.parametrize(
    ("body", "param"),
    [
        ([], None),
        ({"model": "medloop"}, "messages"),
        ({"model": "medloop", "messages": []}, "messages"),
        ({"model": "medloop", "messages": "hello"}, "messages"),
        ({"model": ["medloop"], "messages": []}, "model"),
        (question("x", n="two"), "n"),
        (question("x", temperature=None, stream="true"), "stream"),
        (question("a\0b"), "messages.0.content"),
        (question("x", medloop={"conversation_id": 5}), "medloop.conversation_id"),
    ],
)
async def test_a_wrong_field_is_refused_by_name(
    http: httpx2.AsyncClient, body: Any, param: str | None
) -> None:
    error = envelope(await http.post(CHAT, json=body), 400)
    assert (error["type"], error["param"]) == ("invalid_request_error", param)


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize(
    "text",
    ["a" * MEGABYTE, "fever " * (MEGABYTE // 6), "发热" * (MEGABYTE // 6), "\n" * MEGABYTE,
     "?" * MEGABYTE, "a.b" * (MEGABYTE // 3), "[1]" * (MEGABYTE // 3), "</evidence>" * 90_000],
    ids=["letter", "words", "Chinese", "lines", "marks", "dots", "citations", "fences"],
)  # fmt: skip
async def test_a_prompt_of_a_megabyte_is_refused_in_good_time(
    http: httpx2.AsyncClient, text: str, stream: bool
) -> None:
    started = time.monotonic()
    error = envelope(await http.post(CHAT, json=question(text, stream=stream)), 400)
    assert error["code"] == "context_length_exceeded"
    assert time.monotonic() - started < PATIENCE


async def test_ten_thousand_messages_are_refused(http: httpx2.AsyncClient) -> None:
    body = question("x") | {"messages": [{"role": "user", "content": "x"}] * 10_000}
    assert envelope(await http.post(CHAT, json=body), 400)["param"] == "messages"


async def test_as_many_messages_as_are_allowed_are_answered(http: httpx2.AsyncClient) -> None:
    messages = [{"role": role, "content": FEVER_EN} for role in ("user", "assistant")] * 1000
    messages.append({"role": "user", "content": FEVER_EN})
    reply = await http.post(CHAT, json={"model": "medloop", "messages": messages})
    assert reply.status_code == 200


@pytest.mark.parametrize(
    "text", ["\x01\x02\x1b[31m fever", "\u202e\u200b\ufeff", "\U0010ffff", " ", ""]
)
async def test_odd_characters_and_no_characters_are_answered(
    http: httpx2.AsyncClient, text: str
) -> None:
    assert (await http.post(CHAT, json=question(text))).status_code == 200


@pytest.mark.parametrize("model", ["gpt-4o", "MEDLOOP", "medloop ", "../x", "\x01", "x" * 512])
async def test_an_unknown_model_does_not_exist(http: httpx2.AsyncClient, model: str) -> None:
    error = envelope(await http.post(CHAT, json=question("x") | {"model": model}), 404)
    assert error["code"] == "model_not_found"


@pytest.mark.parametrize(
    "value",
    [None, "", "Bearer", "Bearer ", "Basic abc", "Bearer ml_wrong", b"Bearer \xff\xfe", "x" * 9000],
)
async def test_a_wrong_key_is_refused(http: httpx2.AsyncClient, value: Any) -> None:
    del http.headers["Authorization"]
    headers = {} if value is None else {"Authorization": value}
    for path, method in ((CHAT, "POST"), ("/v1/models", "GET"), ("/v1/conversations", "GET")):
        reply = await http.request(method, path, headers=headers)
        error = envelope(reply, 401)
        assert (error["type"], error["code"]) == ("authentication_error", "invalid_api_key")
        assert reply.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", CHAT, "POST"),
        ("DELETE", CHAT, "POST"),
        ("PUT", "/v1/embeddings", "POST"),
        ("POST", "/v1/models", "GET"),
        ("PATCH", "/v1/conversations", "GET"),
        ("POST", "/readyz", "GET"),
        ("POST", "/openapi.json", "GET"),
    ],
)
async def test_a_wrong_method_is_refused(
    http: httpx2.AsyncClient, method: str, path: str, allowed: str
) -> None:
    reply = await http.request(method, path)
    assert envelope(reply, 405)["type"] == "invalid_request_error"
    assert allowed in reply.headers["Allow"]


@pytest.mark.parametrize("path", ["/v1", "/v1/chat", f"{CHAT}/", "/v2/x", "/v1/%00", "/docs"])
@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_an_unknown_path_is_not_found(
    http: httpx2.AsyncClient, method: str, path: str
) -> None:
    reply = await http.request(method, path, follow_redirects=False)
    envelope(reply, 404)


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/v1/embeddings", b"{"),
        ("POST", "/v1/embeddings", b'{"model": "m", "input": "\\ud800"}'),
        ("POST", "/v1/embeddings", b'{"model": "m", "input": ' + b"[" * 100_000),
        ("POST", "/v1/embeddings", b'{"model": "m", "input": [1, 2]}'),
        ("POST", "/v1/embeddings", b'{"model": "m", "input": "x", "dimensions": "9"}'),
        ("POST", "/v1/embeddings", b"\xff"),
        ("POST", "/v1/rerank", b'{"model": "m", "query": "q", "documents": []}'),
        ("POST", "/v1/rerank", b'{"model": "m", "query": "q", "documents": ["d"], "top_n": NaN}'),
        ("PATCH", "/v1/conversations/c", b'{"title": 5}'),
        ("PATCH", "/v1/conversations/c", b'{"title": "a\\u0000b"}'),
        ("PATCH", "/v1/conversations/c", b'{"title": "\\ud800"}'),
        ("PATCH", "/v1/conversations/c", b"null"),
        ("GET", "/v1/conversations?limit=0", b""),
        ("GET", "/v1/conversations?limit=x", b""),
        ("GET", "/v1/conversations?after=" + "x" * 65, b""),
    ],
)
async def test_the_other_routes_refuse_alike(
    http: httpx2.AsyncClient, method: str, path: str, body: bytes
) -> None:
    json_type = {"Content-Type": "application/json"}
    error = envelope(await http.request(method, path, content=body, headers=json_type), 400)
    assert error["type"] == "invalid_request_error"


@pytest.mark.parametrize("path", ["/v1/embeddings", "/v1/rerank"])
async def test_an_unknown_parameter_of_other_routes_is_unsupported_too(
    http: httpx2.AsyncClient, path: str
) -> None:
    body = {"model": "m", "input": "x", "query": "q", "documents": ["d"], "nonsense": 1}
    for extra in ("input",) if path == "/v1/rerank" else ("query", "documents"):
        del body[extra]
    error = envelope(await http.post(path, json=body), 400)
    assert (error["code"], error["param"]) == ("unsupported_parameter", "nonsense")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/v1/conversations/a%00b"),
        ("DELETE", "/v1/conversations/%00"),
        ("PATCH", "/v1/conversations/%00"),
        ("GET", "/v1/conversations?after=%00"),
    ],
)
async def test_a_nul_character_never_reaches_the_database(
    house: House, method: str, path: str
) -> None:
    ann = await house.person("ann")
    json_body = {"title": "x"} if method == "PATCH" else None
    envelope(await ann.http.request(method, path, json=json_body), 400)


# On a real socket, where lengths and chunks are the client's own.


async def chunks(size: int) -> AsyncIterator[bytes]:
    for _ in range(size // 10_000):
        yield b" " * 10_000


@pytest.fixture
def small(serve: Serve) -> Running:
    return serve(max_body_bytes=50_000)


@pytest.mark.parametrize("path", [CHAT, "/v1/embeddings"])
async def test_a_body_over_the_limit_is_refused_with_and_without_a_length(
    small: Running, path: str
) -> None:
    async with small.async_http() as http:
        for content in (b" " * 60_000, chunks(60_000)):
            reply = await http.post(path, content=content)
            assert envelope(reply, 413)["code"] == "body_too_large"
        at_most = GOOD + b" " * (50_000 - len(GOOD))
        assert (await http.post(CHAT, content=at_most)).status_code == 200


async def test_a_huge_declared_length_is_refused_before_a_byte_of_it_is_read(
    small: Running,
) -> None:
    place = urlsplit(small.url)
    head = f"POST {CHAT} HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer {small.key}\r\n"
    with socket.create_connection((place.hostname, place.port or 0), timeout=PATIENCE) as wire:
        wire.sendall(f"{head}Content-Length: 99999999999\r\n\r\n".encode())
        assert wire.recv(12) == b"HTTP/1.1 413"


async def test_bytes_that_are_no_http_do_not_harm_the_service(small: Running) -> None:
    place = urlsplit(small.url)
    for junk in (b"\x16\x03\x01\x02\x00", b"GET / HTTP/9\r\n\r\n", b"\r\n" * 100, b"POST"):
        with socket.create_connection((place.hostname, place.port or 0), timeout=PATIENCE) as wire:
            wire.sendall(junk)
    async with small.async_http() as http:
        assert (await http.post(CHAT, content=GOOD)).status_code == 200
