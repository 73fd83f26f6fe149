"""What the load asks, and a SYNTHETIC corpus to ask it of when no real one is given.

    python benchmarks/questions.py --passages 16500 corpus.jsonl

The corpus has no meaning: seeded sentences over a Zipf-like vocabulary in which the questions'
topics are planted, half Chinese and half English, one short document a passage. It gives retrieval
its work; it says nothing about retrieval's quality. No question is an emergency.
"""

import argparse
import itertools
import json
import random
from collections.abc import Sequence
from pathlib import Path

SEED = 16_000

TOPICS_EN = (
    "hypertension,type 2 diabetes,metformin,asthma,migraine,low back pain,eczema,constipation,"
    "iron deficiency,gout,hypothyroidism,osteoporosis,insomnia,hay fever,acne,acid reflux,"
    "vitamin D deficiency,high cholesterol,psoriasis,plantar fasciitis"
)
TOPICS_ZH = (
    "高血压,2型糖尿病,二甲双胍,哮喘,偏头痛,腰痛,湿疹,便秘,缺铁性贫血,痛风,"
    "甲状腺功能减退,骨质疏松,失眠,过敏性鼻炎,痤疮,胃食管反流,维生素D缺乏,高血脂,银屑病,足底筋膜炎"
)
ENGLISH, CHINESE = TOPICS_EN.split(","), TOPICS_ZH.split(",")
QUESTIONS = tuple(
    [f"What is the usual treatment of {topic}?" for topic in ENGLISH]
    + [f"How is {topic} diagnosed, and what helps in daily life?" for topic in ENGLISH]
    + [f"{topic}一般怎么治疗？" for topic in CHINESE]
    + [f"{topic}怎么诊断，平时要注意什么？" for topic in CHINESE]
)

SYLLABLES = [first + last for first in "bcdfghjklmnprstvz" for last in "aeiou"]
COMMON_EN = "treatment usual help daily life diagnose"
COMMON_ZH = "治疗 诊断 一般 注意 平时 怎么"
SIZE = 6000
CHARACTERS = "治疗诊断检查症状患者血管神经肌肉关节皮肤消化呼吸循环代谢免疫感染炎性慢急"


def vocabulary(rng: random.Random, parts: Sequence[str], most: int, common: str) -> list[str]:
    """Commonest first: the questions' own words, so that their postings are long."""
    joined = sorted({"".join(rng.choices(parts, k=rng.randint(2, most))) for _ in range(3 * SIZE)})
    return [*common.split(), *rng.sample(joined, SIZE)]


def write_corpus(path: Path, passages: int) -> None:
    """`passages` documents, each short enough to stay one passage."""
    rng = random.Random(SEED)
    english = vocabulary(rng, SYLLABLES, 4, COMMON_EN)
    chinese = vocabulary(rng, CHARACTERS, 3, COMMON_ZH)
    weights = list(itertools.accumulate(1 / (rank + 2) for rank in range(SIZE)))
    with path.open("w", encoding="utf-8") as file:
        for number in range(passages):
            lang = ("en", "zh")[number % 2]
            topic = rng.choice(CHINESE if lang == "zh" else ENGLISH)
            pool = (english, chinese)[number % 2][:SIZE]
            chosen = rng.choices(pool, cum_weights=weights, k=80)
            chosen[rng.randrange(80)] = topic
            row = {
                "id": f"synthetic-{number}",
                "title": f"{topic} {number}",
                "text": sentences(chosen, lang),
                "source": "synthetic benchmark corpus",
                "lang": lang,
                "licence": "CC0-1.0",
            }
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def sentences(words: list[str], lang: str, length: int = 16) -> str:
    gap, stop = (" ", ". ") if lang == "en" else ("", "。")
    parts = [gap.join(words[at : at + length]) for at in range(0, len(words), length)]
    return (stop.join(parts) + stop).strip()


def main() -> None:
    parser = argparse.ArgumentParser(description="Writes a synthetic corpus, JSON Lines.")
    parser.add_argument("path", type=Path)
    parser.add_argument("--passages", type=int, default=16_500)
    args = parser.parse_args()
    write_corpus(args.path, args.passages)


if __name__ == "__main__":
    main()
