"""The turns of a dialogue: what the other side said since the last answer, and the answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

Message = dict[str, str]


@dataclass(frozen=True)
class Turn:
    asked: list[Message] = field(default_factory=list)  # empty where an assistant opens
    answer: Message = field(default_factory=dict)

    @property
    def messages(self) -> list[Message]:
        return [*self.asked, self.answer]


def system_of(messages: Sequence[Message]) -> list[Message]:
    return [plain(m) for m in messages if m["role"] == "system"]


def turns_of(messages: Iterable[Message]) -> list[Turn]:
    """A last question that nobody answered is no turn: nothing is learnt from it."""
    turns: list[Turn] = []
    asked: list[Message] = []
    for message in messages:
        if message["role"] == "assistant":
            turns.append(Turn(asked, plain(message)))
            asked = []
        elif message["role"] != "system":
            asked.append(plain(message))
    return turns


def plain(message: Message) -> Message:
    return {"role": message["role"], "content": message["content"]}
