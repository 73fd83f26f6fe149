"""The body of `POST /v1/chat/completions`: what OpenAI's clients send, and our `medloop` block.

A field that is not listed here is refused with `unsupported_parameter`, never ignored.
"""

import math
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, JsonValue, ValidationError

from app.errors import BadRequest, MedloopError, UnsupportedParameter

MAX_MESSAGES = 2048
PARTS = "list[TextPart]"
Verbosity: TypeAlias = Literal["low", "medium", "high"]
NO_NUL = r"^[^\x00]*$"  # PostgreSQL has no such character

# What the engine gets as it came; everything else of the body is ours to act on.
SAMPLING = (
    "stop", "n", "seed", "temperature", "top_p", "presence_penalty", "frequency_penalty",
    "logit_bias", "max_tokens", "max_completion_tokens", "logprobs", "top_logprobs", "tools",
    "tool_choice", "parallel_tool_calls", "response_format", "verbosity",
)  # fmt: skip


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)


def _sendable(value: JsonValue) -> JsonValue:
    """Refuses numbers that JSON has no words for, or that no engine and no database can read."""
    match value:
        case dict():
            for part in value.values():
                _sendable(part)
        case list():
            for part in value:
                _sendable(part)
        case float() if not math.isfinite(value):
            raise ValueError("numbers must be finite")
        case int() if not -(2**63) <= value < 2**64:
            raise ValueError("whole numbers must fit into 64 bits")
        case _:
            pass
    return value


JsonObject: TypeAlias = Annotated[dict[str, JsonValue], AfterValidator(_sendable)]


class TextPart(Strict):
    type: Literal["text"]
    text: str


Content: TypeAlias = str | list[TextPart]


class SystemMessage(Strict):
    role: Literal["system", "developer"]
    content: Content
    name: str | None = None


class UserMessage(Strict):
    role: Literal["user"]
    content: Content
    name: str | None = None


class AssistantMessage(BaseModel):
    # Clients send back what we answered, annotations and all: what we do not need is left out.
    model_config = ConfigDict(extra="ignore", strict=True)

    role: Literal["assistant"]
    content: Content | None = None
    name: str | None = None
    tool_calls: list[JsonObject] | None = None


class ToolMessage(Strict):
    role: Literal["tool"]
    content: Content
    tool_call_id: str


ChatMessage = Annotated[
    SystemMessage | UserMessage | AssistantMessage | ToolMessage, Field(discriminator="role")
]


class SearchFilters(Strict):
    lang: list[Literal["zh", "en"]] = Field(default=[], max_length=2)
    source: list[str] = Field(default=[], max_length=50)
    specialty: list[str] = Field(default=[], max_length=50)


class RetrievalOptions(Strict):
    enabled: bool | None = Field(default=None, description="default: on for medloop's own models")
    query: str | None = Field(default=None, min_length=1, max_length=2000)
    top_k: int | None = Field(default=None, ge=1, le=20)
    filters: SearchFilters = SearchFilters()
    as_of: str | None = Field(default=None, description="refused until documents carry dates")


class MedloopOptions(Strict):
    conversation_id: str | None = Field(default=None, max_length=64, pattern=NO_NUL)
    edits: str | None = Field(
        default=None,
        max_length=64,
        pattern=NO_NUL,
        description="a turn of the conversation: it and all after it give way to this question",
    )
    consent: bool | None = Field(
        default=None, description="may be learned from; as it was, when absent, and no at first"
    )
    retrieval: RetrievalOptions = RetrievalOptions()


class StreamOptions(Strict):
    include_usage: bool | None = None


class ChatRequest(Strict):
    """OpenAI's chat completion request; `medloop` is additive."""

    model: str = Field(min_length=1, max_length=512)
    messages: list[ChatMessage] = Field(min_length=1, max_length=MAX_MESSAGES)
    stream: bool | None = None
    stream_options: StreamOptions | None = None
    stop: str | Annotated[list[str], Field(max_length=4)] | None = None
    n: int | None = Field(default=None, ge=1, le=8)
    seed: int | None = Field(default=None, ge=-(2**63), le=2**63 - 1)
    temperature: float | None = Field(default=None, ge=0, le=2)
    top_p: float | None = Field(default=None, gt=0, le=1)
    presence_penalty: float | None = Field(default=None, ge=-2, le=2)
    frequency_penalty: float | None = Field(default=None, ge=-2, le=2)
    logit_bias: dict[str, float] | None = None
    max_tokens: int | None = Field(default=None, ge=1, le=2**31 - 1)
    max_completion_tokens: int | None = Field(default=None, ge=1, le=2**31 - 1)
    logprobs: bool | None = None
    top_logprobs: int | None = Field(default=None, ge=0, le=20)
    tools: list[JsonObject] | None = Field(default=None, max_length=128)
    tool_choice: str | JsonObject | None = None
    parallel_tool_calls: bool | None = None
    response_format: JsonObject | None = None
    verbosity: Verbosity | None = None
    user: str | None = Field(default=None, max_length=512)
    metadata: dict[str, str] | None = Field(default=None, max_length=16)
    medloop: MedloopOptions = MedloopOptions()


