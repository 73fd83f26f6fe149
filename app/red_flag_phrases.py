"""The words that always raise a red flag, whatever the fitted model thinks of the message.

One pattern a category and language, on lower-case text without blanks between Chinese characters.
A match counts unless its own clause denies it, puts it long ago, asks about it in general or makes
it up. Kept short on purpose: what needs judgement is the model's business.
"""

import re
from typing import Final

PHRASES: Final[dict[str, tuple[str, str]]] = {
    "self_harm": (
        r"\b(?:want|going|plan(?:ning)?|tempted|decided|ready) to (?:kill|hurt|harm|cut|hang) "
        r"(?:myself|himself|herself|themselves|themself)\b"
        r"|\b(?:want|wants|wanting) to (?:die|end it all|end (?:my|his|her|their) life)\b"
        r"|\bend(?:ing)? (?:my|his|her|their) (?:own )?life\b|\bi(?:'m| am) suicidal\b"
        r"|\bno longer want(?:s)? to (?:live|be alive)\b|\bkms\b"
        r"|\b(?:better off|everyone.{0,20}better) without me\b|\bkill(?:ing)? myself\b",
        r"(?:想|要|打算|准备)(?:自杀|寻死|轻生|割腕|跳楼|上吊|一死了之|结束(?:自己的)?生命)"
        r"|不想活|活不下去|活着没(?:有)?(?:意思|意义)|想死(?!你|我了)|(?:割腕|吞药|服药)(?:自杀|了)",
    ),
    "overdose": (
        r"\b(?:took|taken|swallowed|overdosed on) (?:a |the )?(?:whole|entire|full|all) "
        r"(?:\w+ ){0,3}(?:bottle|pack|packet|box|strip|pills|tablets)\b|\boverdosed\b"
        r"|\b(?:drank|swallowed|ate|eaten) (?:\w+ ){0,2}"
        r"(?:bleach|antifreeze|pesticide|weed ?killer|rat poison|drain cleaner|button batter)",
        r"(?:吃|吞|服|喝)(?:了|下|下了|进)?(?:一|半|整|两|好几)(?:整)?(?:瓶|盒|把|板).{0,6}药"
        r"|(?:喝|误食|误服|吃)(?:了|下)?.{0,4}(?:农药|敌敌畏|百草枯|老鼠药|洁厕|消毒液|漂白)"
        r"|吞(?:了|下).{0,4}(?:纽扣电池|电池)",
    ),
    "unconscious": (
        r"\b(?:is|he's|she's|they're) (?:not responding|unresponsive|unconscious)\b"
        r"|\b(?:won't|can't|cannot|can not|doesn't) wake (?:him|her|them|up)\b|\bno pulse\b",
        r"叫不醒|喊不醒|没(?:有)?(?:呼吸|脉搏|心跳)了|失去意识|不省人事|突然晕倒|昏迷不醒",
    ),
    "breathing": (
        r"\b(?:can't|cannot|can not|cant|struggling to|unable to) breathe\b"
        r"|\b(?:is|he's|she's) choking\b"
        r"|\b(?:lips|face) (?:are |is )?(?:turning|gone|going) blue\b",
        r"(?:喘|透|呼吸)不(?:上|过)(?:来)?气|喘不上来|喘不过来|不能呼吸|噎住了|卡住(?:了)?(?:喉咙|气管)"
        r"|嘴唇(?:都)?(?:发|变)(?:紫|青)",
    ),
    "cardiac": (
        r"\b(?:crushing|squeezing|tight|heavy|pressing) "
        r"(?:chest pain|pain in (?:my|his|her) chest)\b"
        r"|\bchest (?:pain|tightness|pressure).{0,60}(?:sweat|left arm|jaw|short of breath|faint)",
        r"胸(?:口|部|闷)?.{0,6}(?:压榨|压着|濒死|剧)(?:样|性)?.{0,3}(?:痛|疼)"
        r"|胸.{0,3}(?:痛|疼|闷).{0,20}(?:冷汗|大汗|左(?:胳膊|臂|肩)|喘不)",
    ),
    "stroke": (
        r"\bface (?:is |has |was )?(?:droop|dropp|sagg|gone numb|lopsided)"
        r"|\b(?:slurring|slurred speech|speech is slurred|words are slurred)\b"
        r"|\b(?:one|left|right) side.{0,30}(?:numb|weak|won't move|paraly[sz]ed|can't move)",
        r"(?:嘴|口|脸|面)(?:角)?(?:突然)?(?:歪|斜)了?|半(?:边|侧)(?:身子|身体|肢体)?.{0,4}(?:不能动|动不了|没劲|无力|发麻|麻木)"
        r"|说话(?:突然)?(?:不清|含糊|大舌头)",
    ),
    "seizure": (
        r"\b(?:is|he's|she's|been) (?:having a (?:seizure|fit)|seizing|convulsing|fitting)\b",
        r"(?:正在|突然|一直|又)(?:在)?(?:抽搐|抽风|惊厥|抽筋样抽动)|口吐白沫|抽(?:搐|风)了?.{0,4}(?:停不|不停)",
    ),
    "bleeding": (
        r"\bbleeding (?:heavily|a lot|won't stop|will not stop|and it won't)\b"
        r"|\b(?:won't|doesn't|not) stop bleeding\b"
        r"|\b(?:vomit|throwing|cough|puk)\w* (?:up )?blood\b"
        r"|\bspurting blood\b|\bblood (?:is )?(?:spurting|gushing|pouring)\b",
        r"(?:血|出血).{0,4}(?:止不住|不止|流不停|喷)|大出血|(?:吐|呕|咳)(?:了)?.{0,3}(?:口|大口|很多|好多)?血",
    ),
    "anaphylaxis": (
        r"\b(?:throat|tongue|lips?|face) (?:is |are )?(?:closing|swelling|swollen|tightening)"
        r".{0,60}(?:nut|sting|stung|bee|shrimp|prawn|allerg|hives|penicillin|breath)"
        r"|\b(?:nut|sting|stung|bee|shrimp|prawn|allerg|hives|penicillin).{0,60}"
        r"(?:throat|tongue|lips?|face) (?:is |are )?(?:closing|swelling|swollen|tightening)",
        r"(?:过敏|荨麻疹|花生|海鲜|青霉素|头孢|蜂).{0,25}(?:喉咙|嗓子|嘴唇|舌头|呼吸).{0,5}(?:紧|肿|困难|喘)",
    ),
    "infant_sepsis": (
        r"\b(?:newborn|(?:\d|one|two|three|four|five|six|eight|ten)[- ]?(?:day|week)s?[- ]old)"
        r".{0,60}(?:fever|temperature|floppy|won't feed|not feeding|hard to wake)"
        r"|\brash.{0,40}(?:doesn't|does not|won't|not) (?:fade|disappear|blanch)",
        r"(?:新生儿|月子里|出生\d+天|(?:一|两|二|1|2)个(?:多)?月(?:大)?的?(?:宝宝|婴儿|孩子)).{0,12}(?:发烧|发热|不吃奶|发软|叫不醒)"
        r"|(?:皮疹|红点|紫点|疹子).{0,12}(?:压|按).{0,4}不(?:褪|退)",
    ),
    "pregnancy": (
        r"\bpregnant.{0,60}(?:bleeding (?:heavily|a lot|bright)|baby (?:has )?(?:stopped|not) mov"
        r"|can't feel the baby|waters? (?:broke|broken)|seeing (?:spots|stars|flashing))",
        r"(?:怀孕|孕\d+|孕晚期|孕妇).{0,25}(?:大(?:量)?出血|流(?:了)?(?:好多|很多)血|感觉不到胎动|没(?:有)?胎动|胎动(?:消失|没了)|破水|眼(?:前)?(?:发花|冒金星))",
    ),
    "trauma": (
        r"\bhit by a (?:car|truck|bus|van)\b"
        r"|\bfell (?:from|off) (?:the|a) (?:roof|ladder|balcony|window|\w+ floor)\b"
        r"|\bbone (?:is )?sticking out\b",
        r"(?:被车撞|从.{1,4}(?:楼|高处|房顶|梯子).{0,3}(?:摔|掉|坠))|骨头(?:都)?(?:露|戳)(?:出|在外)|触电了|被(?:毒)?蛇咬了",
    ),
    "diabetic": (
        r"\b(?:blood sugar|glucose|sugar) (?:is |of |was |at )?(?:only )?[12]\.\d\b"
        r"|\bdiabet\w+.{0,60}(?:unconscious|confused|fruity|passed out|won't wake)",
        r"血糖(?:只有|才|低到|是)?[12]\.\d|糖尿病.{0,25}(?:昏迷|叫不醒|烂苹果|意识(?:不清|模糊))",
    ),
    "acute_abdomen": (
        r"\b(?:belly|stomach|abdomen|tummy) (?:is |feels |gone )?(?:rigid|hard as|rock hard|board)"
        r"|\b(?:worst|unbearable|excruciating) (?:stomach|abdominal|belly|tummy) pain\b"
        r"|\b(?:testicle|ball|testis).{0,30}(?:sudden|severe|agony|swollen)",
        r"肚子(?:硬|板|像板)(?:得|一样)?|腹(?:部)?(?:板状|剧痛|剧烈疼痛)|肚子.{0,3}(?:剧痛|疼得(?:打滚|直不起))|(?:蛋蛋|睾丸).{0,6}(?:剧痛|突然(?:很)?(?:痛|疼))",
    ),
    "mental_crisis": (
        r"\b(?:voices|they).{0,20}(?:tell|telling|told).{0,12}(?:kill|hurt|stab)\b"
        r"|\b(?:going|want|wants|threatening) to (?:kill|stab|shoot) "
        r"(?:him|her|them|someone|my|his|you|us|everyone)\b",
        r"(?:声音|有人).{0,4}(?:叫|让|命令)(?:我|他|她)(?:去)?(?:杀|砍|伤害)|(?:拿|举|提)着(?:菜)?刀.{0,10}(?:砍|杀|捅|要)|(?:要|想)(?:砍|杀|捅)(?:死|了)?(?:他|她|人|我|全家|你)",
    ),
}
ENGLISH: Final = {category: re.compile(english) for category, (english, _) in PHRASES.items()}
CHINESE: Final = {category: re.compile(chinese) for category, (_, chinese) in PHRASES.items()}
HAN: Final = re.compile(r"[\u3400-\u9fff]")
LATIN: Final = re.compile(r"[a-z]{3}")
# In the same clause before a phrase, or anywhere in its sentence: the phrase does not count.
DENIED: Final = re.compile(
    r"(?:\b(?:no|not|never|without|denies|denied|isn't|aren't|wasn't|didn't|doesn't|don't|stopped"
    r"|nobody)\b|没有?|无|未|并非|不是|否认|从不|不再)[^,.;，。；!?！？]{0,24}$"
)
ELSEWHERE: Final = re.compile(
    r"\b(?:years? ago|last year|when i was|used to|in (?:19|20)\d\d|what (?:are|is|should|do|if)"
    r"|how (?:do|to|can|should)|signs? of|symptoms? of|if (?:someone|somebody|a|you|my|he|she)"
    r"|novel|story|movie|film|episode|exam|practice question|essay|dream(?:ed|t)?|song|lyrics?"
    r"|game)\b"
    r"|年前|去年|前年|小时候|以前|曾经|怎么(?:办法|急救|处理|判断|预防)|什么是|有哪些|如果|万一|假如|假设"
    r"|小说|电影|电视剧|话剧|考试|备考|培训|题目|题：|作文|梦(?:见|到)|歌词|游戏|剧情|\d{4}年"
)
EN_END: Final = re.compile(r"[.!?。！？;；\n]")


def spoken(text: str) -> list[str]:
    """The categories whose unmistakable phrases stand in a message, unsilenced."""
    found: list[str] = []
    patterns = [*ENGLISH.items()] if LATIN.search(text) else []
    patterns += CHINESE.items() if HAN.search(text) else ()
    for category, pattern in patterns:
        for match in pattern.finditer(text):
            start = max((end.end() for end in EN_END.finditer(text, 0, match.start())), default=0)
            stop = EN_END.search(text, match.end())
            sentence = text[start : stop.end() if stop else len(text)]
            denied = DENIED.search(text[start : match.start()])
            if not denied and not ELSEWHERE.search(sentence):
                found.append(category)
                break
    return list(dict.fromkeys(found))
