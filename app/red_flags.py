"""The red-flag policy: which signs together mean a possible emergency, and what is said then.

RULES reads: (name, what must be there). "a|b" is either sign, "a~b" means close together in
one sentence, "a + b" both in the message. A trailing "?" makes a rule soft: it stays silent
when the sign is called mild, ordinary or already over.
"""

from typing import Final


def words(text: str) -> frozenset[str]:
    """A table of single words."""
    return frozenset(text.split())


CHEST: Final = "chest_pain|chest_tight"
RULES: Final[tuple[tuple[str, str], ...]] = (
    # cardiac
    ("cardiac.chest_pain", "chest_pain ?"),
    ("cardiac.chest_felt", "chest~pain|tight|crush|severe ?"),
    ("cardiac.chest_crushing", "chest~crush|tear|severe"),
    ("cardiac.chest_sign", f"{CHEST} + sweat|radiate|nausea|dyspnea_hard|pale|presyncope|doom"),
    ("cardiac.chest_felt_sign", "chest~pain|tight + sweat|radiate|nausea|pale|presyncope|doom"),
    ("cardiac.chest_arm", "chest|chest_pain|chest_tight + arm|side|jaw~pain|weak|tight"),
    ("cardiac.arm_sign", "arm|side~pain|weak|tight + sweat|dyspnea_hard|pale|nausea|doom"),
    ("cardiac.jaw_sign", "jaw~pain|tight + sweat|dyspnea|pale|doom"),
    ("cardiac.arm_jaw", "side~pain|tight + jaw~pain|tight"),
    ("cardiac.epigastric", "indigestion + sweat|pale|presyncope|doom"),
    ("cardiac.sweat_pale", "sweat|pale + presyncope|palpitation|doom|chest|heart ?"),
    ("cardiac.sweat_belly", "sweat + belly~pain + vomit|nausea ?"),
    ("cardiac.palpitation", "palpitation + presyncope|unconscious|dyspnea_hard|doom|sweat"),
    ("cardiac.palpitation_chest", "palpitation + chest_pain|chest_tight|dyspnea ?"),
    ("cardiac.rate", "rate_bad ?"),
    ("cardiac.pressure", "pressure_bad + headache|vision|chest_pain|dyspnea|confused|nausea|weak"),
    ("cardiac.tearing", "back|chest~tear"),
    ("cardiac.named", "assert~d_heart + subj1|subj3|now"),
    ("cardiac.again", "same_pain + cardiac_history"),
    ("cardiac.device", "icd"),
    ("cardiac.device_shock", "icd_device~zap"),
    ("cardiac.clot", "clot_leg + dyspnea|chest_pain|chest_tight"),
    # stroke
    ("stroke.face", "face~droop"),
    ("stroke.side", "side~weak ?"),
    ("stroke.side_sign", "side|arm|leg~weak + face~droop"),
    ("stroke.limb_sudden", "arm|leg|side~weak + sudden ?"),
    ("stroke.limb_sign", "arm|leg|side~weak + speech|blind|confused|worst_headache"),
    ("stroke.speech", "speech + now|sudden|droop|weak ?"),
    ("stroke.speech_sign", "speech + droop|weak|confused|headache|vision|balance|sudden|clumsy"),
    ("stroke.sight", "blind + sudden|now ?"),
    ("stroke.headache", "worst_headache"),
    ("stroke.headache_sudden", "headache|head~severe + sudden"),
    ("stroke.headache_sign", "headache|head~severe + vomit|speech|blind|confused|headache_sign"),
    (
        "stroke.balance",
        "balance|dizzy + sudden|now|side + speech|vision|droop|headache|clumsy|balance",
    ),
    ("stroke.confusion", "confused~sudden + subj1|subj3"),
    ("stroke.clumsy", "clumsy + sudden|side|speech|face~droop|confused|now ?"),
    ("stroke.reading", "cannot_read + sudden|side|now ?"),
    ("stroke.passed", "blind|cannot_read|speech + actual"),
    ("stroke.passed_side", "side~weak + actual"),
    ("stroke.named", "assert~d_stroke + subj1|subj3|now"),
    # anaphylaxis
    ("anaphylaxis.throat", "throat_close + allergen|hives|dyspnea|took"),
    ("anaphylaxis.swelling", "airway~swell + allergen|hives|dyspnea|took|throat_close"),
    ("anaphylaxis.airway", "airway_swollen ?"),
    ("anaphylaxis.hives", "hives + dyspnea|throat_close|unconscious|presyncope|wheeze"),
    ("anaphylaxis.hives_sick", "hives + allergen + vomit|dizzy|palpitation|pale"),
    ("anaphylaxis.exposure", "allergen + dyspnea_hard|throat_close|unconscious|presyncope"),
    ("anaphylaxis.exposure_breath", "allergen + dyspnea|wheeze ?"),
    ("anaphylaxis.pen", "epipen~took|now"),
    ("anaphylaxis.named", "assert|now~d_anaphylaxis + subj1|subj3"),
    # breathing
    ("breathing.hard", "dyspnea_hard"),
    ("breathing.short", "dyspnea ?"),
    ("breathing.words", "no_sentence"),
    ("breathing.blue", "blue~airway|face|arm|turned ?"),
    ("breathing.is_blue", "is_blue ?"),
    ("breathing.blue_breath", "blue + dyspnea|choke|newborn|age_infant"),
    ("breathing.inhaler", "inhaler + asthma|dyspnea|wheeze"),
    ("breathing.wheeze", "wheeze + now|child|worse|blue|unstoppable ?"),
    ("breathing.choking", "choke + now|subj1|subj3|child ?"),
    ("breathing.oxygen", "oxygen_low"),
    ("breathing.gas", "co + headache|dizzy|nausea|unconscious|confused|dyspnea|weak|now"),
    ("breathing.smoke", "smoke_in"),
    ("breathing.odd", "breathing_odd + blue|confused|pale|turned|weird_colour"),
    ("breathing.water", "drown"),
    ("breathing.pulled", "water_place~pulled_out"),
    # overdose and poisoning
    ("overdose.named", "overdose + now|subj1|subj3|pill|drug"),
    ("overdose.many", "took~many + pill"),
    ("overdose.count", "pills_many + took|pill"),
    ("overdose.number", "number_big~pill_named + took|sh_how|swallowed"),
    ("overdose.poison", "took~poison ?"),
    ("overdose.exposed", "poison|pesticide + toxic_sign"),
    ("overdose.mixed", "took|many~pill|drug + drug_bad|confused|unconscious|dyspnea"),
    ("overdose.wrong", "took_wrong~poison|pill|maybe_poison ?"),
    ("overdose.child", "child + took_wrong|got_into + pill|poison|maybe_poison|drug"),
    ("overdose.maybe", "maybe_poison + took + vomit|dizzy|voices|unconscious|weak|numbing|vision"),
    ("overdose.drug", "drug + drug_bad|dyspnea_hard|chest_pain|seizure|unconscious"),
    ("overdose.antidote", "narcan"),
    ("overdose.poisoned", "poisoned + now|subj1|subj3 ?"),
    # self-harm
    ("self_harm.said", "sh"),
    ("self_harm.means", "sh_weak + sh_method|sh_bye|many"),
    ("self_harm.twice", "sh_weak + sh_weak"),
    ("self_harm.farewell", "sh_bye + sh_method"),
    # bleeding
    ("bleeding.spurting", "bleed~spurt"),
    ("bleeding.wound", "cut|nosebleed~spurt"),
    ("bleeding.thinned", "thinner + spurt|unstoppable"),
    ("bleeding.full_of", "full_of~bleed ?"),
    ("bleeding.pads", "pads"),
    ("bleeding.unstoppable", "bleed|nosebleed|cut~unstoppable ?"),
    ("bleeding.vomited", "vomit_blood"),
    ("bleeding.black", "black_stool ?"),
    ("bleeding.black_sign", "black_stool + shock|thinner|vomit|dyspnea"),
    ("bleeding.rectal", "rectal + bad|shock|thinner|spurt ?"),
    ("bleeding.nose", "nosebleed + thinner|shock|spurt|unstoppable"),
    ("bleeding.cut", "cut~deep + bleed|now ?"),
    ("bleeding.heavy", "bleed~bad ?"),
    ("bleeding.thinner", "thinner + bleed|headhit|bruise_big|fell ?"),
    ("bleeding.shock", "bleed|bruise + shock + now|bad|subj1|subj3 ?"),
    # babies, and children with signs of meningitis or sepsis
    ("infant_sepsis.fever", "age_infant|newborn + fever|fever_high|fever_number ?"),
    (
        "infant_sepsis.ill",
        "age_infant|newborn + no_feed|floppy|cold_baby|temp_low|intuss|dyspnea|blue|not_woken",
    ),
    ("infant_sepsis.rash", "nonblanching + child|fever|hives|baby|subj1|subj3|fever_high"),
    ("infant_sepsis.floppy", "baby|child + fever|fever_high|fever_number|vomit + floppy_hard"),
    ("infant_sepsis.feeding", "baby|child + no_feed + floppy|dry_baby|cold_baby ?"),
    ("infant_sepsis.drowsy", "baby|child + fever|fever_high + floppy|no_feed ?"),
    ("infant_sepsis.limp", "baby~floppy_hard"),
    ("infant_sepsis.dry", "baby|child + dry_baby + vomit|fever|floppy|no_feed ?"),
    ("infant_sepsis.neck", "headache|fever|fever_high|vomit + neck_stiff"),
    ("infant_sepsis.gut", "baby|child + intuss"),
    ("infant_sepsis.named", "assert~d_meningitis + subj1|subj3"),
    # pregnancy
    ("pregnancy.bleeding", "pregnant|weeks + bleed|spurt ?"),
    ("pregnancy.bleeding_heavy", "pregnant + bleed~bad|spurt|pain|unstoppable"),
    ("pregnancy.movement", "pregnant|fetal|weeks + preg_bad ?"),
    ("pregnancy.fetal", "fetal_still"),
    ("pregnancy.waters", "pregnant|weeks + waters"),
    ("pregnancy.waters_broke", "waters_broke"),
    ("pregnancy.birth", "pregnant|labor|weeks + cord"),
    ("pregnancy.coming", "birth_now"),
    ("pregnancy.labor", "pregnant|weeks + labor ?"),
    ("pregnancy.pain", "pregnant + belly|side|arm~severe|bad|sharp ?"),
    (
        "pregnancy.pain_sign",
        "pregnant|missed + belly~pain + shock|unconscious|vomit|bleed|one_sided ?",
    ),
    ("pregnancy.head", "pregnant|weeks + headache + vision|swell|severe|pressure_bad|bad|face"),
    ("pregnancy.pressure", "pregnant + pressure_bad|seizure|unconscious|dyspnea_hard|vision"),
    ("pregnancy.ectopic", "missed|pregnant|weeks + shoulder_tip|one_sided~pain ?"),
    ("pregnancy.injury", "pregnant|weeks + crash|height|assault|fell|struck~belly"),
    ("pregnancy.named", "assert~d_preg + subj1|subj3"),
    # seizures and consciousness
    ("seizure.fit", "seizure"),
    ("seizure.repeated", "fit_word + repeated"),
    ("unconscious.lifeless", "no_breath"),
    ("unconscious.collapsed", "unconscious"),
    ("unconscious.floor", "on_floor + subj1|subj3 ?"),
    ("unconscious.wakes", "nothing_wakes"),
    # injuries
    ("trauma.crash", "crash ?"),
    ("trauma.height", "height + subj1|subj3|now|height_m ?"),
    ("trauma.fell_far", "fell~high_place ?"),
    ("trauma.through", "pierced~body"),
    ("trauma.weapon", "stabbed ?"),
    ("trauma.amputated", "amputate + subj1|subj3|arm|leg|now"),
    ("trauma.bone", "bone + arm|leg|broke|fell|height|now"),
    ("trauma.head", "headhit + headbad"),
    ("trauma.struck", "struck~head + headbad|bleed|unconscious|dent"),
    (
        "trauma.neck",
        "jaw|bigbone~pain + arm|leg~weak|electric|can_not_feel + crash|fell|dive|height",
    ),
    ("trauma.head_thinner", "headhit + thinner"),
    ("trauma.spine", "spine ?"),
    ("trauma.spine_limb", "leg|arm~can_not_feel + fell|height|crash|dive|back~pain|headhit"),
    ("trauma.burn", "burn + burnbad|child ?"),
    ("trauma.shocked", "shocked_by + palpitation|chest|burn|weak|unconscious|pain"),
    ("trauma.electric", "electric ?"),
    ("trauma.crash_hurt", "crash + bleed|pain|weak|headbad|can_not_feel|dizzy|dyspnea|bone|chest"),
    ("trauma.crushed", "crushed + arm|leg|chest|head|subj3|subj1 ?"),
    ("trauma.eye", "eye_chem"),
    ("trauma.bite", "snake + subj1|subj3|now|swell"),
    ("trauma.mauled", "mauled + face|airway|bleed|deep|child|spurt|bone|bad"),
    ("trauma.assault", "assault + bleed|unconscious|headbad|dyspnea_hard|pain ?"),
    ("trauma.opened", "gross + subj1|subj3|fell|crash|now ?"),
    ("trauma.big_bone", "bigbone~broke + fell|height|crash|pain|now ?"),
    ("trauma.hip", "fell + leg|bigbone|back~can_not_feel|broke|weak|shorter"),
    ("trauma.heat", "heat + subj1|subj3|now + confused|unconscious|vomit|seizure|hot_skin|child"),
    # diabetes
    ("diabetic.low", "sugar_low"),
    ("diabetic.low_sign", "hypo|hypo_word + diab_bad|now ?"),
    ("diabetic.high", "sugar_high + diab_bad|thirst|hyper|vomit|diabetic|child ?"),
    ("diabetic.acid", "hyper + diab_bad|diabetic|thirst|vomit|child"),
    ("diabetic.insulin", "insulin_od"),
    ("diabetic.stopped", "no_insulin + diab_bad|hyper|vomit|belly"),
    ("diabetic.ill", "diabetic + confused|unconscious|vomit|shaky + subj1|subj3"),
    ("diabetic.thirst", "thirst + vomit|dyspnea|floppy|confused + child|subj1|subj3"),
    # belly
    ("acute_abdomen.severe", "belly~pain|tight + belly|pain~severe ?"),
    ("acute_abdomen.agony", "belly~severe + pain|vomit|now ?"),
    ("acute_abdomen.rigid", "belly~rigid ?"),
    ("acute_abdomen.appendix", "rlq~pain|severe + abd_bad|severe ?"),
    ("acute_abdomen.pain_sign", "belly~pain + shock|yellow|bilious"),
    ("acute_abdomen.torsion", "testicle~pain|severe|swell|sudden + sudden|severe|now|vomit|bad ?"),
    ("acute_abdomen.obstruct", "obstruct + vomit|belly~pain|rigid|swell|tight|pain|bladder"),
    ("acute_abdomen.aorta", "belly|back~pain + aaa|tear"),
    ("acute_abdomen.hernia", "hernia + hernia_bad + now|vomit|severe"),
    ("acute_abdomen.named", "assert|now~d_abd + subj1|subj3"),
    # danger to others
    ("mental_crisis.intent", "harm_other~fear_harm"),
    ("mental_crisis.armed", "weapon~threat + subj1|subj3"),
    ("mental_crisis.voices", "voices + voices_cmd|harm_other|weapon|threat"),
    ("mental_crisis.harm", "harm_other + weapon|threat|voices"),
    ("mental_crisis.birth", "voices + pregnant"),
    ("mental_crisis.coming", "weapon + coming_for"),
    ("mental_crisis.die", "voices + has_to_die"),
    ("mental_crisis.reckless", "voices|confused + naked"),
    ("mental_crisis.psychosis", "psychosis + now|subj1|subj3 ?"),
)

