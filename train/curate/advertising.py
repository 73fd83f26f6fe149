"""Advertising and marketing residue: pages and answers that want to sell or to be contacted.

A doctor may name a drug or a hospital, and a patient may ask for a price. What tells a solicitation
is the call to act: add this account, dial now, click here, free consultation, money back.
"""

from dataclasses import dataclass
from typing import Final

from train.curate.document import Document, Filter
from train.curate.phrases import Phrases

# One of them is enough: nobody but a seller writes it.
_ACCOUNT = "(?:微 ?信|薇信|威信|v信|qq|扣扣|vx|wx)"
_SURE: Final = Phrases(
    rf"""
    微信|微 信|薇信|威信|v信|qq|扣扣|vx|wx -> (?:加|添加|联系)(?:我|老师|医生|客服|专家|主任|助理|本人)?(?:的|们)?(?:个人)?{_ACCOUNT}号?.{{0,3}}?(?:[:：a-z0-9]|咨询|了解|领取|进群|详聊)
    微信|薇信|威信|v信|vx|wx|qq|扣扣 -> {_ACCOUNT}(?:号|群)? ?[:：] ?[a-z0-9_-]{{5,}}
    热线|电话 -> (?:订购|销售)(?:专家)?(?:热线|电话) ?[:：]? ?[0-9(（+]
    点击|戳 -> (?:点击|戳)(?:这里|此处|[下上]方|下面|图片|[左右]侧|链接|进入)的?(?:免费)?(?:咨询|预约|对话|购买|领取|在线)
    二维码 -> (?:扫|长按)(?:描|一扫)?(?:识别)?(?:[下上]方|下面|图中)?的?二维码(?:关注|添加|加|咨询|领取|进群)?
    公众号 -> 关注(?:我们的?|本)?(?:官方)?(?:微信)?公众号
    免费专家热线
    在线客服为您
    货到付款
    无效退款
    签约治疗
    百分百治愈
    全国包邮
    限时抢购
    立即抢购
    马上抢购
    加盟热线
    招商加盟
    诚招代理
    without prescription|without a prescription|free shipping -> \b(?:buy|order) .{{0,60}}\b(?:without (?:a )?prescription|free shipping)\b
    money|risk|limited -> \b(?:money[- ]back guarantee|risk[- ]free trial|limited[- ]time offer)\b
    call -> \bcall (?:us )?(?:now|today|toll[- ]free)\b.{{0,30}}\d{{3}}
    whatsapp|telegram|wechat -> \b(?:add|contact|message|text) (?:me|us) (?:on|via) (?:whatsapp|telegram|wechat)\b
    whatsapp|whats app -> \bwhats ?app\b.{{0,20}}\+?\d{{7}}
    viagra|cialis|levitra|xanax|tramadol|phentermine -> \b(?:cheap|discount|buy|order) (?:generic )?(?:viagra|cialis|levitra|xanax|tramadol|phentermine)\b
    """  # noqa: E501
)
# Several different ones: each may stand in honest text. A number to call may be a hospital's notice
# to a patient, or a crisis line.
_LIKELY: Final = Phrases(
    r"""
    热线|电话 -> (?:咨询|预约|免费|服务|客服|24小时)(?:专家)?(?:热线|电话) ?[:：]? ?[0-9(（+]
    优惠活动
    优惠价
    特价
    促销
    限时
    抢购
    折扣
    秒杀
    包邮
    下单
    代理商
    厂家直销
    独家配方
    祖传秘方
    一个疗程见效
    无副作用
    无毒副作用
    根治
    不复发
    专家门诊预约
    在线咨询
    免费咨询
    免费预约
    在线预约
    预约挂号
    来院路线
    乘车路线
    欢迎来电
    欢迎咨询
    竭诚为您
    权威专家
    知名专家
    领先技术
    国内领先
    国际领先
    点击咨询
    点击预约
    点击查看
    立即咨询
    网上商城
    口碑
    click here
    sign up
    subscribe
    free shipping
    add to cart
    shop now
    buy now
    order now
    special offer
    discount
    coupon
    promo code
    free trial
    call now
    best price
    lowest price
    satisfaction guaranteed
    no prescription
    online pharmacy
    book an appointment
    book now
    free consultation
    sponsored
    affiliate
    as seen on
    order today
    learn more about our
    contact us today
    request a quote
    100% natural
    clinically proven
    """
)


@dataclass(frozen=True)
class Advertising(Filter):
    """Dropped: a row with `sure` calls to act (0: never), or with `likely` different selling
    phrases and at least one of them for every `per` characters."""

    sure: int = 1
    likely: int = 3
    per: int = 400
    name = "advertising"

    def reason(self, document: Document) -> str:
        lowered = document.lowered
        if self.sure and sum(_SURE.counts(lowered)) >= self.sure:
            return "advertising"
        likely = list(_LIKELY.counts(lowered))
        dense = sum(likely) * self.per >= len(lowered)
        return "advertising" if len(likely) >= self.likely and dense else ""


make = Advertising