def parse_chat(body: bytes) -> ChatRequest:
    """Raises BadRequest or UnsupportedParameter with the field's path in `param`."""
    try:
        request = ChatRequest.model_validate_json(body)
    except ValidationError as error:
        raise explain(error) from None
    if request.top_logprobs is not None and not request.logprobs:
        raise BadRequest("`top_logprobs` needs `logprobs: true`.", param="top_logprobs")
    if request.stream_options is not None and not request.stream:
        raise BadRequest("`stream_options` needs `stream: true`.", param="stream_options")
    if request.medloop.retrieval.as_of is not None:
        raise UnsupportedParameter(
            "`as_of` is not supported yet: documents carry no dates of validity.",
            param="medloop.retrieval.as_of",
        )
    if request.medloop.edits is not None and request.medloop.conversation_id is None:
        raise BadRequest("`edits` needs the `conversation_id`.", param="medloop.edits")
    if not any(message.role == "user" for message in request.messages):
        raise BadRequest("There is no message with the role `user`.", param="messages")
    for index, message in enumerate(request.messages):
        if "\0" in text_of(message.content):
            raise BadRequest("Text must not contain U+0000.", param=f"messages.{index}.content")
    return request


def explain(error: ValidationError) -> MedloopError:
    """The first complaint, in words that never repeat what the client wrote."""
    complaints = error.errors(include_input=False, include_url=False)
    # Of a message's content we hear that it is no string and that its parts are wrong: the parts.
    first = next((one for one in complaints if PARTS in one["loc"][:-1]), complaints[0])
    path = _path(first["loc"])
    param = ".".join(path) or None
    if first["type"] == "json_invalid":
        return BadRequest("The body is not valid JSON.", code="invalid_json")
    if first["type"] == "extra_forbidden":
        return UnsupportedParameter(f"Unsupported parameter: {param}.", param=param)
    if path and path[-1] == "type" and "content" in path:
        return BadRequest(
            "Only text content parts are supported; images and audio are not.",
            param=param,
            code="unsupported_content",
        )
    if first["type"] == "union_tag_invalid":
        roles = "`role` must be system, developer, user, assistant or tool"
        return BadRequest(f"{param}: {roles}.", param=param)
    return BadRequest(f"{param or 'body'}: {first['msg']}", param=param)


def _path(location: tuple[int | str, ...]) -> list[str]:
    """pydantic's path without the branches of unions, which the client's JSON does not have."""
    path = [str(part) for part in location if part not in (PARTS, "str")]
    if path[:1] == ["messages"] and len(path) > 2:
        del path[2]  # the role
    return path


def text_of(content: Content | None) -> str:
    if content is None or isinstance(content, str):
        return content or ""
    return "\n".join(part.text for part in content)


def engine_message(message: ChatMessage) -> dict[str, Any]:
    """The one message shape (contract 1); `developer` is what `system` is called now."""
    plain: dict[str, Any] = {
        "role": "system" if message.role == "developer" else message.role,
        "content": text_of(message.content),
    }
    if isinstance(message, AssistantMessage) and message.tool_calls:
        plain["tool_calls"] = message.tool_calls
        plain["content"] = plain["content"] or None
    if isinstance(message, ToolMessage):
        plain["tool_call_id"] = message.tool_call_id
    elif message.name:
        plain["name"] = message.name
    return plain


def sampling_of(request: ChatRequest) -> dict[str, Any]:
    """What the client set of the fields that go to the engine unchanged."""
    given = request.model_fields_set
    values = {name: getattr(request, name) for name in SAMPLING if name in given}
    return {name: value for name, value in values.items() if value is not None}
