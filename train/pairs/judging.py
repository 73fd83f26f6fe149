"""What the models that answer and judge are asked, in Chinese and English: our words.

Aquila-Med has a model answer as a professional, helpful doctor, and compares its answer with the
original on fluency, relevance, completeness and proficiency in medicine. It prints no prompt.
"""

from collections.abc import Sequence

from train.rows import Row

Message = dict[str, str]
ASPECTS = ("fluency", "relevance", "completeness", "proficiency")
FIRST, SECOND, EVEN = "1", "2", "0"

DOCTOR = {
    "zh": "你是一位专业、耐心的医生。请根据病人的描述认真作答：说清可能的情况、需要做什么检查、"
    "怎样处理、什么时候必须马上就医；不确定的地方要说明，不编造。",
    "en": "You are a professional and patient doctor. Answer what you are asked with care: what it "
    "may be, which tests are needed, what to do, and when to seek help at once. Say what is not "
    "certain, and make nothing up.",
}
MEANS = {
    "zh": {
        "fluency": "语言流畅：通顺、自然、没有语病和重复",
        "relevance": "切合问题：回答的就是病人所问，没有跑题",
        "completeness": "内容完整：该说的都说到了，没有遗漏要点",
        "proficiency": "医学专业性：医学内容正确、严谨，用语专业",
    },
    "en": {
        "fluency": "fluency: it reads naturally, without errors and repetition",
        "relevance": "relevance: it answers what was asked and does not stray",
        "completeness": "completeness: it leaves out nothing that matters",
        "proficiency": "proficiency in medicine: its medical content is correct and exact",
    },
}
JUDGE = {
    "zh": "下面是一段对话和对最后一个问题的两个回答。只就一个方面比较这两个回答。\n"
    "方面：{aspect}。\n不要因为先后顺序或长短而偏向任何一个。\n\n"
    "<对话>\n{asked}\n</对话>\n\n<回答1>\n{first}\n</回答1>\n\n<回答2>\n{second}\n</回答2>\n\n"
    "这个方面哪个回答更好？只回答一个数字：1 表示回答1更好，2 表示回答2更好，0 表示不相上下。",
    "en": "Below are a conversation and two answers to its last question. Compare the answers in "
    "one respect only.\nRespect: {aspect}.\nFavour neither for its place or its length.\n\n"
    "<conversation>\n{asked}\n</conversation>\n\n<answer1>\n{first}\n</answer1>\n\n"
    "<answer2>\n{second}\n</answer2>\n\nWhich answer is better in this respect? Answer with one "
    "digit: 1 for the first, 2 for the second, 0 if they are even.",
}
SPEAKERS = {
    "zh": {"user": "病人：", "assistant": "医生：", "system": ""},
    "en": {"user": "Patient: ", "assistant": "Doctor: ", "system": ""},
}


def to_answer(row: Row, prompt: Sequence[Message]) -> list[Message]:
    """The dialogue's own system message gives way: who answers is to be a doctor."""
    spoken = [message for message in prompt if message["role"] != "system"]
    return [{"role": "system", "content": DOCTOR[row["lang"]]}, *spoken]


def to_compare(
    lang: str, prompt: Sequence[Message], first: str, second: str, aspect: str
) -> list[Message]:
    asked = "\n".join(SPEAKERS[lang][message["role"]] + message["content"] for message in prompt)
    parts = {"aspect": MEANS[lang][aspect], "asked": asked, "first": first, "second": second}
    return [{"role": "user", "content": JUDGE[lang].format_map(parts)}]


def agreed(forward: str | None, backward: str | None) -> str | None:
    """The verdict of both orders, of which the second has the answers swapped; None without one."""
    swapped = {FIRST: SECOND, SECOND: FIRST, EVEN: EVEN}.get(backward or "")
    return forward if forward is not None and forward == swapped else None
