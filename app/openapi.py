"""What /openapi.json says of the routes whose bodies FastAPI does not read itself."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel, ConfigDict

from app.chat_request import ChatRequest

# Who signs in is not signed in yet.
FOR_ANYBODY = ("/api/sign-in", "/api/invitations/accept")
REF = "#/components/schemas/{model}"
MEANING = {
    400: "Something in the request is wrong; `param` names it",
    401: "No key, or one that is unknown, expired or revoked",
    403: "The key may not do this",
    404: "There is no such thing, or it is not yours",
    405: "The path has no such method",
    409: "It clashes with another request",
    413: "The body is too long",
    429: "Too many requests; `Retry-After` says when to come back",
    502: "The engine answered with something that is not an answer",
    503: "Something the service needs is away; `Retry-After` says when to try again",
}


class ErrorDetail(BaseModel):
    message: str
    type: str
    param: str | None
    code: str | None


class Error(BaseModel):
    """OpenAI's error envelope."""

    error: ErrorDetail


class Open(BaseModel):
    """An object of OpenAI's that may carry more than is named here."""

    model_config = ConfigDict(extra="allow")


class Choice(Open):
    index: int
    message: dict[str, Any]
    finish_reason: str | None


class ChatCompletion(Open):
    id: str
    object: str
    created: int
    model: str
    system_fingerprint: str
    choices: list[Choice]
    usage: dict[str, Any] | None = None
    medloop: dict[str, Any]


class Model(BaseModel):
    id: str
    object: str
    created: int
    owned_by: str


class ModelList(BaseModel):
    object: str
    data: list[Model]


def errors(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Refusals, documented."""
    return {status: {"model": Error, "description": MEANING[status]} for status in statuses}


EVENT: dict[str, Any] = {  # described as FastAPI describes its own event streams
    "type": "object",
    "required": ["data"],
    "properties": {
        "data": {
            "type": "string",
            "description": "A chat.completion.chunk, at the end `[DONE]`; or an error",
        }
    },
}
ANSWER: dict[int | str, dict[str, Any]] = {
    200: {
        "model": ChatCompletion,
        "description": "The answer; with `stream: true` as `chat.completion.chunk` events",
        "content": {"text/event-stream": {"itemSchema": EVENT}},
    },
    **errors(400, 401, 403, 404, 409, 413, 429, 502, 503),
}
CHAT_OPENAPI: dict[str, Any] = {
    "responses": ANSWER,
    "openapi_extra": {
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {"schema": {"$ref": "#/components/schemas/ChatRequest"}}
            },
        },
        "parameters": [
            {
                "name": "Idempotency-Key",
                "in": "header",
                "required": False,
                "schema": {"type": "string", "minLength": 1, "maxLength": 255},
            },
            {
                "name": "X-Medloop-Retrieval",
                "in": "header",
                "required": False,
                "schema": {"type": "string", "enum": ["on", "off"]},
            },
        ],
        "security": [{"key": []}],
    },
}


def describe(app: FastAPI) -> dict[str, Any]:
    """FastAPI's own document, plus the chat request and the way to send a key."""
    if app.openapi_schema is None:
        schema = get_openapi(title=app.title, version=app.version, routes=app.routes)
        components = schema.setdefault("components", {})
        chat = ChatRequest.model_json_schema(ref_template=REF)
        components.setdefault("schemas", {}).update(chat.pop("$defs"))
        components["schemas"]["ChatRequest"] = chat
        components["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer"}}
        for name in ("HTTPValidationError", "ValidationError"):
            components["schemas"].pop(name, None)
        for path, methods in schema["paths"].items():
            for operation in methods.values():
                operation["responses"].pop("422", None)  # FastAPI's own; ours is a 400
                if path.startswith(("/v1/", "/api/")) and path not in FOR_ANYBODY:
                    operation["security"] = [{"key": []}]
        app.openapi_schema = schema
    return app.openapi_schema
