"""English words of the red-flag screen: which phrases stand for which sign or context.

One entry per sign: phrases separated by commas or lines, with {a|b|} for variants.
Words are compared by stem ("bleeding" = "bleed") and little words (DROPPED) are ignored,
so "he is not really breathing" is found as "he not breathing".
"""

from typing import Final

DROPPED: Final = frozenset(
    "a an the is are am was were be been being has have quite actually basically "
    "literally really very kinda pretty of to that which also even s ve re ll d m totally "
    "completely absolutely seriously honestly proper dead".split()
) - {"dead"}
SKIPPABLE: Final = frozenset(
    "my his her our their your this some all so just it him them me she he still been fully "
    "almost at much too now again with any more properly bloody fucking damn both".split()
)
SPELLINGS: Final = {
    "cannot": "can not", "cant": "can not", "wont": "will not", "dont": "do not",
    "doesnt": "does not", "didnt": "did not", "isnt": "is not", "arent": "are not",
    "wasnt": "was not", "werent": "were not", "hasnt": "has not", "havent": "have not",
    "couldnt": "could not", "wouldnt": "would not", "shouldnt": "should not",
    "aint": "is not", "hadnt": "had not", "im": "i am", "ive": "i have", "hes": "he is",
    "shes": "she is", "theyre": "they are", "id": "i would", "wanna": "want to",
    "gonna": "going to", "gotta": "got to", "mum's": "mum", "u": "you", "ur": "your",
    "r": "are", "y/o": "year old", "yo": "year old", "mom": "mum", "mommy": "mum",
    "mam": "mum", "w/": "with", "b/c": "because", "cuz": "because", "cos": "because",
    "thru": "through", "outta": "out of", "couldve": "could have", "tho": "though",
    "kms": "kill myself", "kys": "kill yourself", "sob": "shortness of breath",
    "bp": "blood pressure", "hr": "heart rate", "o2": "oxygen", "mins": "minutes",
    "min": "minutes", "hrs": "hours", "wks": "weeks", "wk": "week", "mos": "months",
    "yr": "year", "yrs": "years", "preggo": "pregnant", "preggers": "pregnant",
    "od": "overdose", "oded": "overdosed", "od'd": "overdosed", "ods": "overdose",
    "breathin": "breathing", "bleedin": "bleeding", "nite": "night", "rn": "right now",
    "oesophagus": "esophagus", "haemorrhage": "hemorrhage", "haemorrhaging": "hemorrhaging",
    "diarrhoea": "diarrhea", "labour": "labor", "paralysed": "paralyzed", "foetus": "fetus",
    "grey": "gray", "tumour": "tumor", "colour": "color", "paracetemol": "paracetamol",
    "breathless": "short of breath", "daft": "daft", "unalive": "kill", "poorly": "unwell",
    "breath": "breathe", "seizing": "seizure", "bby": "baby", "plz": "please", "pls": "please",
    "sucide": "suicide", "siezure": "seizure", "seziure": "seizure", "stroak": "stroke",
    "tounge": "tongue", "tongoue": "tongue", "chets": "chest", "cheast": "chest",
    "preg": "pregnant", "neighbour": "neighbor", "swolen": "swollen",
    "swelled": "swollen", "swelling": "swollen", "swells": "swollen", "swell": "swollen",
    "bled": "bleeding", "woke": "wake", "fits": "fit", "shakes": "shaking", "shook": "shaking",
    "fainting": "fainted", "faints": "fainted", "hives": "hive", "colapsed": "collapsed",
}  # fmt: skip
# Ordinary words one letter from a sign: never taken for a typing error of it.
NOT_TYPOS: Final = frozenset(
    "breast bread heard cheat chess strike smoke stoke threat breed blend smell dwell prison "
    "beach breach paint saint sweet sweater stable choices killer fever never number seized "
    "pointed posing passion boiling painting panting stating string sting stung poised "
    "bleak bench hearth earth health heavy heaven hearing wearing tearing nursing cursing "
    "weekly sickly quickly thickly counting country shaving sharing stalking talking walking "
    "working waking making baking driving living giving loving leaving breaking speaking "
    "sleeping sweeping weeping keeping beating heating eating eaten beaten drinking thinking "
    "shrinking blinking falling calling failing feeling felling selling telling yelling "
    "spelling dwelling tingling mingling choosing chopping shopping dropping stopping "
    "topping popping hopping clothing nothing bathing soothing teething writing biting "
    "hitting sitting fitting cutting putting chilled skilled billed filled drilled spilled "
    "building bidding adding wedding heading reading leading breeding feeding needing "
    "seeding weeding burned turned learned earned warned country bottle battle cattle title "
    "little handle candle middle tablet cable table stomp chest chests".split()
)

