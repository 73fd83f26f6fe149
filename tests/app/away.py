"""What a service says whose database is away, and everything one can ask of it meanwhile."""

import httpx2

from tests.app.house import CHAT, Person, question

ROUTE = "/v1/conversations"


def is_away(reply: httpx2.Response) -> bool:
    return (
        reply.status_code == 503
        and reply.json()["error"]["code"] == "store_unavailable"
        and reply.json()["error"]["type"] == "service_unavailable"
        and int(reply.headers["Retry-After"]) >= 1
    )


def everything_that_writes(who: Person, conversation: str) -> list[httpx2.Request]:
    path, key = f"{ROUTE}/{conversation}", {"Idempotency-Key": "k"}
    return [
        who.http.build_request("POST", CHAT, json=question("secret-word")),
        who.http.build_request("POST", CHAT, json=question("secret-word", stream=True)),
        who.http.build_request("POST", CHAT, json=question("secret-word", conversation)),
        who.http.build_request("POST", CHAT, json=question("secret-word"), headers=key),
        who.http.build_request("PATCH", path, json={"title": "secret-word"}),
        who.http.build_request("DELETE", path),
    ]


def everything_that_reads(who: Person, conversation: str) -> list[httpx2.Request]:
    paths = (ROUTE, f"{ROUTE}/{conversation}", f"{ROUTE}/export")
    return [who.http.build_request("GET", path) for path in paths]
