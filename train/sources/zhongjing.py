"""Zhongjing's preferences (zhongjing_rlhf): answers that doctors and students ranked, in Chinese.

Origin: github.com/SupritYoung/Zhongjing (data/rlhf2000_7_31.json shows 2,000 of about 20,000).
Licence: Apache-2.0 (repository). JSON array: instruction, input?, history? and output, a list of
answers from the best to the worst. Of a ranking the first is chosen and the last rejected: the
widest gap, and one row a question, so that no question counts for more than another.
"""

from collections.abc import Iterator

from train.errors import DataError
from train.rows import Row
from train.sources import shapes, turns
from train.sources.reading import records
from train.sources.turns import user

KIND = "pair"


def rows(path: str, name: str) -> Iterator[Row]:
    for record in records(path):
        value = shapes.fields(record, "instruction", "output")
        asked, ranked = shapes.texts(record, "instruction")[0], value["output"]
        if not isinstance(ranked, list) or not all(isinstance(text, str) for text in ranked):
            raise DataError(
                f"{record.where}: expected a list of ranked answers in the field output"
            )
        if len(ranked) < 2:
            raise DataError(f"{record.where}: expected two answers or more in the field output")
        more = (value.get("input") or "").strip()
        earlier = turns.from_history(record, value.get("history"))
        prompt = turns.in_turn([*earlier, user(asked), user(more)], prompt=True)
        yield shapes.pair(record, name, prompt, ranked[0], ranked[-1], lang="zh")
