"""ChatMed_Consult: 110,113 patients' questions in Chinese with answers by GPT-3.5.

Origin: hub michaelwzhu/ChatMed_Consult_Dataset (github.com/michael-wzhu/ChatMed). CC BY 4.0.
JSON lines (also under the suffix .json): query, response.
"""

from collections.abc import Iterator

from train.rows import Row
from train.sources import shapes
from train.sources.reading import records
from train.sources.turns import assistant, user

KIND = "dialogue"
HUB = {"michaelwzhu/ChatMed_Consult_Dataset": None}


def rows(path: str, name: str) -> Iterator[Row]:
    for record in records(path, HUB):
        query, response = shapes.texts(record, "query", "response")
        said = [user(query), assistant(response)]
        yield shapes.dialogue(record, name, said, lang="zh", synthetic=True)
