"""The red-flag policy: which signs together mean a possible emergency, and what is said then.

RULES reads: (name, what must be there). "a|b" is either sign, "a~b" means close together in
one sentence, "a + b" both in the message. A trailing "?" makes a rule soft: it stays silent
when the sign is called mild, ordinary or already over.
"""

from typing import Final

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
    ("cardiac.epigastric", "indigestion + sweat|pale + dyspnea|arm|jaw|doom|nausea|presyncope"),
    ("cardiac.sweat_pale", "sweat + pale|doom + dyspnea|nausea|presyncope|palpitation"),
    ("cardiac.palpitation", "palpitation + presyncope|unconscious|dyspnea_hard|doom|sweat"),
    ("cardiac.palpitation_chest", "palpitation + chest_pain|chest_tight|dyspnea ?"),
    ("cardiac.rate", "rate_bad ?"),
    ("cardiac.pressure", "pressure_bad + headache|vision|chest_pain|dyspnea|confused|nausea|weak"),
    ("cardiac.tearing", "back|chest~tear"),
    ("cardiac.named", "assert~d_heart + subj1|subj3|now"),
    ("cardiac.device", "icd"),
    ("cardiac.clot", "clot_leg + dyspnea|chest_pain|chest_tight"),
    # stroke
    ("stroke.face", "face~droop"),
    ("stroke.side", "side~weak ?"),
    ("stroke.side_sign", "side|arm|leg~weak + face~droop"),
    ("stroke.limb_sudden", "arm|leg|side~weak + sudden ?"),
    ("stroke.limb_sign", "arm|leg|side~weak + speech|blind|confused|worst_headache"),
    ("stroke.speech", "speech + now|sudden|droop|weak ?"),
    ("stroke.speech_sign", "speech + droop|weak|confused|headache|vision|balance|sudden"),
    ("stroke.sight", "blind + sudden|now ?"),
    ("stroke.headache", "worst_headache"),
    ("stroke.headache_sudden", "headache|head~severe + sudden"),
    ("stroke.headache_sign", "headache|head~severe + vomit|speech|blind|confused|headache_sign"),
    ("stroke.balance", "balance|dizzy + sudden|now + speech|vision|droop|headache"),
    ("stroke.confusion", "confused~sudden + subj1|subj3"),
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
    ("breathing.blue", "blue~airway|face|arm + subj1|subj3|child ?"),
    ("breathing.blue_breath", "blue + dyspnea|wheeze|choke|baby"),
    ("breathing.inhaler", "inhaler + asthma|dyspnea|wheeze"),
    ("breathing.wheeze", "wheeze + now|child|worse ?"),
    ("breathing.choking", "choke + now|subj1|subj3 ?"),
    ("breathing.oxygen", "oxygen_low"),
    ("breathing.gas", "co + headache|dizzy|nausea|unconscious|confused|dyspnea|weak|now"),
    ("breathing.water", "drown"),
    # overdose and poisoning
    ("overdose.named", "overdose + now|subj1|subj3|pill|drug"),
    ("overdose.many", "took|many~pill + many + took"),
    ("overdose.count", "pills_many + took|pill"),
    ("overdose.poison", "took~poison"),
    ("overdose.wrong", "took_wrong~poison|pill|maybe_poison"),
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
    ("bleeding.unstoppable", "bleed|nosebleed|cut~unstoppable ?"),
    ("bleeding.vomited", "vomit_blood"),
    ("bleeding.black", "black_stool ?"),
    ("bleeding.black_sign", "black_stool + shock|thinner|vomit|dyspnea"),
    ("bleeding.rectal", "rectal + bad|shock|thinner|spurt ?"),
    ("bleeding.nose", "nosebleed + thinner|shock|spurt|unstoppable"),
    ("bleeding.cut", "cut~deep + bleed|now ?"),
    ("bleeding.heavy", "bleed~bad ?"),
    ("bleeding.thinner", "thinner + bleed|headhit ?"),
    ("bleeding.shock", "bleed + shock + now|bad|subj1|subj3 ?"),
    # babies, and children with signs of meningitis or sepsis
    ("infant_sepsis.fever", "age_infant|newborn + fever|fever_high ?"),
    ("infant_sepsis.ill", "age_infant|newborn + no_feed|floppy|cold_baby|temp_low|intuss|dyspnea"),
    ("infant_sepsis.rash", "nonblanching + child|fever|hives|baby|subj1|subj3|fever_high"),
    ("infant_sepsis.floppy", "baby|child + fever|fever_high|vomit + floppy_hard"),
    ("infant_sepsis.feeding", "baby|child + no_feed + floppy|dry_baby|cold_baby ?"),
    ("infant_sepsis.drowsy", "baby|child + fever|fever_high + floppy|no_feed~floppy|dry_baby ?"),
    ("infant_sepsis.limp", "baby~floppy_hard"),
    ("infant_sepsis.dry", "baby|child + dry_baby + vomit|fever|floppy|no_feed ?"),
    ("infant_sepsis.neck", "headache|fever|fever_high|vomit + neck_stiff"),
    ("infant_sepsis.gut", "baby|child + intuss"),
    ("infant_sepsis.named", "assert~d_meningitis + subj1|subj3"),
    # pregnancy
    ("pregnancy.bleeding", "pregnant + bleed|rectal|spurt ?"),
    ("pregnancy.bleeding_heavy", "pregnant + bleed~bad|spurt|pain|unstoppable"),
    ("pregnancy.movement", "pregnant|fetal + preg_bad ?"),
    ("pregnancy.fetal", "fetal_still"),
    ("pregnancy.waters", "pregnant + waters"),
    ("pregnancy.waters_broke", "waters_broke"),
    ("pregnancy.birth", "pregnant|labor + cord"),
    ("pregnancy.labor", "pregnant + labor + now|pain ?"),
    ("pregnancy.pain", "pregnant + belly|side|arm~severe|bad|sharp ?"),
    ("pregnancy.pain_sign", "pregnant + belly~pain + shock|unconscious|vomit|bleed|one_sided ?"),
    ("pregnancy.head", "pregnant + headache + vision|swell|severe|pressure_bad|bad"),
    ("pregnancy.pressure", "pregnant + pressure_bad|seizure|unconscious|dyspnea_hard|vision"),
    ("pregnancy.injury", "pregnant + crash|height|assault|fell|assault"),
    ("pregnancy.named", "assert~d_preg + subj1|subj3"),
    # seizures and consciousness
    ("seizure.fit", "seizure"),
    ("unconscious.lifeless", "no_breath"),
    ("unconscious.collapsed", "unconscious"),
    # injuries
    ("trauma.crash", "crash + subj1|subj3|now ?"),
    ("trauma.height", "height + subj1|subj3|now|height_m ?"),
    ("trauma.weapon", "stabbed"),
    ("trauma.amputated", "amputate + subj1|subj3|arm|leg|now"),
    ("trauma.bone", "bone + arm|leg|broke|fell|height|now"),
    ("trauma.head", "headhit + headbad"),
    ("trauma.head_thinner", "headhit + thinner"),
    ("trauma.spine", "spine + subj1|subj3|now ?"),
    ("trauma.spine_limb", "leg|arm~can_not_feel + fell|height|crash|dive|back~pain"),
    ("trauma.burn", "burn + burnbad + subj1|subj3|now|child ?"),
    ("trauma.electric", "electric + subj1|subj3|now ?"),
    ("trauma.crushed", "crushed + arm|leg|chest|head|subj3|subj1 ?"),
    ("trauma.eye", "eye_chem + subj1|subj3|now"),
    ("trauma.bite", "snake + subj1|subj3|now"),
    ("trauma.mauled", "mauled + face|airway|bleed|deep|child|spurt|bone|bad"),
    ("trauma.assault", "assault + bleed|unconscious|headbad|dyspnea_hard|pain ?"),
    ("trauma.opened", "gross + subj1|subj3|fell|crash|now ?"),
    ("trauma.big_bone", "bigbone~broke + subj1|subj3 + fell|height|crash|pain|now ?"),
    ("trauma.hip", "fell + leg|bigbone|back~can_not_feel|broke|weak|shorter"),
    ("trauma.heat", "heat + subj1|subj3|now + confused|unconscious|vomit|seizure|hot_skin|child"),
    # diabetes
    ("diabetic.low", "sugar_low"),
    ("diabetic.low_sign", "hypo|hypo_word + diab_bad|now"),
    ("diabetic.high", "sugar_high + diab_bad|thirst|hyper|vomit|diabetic|child ?"),
    ("diabetic.acid", "hyper + diab_bad|diabetic|thirst|vomit|child"),
    ("diabetic.insulin", "insulin_od + subj1|subj3|now"),
    ("diabetic.stopped", "no_insulin + diab_bad|hyper|vomit"),
    ("diabetic.ill", "diabetic + confused|unconscious|vomit|shaky + subj1|subj3"),
    ("diabetic.thirst", "thirst + vomit|dyspnea|floppy|confused + child|subj1|subj3"),
    # belly
    ("acute_abdomen.severe", "belly~pain|tight + belly|pain~severe ?"),
    ("acute_abdomen.agony", "belly~severe + pain|vomit|now ?"),
    ("acute_abdomen.rigid", "belly~rigid + pain|vomit|fever|obstruct|severe"),
    ("acute_abdomen.appendix", "rlq~pain|severe + abd_bad|severe ?"),
    ("acute_abdomen.pain_sign", "belly~pain + shock|yellow|bilious"),
    ("acute_abdomen.torsion", "testicle~pain|severe|swell|sudden + sudden|severe|now|vomit|bad ?"),
    ("acute_abdomen.obstruct", "obstruct + vomit|belly~pain|rigid|swell|tight"),
    ("acute_abdomen.aorta", "belly|back~pain + aaa|tear"),
    ("acute_abdomen.hernia", "hernia + hernia_bad + now|vomit|severe"),
    ("acute_abdomen.named", "assert|now~d_abd + subj1|subj3"),
    # danger to others
    ("mental_crisis.intent", "harm_other~fear_harm"),
    ("mental_crisis.armed", "weapon~threat + subj1|subj3"),
    ("mental_crisis.voices", "voices + voices_cmd|harm_other|weapon|threat"),
    ("mental_crisis.harm", "harm_other + weapon|threat|voices"),
    ("mental_crisis.reckless", "voices|confused + naked"),
    ("mental_crisis.psychosis", "psychosis + now|subj1|subj3 ?"),
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
    "zh": "谢谢您愿意说出来，这很重要，您不必独自承受。如果您或您提到的人可能会采取行动，请立即拨打120；也可以拨打"
    "12356（全国统一心理援助热线），并请一位信任的人陪在身边；如果可以，请远离可能造成伤害的物品。",
}
ADVICE: Final[dict[str, dict[str, str]]] = {
    "en": {
        "cardiac": "Chest and heart: stop all effort, sit down, and do not drive yourself.",
        "stroke": "Possible stroke: note when it started and stay with the person; every minute counts.",
        "anaphylaxis": "Severe allergy: use an adrenaline auto-injector if one was prescribed, "
        "and lie down, or sit up if breathing is hard.",
        "breathing": "Breathing: sit upright, loosen tight clothing, and use a prescribed "
        "reliever; get out of smoke or gas into fresh air.",
        "overdose": "Overdose or poisoning: keep the packet or container to show, and do not make "
        "the person vomit; a poison centre can also advise.",
        "bleeding": "Bleeding: press firmly on a wound without letting go; keep the person lying "
        "down and warm.",
        "infant_sepsis": "Baby or child: a young baby with fever, a floppy or hard-to-wake child, or a "
        "rash that does not fade needs to be seen straight away.",
        "pregnancy": "Pregnancy: call your maternity unit on the way as well, and lie on your side.",
        "seizure": "Seizure: move hard things away, put nothing in the mouth, and turn the person "
        "on one side when the shaking stops.",
        "unconscious": "Not responding: check breathing; if it is not normal, start chest "
        "compressions while the emergency service guides you, and send for a defibrillator.",
        "trauma": "Injury: do not move the person unless the place is dangerous; cool a burn, or "
        "rinse an eye, with plenty of running water.",
        "diabetic": "Diabetes: check the blood sugar if you can, and give nothing by mouth to "
        "somebody who is drowsy or cannot swallow.",
        "acute_abdomen": "Severe abdominal pain: do not eat or drink until a doctor has seen you.",
        "mental_crisis": "Danger to others: move everybody to a safe place, keep away from weapons, and "
        "tell the police; if these are your own thoughts, ask someone you trust to stay with you now.",
    },
    "zh": {
        "cardiac": "胸部与心脏：请停止一切活动，坐下休息，不要自己开车。",
        "stroke": "疑似卒中：请记下开始的时间，守在患者身边，每一分钟都很重要。",
        "anaphylaxis": "严重过敏：如有医生开具的肾上腺素自动注射笔请立即使用；平躺，呼吸困难时可坐起。",
        "breathing": "呼吸：请坐直，松开紧身衣物，使用医生开具的缓解药；有烟雾或燃气时先转移到空气新鲜处。",
        "overdose": "过量或中毒：请保留药盒或容器备查，不要催吐；也可同时咨询中毒救治机构。",
        "bleeding": "出血：请用力持续按压伤口不要松开，让患者平躺并保暖。",
        "infant_sepsis": "婴幼儿：小婴儿发热、孩子发软或难以唤醒、皮疹按压不褪色，都需要立刻就诊。",
        "pregnancy": "孕产：请在途中同时联系产科，并侧卧。",
        "seizure": "抽搐：请移开周围硬物，不要往口中塞任何东西，抽搐停止后让患者侧卧。",
        "unconscious": "没有反应：请检查呼吸；呼吸不正常时，在120电话指导下开始胸外按压，并请人取来除颤器。",
        "trauma": "外伤：除非现场有危险，请不要移动伤者；烧烫伤或眼睛溅入异物请用大量流动清水冲洗。",
        "diabetic": "糖尿病：条件允许请测血糖；昏昏欲睡或不能吞咽的人不要喂食任何东西。",
        "acute_abdomen": "剧烈腹痛：在医生检查之前，请不要进食或饮水。",
        "mental_crisis": "可能伤及他人：请让所有人转移到安全的地方，远离刀具等物品，并拨打110报警；如果这是您自己的念头，"
        "请现在就让信任的人陪着您，也可拨打12356。",
    },
}
