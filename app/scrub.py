"""What people wrote, with invented identifiers in place of theirs: for the export and the review.

One conversation and one secret always give the same surrogates. It fails closed: what might still
tell who somebody is raises `Unscrubbed`, and the row or item is dropped. Evidence comes from the
public corpus and stays, byte for byte, as the model saw it.
"""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from app.errors import MedloopError
from retrieval.corpus import Passage
from retrieval.deidentify import STRUCTURED, Identifier, Ner, Surrogates, bare, find
from retrieval.errors import DeidentifyError
from retrieval.prompt import block

# Values of a message that people did not write.
_NOT_WRITTEN = frozenset(("role", "type", "id", "tool_call_id"))
# Shorter codes ("the last four are 1234") may well be a dose elsewhere in the text.
_TELLING = 6


class Unscrubbed(MedloopError):
    """Something in the text may still tell who somebody is: leave the row or the item out."""

    code = "unscrubbed"


class Scrubber:
    """The surrogates of one conversation."""

    def __init__(self, conversation_id: str, secret: bytes, ner: Ner | None = None) -> None:
        self._surrogates = Surrogates(secret + conversation_id.encode(), ner=ner)

    def text(self, text: str, evidence: Sequence[Passage] = ()) -> str:
        """What somebody wrote, or an answer: then what it quotes from its evidence stays."""
        public = "\n".join(_blocks(evidence))
        try:
            written, found = self._surrogates.replaced(text, public=public)
        except DeidentifyError as error:
            raise Unscrubbed(str(error)) from None
        _check(text, written, found, public)
        return written

    def messages(self, messages: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """A conversation; it is read to its end first, so that a name told late is known early."""
        self._read(messages)
        return [cast(dict[str, Any], self._scrubbed(message)) for message in messages]

    def prompt(
        self, messages: Sequence[Mapping[str, Any]], passages: Sequence[Passage]
    ) -> list[dict[str, Any]]:
        """A prompt as it was sent, scrubbed but for the evidence fenced in its question."""
        if not passages:
            return self.messages(messages)
        fence = _fence(passages)
        asked = [at for at, message in enumerate(messages) if _begins(message, fence)]
        if len(asked) != 1:
            raise Unscrubbed("the recorded evidence is not where the prompt has it: drop this row")
        question = messages[asked[0]]
        rest = {**question, "content": question["content"][len(fence) :]}
        bare_of_evidence = [*messages[: asked[0]], rest, *messages[asked[0] + 1 :]]
        scrubbed = self.messages(bare_of_evidence)
        scrubbed[asked[0]]["content"] = fence + scrubbed[asked[0]]["content"]
        return scrubbed

    def _read(self, messages: Sequence[Mapping[str, Any]]) -> None:
        try:
            self._surrogates.read(_written(messages))
        except DeidentifyError as error:
            raise Unscrubbed(str(error)) from None

    def _scrubbed(self, value: Any) -> Any:
        """Every string that somebody may have written, however deep: parts, tool calls."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Mapping):
            fields = cast(Mapping[str, Any], value).items()
            return {
                name: one if name in _NOT_WRITTEN else self._scrubbed(one) for name, one in fields
            }
        if isinstance(value, list):
            return [self._scrubbed(one) for one in cast(list[Any], value)]
        return value


def _written(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        fields = cast(Mapping[str, Any], value).items()
        return [text for name, one in fields if name not in _NOT_WRITTEN for text in _written(one)]
    if isinstance(value, Sequence):
        return [text for one in cast(Sequence[Any], value) for text in _written(one)]
    return []


def _blocks(passages: Sequence[Passage]) -> list[str]:
    return [block(number, passage) for number, passage in enumerate(passages, 1)]


def _fence(passages: Sequence[Passage]) -> str:
    return "<evidence>\n" + "\n\n".join(_blocks(passages)) + "\n</evidence>\n\n"


def _begins(message: Mapping[str, Any], fence: str) -> bool:
    content = message.get("content")
    return isinstance(content, str) and content.startswith(fence)


def _check(text: str, written: str, found: Sequence[Identifier], public: str) -> None:
    """Nothing that has a form of its own may still stand there as it was."""
    told = {bare(one.text) for one in found if one.kind in STRUCTURED}
    left = bare(written)
    if any(len(one) >= _TELLING and one in left for one in told) or any(
        one.kind in STRUCTURED and one.text in text and one.text not in public
        for one in find(written)
    ):
        raise Unscrubbed("an identifier is still in the text after scrubbing: drop this row")
