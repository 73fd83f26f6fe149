"""E-mail addresses, web addresses, IP and MAC addresses, files and user names."""

import re
from typing import Final

from retrieval.identifiers import Rule
from retrieval.identifiers_search import Openers, beginning, folded, follows, opened, starts

_TLDS: Final = (
    "com|org|net|edu|gov|cn|io|co|uk|info|biz|app|health|care|clinic|dev|ai|tv|cc|top|xyz|site|"
    "online|ca|au|de|fr|jp|kr|eu|ru|nz|hk|tw|sg|za|br|mx|nl|ch|blog|page|link|shop|club|vip|ly|gl|"
    "doctor|hospital|family"
)
_EMAIL: Final = re.compile(
    r"(?:[A-Za-z0-9_%+-]{1,40} \. (?=[^@\s]{1,40} ?@))?[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}\s{0,2}@"
    # a blank beside a dot belongs to it only before a domain that exists: "….org. Give fluids"
    r"\s{0,2}[A-Za-z0-9-]+(?:(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,12}(?![A-Za-z0-9-])"
    r"(?:\s?\.\s?(?:com|org|net|edu|cn)\b)?"
    rf"|(?:\s?\.\s?[A-Za-z0-9-]+)*?\s?\.\s?(?:{_TLDS}|in|me|es|it|us|ie|ng|gh|ke)(?![A-Za-z0-9-]))"
    # said aloud: john dot smith at gmail dot com
    r"|(?:[a-z0-9]+ dot )?[A-Za-z0-9][\w.+-]{0,63}\s?(?:\(at\)|\[at\]|#at#|艾特"
    r"|(?: at )(?=[A-Za-z0-9-]+(?: dot |\.com\b|\.org\b|\.net\b|\.edu\b)))\s?[A-Za-z0-9-]+\s?"
    r"(?:\(dot\)|\[dot\]| dot |\.|点)\s?(?:com|org|net|edu|cn|co|gov|io|uk|ca|au|in|de|fr|me|info)"
    r"(?:\s?(?:\.| dot |点)\s?(?:cn|uk|au|in|hk|tw|nz|za))?(?![A-Za-z])",
    re.IGNORECASE,
)
_LINK_CHAR = r"[^\s<>\"',;，。；！？、（）()【】《》\u4e00-\u9fff]"
_URL: Final = re.compile(
    rf"(?:https?|ftp)\s?:\s?//\s?{_LINK_CHAR}+|(?<![A-Za-z0-9@.])www\.{_LINK_CHAR}+"
    r"|(?<![A-Za-z0-9@._-])(?:[A-Za-z0-9][A-Za-z0-9-]*\.)+"
    rf"(?-i:{_TLDS}|{_TLDS.upper()})(?:/{_LINK_CHAR}*|(?![A-Za-z0-9.-]|\.[A-Za-z0-9])|(?=\.(?:\s|$)))",
    re.IGNORECASE,
)
_OCTET = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
_HEX = "[0-9a-f]{1,4}"
_IP: Final = re.compile(
    rf"(?<![\d.])(?:{_OCTET}\s?\.\s?){{3}}{_OCTET}(?::\d{{2,5}}|/\d\d)?(?!\d)(?!\.\d)"
    rf"|(?<![A-Za-z0-9])(?<![0-9a-f:]:)(?:{_HEX}:){{7}}{_HEX}(?![A-Za-z0-9:])"
    rf"|(?<![A-Za-z0-9])(?<![0-9a-f:]:)(?:{_HEX}:){{1,6}}(?::{_HEX}){{1,6}}(?![A-Za-z0-9:])"
    rf"|(?<![A-Za-z0-9:]){_HEX}(?::{_HEX}){{0,5}}::(?![A-Za-z0-9:])",
    re.IGNORECASE,
)
_MAC: Final = re.compile(
    r"(?<![A-Za-z0-9])(?:[0-9A-F]{2}[:-]){5}[0-9A-F]{2}(?![A-Za-z0-9])", re.IGNORECASE
)
# A photograph or a recording is its owner's face or voice.
_FILE: Final = re.compile(
    r"(?<![\w.-])[A-Za-z0-9\u4e00-\u9fff][\w-]{2,}\."
    r"(?:jpe?g|png|heic|gif|bmp|webp|mp4|mov|wav|m4a|mp3|amr|dcm|fpt|tiff?)\b",
    re.IGNORECASE,
)
# With each form, what a text in lower case has somewhere if it has one: a sign, and what is told by
# what stands on either side of it.
_FORMS: Final = (
    (
        _EMAIL,
        "email",
        re.compile(
            r"[@ (\[#艾](?:(?<=@)|(?<=艾)特|at[)\]#]"
            r"|(?<= )at [a-z0-9-]+(?: dot |\.(?:com|org|net|edu)))"
        ),
    ),
    (_URL, "url", re.compile(rf"[.:](?:(?<=:)\s?/|(?<=www\.)|(?<=\.)(?:{_TLDS}))")),
    (
        _FILE,
        "biometric",
        re.compile(r"\.(?:jpe?g|png|heic|gif|bmp|webp|mp4|mov|wav|m4a|mp3|amr|dcm|fpt|tiff?)\b"),
    ),
    (_MAC, "device", re.compile(r"[:-][0-9a-f]{2}[:-]")),
    (
        _IP,
        "ip",
        re.compile(r"[.:](?:(?<=\.)\s?\d{1,3}\s?\.|(?<=:)(?::|[0-9a-f]{1,4}:))"),
    ),
)

