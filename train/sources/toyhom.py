"""Chinese-Medical-Dialogue-Data: 792,099 single questions and answers in six departments.

Origin: github.com/Toyhom/Chinese-medical-dialogue-data. Licence: MIT (repository; the texts are
from consultation sites). Its `Data_数据` has a folder for each department with one CSV in GB18030,
columns department, title, ask, answer. An `ask` of 无 says nothing beyond the title.
"""

from collections.abc import Iterator

from train.rows import Row
from train.sources import shapes
from train.sources.reading import records
from train.sources.turns import assistant, user

KIND = "dialogue"


def rows(path: str, name: str) -> Iterator[Row]:
    for record in records(path):
        department, title, ask, answer = shapes.texts(
            record, "department", "title", "ask", "answer"
        )
        said = [user(_asked(title, ask)), assistant(answer)]
        yield shapes.dialogue(record, name, said, lang="zh", department=department)


def _asked(title: str, ask: str) -> str:
    if ask in ("", "无"):
        return title
    return ask if ask.startswith(title) else f"{title}\n{ask}"
