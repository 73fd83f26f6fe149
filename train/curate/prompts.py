"""What scorers are asked, in Chinese and English: our own words.

The papers print none of theirs. Each question about a document is put twice, worded and ordered
differently, because a greedy model that is asked the same twice says the same twice.
"""

from dataclasses import dataclass

Message = dict[str, str]


@dataclass(frozen=True)
class Question:
    """`ask` by language, each with one {text}; `means` says what each answer stands for."""

    ask: dict[str, str]
    means: dict[str, str]

    def put(self, lang: str, text: str) -> list[Message]:
        return [{"role": "user", "content": self.ask[lang].replace("{text}", text)}]


DOMAIN = (
    Question(
        {
            "zh": "下面这篇文字主要讲医学或健康吗？包括疾病、症状、检查、用药、护理、心理健康"
            "和医学研究。\nA. 是\nB. 不是\n只回答一个字母。\n\n<文字>\n{text}\n</文字>",
            "en": "Is the text below mainly about medicine or health? That includes illness, "
            "symptoms, tests, drugs, nursing, mental health and medical research.\nA. yes\nB. no\n"
            "Answer with one letter.\n\n<text>\n{text}\n</text>",
        },
        {"A": "medical", "B": "general"},
    ),
    Question(
        {
            "zh": "<文字>\n{text}\n</文字>\n\n为一个医学语料库挑选文字，上面这篇属于哪一类？\n"
            "A. 一般内容，与医学和健康无关或只是顺带提到\nB. 医学与健康\n只回答一个字母。",
            "en": "<text>\n{text}\n</text>\n\nTexts are sorted for a medical library. Which shelf "
            "does this one go to?\nA. general: nothing about health, or only in passing\n"
            "B. medicine and health\nAnswer with one letter.",
        },
        {"A": "general", "B": "medical"},
    ),
)

_SCORES = {str(score): str(score) for score in range(7)}
QUALITY = (
    Question(
        {
            "zh": "给下面的文字打分，0 到 6 分，看它适不适合用来训练医学语言模型。"
            "扣分：广告和推销、语病、前后不连贯、拼接了无关内容、网页或图片视频编辑的残留。加分：内容完整、准确、"
            "有信息量、表达清楚。0 是毫无用处，6 是优秀。只回答一个数字。\n\n"
            "<文字>\n{text}\n</文字>",
            "en": "Give the text below 0 to 6 points for its use in training a medical language "
            "model. Advertising, broken grammar, incoherence, unrelated pieces put together and "
            "residue of web pages or of image and video editing cost points; being complete, "
            "accurate, informative and clear earns them. 0 is useless, 6 is excellent. Answer "
            "with one digit.\n\n<text>\n{text}\n</text>",
        },
        _SCORES,
    ),
    Question(
        {
            "zh": "<文字>\n{text}\n</文字>\n\n你是一位严格的医学编辑。上面的文字质量如何？请在 0"
            "（广告、乱码或不知所云）到 6（通顺、可靠、内容充实）之间选一个整数，只回答这个数字。",
            "en": "<text>\n{text}\n</text>\n\nYou are a strict medical editor. How good is the "
            "text above? Choose a whole number from 0 (an advertisement, garbled or senseless) to "
            "6 (fluent, reliable, full of substance) and answer with that number only.",
        },
        _SCORES,
    ),
)

COMPLEXITY = {
    "zh": "评估下面这个请求有多难、多复杂：需要多少医学知识、多少步推理、同时满足多少条件。"
    "1 是一句话就能回答，6 是专家也要仔细斟酌。不要回答请求本身，只回答一个数字。\n\n"
    "<请求>\n{asked}\n</请求>",
    "en": "Judge how hard and complex the request below is: how much medical knowledge, how many "
    "steps of reasoning and how many conditions at once it needs. 1 is answered in a sentence, "
    "6 makes an expert think. Do not answer the request; answer with one digit.\n\n"
    "<request>\n{asked}\n</request>",
}
RESPONSE_QUALITY = {
    "zh": "评估下面这个回答的质量：是否有用、切题、准确、有深度、周到、细致。1 是毫无帮助或有误，"
    "6 是优秀。只回答一个数字。\n\n<请求>\n{asked}\n</请求>\n\n<回答>\n{answer}\n</回答>",
    "en": "Judge the answer below: is it useful, to the point, accurate, deep, thoughtful and "
    "detailed? 1 is no help or wrong, 6 is excellent. Answer with one digit.\n\n"
    "<request>\n{asked}\n</request>\n\n<answer>\n{answer}\n</answer>",
}
