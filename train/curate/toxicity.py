"""Pornography, violence and bias, told apart from medicine's own words.

Sex, death, drugs, abuse, suicide and hallucinated orders to kill are what patients and doctors talk
about, so no body part, act or symptom is listed here. Listed are offers, threats, instructions to
harm others and contempt for groups; words that a clinic also needs (porn, as an addiction) count
only where several stand close together.
"""

from dataclasses import dataclass
from typing import Final

from train.curate.document import Document, Filter
from train.curate.phrases import Phrases

_PORNOGRAPHY: Final = Phrases(
    r"""
    激情视频
    成人视频
    成人电影
    成人网站
    黄色网站
    无码高清
    无码视频
    偷拍自拍
    一夜情交友
    美女上门
    a片|av|毛片|黄片|三级 -> (?:免费|在线|高清)(?:观看)?(?:a片|av(?![a-z])|毛片|黄片|三级片)
    porn|xxx|sex -> \b(?:free|hot|live|hd|hardcore|amateur) (?:porn|xxx|sex (?:videos?|cams?|chat))\b
    xxx|porn|cams|escort|nude -> \b(?:xxx (?:videos?|movies?)|porn ?(?:hub|tube)|sex ?cams?|escort service|nude pics)\b
    hookup|adult dating -> \b(?:hookup|adult dating) (?:site|app|tonight)s?\b
    horny -> \bhorny (?:girls?|milfs?|singles)\b
    """  # noqa: E501
)
_VIOLENCE: Final = Phrases(
    r"""
    杀|死 -> (?:我要|我会|老子|信不信我)(?:杀|砍死|弄死|打死|捅死)了?(?:你|他|她)(?:们|全家)?
    炸弹|炸药|燃烧弹|毒气|枪支 -> (?:炸弹|炸药|燃烧弹|毒气|枪支)的?(?:(?:制作|制造)(?:方法|教程)|怎么制作|如何制作|购买渠道)
    炸弹|炸药|燃烧弹|毒气|枪支|冰毒|海洛因 -> (?:如何|怎么|怎样)(?:制造|制作|自制)(?:炸弹|炸药|燃烧弹|毒气|枪支|冰毒|海洛因)
    杀光|灭绝|屠杀 -> (?:杀光|灭绝|屠杀)(?:所有|全部|那些)的?.{1,4}(?:人|族|教徒)(?:吧|才好|都该)
    你怎么不去死
    kill|murder|stab|shoot -> \b(?:i(?:'ll| will| am going to|'m gonna)|we(?:'ll| will)) (?:kill|murder|stab|shoot) (?:you|your (?:family|kids))\b
    bomb|molotov|explosive|nerve gas -> \bhow to (?:make|build|construct) (?:an? )?(?:pipe bomb|bomb|nail bomb|molotov|explosive device|nerve gas)\b
    meth -> \bhow to (?:cook|synthesi[sz]e) (?:crystal )?meth\b
    kill all|exterminate|gas all -> \b(?:kill|exterminate|gas) all (?:the )?(?:jews|muslims|blacks|whites|christians|gays|women|immigrants)\b
    kill yourself -> \b(?:go|please) kill yourself\b
    """  # noqa: E501
)
_GROUPS = "(?:女人|男人|黑人|白人|穷人|外地人|农村人|乡下人|残疾人|同性恋|少数民族|老年人|胖子)"
_GROUPS_EN = "(?:women|blacks|jews|muslims|gays|immigrants|mexicans|asians|disabled people)"
_BIAS: Final = Phrases(
    rf"""
    垃圾|废物|畜生|下贱|贱货|劣等|蛀虫|祸害 -> {_GROUPS}(?:全|都|天生|本来)?(?:都|就)?是(?:垃圾|废物|畜生|下贱|贱货|劣等|社会的?蛀虫|祸害)
    活该|该死|去死|死光|消灭 -> {_GROUPS}(?:都|就)?(?:应该|该|活该)(?:去?死|死光|被消灭)
    黑鬼
    支那 -> 支那[人猪]
    nigger|kike|faggot|wetback|raghead|towelhead -> \b(?:nigger|kike|faggot|wetback|raghead|towelhead)s?\b
    inferior|subhuman|vermin|animals|parasites|stupid|worthless|filthy -> \b{_GROUPS_EN} are (?:all )?(?:inferior|subhuman|vermin|animals|parasites|stupid|worthless|filthy)\b
    die|killed|trash|scum -> \b(?:all|those) {_GROUPS_EN} (?:are|deserve to|should) (?:all )?(?:die|be killed|trash|scum)\b
    """  # noqa: E501
)
_WEAK: Final = Phrases(
    """
    裸聊
    约炮
    援交
    招嫖
    色情
    激情
    诱惑
    美女
    裸体
    一夜情
    性感
    强奸视频
    porn
    xxx
    nude
    horny
    slut
    whore
    milf
    erotic
    fetish
    fuck
    fucking
    bitch
    cunt
    """
)


@dataclass(frozen=True)
class Toxicity(Filter):
    """Dropped: a row with one sure phrase for every `sure_per` characters (a long film review may
    quote one), or `kinds` different weak words and one for every `per`."""

    sure_per: int = 2000
    kinds: int = 3
    per: int = 120
    name = "toxicity"

    def reason(self, document: Document) -> str:
        lowered = document.lowered
        for phrases, reason in (
            (_PORNOGRAPHY, "toxic_pornography"),
            (_VIOLENCE, "toxic_violence"),
            (_BIAS, "toxic_bias"),
        ):
            if sum(phrases.counts(lowered)) * self.sure_per >= max(len(lowered), 1):
                return reason
        weak = list(_WEAK.counts(lowered))
        dense = sum(weak) * self.per >= len(lowered)
        return "toxic_pornography" if len(weak) >= self.kinds and dense else ""


make = Toxicity
