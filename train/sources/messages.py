"""Dialogues already in our shape: "messages" [{role, content}], as JSON lines, Parquet and so on.

"id", "lang", "department" and the like are kept. What dialogues do beside taking turns, `turns`
mends: read there what becomes of a doctor who speaks first, of system notes and of other roles.
A row in which nobody gets a reply is marked `no_reply`.
"""

from collections.abc import Iterator

from train.rows import Row
from train.sources import shapes, turns
from train.sources.reading import records

KIND = "dialogue"


def rows(path: str, name: str) -> Iterator[Row]:
    for record in records(path):
        value = shapes.fields(record, "messages")
        said = turns.read(record, value["messages"])
        own, lang = value.get("id"), value.get("lang")
        yield shapes.dialogue(record, name, said, own=own, lang=lang, **shapes.kept(record))
