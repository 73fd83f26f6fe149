"""Long questions with their short form: question, summary (as in MeQSum), for instruction tuning.

Origin of the form: github.com/abachaa/MeQSum. JSON lines, CSV or Parquet. What is asked of the
model is our sentence in the question's language, before the question.
"""

from collections.abc import Iterator

from retrieval.sentences import detect_lang
from train.rows import Row
from train.sources import shapes
from train.sources.reading import records
from train.sources.turns import assistant, user

KIND = "dialogue"
ASKED = {
    "zh": "请用一句话概括下面这位患者的问题：",
    "en": "Put this patient's question into one short question:",
}


def rows(path: str, name: str) -> Iterator[Row]:
    for record in records(path):
        question, summary = shapes.texts(record, "question", "summary")
        asked = f"{ASKED[detect_lang(question)]}\n{question}" if question else ""
        said = [user(asked), assistant(summary)]
        own, lang = record.value.get("id"), record.value.get("lang")
        yield shapes.dialogue(record, name, said, own=own, lang=lang, **shapes.kept(record))
