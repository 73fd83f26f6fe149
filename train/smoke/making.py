"""Rows for every stage, made of the starter corpus by fixed templates, zh and en alike.

    text.jsonl         a section of a topic under its title
    dialogues.jsonl    questions that the sections of a topic answer, in one turn or two
    questions.jsonl    which of four sentences speaks of a topic
    preferences.jsonl  the section's advice, against a dismissal or the advice of another topic

Whatever is medical in them is a sentence of the corpus; templates state no number and no dose. No
section is twice in the texts or in the dialogues, so what is held out of them was not trained on.
The same corpus gives the same bytes.
"""

import random
from collections.abc import Iterator
from pathlib import Path

from train import rows
from train.rows import Row
from train.smoke.starter import Section, Topic, topics

SEED = 20261121
LETTERS = "ABCD"

# By heading: what one would ask to be told that section.
ASKS = {
    "要点": ("简单说说{title}。", "关于{title}，最重要的是什么？"),
    "是什么": ("{title}是什么？", "请介绍一下{title}。"),
    "怎样处理": ("{title}应该怎样处理？", "得了{title}，怎么办？"),
    "用途": ("{title}有什么用？", "什么情况会用到{title}？"),
    "怎样安全使用": ("怎样安全使用{title}？", "用{title}要注意什么？"),
    "危险信号：什么时候需要去急诊": ("{title}有哪些危险信号？", "{title}什么时候需要去急诊？"),
    "不要这样做": ("{title}时不要做什么？", "{title}有哪些常见的错误做法？"),
    "什么时候看医生": ("{title}什么时候要看医生？", "{title}到什么程度该去医院？"),
    "In short": ("{title}, in short?", "What matters most about {title}?"),
    "What it is": ("What is {title}?", "Please explain {title}."),
    "What helps": ("What helps with {title}?", "How is {title} treated?"),
    "What it is for": ("What is {title} for?", "When is {title} used?"),
    "How to use it safely": ("How is {title} used safely?", "What is important to know: {title}?"),
    "Red flags: when to seek emergency care": (
        "What are the red flags of {title}?",
        "When does {title} need emergency care?",
    ),
    "What not to do": ("What should I not do: {title}?", "Which mistakes are common: {title}?"),
    "When to see a doctor": ("When should I see a doctor: {title}?", "{title}: when to a clinic?"),
}
WHICH = {
    "zh": "下面哪一句说的是“{title}”？",
    "en": "Which of these sentences is about “{title}”?",
}
# Answers that no clinician prefers: they wave the question away, or sell something.
DISMISSALS = {
    "zh": (
        "没什么大不了的，不用管它，过一阵子自己就好了。",
        "不用看医生，网上搜一搜，自己处理就行。",
        "{title}？别想太多，多半是心理作用。",
        "我家的祖传秘方包治百病，私信我购买。",
        "随便吃点药就行，吃什么都差不多。",
        "这个问题没有意义，换一个吧。",
    ),
    "en": (
        "It is nothing, ignore it and it will go away by itself.",
        "You do not need a doctor, just search online and treat it yourself.",
        "{title}? Do not think about it, it is all in your head.",
        "Our secret family remedy cures everything, message me to buy it.",
        "Take any medicine you find, they are all about the same.",
        "That question makes no sense, ask another one.",
    ),
}


def write(folder: Path) -> dict[str, int]:
    """Writes the four files into `folder`; says how many rows each has."""
    told = topics()
    made = {
        "text": texts(told),
        "dialogues": dialogues(told),
        "questions": questions(told),
        "preferences": preferences(told),
    }
    return {name: rows.write(folder / f"{name}.jsonl", each) for name, each in made.items()}


def texts(told: list[Topic]) -> Iterator[Row]:
    for topic in told:
        for number, section in enumerate(topic.sections):
            text = f"# {topic.title}\n\n## {section.heading}\n\n{section.text}"
            yield {"id": f"{topic.id}-{number}", "lang": topic.lang, "text": text}


def dialogues(told: list[Topic]) -> Iterator[Row]:
    for topic in told:
        first, second, *rest = (_turn(topic, each, n % 2) for n, each in enumerate(topic.sections))
        followed = [one + other for one, other in zip(rest[::2], rest[1::2], strict=True)]
        for number, messages in enumerate([first, second, *followed]):
            yield {"id": f"{topic.id}-{number}", "lang": topic.lang, "messages": messages}


def questions(told: list[Topic]) -> Iterator[Row]:
    chance = random.Random(SEED)
    for topic in told:
        own = {sentence for section in topic.sections for sentence in section.sentences}
        for number, section in enumerate(topic.sections[1:], 1):
            right = chance.choice(section.sentences)
            others = [_counterpart(other, section) for other in _others(topic, told, chance)]
            wrong = [chance.choice(found.sentences) for found in others if found]
            # A few sentences stand in several topics.
            options = [right, *dict.fromkeys(each for each in wrong if each not in own)][:4]
            chance.shuffle(options)
            yield {
                "id": f"{topic.id}-{number}",
                "lang": topic.lang,
                "question": WHICH[topic.lang].format(title=topic.title),
                "options": dict(zip(LETTERS, options, strict=True)),
                "answer": LETTERS[options.index(right)],
            }


def preferences(told: list[Topic]) -> Iterator[Row]:
    chance = random.Random(SEED)
    for topic in told:
        for number, section in enumerate(topic.sections):
            asked, answer = _turn(topic, section, number % 2)
            chosen = {"role": "assistant", "content": _short(answer["content"], topic.lang)}
            rejected = _worse(topic, section, told, chance)
            yield {
                "id": f"{topic.id}-{number}",
                "lang": topic.lang,
                "prompt": [asked],
                "chosen": [chosen],
                "rejected": [{"role": "assistant", "content": rejected}],
            }


def _turn(topic: Topic, section: Section, wording: int) -> list[dict[str, str]]:
    return [
        {"role": "user", "content": ASKS[section.heading][wording].format(title=topic.title)},
        {"role": "assistant", "content": _joined(section, topic.lang)},
    ]


def _joined(section: Section, lang: str) -> str:
    return ("" if lang == "zh" else " ").join(section.sentences)


def _short(answer: str, lang: str) -> str:
    """Its beginning, about as long as what stands against it."""
    mark = "。" if lang == "zh" else ". "
    first, _, rest = answer.partition(mark)
    return first + mark.strip() if rest else answer


def _worse(topic: Topic, section: Section, told: list[Topic], chance: random.Random) -> str:
    if chance.random() < 0.7:
        return chance.choice(DISMISSALS[topic.lang]).format(title=topic.title)
    other = next(filter(None, (_counterpart(t, section) for t in _others(topic, told, chance))))
    return chance.choice(other.sentences)


def _others(topic: Topic, told: list[Topic], chance: random.Random) -> list[Topic]:
    """Topics in the same language in a random order, with the same section if they have one."""
    others = [other for other in told if other.lang == topic.lang and other.id != topic.id]
    return chance.sample(others, len(others))


def _counterpart(topic: Topic, section: Section) -> Section | None:
    return next((each for each in topic.sections if each.heading == section.heading), None)
