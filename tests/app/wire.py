"""Questions over plain HTTP, and the very bytes that come back."""

import json
from typing import Any

import httpx2

from tests.app.running import FEVER_EN, Running

Json = dict[str, Any]
CHAT = "/v1/chat/completions"


def question(**more: Any) -> Json:
    return {"model": "medloop", "messages": [{"role": "user", "content": FEVER_EN}], **more}


def ask(running: Running, **more: Any) -> httpx2.Response:
    with running.http() as http:
        return http.post(CHAT, json=question(**more))


def stream(running: Running, **more: Any) -> list[bytes]:
    """The payloads of a streamed answer, as they came."""
    reply = ask(running, stream=True, **more)
    assert reply.status_code == 200, reply.text
    return payloads_of(reply.content)


def payloads_of(body: bytes) -> list[bytes]:
    events = body.split(b"\n\n")
    assert events.pop() == b""
    return [payload.removeprefix(b"data: ") for payload in events]


def content_of(payloads: list[bytes]) -> str:
    events = [json.loads(payload) for payload in payloads if payload != b"[DONE]"]
    choices = [choice for event in events for choice in event.get("choices", [])]
    return "".join(choice["delta"].get("content") or "" for choice in choices)


def answer_of(running: Running) -> Json:
    """The recorded answer; the question is recorded too, or there would be none."""
    turn = running.last_turn()
    assert turn["question"] == question()["messages"]
    [answer] = turn["answers"]
    return answer