# Several signs together are a flag though no rule names them. The weights were fitted, by
# logistic regression on the development messages and on our own, then rounded.
WEIGHED: Final[dict[str, float]] = {
    "sign": 0.5, "meaning": 0.5, "presence": 0.5,
    "gen": -1.9, "gen_strong": -1.5, "mild": -1.5, "neg": -1.0, "neg_after": -2.0, "past": -1.6,
    "unreal": -1.4, "figure": -0.7, "shield": -0.5, "if": -0.5, "curious": -1.0, "pet": -1.0,
    "history": -0.3,
}  # fmt: skip
WEIGHED_START: Final = -2.0
WEIGHED_ENOUGH: Final = 2.2
MOST_SIGNS: Final = 6
MOST_MEANINGS: Final = 12
# Places, things and people: needed by rules, no sign of anything by themselves.
PLAIN: Final = words(
    "arm leg jaw took many head wrist assert child baby burnbad bigbone airway face side allergen "
    "took_wrong got_into sh_bye sh_method weapon drug pill pill_named swallowed chest belly back "
    "fear_harm water_place number_big struck repeated on_floor one_sided fetal heart "
    "icd_device"
)

CATEGORIES: Final = (
    "cardiac", "stroke", "anaphylaxis", "breathing", "overdose", "self_harm", "bleeding",
    "infant_sepsis", "pregnancy", "seizure", "unconscious", "trauma", "diabetic",
    "acute_abdomen", "mental_crisis",
)  # fmt: skip

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
