"""Token sequences that score the turns of a dialogue with and without what was said before.

One pass over a dialogue reads every turn's history on its way; a turn alone needs a short pass of
its own. A turn's text is cut into tokens once, so that both score the same ones.
"""

from dataclasses import dataclass, field
from typing import Any

from train.curate.turns import Message, Turn, system_of, turns_of
from train.errors import DataError


@dataclass(frozen=True)
class Span:
    """The tokens [first, last) of sequence `of`."""

    of: int
    first: int
    last: int


Pair = tuple[Span, Span]  # with its history and alone


@dataclass(frozen=True)
class Piece:
    """What comes before the text that is scored, that text, and its tokens, cut at `longest`."""

    before: str
    text: str
    tokens: list[int]
    cut: bool


@dataclass
class Passes:
    tokenizer: Any
    scored: str  # "assistant" or "turn"
    max_length: int
    sequences: list[tuple[list[int], int]] = field(default_factory=list)  # ids, first one scored

    def pairs(self, messages: list[Message]) -> list[Pair | None]:
        """For each turn from the second on; None where nothing can be scored. `sequences` grows.

        DataError where the chat template has no prefix that both passes share.
        """
        system, turns = system_of(messages), turns_of(messages)
        if len(turns) < 2:
            return []
        found = self._at_once(system, turns)
        for at in range(1 + len(found), len(turns)):
            found.append(self._with_what_fits(system, turns[:at], turns[at]))
        return found

    def _at_once(self, system: list[Message], turns: list[Turn]) -> list[Pair | None]:
        """As many turns as one pass can score: until it is full, or the template writes an earlier
        turn otherwise once another follows."""
        ids: list[int] = []
        written = ""
        spans: list[tuple[Span, Turn, Piece] | None] = []
        for at, turn in enumerate(turns):
            piece = self._piece(system + _said(turns[:at]), turn) if turn.asked else None
            if piece is not None:
                gap = self._ids(piece.before.removeprefix(written))
                last = len(ids) + len(gap) + len(piece.tokens)
                if piece.cut or last > self.max_length or not piece.before.startswith(written):
                    break
                ids += gap + piece.tokens
                written = piece.before + piece.text
            if at:
                spans.append(piece and (self._span(ids, piece), turn, piece))
        scored = [span for span in spans if span]
        if scored:
            self.sequences.append((ids, scored[0][0].first))
        return [one and (one[0], self._direct(system, one[1], one[2])) for one in spans]

    def _with_what_fits(
        self, system: list[Message], history: list[Turn], turn: Turn
    ) -> Pair | None:
        """A pass for this turn only, with as many of the turns before it as there is room for."""
        for oldest in range(len(history)):
            piece = self._piece(system + _said(history[oldest:]), turn) if turn.asked else None
            if piece is None:
                return None
            ids = self._ids(piece.before) + piece.tokens
            if len(ids) <= self.max_length:
                span = self._span(ids, piece)
                self.sequences.append((ids, span.first))
                return span, self._direct(system, turn, piece)
        return None

    def _direct(self, system: list[Message], turn: Turn, piece: Piece) -> Span:
        alone = self._render([*system, *turn.messages]).rstrip()
        if not alone.endswith(piece.text):
            raise DataError("the chat template writes a turn otherwise after a history")
        ids = self._ids(alone.removesuffix(piece.text)) + piece.tokens
        span = self._span(ids, piece)
        self.sequences.append((ids, span.first))
        return span

    def _span(self, ids: list[int], piece: Piece) -> Span:
        """The end of the sequence that is about to be added. In a literal turn the opening mark
        does not count: alone, it has nothing before it."""
        opening = int(self.scored == "turn")
        return Span(len(self.sequences), len(ids) - len(piece.tokens) + opening, len(ids))

    def _piece(self, earlier: list[Message], turn: Turn) -> Piece | None:
        whole = self._render([*earlier, *turn.messages]).rstrip()
        if self.scored == "assistant":
            before = self._render([*earlier, *turn.asked], ask=True)
        else:
            before = self._render(earlier)
        if not whole.startswith(before):
            raise DataError("the chat template changes what it wrote when a message follows")
        text = whole.removeprefix(before)
        tokens, longest = self._ids(text), self.max_length // 2
        if len(tokens) < 2:
            return None
        return Piece(before, text, tokens[:longest], len(tokens) > longest)

    def _render(self, messages: list[Message], ask: bool = False) -> str:
        if not messages:
            return ""
        return self.tokenizer.apply_chat_template(
            messages, tokenize=False, add_generation_prompt=ask
        )

    def _ids(self, text: str) -> list[int]:
        return self.tokenizer(text, add_special_tokens=False)["input_ids"] if text else []


def _said(turns: list[Turn]) -> list[Message]:
    return [message for turn in turns for message in turn.messages]