# A user name has no form of its own: the word before it tells.
_HANDLE_ZH: Final = re.compile(
    r"(?<![A-Za-z0-9])(?P<wxid>wxid_[a-z0-9]{4,20})|我v:\s?(?P<v>[A-Za-z][A-Za-z0-9_-]{4,24})"
    r"|(?:微信|威信|薇信|v信|\bvx|\bwx|加v|支付宝|抖音|微博|小红书|快手|用户名|网名|钉钉|qq|wechat|weixin|skype)"
    r"(?:账号|帐号|用户名|号码?|名|id)?(?:就?是|为|叫|:|=|\s|,|搜|的|加我|我的|同号)*"
    r"(?P<code>[A-Za-z][A-Za-z0-9_-]{4,24})(?![A-Za-z0-9_])",
    re.IGNORECASE,
)
_ANY_SIGN: Final = re.compile(r"[@.:#(\[艾-]| at ")
_HANDLES_ZH: Final = (
    *(
        "wxid_",
        "我v",
        "微信",
        "威信",
        "薇信",
        "v信",
        "vx",
        "wx",
        "加v",
        "支付宝",
        "抖音",
        "微博",
        "小红书",
    ),
    *("快手", "用户名", "网名", "钉钉", "qq", "wechat", "weixin", "skype"),
)
_SITES: Final = (
    "wechat|weixin|venmo|paypal|zelle|cash ?app|instagram|insta|ig|facebook|fb|twitter|snapchat|"
    "snap|telegram|skype|discord|tiktok|line|alipay|user ?name|login|handle|screen name|gamertag|"
    "user id|account"
)
_HANDLE_EN: Final = re.compile(
    rf"\b(?:{_SITES})\b(?:(?: (?:account|handle|id|name|username|user|tag)(?=\s?\W? ?\w))"
    r"(?:\W{1,2}(?:is|as|at|on)?\s?)|\s?(?:(?:is|as|=|:|at|under|me|on|it's|,)\s?){1,3})"
    r"(?P<code>[@$]?(?=[A-Za-z0-9]*[._\-\d])[A-Za-z][A-Za-z0-9._-]{3,28}[A-Za-z0-9])"
    r"(?![A-Za-z0-9_@])"
    r"|(?<![\w.@])(?P<at>@[A-Za-z_][A-Za-z0-9_.-]{3,28}[A-Za-z0-9_])(?![A-Za-z0-9_@])"
    r"|\bcash ?app\b\W{0,3}(?:is\W{0,2})?(?P<tag>\$[A-Za-z][\w-]{3,20})",
    re.IGNORECASE,
)
_OPENS_EN_TEXT = """
wechat weixin venmo paypal zelle cash cashapp instagram insta ig facebook fb twitter snapchat snap
telegram skype discord tiktok line alipay user username login handle screen gamertag account
"""
_OPENS_EN: Final[Openers] = follows(_OPENS_EN_TEXT, "")
_AT: Final = re.compile("@")


def online(text: str) -> Rule:
    lower = folded(text)
    for pattern, kind, sign in _FORMS if _ANY_SIGN.search(lower) else ():
        for match in pattern.finditer(text) if sign.search(lower) else ():
            yield match.start(), match.start() + len(match[0].rstrip(".,;:!?)")), kind
    told = any(map(lower.__contains__, _HANDLES_ZH))
    sites = sorted({*opened(text, _OPENS_EN), *starts(_AT, text)})
    for matches in (
        _HANDLE_ZH.finditer(text) if told else (),
        beginning(_HANDLE_EN, text, sites),
    ):
        for match in matches:
            group = next(name for name, value in match.groupdict().items() if value)
            yield *match.span(group), "account"
