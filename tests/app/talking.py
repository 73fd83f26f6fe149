"""How the tests of the official client ask: short answers, the same ones every time."""

from typing import Any

from tests.app.running import FEVER_EN

Json = dict[str, Any]
CITED = "Ask a doctor now [1]."
# A random model cites nothing of itself; a grammar with one sentence leaves it no choice.
CITING: Json = {
    "type": "json_schema",
    "json_schema": {
        "name": "cited",
        "strict": True,
        "schema": {
            "type": "object",
            "properties": {"answer": {"type": "string", "enum": [CITED]}},
            "required": ["answer"],
            "additionalProperties": False,
        },
    },
}
LOOK_UP: Json = {
    "type": "function",
    "function": {
        "name": "look_up",
        "strict": True,
        "parameters": {
            "type": "object",
            "properties": {"drug": {"type": "string", "enum": ["metformin", "insulin"]}},
            "required": ["drug"],
            "additionalProperties": False,
        },
    },
}
FORCED: Json = {
    "tools": [LOOK_UP],
    "tool_choice": {"type": "function", "function": {"name": "look_up"}},
    "max_tokens": 60,
}


def asking(words: str = FEVER_EN, /, **more: Any) -> Any:
    """The arguments of `chat.completions.create`."""
    defaults: Json = {"model": "medloop", "max_tokens": 12, "temperature": 0, "seed": 7}
    return defaults | {"messages": [{"role": "user", "content": words}]} | more


def block_of(answer: Any) -> Json:
    """The `medloop` block that the client carries beside OpenAI's fields."""
    return answer.model_extra["medloop"]
