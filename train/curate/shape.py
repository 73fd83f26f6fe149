"""What a text looks like from afar: how much of it is no text, and how long its lines are."""

from dataclasses import dataclass

from train.curate.characters import BLANK, PUNCTUATION, SPECIAL
from train.curate.document import Document, Filter


@dataclass(frozen=True)
class Shape(Filter):
    """Shares are of the characters that are not blanks. `special`: dingbats, boxes, controls;
    `signs`: these and all punctuation and measuring signs. `bullets` and `ellipses`: shares of the
    lines that begin or end so. `mean_line` and `longest_line` in characters: lists of single words
    are menus, and a line of a megabyte is a dump."""

    special: float = 0.05
    signs: float = 0.35
    bullets: float = 0.95  # Gopher's 0.9 drops a heading with ten items under it
    ellipses: float = 0.3
    mean_line: float = 6.0
    longest_line: int = 100_000
    lines: int = 5  # of fewer lines nothing is said
    name = "shape"

    def reason(self, document: Document) -> str:
        counts = document.counts
        solid = int(counts.sum() - counts[BLANK])
        special = int(counts[SPECIAL])
        if special > self.special * solid or special + counts[PUNCTUATION] > self.signs * solid:
            return "special_characters"
        lines = document.lines
        lengths = [len(line) for line in lines]
        if max(lengths) > self.longest_line:
            return "long_lines"
        return self._in_lines(lines, lengths) if document.prose else ""

    def _in_lines(self, lines: list[str], lengths: list[int]) -> str:
        if len(lines) < self.lines:
            return ""
        if sum(lengths) < self.mean_line * len(lines):
            return "short_lines"
        if sum(line.startswith(("•", "-", "·", "*")) for line in lines) > self.bullets * len(lines):
            return "bullet_lines"
        if sum(line.endswith(("...", "…")) for line in lines) > self.ellipses * len(lines):
            return "ellipsis_lines"
        return ""


make = Shape
