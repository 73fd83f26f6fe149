"""Made-up documents in Chinese and English whose kind and quality a fake scorer can tell."""

import random

from train.rows import Row

WORDS = {
    ("zh", "medical"): "发热 咳嗽 血压 肺炎 抗生素 患者 症状 手术 糖尿病 疫苗 头痛 诊断 剂量 过敏",
    ("zh", "general"): "足球 电影 股票 火锅 旅行 音乐 房价 手机 天气 游戏 小说 公园 汽车 比赛",
    ("en", "medical"): "fever cough pressure pneumonia antibiotic patient symptom surgery "
    "diabetes vaccine headache diagnosis dose allergy",
    ("en", "general"): "football movie stock barbecue travel music rent phone weather game novel "
    "park car match",
}
ADVERT = {"zh": "加微信优惠抢购", "en": "click here discount buy now"}


def documents(count: int, seed: int = 1, domain: str | None = None) -> list[Row]:
    """Half Chinese and half English, half medical; every third one an advertisement."""
    rng = random.Random(seed)
    return [_document(n, rng, domain) for n in range(count)]


def _document(number: int, rng: random.Random, domain: str | None) -> Row:
    lang, kind = ("zh", "en")[number % 2], ("medical", "general")[number // 2 % 2]
    words = rng.choices(WORDS[lang, kind].split(), k=12)
    words += rng.choices(WORDS[lang, "general"].split(), k=2)
    rng.shuffle(words)
    advert = [ADVERT[lang]] if number % 3 == 0 else []
    text = ("，" if lang == "zh" else " ").join(words + advert)
    row = {"id": f"{kind}-{number}", "source": "s", "lang": lang, "text": text}
    return row if domain is None else {**row, "domain": domain}


def is_medical(text: str) -> bool:
    words = [word for lang in ("zh", "en") for word in WORDS[lang, "medical"].split()]
    return sum(word in text for word in words) > 2


def is_advert(text: str) -> bool:
    return any(advert in text for advert in ADVERT.values())
