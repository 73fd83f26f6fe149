"""The fixed safety notices, by category, in zh and en: what is said before any model speaks."""

from typing import Final

# What is said whatever the flag, then one piece for each category, in the order of CATEGORIES.
LEAD: Final = {
    "en": "This may be an emergency. Please call your local emergency number or go to the nearest "
    "emergency department now; do not wait for an answer here.",
    "zh": "这可能是紧急情况。请立即拨打120或前往最近的急诊科，不要等待这里的回答。",
}
SELF_HARM: Final = {
    "en": "Thank you for saying this; it matters, and you do not have to carry it alone. If you or "
    "the person you write about could act on it, please call your local emergency number now, "
    "contact a crisis line, and ask someone close to stay near; if you can, put distance between "
    "yourself and anything that could be used to do harm.",
    "zh": "谢谢您愿意说出来，这很重要，您不必独自承受。如果您或您提到的人可能会采取行动，请立"
    "即拨打120；也可以拨打"
    "12356（全国统一心理援助热线），并请一位信任的人陪在身边；如果可以，请远离可能造成伤害的物品。",
}
ADVICE: Final[dict[str, dict[str, str]]] = {
    "en": {
        "cardiac": "Chest and heart: stop all effort, sit down, and do not drive yourself.",
        "stroke": "Possible stroke: note when it started and stay with the person; every "
        "minute counts.",
        "anaphylaxis": "Severe allergy: use an adrenaline auto-injector if one was prescribed, "
        "and lie down, or sit up if breathing is hard.",
        "breathing": "Breathing: sit upright, loosen tight clothing, and use a prescribed "
        "reliever; get out of smoke or gas into fresh air.",
        "overdose": "Overdose or poisoning: keep the packet or container to show, and do not make "
        "the person vomit; a poison centre can also advise.",
        "bleeding": "Bleeding: press firmly on a wound without letting go; keep the person lying "
        "down and warm.",
        "infant_sepsis": "Baby or child: a young baby with fever, a floppy or hard-to-wake "
        "child, or a "
        "rash that does not fade needs to be seen straight away.",
        "pregnancy": "Pregnancy: call your maternity unit on the way as well, and lie on "
        "your side.",
        "seizure": "Seizure: move hard things away, put nothing in the mouth, and turn the person "
        "on one side when the shaking stops.",
        "unconscious": "Not responding: check breathing; if it is not normal, start chest "
        "compressions while the emergency service guides you, and send for a defibrillator.",
        "trauma": "Injury: do not move the person unless the place is dangerous; cool a burn, or "
        "rinse an eye, with plenty of running water.",
        "diabetic": "Diabetes: check the blood sugar if you can, and give nothing by mouth to "
        "somebody who is drowsy or cannot swallow.",
        "acute_abdomen": "Severe abdominal pain: do not eat or drink until a doctor has seen you.",
        "mental_crisis": "Danger to others: move everybody to a safe place, keep away from "
        "weapons, and "
        "tell the police; if these are your own thoughts, ask someone you trust to stay with "
        "you now.",
    },
    "zh": {
        "cardiac": "胸部与心脏：请停止一切活动，坐下休息，不要自己开车。",
        "stroke": "疑似卒中：请记下开始的时间，守在患者身边，每一分钟都很重要。",
        "anaphylaxis": "严重过敏：如有医生开具的肾上腺素自动注射笔请立即使用；平躺，呼吸困难"
        "时可坐起。",
        "breathing": "呼吸：请坐直，松开紧身衣物，使用医生开具的缓解药；有烟雾或燃气时先转移"
        "到空气新鲜处。",
        "overdose": "过量或中毒：请保留药盒或容器备查，不要催吐；也可同时咨询中毒救治机构。",
        "bleeding": "出血：请用力持续按压伤口不要松开，让患者平躺并保暖。",
        "infant_sepsis": "婴幼儿：小婴儿发热、孩子发软或难以唤醒、皮疹按压不褪色，都需要立刻就诊。",
        "pregnancy": "孕产：请在途中同时联系产科，并侧卧。",
        "seizure": "抽搐：请移开周围硬物，不要往口中塞任何东西，抽搐停止后让患者侧卧。",
        "unconscious": "没有反应：请检查呼吸；呼吸不正常时，在120电话指导下开始胸外按压，并请"
        "人取来除颤器。",
        "trauma": "外伤：除非现场有危险，请不要移动伤者；烧烫伤或眼睛溅入异物请用大量流动清水"
        "冲洗。",
        "diabetic": "糖尿病：条件允许请测血糖；昏昏欲睡或不能吞咽的人不要喂食任何东西。",
        "acute_abdomen": "剧烈腹痛：在医生检查之前，请不要进食或饮水。",
        "mental_crisis": "可能伤及他人：请让所有人转移到安全的地方，远离刀具等物品，并拨打110"
        "报警；如果这是您自己的念头，"
        "请现在就让信任的人陪着您，也可拨打12356。",
    },
}

CATEGORIES: Final = ("self_harm", *ADVICE["en"])
