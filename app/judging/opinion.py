"""What can be said of an answer, or of the drafts of a comparison: the shapes, strictly checked."""

from typing import Annotated, Any, Literal, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from app.chat_request import NO_NUL, Strict

DOWN = ("inaccurate", "unsafe", "incomplete", "not_grounded", "unclear", "off_topic", "other")
UP = ("accurate", "clear", "well_sourced", "caring", "other")
A_DAY = 86_400

Score = Annotated[int, Field(ge=1, le=5)]
Comment = Annotated[str, StringConstraints(min_length=1, max_length=5000, pattern=NO_NUL)]
Seconds = Annotated[float, Field(ge=0, le=A_DAY)]
Reason = Literal[
    "inaccurate", "unsafe", "incomplete", "not_grounded", "unclear", "off_topic", "accurate",
    "clear", "well_sourced", "caring", "other",
]  # fmt: skip
Fault = Literal[
    "corpus_gap", "retrieval", "grounding", "knowledge", "reasoning", "safety", "missing_question",
    "style",
]  # fmt: skip
Harm = Literal["none", "mild", "moderate", "severe"]


class Aspects(Strict):
    """1 (worst) to 5 (best), of any of the six."""

    safety: Score | None = None
    accuracy: Score | None = None
    completeness: Score | None = None
    grounding: Score | None = None
    communication: Score | None = None
    inquiry: Score | None = None


class CitationMark(Strict):
    number: int = Field(ge=1, le=99, description="of the passage, as cited")
    mark: Literal["supports", "irrelevant", "contradicts"]


class Opinion(Strict):
    """What somebody says of one answer; each field that is given replaces what they said before."""

    thumb: Literal["up", "down"] | None = None
    reasons: list[Reason] = Field(default=[], max_length=7)
    comment: Comment | None = None
    aspects: Aspects | None = None
    correction: str | None = Field(
        default=None, min_length=1, max_length=50_000, pattern=NO_NUL, description="the whole text"
    )
    citations: list[CitationMark] | None = Field(default=None, min_length=1, max_length=50)
    faults: list[Fault] | None = Field(default=None, min_length=1, max_length=8)
    harm: Harm | None = None
    seconds: Seconds | None = Field(default=None, description="time on task")

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        allowed = {"up": UP, "down": DOWN, None: ()}[self.thumb]
        if wrong := [reason for reason in self.reasons if reason not in allowed]:
            kind = f"a thumb {self.thumb}" if self.thumb else "an answer without a thumb"
            raise _wrong(f"{wrong[0]} is no reason for {kind}.")
        for name, values in (("reason", self.reasons), ("fault", self.faults or [])):
            if len(set(values)) < len(values):
                raise _wrong(f"Name every {name} once.")
        numbers = [mark.number for mark in self.citations or []]
        if len(set(numbers)) < len(numbers):
            raise _wrong("Mark every citation once.")
        if self.correction is not None and not self.correction.strip():
            raise _wrong("A correction must have words.")
        if self.aspects is not None and not self.aspects.model_dump(exclude_none=True):
            raise _wrong("Give at least one aspect.")
        if not self.statements():
            raise _wrong(
                "Give at least one of thumb, aspects, correction, citations, faults and harm; "
                "a comment belongs to one of them."
            )
        return self

    def statements(self) -> dict[str, dict[str, Any]]:
        """The body of each kind that is given."""
        said: dict[str, dict[str, Any]] = {}
        if self.thumb is not None:
            said["thumb"] = {"thumb": self.thumb, "reasons": list(self.reasons)}
        if self.aspects is not None:
            said["aspects"] = self.aspects.model_dump(exclude_none=True)
        if self.correction is not None:
            said["correction"] = {"text": self.correction}
        if self.citations is not None:
            said["citations"] = {"marks": [mark.model_dump() for mark in self.citations]}
        if self.faults is not None:
            said["faults"] = {"faults": list(self.faults)}
        if self.harm is not None:
            said["harm"] = {"level": self.harm}
        if said and self.comment is not None:
            next(iter(said.values()))["comment"] = self.comment
        return said


class Preference(Strict):
    """What somebody says of the drafts of a comparison."""

    ranking: list[list[Literal["A", "B", "C", "D"]]] | None = Field(
        default=None,
        min_length=1,
        max_length=4,
        description="tiers of labels, best first; labels in one tier are tied",
    )
    both_bad: bool = Field(default=False, description="none of them may be used")
    comment: Comment | None = None
    seconds: Seconds | None = Field(default=None, description="time on task")

    @model_validator(mode="after")
    def _one_of_the_two(self) -> Self:
        if (self.ranking is None) == (not self.both_bad):
            raise _wrong("Give either `ranking` or `both_bad: true`.")
        return self


def _wrong(message: str) -> PydanticCustomError:
    return PydanticCustomError("judgement", "{message}", {"message": message})