SIGNS: Final[dict[str, str]] = {
    "chest": "chest, breastbone, breast bone, sternum, thorax, ribcage, rib cage, rib",
    "heart": "heart",
    "arm": "arm, forearm, hand, shoulder, elbow, finger, fingers, bicep",
    "jaw": "jaw, neck, teeth, shoulder blade, between shoulder",
    "leg": "leg, foot, feet, ankle, knee, thigh, calf",
    "side": "one side, left side, right side, half body, half face, one half, left half, right half, "
    "side body, side face, left arm, right arm, left leg, right leg, left hand, right hand, "
    "one arm, one leg, one hand, left foot, right foot, side down, down side",
    "face": "face, cheek, mouth, smile, eyelid, facial, corner mouth",
    "airway": "tongue, lip, throat, airway, uvula, windpipe, face, eye, eyelid, mouth, neck",
    "head": "head, skull, temple",
    "belly": "stomach, abdomen, abdominal, belly, tummy, gut, guts, tum, lower right, right side, flank, "
    "groin, appendix, pelvis, pelvic",
    "back": "back, upper back, lower back",
    "wrist": "wrist, forearm, thigh, arm, leg",
    "pain": "pain, painful, hurt, hurts, ache, achy, sore, agony, cramp, stabbing, sharp, spasm, "
    "discomfort, uncomfortable, killing me, twinge",
    "tight": "tight, tightness, tighten, pressure, heavy, heaviness, squeeze, crush, constrict, "
    "constriction, weight, elephant, vice, vise, clamp, grip, band, burning, clench, pressing, "
    "sitting on, fullness, brick, anvil, concrete, rock on",
    "crush": "crushing, elephant, vice, vise, squeezing, heavy weight, band around, anvil",
    "tear": "tearing, ripping, ripped apart",
    "severe": "severe, excruciating, unbearable, agonizing, agonising, agony, worst, intense, terrible, "
    "horrible, horrific, awful, extreme, crippling, double over, doubled over, doubled up, "
    "bent over, can not stand {up|straight}, can not straighten, scream, writhe, 10 out 10, "
    "10/10, 9 out 10, 9/10, ten out ten, nine out ten, blinding, thunderclap, insane, "
    "never felt pain like, nothing like before, curled up, fetal position, violent, "
    "can not sit still, rolling around, floor in, crying in, crying with, crying from, "
    "out this world, so bad can not, explode, exploding, hit by hammer, hit with hammer, "
    "like hammer, baseball bat, kicked in head, struck by lightning, unreal, intolerable, acute, "
    "brutal, stabbing, can not move, can not walk, worse than labor, worse than childbirth",
    "bad": "bad, badly, heavy, heavily, lot, lots, loads, tons, serious, much, huge, massive, terribly, "
    "profuse, profusely, nonstop, non stop, gallons, pints, pint",
    "sudden": "sudden, suddenly, all sudden, nowhere, abruptly, came on, just started, instantly, "
    "one minute, in seconds, within seconds, within minutes, minutes ago, wake up with, "
    "hour ago, hours ago, this morning, just now, started today, just happened, moment ago, "
    "for past hour, last hour, since wake, wake up and, wake up this, since this",
    "radiate": "radiate, spread, travel, shoot, going down, moving {in|into|down|up}, "
    "goes {into|down|up|through}, running down, going {into|up|through}, creeping up, extend, "
    "down left arm, down arm, into jaw, up neck, into left, into arm, through back",
    "sweat": "sweat, sweaty, clammy, drenched, cold sweat, soaked in sweat",
    "pale": "pale, gray, ashen, white as, gone white, waxy, pasty, no color, color drained",
    "blue": "blue, bluish, purple, cyanosed, cyanotic, dusky, gray lips, lips gray",
    "nausea": "nausea, nauseous, nauseated, vomit, throw up, threw up, thrown up, puke, retch, being sick, "
    "sick twice, keeps being sick, feel sick, felt sick, upchuck, dry heave",
    "vomit": "vomit, throw up, throwing up, threw up, thrown up, puke, retch, can not keep anything down, "
    "can not keep water down, can not keep fluids down, being sick, sick twice, "
    "sick three times, keeps being sick, been sick",
    "palpitation": "palpitation, heart racing, heart race, heart pounding, heart flutter, heart fluttering, "
    "irregular heartbeat, heart skip, racing heart, heart beating {fast|out}, svt, afib, "
    "heart going crazy, heart hammer, heart thump, heart rate through",
    "dizzy": "dizzy, dizziness, lightheaded, light headed, faint, woozy, going {pass|black} out, "
    "about pass out, about faint, nearly pass out, nearly passed out, feel like passing out, "
    "head spin, room spin, going black, vision going black, off balance, unsteady",
    "presyncope": "about pass out, about faint, going pass out, nearly pass out, nearly fainted, "
    "almost pass out, almost fainted, feel like passing out, vision going black, might pass out, "
    "think i will pass out, feel like i will faint, feel faint, feels faint, going faint",
    "icd": "defibrillator {go|went} off, icd shock, icd {go|went} off, pacemaker shock, "
    "defibrillator shock, icd fired",
    "indigestion": "indigestion, heartburn, acid reflux, epigastric, gas pain",
    "doom": "going die, dying, impending doom, sense doom, feel like die, feeling doom, think i die",
    "chest_pain": "angina attack, chest pain, chest pains, angina not, angina bad",
    "droop": "droop, sag, lopsided, crooked, uneven, fall, fallen, dropped, drooped, drop, twisted, "
    "one sided, not symmetrical, asymmetric, asymmetrical, slide, slack, wonky, slid, slipped, "
    "pulled {to|} one side, hang, hung, lop sided, melted, melting, numb, limp, paralyzed, "
    "palsy",
    "weak": "weak, weakness, numb, numbness, limp, paralyzed, paralysis, can not lift, can not raise, "
    "can not move, will not move, can not feel, can not grip, can not hold, dead weight, "
    "useless, not work, not respond, stop working, give way, gave way, giving way, can not use, "
    "lost feeling, no feeling, lost strength, no strength, lost use, pins and needles, tingly, "
    "tingling, went dead, gone dead, drag, drift, floppy, unable {move|lift|raise|feel}, heavy, "
    "not moving, keeps dropping, lost movement, will not do, not obeying, go dead",
    "can_not_feel": "can not {feel|move}, unable {move|feel}, no feeling, lost feeling, paralyzed, numb, "
    "lost movement, will not move, can not wiggle",
    "speech": "slur, slurring, slurry, garble, gibberish, jumble, jumbled, not make sense, makes no sense, "
    "making no sense, nonsense, can not {talk|speak}, unable {speak|talk}, "
    "could not {speak|talk}, word salad, talk funny, talk weird, speak weird, talks funny, "
    "speak strangely, mumble, mixed up words, mixing up words, can not find words, "
    "can not get words, could not get words, word not come, words not coming, "
    "trouble {speak|talk}, difficulty {speak|talk}, struggling {speak|talk}, lost speech, "
    "speech gone, speech funny, speech weird, speech strange, speech thick, speech impaired, "
    "sound drunk, sounds drunk, seem drunk, like drunk, words come out wrong, "
    "words came out wrong, words coming out wrong, can not form, could not form, "
    "can not string sentence, not speak properly, hard understand speech, forgot {how|} talk, "
    "stop talking, stopped speaking, wrong words, words wrong, aphasia",
    "vision": "lost vision, lost sight, vision loss, went blind, gone blind, blind in, can not see, "
    "double vision, seeing double, vision blurry, vision blur, blurry vision, blurred vision, "
    "blurred, blurry, curtain over, curtain came, curtain across, half vision, seeing spots, "
    "seeing stars, flashing lights, flashing light, vision gone, vision went, lost half, "
    "see nothing, seeing sparkles, spots in front, spots before, can not see out, sight gone, "
    "sight went, vision disappear, spots in vision, zigzag",
    "blind": "lost vision, lost sight, vision loss, went blind, gone blind, blind in, "
    "can not see {out|from|anything|in}, curtain over, curtain came, curtain across, "
    "vision gone, vision went {black|dark}, sight gone, sight went, seeing double, "
    "double vision, lost half",
    "balance": "can not walk straight, lost balance, losing balance, stumble, stagger, can not stand, "
    "falling to one side, falls to one side, veer, can not walk, can not keep balance, "
    "keeps falling, lean to one side, leaning to one side, uncoordinated, lost coordination",
    "confused": "confuse, confusion, disoriented, disorientated, delirious, not know where, not recognize, "
    "not recognise, not know who, out of it, not make sense, talking nonsense, incoherent, "
    "not acting right, not acting normal, not acting like, acting strange, acting weird, "
    "acting odd, muddled, not with it, spaced out, not herself, not himself, agitated, dazed, "
    "can not remember, not know day, foggy, not responding normally, combative, aggressive, "
    "rambling, slurring, slur",
    "headache": "headache, head ache, migraine, head hurt, head pain, pain in head, head pound, head split, "
    "head kill, head explode",
    "worst_headache": "worst headache, thunderclap headache, worst pain in head, headache of life, "
    "headache like never, never had headache like, head about explode, headache came on, "
    "sudden severe headache, headache hit, exploding headache, severe sudden headache, "
    "headache like explosion, headache like being hit, headache out nowhere",
    "headache_sign": "stiff neck, neck stiff, light hurt eyes, sensitive light, photophobia, can not stand light, "
    "hates light, can not touch chin, can not bend neck, bright light, neck rigid, rash, "
    "can not put chin, screams at light, neck hurts so, can not move neck, lights hurt",
    "dyspnea": "can not breathe, could not breathe, can hardly breathe, hardly breathe, can barely breathe, "
    "barely breathe, barely breathing, struggling breathe, struggle breathe, fight for breathe, "
    "fighting for breathe, trouble breathe, difficulty breathe, difficult breathe, hard breathe, "
    "gasp, gasping, gulping air, suffocate, suffocating, smother, no air, can not get air, "
    "can not get enough air, not getting air, not getting enough air, can not catch breathe, "
    "can not get breathe, unable breathe, labored breathe, breathing laboured, "
    "breathing labored, short breathe, shortness breathe, short breath, air hunger, "
    "short of breath, breathing hard, breathing fast, fast breathing, breathing rapid, "
    "rapid breathing, struggling for {air|breathe}, fight for air, breathing shallow, "
    "breathing difficulty, breathing difficulties, breathing problem, breathing trouble, "
    "breathing bad, breathing weird, not breathing right, not breathing well, "
    "not breathing properly, breathing funny, sucking in, working hard breathe, "
    "can not take breathe, can not take deep breathe, ribs sucking, nostril flar, "
    "belly breathing, tripod, respiratory distress, out breathe, panting, pant, chest caving, "
    "ribs pulling, skin between ribs, breathing noisy, breathing like, winded at rest, "
    "choke on water, breathe problem, gurgling, agonal, stabbing when breathe, "
    "pain when breathe in, hurts breathe, hurts to breathe, every breathe agony, breathe agony, "
    "stabbing pain when i breathe",
    "dyspnea_hard": "can not breathe, could not breathe, can hardly breathe, can barely breathe, hardly breathe, "
    "barely breathe, barely breathing, struggling breathe, fighting for breathe, "
    "fight for breathe, gasp, gasping, suffocate, suffocating, can not get air, "
    "can not get enough air, not getting enough air, not getting air, unable breathe, "
    "struggling for {air|breathe}, fight for air, ribs sucking, respiratory distress, "
    "can not get breathe, agonal, can not catch breathe, working hard breathe, "
    "skin between ribs, sucking in, tripod, no air, not get enough air, each breathe agony, "
    "every breathe agony",
    "no_breath": "not breathing, stop breathing, stopped breathing, no breathe, without breathing, "
    "not breathe, quit breathing, isn't breathing, no pulse, no heartbeat, heart stopped, "
    "can not find pulse, no sign life, no signs life, cardiac arrest, went into arrest, "
    "doing cpr, cpr on, need cpr, started cpr, chest compressions on, lifeless, flatlined, "
    "breathing stopped, can not feel pulse, heart stop, turned blue and",
    "no_sentence": "can not finish sentence, can not speak full sentence, can not complete sentence, "
    "one word at time, few words at time, can not talk in sentences, can not speak in sentences, "
    "can not say sentence, only speak few words, can not get sentence, only few words, "
    "can only say, too breathless speak, too short breathe speak, can not finish words, "
    "only manage few words, speaking in words, single words, two words at time",
    "wheeze": "wheeze, wheezy, wheezing, stridor, whistle when breathe, whistling when, barking cough, "
    "noisy breathing, rattling, high pitched noise, croup, asthma attack, asthma flare, "
    "asthma really bad, asthma playing up, whistling sound",
    "asthma": "asthma, asthmatic, copd, emphysema, asthma attack",
    "inhaler": "inhaler not help, inhaler not work, inhaler not touch, inhaler do nothing, "
    "inhaler does nothing, inhaler not doing, puffs not, inhaler empty, inhaler ran out, "
    "inhaler run out, blue inhaler not, inhaler no, inhaler isn't, nebulizer not, ventolin not, "
    "ventolin does nothing, salbutamol not, albuterol not, puffs and no, puffs no, puffs still, "
    "inhaler finish, no inhaler, without inhaler, lost inhaler, not have inhaler, nebuliser not, "
    "reliever not, inhaler stop working, puffer not, puffer do nothing, inhaler every",
    "choke": "choking, choke, choking on, stuck in throat, stuck in windpipe, can not cough, "
    "lodged in throat, heimlich, inhaled peanut, inhaled coin, caught in throat, food stuck, "
    "stuck in his throat, steak stuck, grabbing throat, clutching throat, hands on throat, "
    "hands at throat, holding throat, meat stuck, went down wrong way, not making any sound, "
    "can not make sound, can not cough out, no sound coming, grape, lego in airway, back slaps, "
    "back blows",
    "co": "carbon monoxide, co alarm, monoxide alarm, gas leak, smell gas, car exhaust, exhaust fumes, "
    "garage with car running, smoke inhalation, inhaled smoke, inhaled chlorine, chlorine gas, "
    "mixed bleach, bleach and ammonia, fumes, breathed in smoke, inhaled fumes, toxic gas, "
    "charcoal grill inside, barbecue inside, generator inside, boiler leaking, alarm going off, "
    "co detector, headaches all of us, all got headache, we all have headache, "
    "everyone headache",
    "drown": "drowned, nearly drowned, almost drowned, drowning, "
    "pulled out {pool|water|lake|river|sea|bath}, pulled from {pool|water|lake|river|sea|bath}, "
    "went under water, underwater for, face down in pool, face down in water, under water for, "
    "fell in pool, swallowed lots water in pool, found in pool",
    "swell": "swollen, puffy, puff up, puffing up, puffed up, blow up, blown up, balloon, ballooning, "
    "huge, twice size, double size, enlarged, fat lip, getting bigger, thick, close up, closing, "
    "closing up, close, closed, closing over, tightening, tight, tingle, tingling, "
    "itchy and tight, going tight, constricting, lump",
    "throat_close": "throat closing, throat close, throat feels closing, throat swollen, throat tight, "
    "throat tightening, throat is tight, tongue swollen, tongue getting, tongue feels thick, "
    "lips swollen, throat constricting, airway closing, lump in throat and, throat itchy, "
    "voice hoarse, hoarse voice, swollen tongue, swollen lips, swollen throat, can not swallow, "
    "drool",
    "hives": "hive, rash, welts, itchy, itching, itch, red blotches, bumps all over, blotchy, urticaria, "
    "flushed, red all over, nettle rash, come out in, broke out in, breaking out in",
    "allergen": "sting, stung, stings, bee, wasp, hornet, peanut, nut, nuts, shellfish, shrimp, prawn, "
    "prawns, allergic, allergy, penicillin, amoxicillin, antibiotic, cashew, walnut, sesame, "
    "almond, almonds, egg, seafood, crab, contrast dye, latex, new medicine, new medication, "
    "vaccine, lobster, milk, fish, kiwi, strawberry, injection, cephalosporin, ibuprofen, "
    "fire ants, ant bite, dairy",
    "epipen": "used epipen, gave epipen, epipen, jabbed with pen, auto injector, autoinjector, "
    "adrenaline pen, jext, epinephrine",
    "d_anaphylaxis": "anaphylaxis, anaphylactic, anaphylactic shock, severe allergic reaction, "
    "bad allergic reaction, allergic reaction",
    "took": "took, taken, take, taking, swallow, swallowed, ate, eaten, eat, drank, drunk, drink, "
    "ingest, ingested, gulped, down, downed, neck, necked, popped, chewed, got into, got hold, "
    "had, gave, given, injected, inject, sipped, licked, chugged, put in mouth, in mouth, into, "
    "bitten into, bit into, finished off, helped himself, helped herself, crushed up, eating, "
    "drinking, ingesting, guzzled, snorted, sniffed, huffed, mistook",
    "many": "whole bottle, entire bottle, full bottle, whole box, entire box, whole pack, whole packet, "
    "entire pack, entire packet, whole lot, handful, handfuls, fistful, bunch, all pills, "
    "all tablets, all meds, all medication, too many, too much, double dose, triple dose, "
    "half bottle, loads, dozens, every pill, every tablet, bottle, packet, packets, strip, "
    "blister pack, all of, all sleeping, all medicine, rest of, stack, a lot, way more than, "
    "everything in, entire supply, month supply, month worth, week worth, emptied, "
    "more than prescribed, more than should, ten times, 10 times, twice normal, four times, "
    "accidentally, by accident, by mistake",
    "pill": "pill, tablet, capsule, paracetamol, acetaminophen, tylenol, panadol, ibuprofen, aspirin, "
    "sleeping, sleepers, sleeping pill, antidepressant, antidepressants, medication, meds, "
    "medicine, xanax, valium, diazepam, codeine, oxycodone, oxy, tramadol, morphine, methadone, "
    "opioid, sertraline, zopiclone, ambien, zolpidem, prozac, fluoxetine, amitriptyline, "
    "beta blocker, propranolol, metoprolol, digoxin, lithium, heart pill, blood pressure pill, "
    "blood pressure tablet, iron tablet, iron pills, vitamins, benadryl, diphenhydramine, "
    "painkiller, pain killer, co codamol, cocodamol, hydrocodone, percocet, vicodin, klonopin, "
    "clonazepam, lorazepam, ativan, gabapentin, pregabalin, quetiapine, seroquel, olanzapine, "
    "clonidine, metformin, warfarin, advil, nurofen, benzos, benzo, naproxen, amlodipine, "
    "methotrexate, melatonin, adderall, citalopram, venlafaxine, mirtazapine, trazodone, "
    "gliclazide, glipizide, dose, doses, tabs, edible, edibles, gummies, grams, mg",
    "poison": "bleach, detergent, drain cleaner, oven cleaner, antifreeze, rat poison, poison, pesticide, "
    "insecticide, weedkiller, weed killer, paraquat, roundup, turpentine, paint thinner, petrol, "
    "gasoline, kerosene, lamp oil, lighter fluid, white spirit, methanol, methylated, "
    "ethylene glycol, battery acid, acid, lye, caustic, caustic soda, laundry pod, "
    "detergent pod, tide pod, dishwasher tablet, dishwasher pod, washing capsule, "
    "laundry capsule, cleaning product, cleaning fluid, cleaner, toilet cleaner, mothball, "
    "slug pellet, button battery, battery, batteries, coin cell, magnets, magnet, "
    "nail polish remover, acetone, hand sanitizer, sanitiser, rubbing alcohol, isopropyl, "
    "essential oil, eucalyptus oil, nicotine liquid, vape liquid, vape juice, wild mushroom, "
    "wild mushrooms, death cap, foxglove, oleander, nightshade, hemlock, yew, cyanide, arsenic, "
    "windscreen wash, screenwash, ammonia, disinfectant, floor cleaner, glass cleaner, descaler, "
    "fertilizer, ant killer, roach killer, flea, organophosphate, castor beans, brake fluid, "
    "silica, e liquid, hydrogen peroxide, peroxide, pool chlorine, chlorine, glue, superglue, "
    "varnish, puffer fish, pufferfish, mercury",
    "overdose": "overdose, overdosed, overdosing, took too many, taken too many, took too much, "
    "taken too much, swallowed too many, too many pills, too many tablets, too much insulin",
    "poisoned": "poisoned, alcohol poisoning, been spiked, drink spiked, spiked",
    "drug": "heroin, fentanyl, cocaine, coke, meth, crystal meth, mdma, ecstasy, molly, ketamine, ghb, "
    "opioid, opioids, opiates, lsd, acid tab, spice, crack, synthetic weed, pcp, speed, "
    "amphetamines, methamphetamine, oxy, percs, narcan, naloxone, vodka, whisky, whiskey, "
    "alcohol, tequila, drinking, drunk, booze, edible, edibles, spirits, rum, gin, used, "
    "bath salts",
    "drug_bad": "will not wake, can not wake, unresponsive, nodding off, blue lips, lips blue, passed out, "
    "gray, pinpoint pupils, barely breathing, overheating, burning up, gurgling, snoring, "
    "slow breathing, breathing slow, foaming, can not stay awake, not responding, collapsed, "
    "shaking, rigid, jerking, convulse, temperature, twitching, cold and",
    "narcan": "gave narcan, given narcan, gave naloxone, used narcan, narcan not",
    "child": "toddler, child, baby, kid, son, daughter, year old, grandson, granddaughter, niece, nephew, "
    "infant, boy, girl, little one, grandchild, month old, lo, children, twins, newborn, "
    "brother, sister, teenager, student, pupil, bub, bubba, little boy, little girl",
    "sh": "kill myself, killing myself, kill my self, killing my self, end life, ending life, "
    "end my life, ending my life, take my own life, taking my own life, taking own life, "
    "take own life, end it all, ending it all, ending things for good, end things tonight, "
    "commit suicide, committing suicide, want die, wants die, wanted die, wanting die, "
    "wish i dead, wish i were dead, wish dead, wishes dead, wish i not wake, "
    "wish could sleep forever, better off dead, better off without me, better off if i gone, "
    "better if i not here, better if i not exist, better without me, not want live, "
    "no longer want live, not want be here, not want here anymore, not want exist, "
    "not want wake up, not want go on, not want alive, not want keep living, tired living, "
    "tired of being alive, no reason live, no point living, no point in living, "
    "nothing live for, no reason keep going, no reason go on, not worth living, life not worth, "
    "no point going on, no point in going on, can not live like this, can not keep living, "
    "ready die, plan die, planning die, planning suicide, suicide plan, plan end, suicide note, "
    "goodbye note, goodbye letter, goodbye letters, written goodbye, said goodbye everyone, "
    "hang myself, hanging myself, hanged myself, hang himself, hang herself, hanged himself, "
    "hanged herself, shoot myself, shooting myself, jump in front, jumping in front, "
    "jumping off, about jump, slit my wrists, slit wrists, slit wrist, cut wrists, cut wrist, "
    "cutting wrists, slashed wrists, drown myself, drive into tree, crash car on purpose, "
    "crash my car into, swerve into, self harm, self harming, self harmed, self injury, "
    "hurt myself, hurting myself, harm myself, harming myself, cut myself again, cutting myself, "
    "cuts herself, cutting herself, cuts himself, cutting himself, burning myself, suicidal, "
    "suicide attempt, attempt suicide, attempted suicide, try kill, tried kill, "
    "feeling suicidal, thinking suicide, think suicide, thoughts suicide, thoughts ending, "
    "thinking about ending, thoughts dying, thinking dying, kill himself, kill herself, "
    "kill themselves, killing himself, killing herself, end his life, end her life, "
    "take his life, take her life, harm himself, harm herself, harming herself, hurt herself, "
    "hurt himself, self destruct, disappear forever, sleep and never wake, "
    "go sleep and not wake, fall asleep and not wake, never wake up, not wake up again, "
    "not be alive, want it over, want it all over, want pain stop forever, make it stop forever, "
    "way out permanent, only way out, painless way die, painless way, painlessly, "
    "easiest way die, ways die, quickest way die, how many pills die, lethal dose, "
    "enough pills die, how kill, saving pills, saved pills, stockpile pills, stockpiling pills, "
    "hoarding pills, stockpiled, collecting pills, noose, rope ready, gun in my mouth, "
    "gun to my head, gun and thinking, gun in hand, on bridge, on the ledge, standing on roof, "
    "standing on bridge, on edge of bridge, edge of roof, on train tracks, on tracks, "
    "world better without me, everyone better without, last message, this is goodbye, "
    "goodbye forever, last goodbye, one last time, final goodbye, giving away belongings, "
    "giving away possessions, giving away things, not be around much longer, "
    "will not be here tomorrow, will not be here much longer, not see tomorrow, "
    "won't be here tomorrow, not plan on being here, done with life, done living, "
    "had enough of life, finished with life, over with life, wish never born, "
    "wish i had never been born, shouldn't be alive, not deserve live, deserve die, off myself, "
    "top myself, topping myself, do myself in, not being here anymore, not here anymore, "
    "unalive myself, step in front, walk into traffic, walk into sea, overdose on purpose, "
    "overdosed on purpose, took overdose on purpose, make it end, pain end for good, "
    "cut too deep, rather die, rather dead, have plan to end, made plan to end, "
    "planned how to die, know how i will do it, know how i would do it, picked date to die, "
    "set date to die, written letters to everyone, wrote letters to my kids, "
    "letters to everyone, wrote my will and note, leaving note, left note saying, "
    "plan for tonight to end, wrote note, after i am dead, when i am dead, will be over tonight, "
    "all be over soon, peaceful now that i decided, decided to die, decided to end, end tonight, "
    "meant to die, tried to hang, tie around neck, belt around neck, rope around neck, "
    "cord around neck, bag over head, hosepipe exhaust, on wrong side of railing, over barrier, "
    "on ledge, unsafe with myself, not safe with myself, not safe on my own, not safe alone, "
    "can not keep myself safe, i would rather die, would rather be dead, i rather die",
    "sh_method": "pills, gun, rope, knife, razor, bridge, roof, cliff, overpass, ledge, balcony, train, "
    "tracks, tablets, blade",
    "sh_bye": "goodbye, tell everyone i love, say sorry to, tell my kids i love, last time, "
    "no one would miss, nobody would miss, nobody would care, no one would care, "
    "can not cope anymore, everyone hates me, alone with, planned it, tonight do it, "
    "do it tonight, ready to go, no one cares, hopeless, worthless, empty, end, can not do this, "
    "can not go on",
    "bleed": "bleed, blood, bleeding, hemorrhage, hemorrhaging, bleeder, gush, gushing, blood loss",
    "spurt": "spurt, squirt, gush, pour out, pouring out, pouring, soak through, soaked through, "
    "soaking through, soaking pad, pool blood, pools blood, puddle, pump out, pumping out, "
    "spray, everywhere, covered in, artery, arterial, tourniquet, soaked towel, soaked three, "
    "soaked two, soaking two, drenched in blood, running down, through bandage, through towel, "
    "through gauze, filled {bowl|sink|toilet|bucket}, bucket, flood, flooding, pad an hour, "
    "pad every, pads in, pads hour, bright red, clots size, large clots, big clots, huge clots, "
    "golf ball, streaming, soaking, soak, fountain, dripping fast, soaking super pad, "
    "super pad every, pads every, clots size plum, plum, golf balls, lemon, size fist, "
    "tampon every, through clothes, through jeans, through sheets, through dressing, "
    "blood all over",
    "unstoppable": "will not stop, not stop, can not stop, not stopping, not slow, not slowing, keeps coming, "
    "keep coming, keeps bleeding, non stop, nonstop, will not clot, not clot, refuse stop, "
    "refuses stop, will not quit, no sign stopping, can not get it stop, can not control, "
    "uncontrolled, uncontrollable, not let up, does not stop, continue bleed, still bleed, "
    "still bleeding, still pouring, still gushing, for hour, over hour, half hour, 30 minutes, "
    "40 minutes, 45 minutes, pressure not help, despite pressure, even with pressure, "
    "20 minutes, twenty minutes, thirty minutes, an hour, two hours, hours",
    "vomit_blood": "vomit blood, vomiting blood, throw up blood, throwing up blood, threw up blood, puke blood, "
    "puking blood, blood in vomit, blood in sick, bloody vomit, coffee grounds, coffee ground, "
    "cough up blood, coughing up blood, coughed up blood, coughing blood, cough blood, "
    "spitting up blood, spitting blood, hemoptysis, brought up blood, bringing up blood, "
    "hematemesis, sick with blood in, blood coming out mouth, blood from mouth, "
    "blood clots from mouth, vomit bright red, vomit red, vomited red, mouthful of blood, "
    "vomited up blood, throwing up dark red, retching blood, vomit looks like coffee",
    "black_stool": "black tarry, tarry stool, tarry poo, tar like, black stool, black poop, black poo, "
    "like tar, melena, melaena, maroon stool, stool black, poo black, poop black, stools black, "
    "tarry, sticky black, black sticky, black and sticky, jet black",
    "rectal": "bleeding from bottom, rectal bleeding, blood from bottom, blood from rectum, "
    "blood from back passage, pooping blood, pooing blood, passing blood, "
    "blood clots from rectum, passing clots, blood in toilet, toilet full, bowl full, "
    "blood in stool, bloody stool, bloody diarrhea, shitting blood, toilet bowl red, "
    "passing bright red",
    "nosebleed": "nosebleed, nose bleed, nose bleeding, nose bleeds, blood from nose, nose gushing, "
    "nose pouring, nose pour",
    "thinner": "blood thinner, blood thinners, warfarin, apixaban, eliquis, xarelto, rivaroxaban, "
    "anticoagulant, anticoagulants, coumadin, dabigatran, clopidogrel, heparin, haemophilia, "
    "hemophilia, hemophiliac, haemophiliac, pradaxa",
    "cut": "cut, gash, wound, laceration, slice, sliced, slit, slash, slashed, chainsaw, stab, glass, "
    "knife, saw, blade, injury, stump, artery, groin, neck, tooth extraction, tonsil, tonsils, "
    "tonsillectomy, surgery, op, incision, stitches, circumcision, fistula, varicose",
    "deep": "deep, to bone, see bone, bone visible, see fat, wide open, gaping, gape, huge, artery, "
    "tendon, spurting, down to, see muscle, massive, open, bad, badly, flap, severed",
    "shock": "pale, clammy, cold sweat, faint, dizzy, lightheaded, cold and, weak pulse, gray, "
    "passed out, fainted, collapsed, confused, shivery, sweaty, woozy, racing, drowsy",
    "baby": "baby, infant, newborn, bub, bubba, month old, week old, day old, weeks old, days old, "
    "months old, neonate, bby, little one, lo, premie, preemie, twins, twin, son, daughter, "
    "girl, boy, grandson, granddaughter",
    "newborn": "newborn, neonate, new born, just born, born yesterday, born last week, born days, "
    "born weeks, few days old, few weeks old, preemie, premature baby, brand new baby, born two, "
    "born three, born this week, couple weeks old",
    "fever": "fever, feverish, temperature, temp, hot to touch, burning up, febrile, burning hot, hot, "
    "boiling, pyrexia",
    "cold_baby": "cold to touch, low temperature, hypothermic, feels cold, cold and, mottled, mottly, "
    "grunting, grunt, cold under arm, cold hands feet mottled",
    "floppy": "floppy, limp, rag doll, ragdoll, lethargic, listless, no muscle tone, will not wake, "
    "can not wake, hard wake, difficult wake, unresponsive, not responding, drowsy, very sleepy, "
    "too sleepy, excessively sleepy, sleepy, not waking, will not rouse, hard to rouse, "
    "can not rouse, lifeless, not wake up, mottled, weak cry, high pitched cry, "
    "high pitched crying, high pitched scream, moaning, moan, whimpering, bulging, soft spot, "
    "fontanelle, grunting, gone quiet, barely moving, barely opens eyes, barely awake, "
    "not making eye contact, staring blankly, glazed, sunken eyes, sunken, not alert, weird cry, "
    "strange cry, inconsolable, will not stop screaming, breathing fast, pale, blue, gray, "
    "apnea, lies there staring, just lies there, staring at, screaming in bouts, hardly awake, "
    "very quiet, does not cry, not interested in anything",
    "no_feed": "not feeding, will not feed, not eating, will not eat, refusing feeds, refusing feed, "
    "refuse bottle, refusing bottle, refuses feed, refusing milk, refuse milk, refuses milk, "
    "refuses bottle, refuse breast, refusing breast, will not take bottle, will not drink, "
    "not drinking, will not nurse, not nursing, will not latch, stopped feeding, stop feeding, "
    "not taking bottle, no interest in feeding, not fed, too tired feed, too weak suck, "
    "too weak feed, off feeds, not taking feeds, not taking milk, not interested in feeding, "
    "will not suck, not sucking, hardly feeding, barely feeding, will not take milk, "
    "will not take breast, refused every bottle, refused feeds, refused last, missed feeds, "
    "not had feed, not wanted bottle, not want bottle, will not wake feed, hardly sucking, "
    "barely sucking, not suck, sucking weak, feeding poorly, poor feeding, slow feeding, "
    "feeding less, not feed well, half feeds, sleeping through feeds, sleep through feeds, "
    "missed last feeds, hardly feeds, barely feeds",
    "dry_baby": "no wet nappies, no wet nappy, no wet diaper, no wet diapers, dry nappy, dry diaper, "
    "dry nappies, dry diapers, not peed, not weed, no pee, no urine, no tears, not wet nappy, "
    "not wet diaper, not peeing, not passed urine, not wee, not had wet",
    "nonblanching": "not blanch, non blanching, nonblanching, not fade, not disappear when press, glass test, "
    "tumbler test, purple spots, purple rash, petechiae, petechial, bruise like rash, "
    "pinprick spots, purplish spots, purple blotches, tumbler, do not go away when press, "
    "not go away when press, will not fade, not vanish, stay when press, not fading, "
    "dark spots spreading, red pinpricks, rash like bruises, rash not go away, dark purple, "
    "purpura, not go away under, not change when press, blood spots, under glass, against glass, "
    "through glass, spots not fade",
    "d_meningitis": "meningitis, sepsis, septic, meningococcal",
    "intuss": "jelly stool, redcurrant jelly, red currant jelly, currant jelly, green vomit, "
    "vomiting green, bilious, projectile vomit, green bile, vomit green, vomit is green, "
    "pulling knees up, drawing legs up, pulls knees up, pulling legs up, like jelly",
    "pregnant": "pregnant, pregnancy, expecting, week along, weeks along, trimester, weeks gone, "
    "months gone, miscarriage, gave birth, giving birth, given birth, postpartum, post partum, "
    "delivered, c section, caesarean, cesarean, had baby, after delivery, after birth, "
    "after baby, due in, due date, in labor, labor, going labor, expectant, weeks preg, "
    "mum to be, ivf, carrying twins, late period, missed period, positive pregnancy test, "
    "positive test, weeks postnatal, overdue, preggo, contractions, home birth, with child, "
    "after having baby, missed my period",
    "preg_bad": "baby not move, baby not moving, not feel baby, not felt baby, can not feel baby, "
    "no movement, no movements, no kicks, not kicking, not kicked, not felt kick, "
    "reduced movement, reduced movements, less movement, baby moving less, moving less, "
    "moving much less, stopped moving, stop moving, fewer kicks, fewer movements, "
    "baby gone quiet, gone still, baby still, kicks less, hardly moving, hardly moved, "
    "barely moved, barely moving, decreased movement, not moved, not moving, has not moved, "
    "baby quiet, movements slowed, less active, kicking less, movement has stopped, "
    "stopped kicking, no fetal movement, decreased fetal",
    "waters": "waters broke, water broke, waters broken, waters gone, water breaking, waters went, "
    "leaking fluid, gush fluid, gush of water, fluid leaking, amniotic, waters have gone, "
    "leaking water, waters have broken, waters just, fluid gushing, green fluid, brown fluid, "
    "waters green, waters brown, fluid is green, meconium",
    "labor": "contraction, contractions, in labor, baby coming, baby is coming, baby crowning, "
    "head is out, crowning, need push, urge push, feel like pushing, cord is, cord hanging, "
    "cord coming, umbilical cord, see head, feel head, placenta, can see baby head, baby out, "
    "giving birth, pushing, labor",
    "cord": "cord hanging, cord coming, cord out, cord prolapse, umbilical cord, cord is, crowning, "
    "see head, feel head, head coming, baby coming, baby is coming, baby foot, feet coming, "
    "placenta not, placenta will not, see baby head, urge push, need push, giving birth in, "
    "cord in, something hanging, feet first, baby come",
    "d_preg": "eclampsia, preeclampsia, pre eclampsia, ectopic, placental abruption, hellp, abruption, "
    "cord prolapse",
    "seizure": "seizure, seizures, convulse, convulsing, convulsion, convulsions, having fit, had fit, "
    "fitting, fitted, a fit, having fits, had fits, jerking uncontrollably, "
    "shaking uncontrollably, shaking violently, whole body shaking, whole body jerking, "
    "body jerking, body stiff, foaming at, foam at mouth, frothing, froth at mouth, eyes rolled, "
    "eyes roll, eyes rolling, status epilepticus, tonic clonic, grand mal, went stiff, "
    "gone stiff, stiff and jerking, limbs jerking, arms jerking, arms and legs jerking, "
    "twitching all over, thrashing, jerking all over, shaking all over, jerking violently, "
    "foaming, arms legs jerking, shaking and foaming, shaking and not responding, "
    "arms and legs shaking, rigid and shaking, fit, bit tongue, stiffened up, stiffened, "
    "limbs shaking, stare and jerk, febrile convulsion, shaking on floor, jerking on floor, "
    "eyes rolled back",
    "unconscious": "unconscious, unresponsive, not responding, not respond, will not respond, no response, "
    "not responsive, will not wake, can not wake, not wake up, not waking, passed out, pass out, "
    "passes out, blacked out, black out, fainted, collapsed, collapse, lost consciousness, "
    "loses consciousness, losing consciousness, loss consciousness, knocked out, out cold, "
    "knocked unconscious, keeled over, in coma, comatose, can not rouse, will not rouse, "
    "can not be woken, can not be roused, not conscious, barely conscious, semi conscious, "
    "semiconscious, slipping in and out, in and out consciousness, drifting in and out, "
    "not react, not reacting, no reaction, not answer when, will not open eyes, "
    "not opening eyes, eyes not open, dropped to floor, hit the floor, fell unconscious, "
    "limp and, went limp, gone limp, motionless, not moving on floor, found on floor, "
    "lying on floor, lying on ground, found lying, found him on, found her on, slumped, slump, "
    "went down and, can not wake up, does not wake, drop to ground, dropped down, "
    "on the floor and, on the ground and, just went down, floor not moving, lying there not, "
    "hard to wake, difficult to wake, barely wake, can barely wake, dropped like, folded, "
    "crumpled, not come round, not coming round, won't come round, not come to, syncope, "
    "only groan if shake, only groan, only groans when, groans if you shake, groan when shake, "
    "only opens eyes when, opens eyes then, asleep since yesterday, been asleep since, "
    "asleep all day can not, sleep for 20 hours, hardly rousable, hard to rouse, "
    "barely rousable, drifting off mid, eyes open but nobody home, eyes open but nobody, "
    "staring through me, snoring strange can not wake, weird snoring, snores but will not wake, "
    "slumped over, face down, head slumped, found unresponsive, shaking him does nothing, "
    "pinch him nothing, squeeze hand nothing, shake him and nothing",
    "wake_fail": "will not wake, can not wake, not waking, unresponsive, not responding, no response, "
    "out cold, can not rouse, not wake up, can not be woken, will not respond, only groan, "
    "only grunts, only moans",
    "crash": "car accident, car crash, "
    "hit by {car|bus|truck|lorry|van|motorbike|motorcycle|train|taxi|vehicle|scooter|tram}, "
    "run over, ran over, knocked down by, motorbike accident, motorcycle accident, "
    "bike accident, came off {bike|motorbike|horse|motorcycle}, thrown from, thrown off, "
    "pile up, head on collision, car flipped, car rolled, rolled car, hit and run, collision, "
    "wreck, car wreck, crashed, crash, rta, totaled car, ejected from, hit his car, "
    "fell off {horse|motorbike|motorcycle}, t boned, rear ended at speed, rolled quad, "
    "quad on top, rolled on top, quad bike, tractor rolled, tractor tipped, "
    "went over handlebars, over handlebars, hit tree, hit lamp post, came off his, came off my, "
    "airbag, airbags, flew off, thrown off bike, flipped, skidded into, hit deer",
    "height": "fell off {roof|ladder|scaffold|balcony|cliff|wall|building|tree|bridge|truck|horse}, "
    "fell from {roof|ladder|scaffold|scaffolding|balcony|window|tree|height|horse|second|third|first}, "
    "fallen from, fallen off, fell out {window|tree}, "
    "fell down {stairs|flight|whole|entire|escalator|all}, "
    "fell {two|three|four|2|3|4|5|six|ten|10|15|20|five|several} {storeys|stories|meters|metres|feet|floors|m|ft}, "
    "fell off scaffolding, second floor, third floor, fell through, fallen down stairs, "
    "tumbled down stairs, off changing table, fell from top, fell head first, "
    "down flight of stairs, landed on {head|neck|back}, dropped baby, dropped on head",
    "stabbed": "stabbed, stab wound, stab wounds, been stabbed, got stabbed, shot in, been shot, got shot, "
    "gunshot, bullet, shot through, impaled, knife in, nail through, nail gun, rebar, "
    "knife wound, stuck in his, glass in neck, shooting victim, stabbed in, metal rod, "
    "spike through, machete, slashed, shot himself in, shot by",
    "amputate": "cut off finger, chopped off, sliced off, severed, amputated, cut off, ripped off, torn off, "
    "finger off, fingertip off, came off in, hand caught in machine, caught in machine, "
    "caught in machinery, degloved, arm stuck in, lost finger, lost fingers, took finger off, "
    "took top of, tip of finger off, finger came off, mangled, hand in machine, "
    "saw went through",
    "bone": "bone sticking out, bone stick out, bone out, bone coming through, bone poking, "
    "bone through, see bone, see the bone, bone exposed, open fracture, compound fracture, "
    "bent wrong, wrong way, at wrong angle, weird angle, bone visible, bone protruding, "
    "funny angle, wrong angle, unnatural angle, odd angle, strange angle, bent backwards, "
    "crooked and, shin bone, deformed, snapped, bent at, bone came through",
    "headhit": "hit head, hit his head, banged head, bang head, knocked head, bumped head, smacked head, "
    "whacked head, cracked head, head injury, blow head, blow to head, kicked in head, head hit, "
    "struck on head, hit in head, hit on head, hit the head, landed on head, smashed head, "
    "head trauma, concussion, cracked skull, fractured skull, bashed head, head slammed, "
    "fell on head, skull, ball to head, fell and hit, head first, head hard, back head, head on, "
    "hit by, hit kerb, hit the curb, hit the kerb, head on pavement, fell back onto, "
    "head on concrete, punched, kicked by horse, skull hit, hit temple, elbow to head, "
    "off skateboard, without helmet",
    "headbad": "vomit, throw up, threw up, throwing up, sick, confused, drowsy, sleepy, not making sense, "
    "passed out, unconscious, blacked out, knocked out, can not remember, not remember, seizure, "
    "clear fluid, fluid from {nose|ear|ears}, blood from ear, bleeding from ear, "
    "blood from ears, pupil, pupils, slurred, slur, double vision, blurry, worst headache, "
    "severe headache, headache getting worse, keeps asking same, repeating, bad headache, "
    "very sleepy, hard to wake, blood thinner, blood thinners, warfarin, lost consciousness, "
    "memory, dazed, dent, fit, slurring, acting weird, not right, acting strange, unsteady, "
    "wobbly, black eyes, falling asleep, massive headache, eliquis, apixaban, rivaroxaban, "
    "xarelto, disoriented, asking same question, puking, vomited, staring, out cold, weird, "
    "splitting headache, clear watery fluid, watery fluid, fluid dripping out ear, "
    "fluid dripping, fluid from nose, fluid out of ear, bruise behind ear, ear bleeding, "
    "bleeding ear, raccoon eyes, sleeping a lot, sleepy since, more and more sleepy",
    "spine": "can not feel legs, can not feel my legs, can not move legs, no feeling in legs, "
    "can not feel anything below, can not feel below, can not feel toes, paralyzed from, "
    "numb from waist, numb below waist, broken neck, broke neck, broken back, snapped neck, "
    "can not move anything, legs numb after, legs not work, legs not working, legs gone numb, "
    "legs will not move, saddle, numb between legs, numb down there, lost control bladder, "
    "lost control bowels, wet myself and, numb groin, can not feel lower, numb genitals, "
    "can not wiggle toes",
    "burn": "scald, scalded, burn, burned, burnt, on fire, set on fire, caught fire, boiling water, "
    "hot oil, boiling oil, hot water, chemical burn, acid on, acid splash, flames, explosion, "
    "exploded, kettle, hot tea, hot coffee, hot soup, firework, fireworks, steam, petrol, "
    "chip pan",
    "burnbad": "face, neck, chest, whole, all over, large, blister, blisters, blistering, skin peeling, "
    "skin come off, skin coming off, charred, white and leathery, baby, toddler, child, entire, "
    "half, back, hands, genitals, son, daughter, year old, both, arms, legs, stomach, "
    "third degree, 3rd degree, deep, airway, house fire, eyes, eye, big area, month old, "
    "much of, numb, black, arm and, full thickness",
    "electric": "electrocuted, electric shock, electrocution, struck by lightning, hit by lightning, "
    "touched live wire, live wire, power line, mains shock, socket and, zapped by, high voltage, "
    "shock from mains, lightning",
    "crushed": "crushed, trapped under, pinned under, caught under, fell on him, fell on her, fell on me, "
    "buried under, collapsed on, trapped in car, trapped in, crush injury, crushed by, "
    "stuck under, on top of me, on top of him, rolled on top, fell on top, pinned, beam fell, "
    "shelf fell, wardrobe fell, tv fell on, crushed between, ribs crunch, ribs crunching, "
    "pinned against",
    "eye_chem": "bleach in eye, acid in eye, chemical in eye, cleaner in eye, chemicals in eye, "
    "splashed in eye, splash in eye, lime in eye, cement in eye, eye injury, stuck in eye, "
    "in the eye, metal in eye, oven cleaner in, glass in eye, superglue in eye, ammonia in eye, "
    "in both eyes, into eyes, into eye, in eyes, drain cleaner in, punctured eye, eyeball, "
    "pierced eye",
    "snake": "snake bite, snakebite, bitten by snake, snake bit, rattlesnake, viper, adder, cobra, "
    "copperhead, snake, scorpion, jellyfish, box jellyfish, black widow, funnel web, "
    "spider bite, stonefish, blue ringed octopus",
    "mauled": "dog attacked, attacked by dog, mauled, dog bit, bitten by dog, dog bite, shark, "
    "bear attack, pit bull, bitten by",
    "assault": "beaten up, beat me, beat up, beating me, strangled, strangling, choked me, choked by, "
    "attacked, assaulted, raped, kicked in stomach, kicked in belly, kicked in, punched in, "
    "jumped by, hit me with, pushed me down, punched",
    "gross": "intestines, guts hanging, organs, skull open, brain, head split, face crushed, "
    "collarbone through, neck broken, eye popped, chest caved, pelvis",
    "bigbone": "thigh bone, femur, hip, pelvis, spine, neck, leg, back, arm",
    "broke": "broken, broke, fracture, fractured, snapped, shattered, dislocated, smashed",
    "heat": "heatstroke, heat stroke, sunstroke, hypothermia, heat exhaustion, frostbite, "
    "temperature 41, temperature 42, stopped sweating, in hot car, left in car, locked in hot",
    "sugar": "blood sugar, blood glucose, glucose, sugar, sugars, bg, bgl, glucometer, cgm, dexcom, "
    "libre, sugar level, reading, levels",
    "diabetic": "diabetic, diabetes, type 1, type one, insulin, t1d, type1, type 2, hypo, dka, ketones, t1, "
    "metformin, gliclazide, insulin pump",
    "hypo": "hypo, hypoglycemic, hypoglycaemic, hypoglycemia, hypoglycaemia, sugar crash, sugar dropped, "
    "sugar drop, sugar low, sugars low, sugar very low, low sugar, low blood sugar, "
    "sugar plummet, sugar crashing, glucose dropped, reads lo, says lo, low and dropping, "
    "reading lo, sugar tanked, sugar went low, sugar still low, level low, "
    "sugar will not come up, sugar is low, meter says lo, meter reads lo, sugar keeps dropping, "
    "glucose low, glucose is low, reads low",
    "hyper": "reads hi, says hi, reading hi, meter hi, high ketones, ketones high, ketone high, "
    "ketones in, dka, ketoacidosis, fruity breathe, fruity smelling, breathe smell, "
    "breathe smells, pear drops, nail polish breathe, sugar through roof, sugar sky high, "
    "sugar high, sugars high, high sugar, sugars sky high, sugars through roof, large ketones, "
    "moderate ketones, acetone breathe, sugar very high, high blood sugar, off the scale, "
    "sugars have been high, error hi, smells fruity, like acetone, sweet breathe, ketones are, "
    "breathe fruity, meter just says, smells sweet, smells like nail, smell of acetone, "
    "ketones large, ketones 3, ketones 4, ketones 5, ketone 4, ketone 5, like pear drops, "
    "smells like pear",
    "insulin_od": "too much insulin, double insulin, insulin twice, wrong insulin, extra insulin, "
    "insulin by mistake, insulin overdose, instead of long acting, rapid instead, "
    "units instead of, injected insulin twice, double dose insulin, insulin instead, "
    "took insulin and not, took insulin but, gave insulin twice, insulin but not eaten, "
    "ten times insulin, fast acting instead, novorapid instead, humalog instead, injected 100, "
    "injected 60, injected 50",
    "no_insulin": "no insulin, without insulin, ran out of insulin, run out of insulin, missed insulin, "
    "stopped taking insulin, skipped insulin, not had insulin, not taken insulin, pump failed, "
    "out of insulin, pump stopped, not taken any insulin, pump broke, missed several insulin, "
    "pump came out",
    "diab_bad": "confuse, shaking, shaky, sweaty, sweating, drowsy, vomit, throwing up, threw up, puke, "
    "breathing fast, breathing deep, deep breathing, slur, slurring, unresponsive, "
    "not making sense, passed out, unconscious, sleepy, pale, weak, can not swallow, "
    "will not wake, thirsty, belly pain, stomach pain, aggressive, lethargic, weeing, peeing, "
    "trembling, dizzy, fast breathing, clammy, tremble, acting drunk, out of it, fainted, "
    "can not keep, incoherent, nauseous, seizure, acting weird, acting strange, blurry, "
    "stumbling, stupor, combative, jittery, tummy pain, hard to wake, stomach, "
    "can not hold juice, foggy, groggy, disoriented",
    "thirst": "thirsty, thirst, peeing all, peeing constantly, peeing nonstop, weeing constantly, "
    "drinking gallons, weight loss, lost weight, drinking loads, peeing loads, urinating",
    "rigid": "rigid, rock hard, hard as board, hard as rock, board like, boardlike, stiff as, "
    "hard and tender, distended, can not touch, can not bear touch, hurts to touch, rebound, "
    "stomach hard, hard stomach, solid, belly hard, belly swollen, bloated hard, swollen up, "
    "like board, so tender, jump when, extremely tender, hard like, screams when touched, "
    "rock solid",
    "rlq": "lower right, right lower, right side, appendix, appendicitis, right hand side, "
    "moved to right, around belly button, right iliac, started around navel, belly button",
    "abd_bad": "vomit, fever, throw up, throwing up, threw up, puke, can not walk, can not stand, "
    "getting worse, worse, rebound, temperature, worsening, hurts to move, hurts when i, "
    "can not straighten, hurts walk, let go, release, bumps, jump, hop, shivering, yellow, "
    "jaundice, faint, pale, cough",
    "testicle": "testicle, testicular, balls, scrotum, ball, testes, nut sack, testis, left nut",
    "obstruct": "not pass gas, can not pass gas, not passed gas, no gas, not pooped, not passed wind, "
    "can not poo, no bowel movement, not opened bowels, can not pass wind, not passing wind, "
    "not passed stool, can not fart, not farted, nothing coming out, vomiting poo, "
    "vomiting feces, vomit smells like, can not pee, unable pee, not been able pee, "
    "can not pass urine, not passing gas, not pass stool, no stool, bowel obstruction, "
    "bowel blocked, twisted bowel",
    "d_abd": "appendicitis, ruptured appendix, burst appendix, perforated, peritonitis, pancreatitis, "
    "aneurysm, torsion, bowel obstruction, aortic aneurysm, appendix burst, appendix has burst, "
    "strangulated, ruptured",
    "aaa": "aneurysm, pulsing in stomach, pulsating, throbbing lump, aortic, aorta, triple a",
    "hernia": "hernia",
    "hernia_bad": "hard, painful, stuck, can not push, not push, vomit, purple, will not go back, red, "
    "rock solid, popped out, rock hard, throwing up, solid, tender",
    "harm_other": "kill {him|her|them|someone|people|everyone|everybody|somebody|wife|husband|boss|neighbor|mother|father|kids|family|children|dad|mum|roommate|ex|brother|sister|stepdad|teacher|coworkers}, "
    "hurt {someone|people|somebody|them|others|my baby|my kids|my children|baby|my wife|my husband|kids|her|him|everyone}, "
    "hurting {someone|people|others|my baby|baby|them|him|her|somebody|my kids}, "
    "harm {someone|others|people|my baby|baby|them|him|her|kids|children|somebody}, "
    "harming {baby|my baby|others|someone|people|my kids|him|her}, "
    "shoot {him|her|them|people|everyone|up|someone|my}, "
    "stab {him|her|them|someone|people|my|me|us|everyone}, murder, "
    "killing {him|her|them|people|someone|everyone|my}, attack {him|her|people|someone|them}, "
    "smother {him|her|baby|my}, strangle {him|her|my|them}, shake {baby|my baby|him|her}, "
    "drown {baby|my baby|him|her|kids}, make them pay, take them with me, take everyone with me, "
    "burn {house|down}, set fire, bring gun, gun to school, kill us, kill me and, hurt other, "
    "kill all, slit his throat, cut his throat, make him pay, run him over, "
    "poison {him|her|them|my|everyone}, push someone, throw baby, shake him, kill my, hurt my, "
    "harm my, attack my, kill our, going to snap and, stabbing, shooting, torch it, torch, "
    "set on fire, burn it down, cleanse kids, cleanse, cleanse them, our kids, kill list, "
    "hit list, list of names, names on list, hammer at, gut him, put knife in, cut them, "
    "blow up, bomb, poison us, end them, finish him off, slice, bash his head, "
    "smash his face in",
    "voices": "voices, voice telling, voices tell, hearing voices, hear voices, voices in head, "
    "hallucinate, hallucinating, hallucination, seeing things that, seeing things, "
    "seeing people, seeing demons, god told, god telling, demon, demons, devil, possessed, "
    "delusional, delusions, psychosis, psychotic, paranoid, manic, believes neighbors, "
    "thinks we are poisoning, thinks everyone, convinced, thinks i poison, thinks cia, chip in, "
    "being followed, out to get, cameras, spies, spying, he is god, she is god, jesus, "
    "evil spirit, mania, not slept for days, not slept in, fbi, government, stalking him, "
    "off meds, off his meds, off her meds, came off clozapine, stopped clozapine, clozapine, "
    "stopped his meds, stopped taking meds, chosen, cleanse, mi5, in the walls, in walls, "
    "chosen one, mission from god, god wants, spirits, aliens, neighbours are spying, implant, "
    "poisoning food, bugged, reptile, lizard, antichrist, satan, prophet, messiah, told by god, "
    "schizophrenia, schizophrenic, bipolar, talking to himself, talking to herself, "
    "talking to people not there, baby is evil, baby possessed, baby is demon, not my baby, "
    "replaced by, imposter",
    "voices_cmd": "telling me hurt, telling me kill, tell me hurt, tell me kill, telling him hurt, "
    "telling him kill, telling her kill, telling her hurt, tell him kill, tell her kill, "
    "to kill, to hurt, told me kill, told me hurt, order me, ordering me, command, "
    "commanding me, tell me do, telling me do, telling me to, saying kill, tell me to, "
    "telling me stab, telling me",
    "weapon": "knife, gun, weapon, axe, machete, rifle, hammer, hatchet, baseball bat, petrol, matches, "
    "shotgun, pistol, firearm, scissors, cleaver, sword, brandishing, gasoline, lighter, bat, "
    "crowbar, screwdriver, bottle, gas",
    "threat": "threaten, threatening, threatens, threatened, going to kill, wave, waving, swinging, chase, "
    "chasing, pointing, locked himself, locked herself, barricaded, smashing, smashed, violent, "
    "out control, attacking, attacked, lunged, raging, rage, hold, holding, grabbed, grab, "
    "carrying, coming at, came at, screaming at, stabbing, lunging, bought, sleeping with, "
    "says he will, says she will, hiding from, terrified he, scared he, scared she, afraid he, "
    "afraid she, charging at, sharpening, runs at, loaded, going after, barricade, torch, "
    "smash up, smashing up, swung, swing, chosen, on way to, lashed out, kicking door, "
    "breaking down door, throwing things, broke down door, pacing with, came for me, pinned me, "
    "attacked me, hitting everyone, punching, biting staff, hostage, choke me, hit his dad, "
    "hit mum, outside my house with, tearing the house apart",
    "fear_harm": "might hurt, will hurt, going to hurt, going to kill, want to kill, want to hurt, want hurt, "
    "want kill, wants kill, wants hurt, could hurt, could kill, about to hurt, about to kill, "
    "plan to kill, plan kill, planning kill, planning hurt, urge hurt, urge to kill, urges hurt, "
    "urge kill, thoughts of killing, thoughts hurting, thoughts killing, thoughts harming, "
    "thoughts of hurting, think about killing, thinking about killing, thinking killing, "
    "thinking hurting, scared i, afraid i, worried i, terrified i, images of, will kill, "
    "going kill, going hurt, going stab, going shoot, want stab, want shoot, want strangle, "
    "want murder, planning shoot, planning attack, planning to shoot, feel like killing, "
    "feel like hurting, feel like stabbing, threaten, threatening, threatens, threatened, "
    "fantasizing, can not stop thinking, intrusive, can not control, urge to, impulse, "
    "about snap, about lose control, lose control, losing control, tried, try, trying, "
    "says he will, says she will, said he will, said she will, says going, keep imagining, "
    "decided, ready, about, keep thinking, going to, going snap, might snap, might do",
    "naked": "running naked, in traffic, tried jump out, not slept for days, not slept in days, ran off, "
    "ran into road, in middle road, walking into traffic, talking to people who are not there",
    "d_heart": "heart attack, mi, myocardial infarction, cardiac event, stemi, coronary, cardiac arrest, "
    "aortic dissection, pulmonary embolism, dissection, embolism, pe",
    "d_stroke": "stroke, tia, mini stroke, brain bleed, brain hemorrhage, aneurysm, brain aneurysm, "
    "ministroke",
    "assert": "having, think, suspect, could be, might be, could this be, is this, looks like, look like, "
    "seems like, seem like, am i, just had, worried, feels like, is he, is she, she having, "
    "he having, showing, afraid it, convinced, pretty sure, must be, maybe, could it be, "
    "possible, possibly, had, has had, scared, could i be, could he be, could she be, getting, "
    "going into, went into, feel like, sure it, might have had, may have had, suffering, mid, "
    "gone into, signs, symptoms, could, might, it is, this is, may, going through, this",
    "clot_leg": "calf swollen, swollen calf, leg swollen, swollen leg, dvt, blood clot, calf pain, "
    "long flight, clot in leg, calf hot, knee done, knee replacement, hip replacement, "
    "after surgery, cast, calf red, plaster cast, on pill, just flew",
    "subj1": "i, my, me, we, our, us, im, mine, myself, mum, dad, mother, father, husband, wife, son, "
    "daughter, grandma, grandmother, grandpa, grandfather, grandad, granddad, gran, nan, "
    "brother, sister, boyfriend, girlfriend, partner, roommate, flatmate, colleague, coworker, "
    "co worker, neighbor, friend, mate, uncle, aunt, aunty, auntie, cousin, fiance, nephew, "
    "niece, grandson, granddaughter, toddler, kid, baby daughter, daddy, mummy, hubby, papa, "
    "mama, pop, pops, nana, mother in law, father in law, housemate, boss, bf, gf, bestie, "
    "stepdad, missus, lad, classmate, teammate",
    "subj3": "he, she, his, her, him, they, someone here, somebody here, someone just, someone in, guy, "
    "man, woman, lady, bloke, stranger, person next, person here, passenger, customer, resident, "
    "there, this, these, old man, old lady, them, their, elderly man, elderly woman, a guy, "
    "girl, boy, patient in, someone at, someone on, somebody, pt, client, kid in, coach, "
    "passerby, dude, this person, teenager, cyclist, worker, student",
    "now": "now, right now, just, currently, at moment, today, tonight, this morning, this afternoon, "
    "this evening, minutes, minute, hour ago, hours ago, hours, started, suddenly, since, "
    "for past, for last, last hour, keeps, keep, getting worse, getting, ongoing, still, help, "
    "please, urgent, emergency, 911, 999, 112, ambulance, wake up, last night, yesterday, "
    "all day, all night, came on, becoming, hurry, asap, sudden, again, already, woke, hour, "
    "an hour, half hour, minutes ago, in front, here, in front me, going, gone, turning, "
    "has become, became, not stop, what do i do, since yesterday, worse, this week, few minutes, "
    "moments ago, all of sudden, days, later, at once, quickly, soon, wont, last few",
    "neg": "no, not, deny, denies, denied, denying, without, negative for, nor, neither, free of, "
    "never had, never, no sign, no signs, no longer, not any, rule out, ruled out, isn't, none, "
    "absence, no history, not have, not having, nothing like, no evidence, zero",
    "shield": "not sure, not know, do not know, not sure if, not know if, not know what, not know why, "
    "know if, tell if, wondering if, wonder if, see if, ask if, check if, as if, even if, "
    "no idea, not understand, not feel well, not feeling well, not feel good, not feeling good, "
    "not feel right, not feeling right, not well, not right, no appetite, no energy, no relief, "
    "not help, not helping, not getting better, not get better, not getting any better, "
    "not improve, not improving, not ease, not easing, not go away, not going away, "
    "not gone away, will not go away, not want to bother, not only, not just, no reason, "
    "for no reason, no warning, without warning, not sleep, not sleeping, can not sleep, "
    "no matter, no one, nobody, can not tell, not normal, not moving, no good, not ok, not okay, "
    "not fine, not alright, do not want go, not a doctor, not eaten, not kidding, not joking, "
    "not lying, not exaggerating, not want go hospital, not go to hospital, no ambulance, "
    "no doctor, no car, no signal, no phone, no allergies, no insurance, do not panic, not able, "
    "not sure what, not sure whether, not certain, not getting, not letting up, not let up, "
    "not been drinking, not drunk, nothing helps, not eating, not to worry, not better, "
    "not relieved, not respond to, not responding to, nothing else, can not afford, "
    "not want worry, not working, not work, no time, not long, do not care, not enough, "
    "not the first, not usual, not like, not himself, not herself, not known, no known, "
    "not touching, without any reason, never felt like this, never felt anything like, "
    "never had this, never like this, never been this, never happened, never had anything like, "
    "never experienced, never seen, never felt, never had pain like, never had it, "
    "never had one, never felt so, not going, why, not want call, not take, not taking, "
    "not move, not usually, not seem right, not looking good, not look good, not look right, "
    "no change, no effect, no better, no improvement, no difference, whether, not believe, "
    "not stop",
    "neg_after": "negative, ruled out, is fine, looks fine, normal, was clear, all clear, came back clear, "
    "came back normal, came back fine, unlikely, false alarm",
    "past": "years ago, year ago, months ago, month ago, last year, last month, last summer, "
    "last winter, last spring, last autumn, decades ago, decade ago, long time ago, as child, "
    "as kid, as teenager, when i young, when younger, when i little, in childhood, growing up, "
    "in past, previously, used to, history of, ages ago, back in, years back, died of, "
    "died from, dies of, passed away, passed from, died in, died when, survived, survivor, "
    "recovered from, weeks ago, week ago, in my twenties, in his twenties, in my teens, "
    "in high school, in college, at school, at university, last decade, once had, when i was, "
    "when he was, when she was, family history, 2 years, before covid, last time, in 19, "
    "since recovered, childhood, two years, three years, five years, ten years, ago now, "
    "died by, years later, had one in, years since, year before, late grandfather, late father, "
    "late mother, late husband, late uncle, previous, last pregnancy, first pregnancy, "
    "previous pregnancy, lost my, anniversary, former, formerly, in remission, discharged, "
    "follow up, in my 20s, in 30s, last march, last june, last july, last week, last january, "
    "last february, last april, last may, last august, last september, last october, "
    "last november, last december",
    "resolved": "better now, fine now, ok now, okay now, alright now, all right now, well now, gone now, "
    "went away, gone away, has gone, stopped now, resolved, recovered, fully recovered, "
    "back normal, completely fine, perfectly fine, doing great, doing well, doing fine, "
    "all good now, healed, subsided, passed after, eased off, cleared up, has settled, "
    "settled down, has stopped, stopped after, stopped on its own, stopped by itself, "
    "stopped in, stopped within, stopped quickly, no problems since, no symptoms since, "
    "symptom free, seizure free, under control, well controlled, controlled, not had one since, "
    "none since, stable now, happy now, not bother me, in good shape, feel great, feeling great, "
    "feel fine, feeling fine, i am fine, is fine, feels fine, healthy, back at work, "
    "back to work, all clear, has improved, improving, much better, felt better, feels better, "
    "feel better, doing better, is better, getting better, went home, well since, since then, "
    "otherwise well, otherwise fine, playing normally, acting normal, acting normally, "
    "eating and drinking, feeding well, playing happily, happy and, seems fine, seems happy, "
    "acting himself, acting herself, alert and, drinking fine, feeding fine, eating fine, "
    "smiling",
    "gen": "what causes, why do people, why does, why do, how do people, how do doctors, "
    "how do paramedics, how do hospitals, how does, how do you, how do we, difference between, "
    "differ, compare, define, definition, meaning of, what does mean, explain, tell me about, "
    "is it true, can you explain, what is, what are, what do, what happens, how common, "
    "how often, how likely, how long does, how long do, how long can, how many people, how is, "
    "how are, when should, when do, when is, first aid, risk of, risk factors, risk factor, "
    "chance of, chances of, statistics, in general, generally, curious, prevent, prevention, "
    "prevents, learn, learning, course, class, training, guideline, guidelines, protocol, "
    "screening, percentage, rate of, rates, rate, causes of, cause of, symptoms of, signs of, "
    "warning signs, treatment for, treatment of, treatments, recognize, recognise, identify, "
    "how to, how can you, how would, should people, are there, which, does, do, is it possible, "
    "is it normal, is it safe, is it ok, can, types of, diagnosed, information, info, leaflet, "
    "facts, myth, article, research, study, studies, history, role, average, common, do all, "
    "do people, usually, typical, typically, associated with, lead to, caused by, cause, reduce, "
    "lower, avoid, should you, should one, should a, what should you, who is at, what kind, "
    "what type, survival, prognosis, life expectancy, good for, best way to, do women, do men, "
    "recovery, rehab, someone who, people who, people with, patients with, anyone who, "
    "someone with, would",
    "gen_strong": "difference between, for exam, my exam, for test, for essay, for assignment, homework, "
    "definition, for my class, in general, statistics, prevention, leaflet, research, thesis, "
    "dissertation, guidelines, first aid course, first aid class, first aid training, "
    "first aid kit, first aider, how to recognize, how to recognise, out of curiosity, "
    "just curious, curious about, learn about, learning about, reading about, studying, i study, "
    "revising, revision, warning signs of, signs and symptoms, signs of, symptoms of, "
    "risk factors, risk of, chances of, prevent, awareness, campaign, presentation, podcast, "
    "documentary, article, textbook, seminar, prepare, preparing, plan ahead, policy, poster, "
    "training, what are signs, what are symptoms, explain, meaning of, what does term, "
    "how do paramedics, how do doctors, how does, side effects, side effect, should anyone, "
    "blog, lecture, course, certification, babysitter, quiz, volunteer, workshop, app that, "
    "before i travel, travelling to, in advance",
    "if": "if, in case, suppose, imagine, what if, hypothetically, hypothetical, let us say, "
    "say someone, in event, should someone, should anyone, whenever someone, when someone, "
    "when somebody, when person, if someone, unless, would happen, ever, one day, someday, "
    "in the future, theoretically, when people, when anyone, when child, when patient, "
    "when baby, should my, might one day, could one day, were to, when you, if you, "
    "when a person, when an adult, when patients",
    "unreal": "novel, movie, film, episode, tv show, tv series, series, character, screenplay, script, "
    "story, short story, fiction, fanfic, video game, game, in game, the game, drama, play a, "
    "exam, quiz, multiple choice, textbook, essay, homework, assignment, dissertation, thesis, "
    "case study, vignette, mock, simulation, simulated, drill, role play, roleplay, "
    "training scenario, scenario, lecture, presentation, news, newspaper, headline, documentary, "
    "podcast, article, i read, reading about, read that, heard that, saw on tv, on tv, watched, "
    "watching, watch, song, lyrics, poem, book, chapter, plot, protagonist, villain, hero, "
    "detective, dream, dreamt, dreamed, nightmare, joke, meme, museum, ad, advert, commercial, "
    "celebrity, actor, politician, footballer, usmle, nclex, plab, osce, board question, "
    "exam question, historical, shakespeare, opera, translate, translation, how do you say, "
    "crossword, anatomy, my students, seminar, netflix, the news, character in, writing about, "
    "read about, greys anatomy, anime, comic, manga, sims, dnd, campaign, project, paper, "
    "study about, poster, blog post, trivia, wikipedia, youtube, tiktok, medical drama, "
    "the series, cpr class, cpr course, first aid course, first aid class",
    "whilst": "while watching, when watching, was watching, were watching, during film, during game, "
    "during movie, during exam, after exam, before exam, at the movies, playing game, "
    "in exam hall, in exam room, after game, at game, in the middle of game, in middle lecture, "
    "during lecture, in class, during class, watching tv, watching game, watching film, "
    "watching movie, watching football, no joke, not joke, this is not drill, not drill, "
    "not joking, bad news, during play, reading book, not story, not game, during drill, "
    "at work",
    "job": "i work as, i am nurse, i am doctor, i am paramedic, i am teacher, medical student, "
    "nursing student, for work, our clinic, our ward, our hospital, i teach, i volunteer, job, "
    "career, hire, interview, salary, ambulance driver, works as, shift, as nurse, as doctor, "
    "retired, nurse, lifeguard, unit, ward, department, trainee, resident doctor",
    "mild": "mild, mildly, slight, slightly, little, bit, tiny, minor, small, light, lightly, barely, "
    "faintly, superficial, shallow, a bit, tad, paper cut, papercut, shaving, shaved, scratch, "
    "scraped, graze, grazed, gums, flossing, brushing, spotting slightly, drop or two, "
    "few drops, couple drops, occasional, occasionally, sometimes, now and then, once in while, "
    "dull, niggle, vague, not too bad, not bad, manageable, on and off, comes and goes, "
    "nothing serious, not serious, no big deal, annoying, pimple, blister, hangnail, nick, "
    "nicked, speck, streak, trace, splinter, chapped, cracked lips, hemorrhoid, hemorrhoids, "
    "piles, period, normal period",
    "benign": "gym, workout, work out, exercise, exercising, push ups, pushups, bench press, ran, run, "
    "running, jog, jogging, stairs, hiking, muscle, muscular, pulled, strain, strained, sunburn, "
    "sunburned, sat on, slept on, sleep on, sleeping on, cross legged, crossed legs, typing, "
    "keyboard, carpal tunnel, lifting, weights, football, tennis, yoga, press on, when i press, "
    "coughing a lot, cold, hay fever, hayfever, period pain, period cramps, spicy, curry, "
    "coffee, caffeine, too much coffee, energy drink, hangover, hungover, teething, vaccination, "
    "vaccine, jab, jabs, mosquito, dentist, dental, filling, anesthetic, blocked nose, stuffy, "
    "constipated, constipation, wind, gas, ate too much, ate too fast, mask, marathon, race, "
    "spin class, garden, gardening, posture, desk, climbing, sprint, sprinting, swim, swimming, "
    "dancing, unfit, out of shape, massage, bruise, treadmill, new shoes, tattoo, piercing, "
    "ear piercing, indigestion, ovulation, pms, breakup, broke up, heartbroken, wax, waxing, "
    "acne, eczema, sleeping position, sleep position, hiccups, screen time, screens, "
    "allergy season, pollen, dust, ice cream, onions, chronic, for years, dandruff",
    "pet": "my dog, my cat, our dog, our cat, my puppy, my kitten, my hamster, my rabbit, my horse, "
    "the dog, the cat, my parrot, my fish, our puppy, our kitten, my guinea pig, dog has, vet, "
    "my bird, puppy, kitten",
    "figure": "heart attack of price, heart attack price, nearly had heart attack, "
    "almost had heart attack, gave me heart attack, give me heart attack, "
    "nearly gave me heart attack, near heart attack, stroke of luck, stroke of genius, "
    "brush stroke, breast stroke, breaststroke, back stroke, backstroke, stroke order, "
    "two stroke, four stroke, key stroke, keystroke, dying laughing, dying of laughter, "
    "dying of boredom, dying know, dying for, dying to, die laughing, die of laughter, "
    "died laughing, die of embarrassment, die of boredom, died of embarrassment, die of shame, "
    "dying of embarrassment, die for, to die for, killing time, kill time, killed it, "
    "killing it, could kill for, kill for, kill two birds, dressed to kill, buzzkill, "
    "mum will kill me, going kill me, will kill me, gonna kill me, boss will kill me, "
    "wife will kill me, dad will kill me, mum going kill me, would kill me, traffic killing, "
    "these shoes killing, shoes killing me, killing me softly, suspense killing me, "
    "curiosity killing, bleeding money, bleeding edge, bleeding heart, bleeding cash, "
    "heart bleeds, blood boil, bad blood, blood pressure through roof, in cold blood, "
    "sweat blood, blood sweat, blood test, blood tests, blood results, blood work, "
    "blood donation, donate blood, donating blood, give blood, blood type, blood group, "
    "blood bank, blood moon, blood orange, blood thinner dose, blood thinners dose, choked up, "
    "all choked up, blackout curtains, power blackout, took breathe away, takes breathe away, "
    "taking breathe away, breathe taking, waste of breathe, do not hold breathe, "
    "hold your breathe, breathe of fresh, breathing room, breathing exercise, "
    "breathing exercises, breathe easy, catch breathe after, seizure of assets, "
    "seizure medication, seizure meds, seizure disorder, seizure free, anti seizure, "
    "seizure medicine, asset seizure, drug seizure, hissy fit, throw a fit, threw fit, "
    "having fit about, fit of laughter, fits of laughter, fit of giggles, fits of giggles, "
    "keep fit, get fit, getting fit, fit in, fit into, physically fit, fit well, fit for, "
    "fit and, fit bit, fitbit, perfect fit, good fit, fit the, crossfit, fit my, not fit, "
    "suicide squad, suicide awareness, suicide prevention, suicide hotline number, suicide rate, "
    "suicide rates, suicide statistics, suicide bomber, career suicide, social suicide, "
    "political suicide, commercial suicide, crashing on sofa, crash diet, crash course, "
    "market crash, stock crash, computer crash, system crash, app crash, laptop crash, "
    "phone crash, crash on couch, burned out, burnt out, burn out, burnout, burn calories, "
    "burning calories, heart burn, heartburn, heart broken, heartbreak, by heart, heart of, "
    "heart to heart, heart disease, heart health, heart healthy, heart rate zone, "
    "heart medication, broken heart, heart melts, heart melted, heart goes out, "
    "elephant in room, weight loss, lose weight, losing weight, head start, heads up, "
    "head over heels, headcount, head teacher, headteacher, head office, lost my mind, "
    "going blind, blind date, colour blind, color blind, blind spot, fell in love, fall asleep, "
    "fell asleep, falling asleep, fell behind, fall behind, falling for, arm and leg, armed, "
    "break leg, leg room, cold feet, stabbing in dark, stab in dark, backstabbing, stab at, "
    "shoot up, photo shoot, shoot hoops, shooting star, photoshoot, hang out, hanging out, "
    "hangover cure, jump off point, jump off the, poisonous relationship, toxic relationship, "
    "toxic boss, food for thought, drop dead gorgeous, drop dead, dead tired, dead battery, "
    "phone dead, phone died, battery died, car died, died inside, dead inside, die hard, "
    "bored to death, scared to death, tired to death, worried sick, sick of, sick day, "
    "sick note, sick leave, sick and tired, splitting hairs, blow my mind, head exploded, "
    "mind blown, panic buying, drowning in work, drowning in, drowning in paperwork, "
    "drowning in emails, drowning in debt, suffocating relationship, suffocating job, "
    "suffocating at work, nose to tail, mind numbing, comfortably numb, emotionally numb, "
    "paralyzed by, paralyzed with, crushed it, crushing it, crush on, have crush, my crush, "
    "crushed by news, kick the bucket, kicking myself, kick myself, hurt feelings, "
    "hurt my feelings, beat myself up, beating myself up, bang for buck, bang head against, "
    "banging head against, hit me up, hit on me, hit snooze, hit or miss, hit target, "
    "knife and fork, fork and knife, knife set, glue gun, water gun, nerf gun, murder mystery, "
    "killer app, killer outfit, killer workout, seeing red, high blood pressure, blue monday, "
    "feeling blue, feel blue, sugar free, sugar cravings, sugar in, sugar cane, brown sugar, "
    "sweet tooth, chest of drawers, chest freezer, treasure chest, chest day, chest press, "
    "chest infection, chest x, off my chest, hand out, hand in, hand over, on other hand, "
    "other hand, second hand, back pack, face to face, face value, face mask, face cream, "
    "face wash, on face of it, about face, mouth watering, mouth wash, mouthwash, "
    "tongue in cheek, tongue twister, tip of tongue, throat lozenges, eye test, eye drops, "
    "eye opener, heavy traffic, heavy rain, heavy workload, pressure at work, "
    "pressure at school, under pressure, peer pressure, pressure cooker, tight budget, "
    "tight deadline, tight schedule, tight on, in shape, bit of, killer headache, murder on, "
    "this job killing, homework killing, work killing me, heat killing me, legs killing me, "
    "feet killing me, back killing me, allergies killing me, exams killing me, gcs, "
    "glasgow coma, coma scale, blood draw, donate plasma, giving blood, epipen trainer, "
    "open eyes to voice, opens eyes to voice, blood drive, blood sugar diary, "
    "chest compression song",
    "chest_tight": "chest tight, tight chest, chest tightness, chest pressure, chest feels tight, "
    "chest feels heavy, clutching chest, grabbing chest, holding chest, clutched chest, "
    "grabbed chest",
    "airway_swollen": "tongue swollen, swollen tongue, lips swollen, swollen lips, throat closing, throat swollen, "
    "throat closing up, tongue getting bigger, throat tightening, throat feels closing, "
    "lip swollen, tongue huge, lips huge, lips ballooning, lips blown up, face blown up, "
    "face ballooned, face puffed up, tongue too big, throat closing over, face swollen",
    "took_wrong": "swallow, swallowed, accidentally took, by accident, accidentally, by mistake, mistook, "
    "thought it, ingested, gulped, accidentally drank, got hold, wrong medicine, "
    "wrong medication, ate, eaten, drank",
    "got_into": "got into, got hold, found my, opened my, empty bottle, bottle open, chewed, chewing, "
    "missing, in his mouth, in her mouth, swallowed, ate, eaten, drank, unsure how many, "
    "not know how many, sucking on, next to",
    "maybe_poison": "mushroom, berries, fish, wild plant, plant, alcohol, oysters, shellfish, leftover, "
    "canned food, weed, edible, gummies, foraged, garlic oil, unknown pill",
    "numbing": "lips numb, mouth numb, tongue numb, tingly lips, tingling lips, tongue tingling, "
    "mouth tingling",
    "sh_weak": "can not go on, can not do this anymore, can not take it anymore, no hope left, hopeless, "
    "give up on life, giving up on life, burden to everyone, burden everyone, no way out, "
    "railing, razor, razor blade, on bridge, want disappear, no future for me, "
    "can not cope anymore, no point anymore, no point, nothing matters, jump, had enough, "
    "worthless, want to sleep forever, everything pointless, what is the point, hate myself, "
    "in way, no one would miss me, nobody would miss me, no one would notice, "
    "tired of everything, want everything to stop, want it to stop, want it to end, "
    "done with everything, just done, not worth it, can not keep going, too tired to keep going, "
    "dark thoughts, no purpose, saying goodbye, said goodbye, gone soon, when i am gone, "
    "after i am gone",
    "sh_how": "how many pills die, how many tablets die, painless way die, painlessly, easiest way die, "
    "quickest way die, ways die, lethal dose, enough pills die, how kill myself, painless way, "
    "how much will kill me, would it kill me, would that kill me, enough to kill me, "
    "how many would kill me, take to die, how hang, fastest way die, "
    "how many paracetamol to die, what dose would kill, enough to die, best way die, "
    "make it look like accident, have a plan and feel, plan and feel peaceful, "
    "take to not wake up, to never wake up, not feel it when i die, peaceful way to go, "
    "painless way to go, leave this world, quickest way to end, enough to end it",
    "one_sided": "one side, left side, right side, shoulder tip, tip of shoulder, shoulder",
    "sharp": "sharp, stabbing, tearing, constant, nonstop",
    "fell": "fell, fall, fallen, slip, slipped, tripped, tumble, tumbled, landed, falls",
    "dive": "dived, dove, diving, tackle, rugby, trampoline, shallow pool, shallow water",
    "fetal": "baby, kicks, movements, bump",
    "fetal_still": "not felt baby move, not felt baby kick, baby not kicked, no fetal movement, not felt kick, "
    "baby stopped moving, baby stopped kicking, can not feel baby move, reduced fetal movement, "
    "not feel baby move, baby has not moved in belly, kick count, baby moving less, "
    "baby not moved since",
    "waters_broke": "waters broke, water broke, waters have broken, waters gone",
    "floppy_hard": "floppy, limp, rag doll, ragdoll, lethargic, listless, will not wake, can not wake, "
    "hard wake, unresponsive, not responding, hard to rouse, can not rouse, bulging, fontanelle, "
    "soft spot, mottled, grunting, high pitched cry, high pitched scream, weak cry, moaning, "
    "glazed, difficult wake, barely wake, hard to wake, lifeless, inconsolable, staring blankly, "
    "barely conscious, not waking, drowsy, lies there staring, just lies there, "
    "staring at nothing, staring into space, like doll, hard to wake up, can not wake up, "
    "not herself at all, goes quiet in between, screaming in bouts, screaming like never, "
    "eyes rolling, not crying anymore, too weak cry, stopped crying, skin mottled, "
    "does not react",
    "neck_stiff": "stiff neck, neck stiff, neck rigid, can not touch chin, can not bend neck, "
    "can not put chin, sensitive light, light hurt eyes, can not stand light, hates light, "
    "photophobia, can not move neck, screams at light, neck so stiff, will not bend neck, "
    "can not look at light, lights hurt, neck hurts so, bright lights",
    "worse": "worse, worsening, badly, severe, struggling, sucking",
    "hypo_word": "sugar low, sugar dropped, low sugar, low blood sugar, hypo, sugar crashed",
    "shaky": "shaky, trembling, clammy, slur, slurring, will not wake, sweating, sweaty, incoherent, "
    "aggressive, combative, shaking, fruity, acting drunk",
    "yellow": "yellow, jaundice, gone yellow, turned yellow",
    "bilious": "vomit green, green vomit, vomit bile, vomiting poo, bilious, vomit is green, bile, "
    "greenish vomit, sick is green, throw up green, green sick",
    "psychosis": "psychotic episode, psychotic break, having psychosis, in psychosis, manic episode, "
    "hearing voices telling",
    "hot_skin": "hot dry skin, stopped sweating, burning up, collapsed, confused, delirious, hot skin, "
    "shivering stopped",
    "shorter": "shorter, leg shorter, turned out, twisted out, can not get up, can not stand, "
    "can not put weight, can not bear weight, can not walk, on floor",
    "history": "history of, family history, previously, had a previous, known",
    "actual": "right now, now, just now, currently, today, tonight, this morning, this afternoon, "
    "this evening, minutes ago, hour ago, hours ago, just happened, just started, last night, "
    "as we speak, yesterday, moments ago, just, suddenly started, at moment, help me, help us, "
    "help",
}  # fmt: skip
