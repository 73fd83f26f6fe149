"""English for the unseen set: invented people and numbers, and messages as they are typed."""
# ruff: noqa: E501, SIM905 (a message is a line, a list of names a string)

from random import Random

from tests.retrieval.identifiers_unseen_values import (
    Language,
    Make,
    bank_card,
    in_fours,
    ip_address,
    resident_id,
    shape,
    shapes,
)

WOMEN = (
    "Emily Siobhan Latoya Priya Margaret Fatima Agnieszka Chloe Rosalind Ngozi Ingrid Carmen Beatriz "
    "Mary-Jane Anne-Marie Deirdre Yolanda Tamsin Harriet Nadia Grace Hope Joy Dawn April Ruby Zainab "
    "Kateryna Mei Soo-jin Hannah Guadalupe Philippa Aaliyah"
).split()
MEN = (
    "John Oluwaseun Patrick Mateo Dmitri Hamish Rajesh Tyrone Jean-Luc Ahmed Callum Giovanni Bartosz "
    "Winston Mark Will Bill Frank Jack Ian Kwame Tomasz Desmond Ravi Elijah Brandon Leif Santiago "
    "Cornelius Hiroshi Nikhil Terrence Gareth"
).split()
FAMILY = (
    "Okafor|Alvarez|O'Brien|Nakamura|Whitcombe|Fitzgerald|Papadopoulos|Lindqvist|Delgado-Reyes"
    "|McAllister|Banerjee|Kowalczyk|D'Angelo|Achterberg|Thibodeaux|Mbeki|Castellanos|Rasmussen"
    "|Hollingsworth|Abernathy|Szymanski|Villanueva|Osei-Bonsu|Trevelyan|MacDougall|Petrov|Haddad"
    "|Van der Berg|St. Clair|de Souza|Nguyen|Green|Young|Short|Rivers|Chambers|Parkinson|Crohn|Bell"
).split("|")
PINYIN = (
    *("Wei Zhang", "Xiuying Li", "Jianguo Wang", "Zhiqiang Chen", "Haoran Liu", "Meiling Zhou"),
    *("Yuxuan Huang", "Guiying Xu", "Tingting Gao", "Zhang Guodong", "Ouyang Xue", "Lin Shuhua"),
)
FEMALE, MALE = {"wife", "mum", "daughter", "gran", "ms"}, {"husband", "dad", "son", "mr"}


def person(rng: Random, role: str) -> dict[str, str]:
    if role == "pinyin":
        name = rng.choice(PINYIN)
        return {"": name, "first": name.split()[0], "last": name.split()[-1]}
    assert role in {"pt", "dr", "nurse", "kin", "friend", "clerk", *FEMALE, *MALE}, role
    first = rng.choice(WOMEN if role in FEMALE else MEN if role in MALE else [*WOMEN, *MEN])
    last = rng.choice(FAMILY)
    middle = rng.choice("ABCDEGHJKLMNPRST")
    return {
        "": f"{first} {last}",
        "first": first,
        "last": last,
        "lastfirst": f"{last}, {first}",
        "middle": f"{first} {middle}. {last}",
        "initial": f"{first[0]}. {last}",
        "caps": f"{first} {last}".upper(),
        "lower": f"{first} {last}".lower(),
        "lowerfirst": first.lower(),
        "lowerlast": last.lower(),
    }


MONTHS = (
    "January February March April May June July August September October November December".split()
)
STREETS = (
    "Maple|Juniper|Old Mill|Hawthorne|Calle Verde|Prospect Hill|Larkspur|Quarry|Sycamore Bend"
    "|Martin Luther King Jr.|5th|West 114th|Thistledown|Ferry|Saint Agnes|Copperfield|Elm"
).split("|")
TOWNS = (
    "Dayton|Eau Claire|Brattleboro|Las Cruces|Poughkeepsie|Tuscaloosa|Bozeman|Chattanooga"
    "|New Bedford|Walla Walla|Sioux Falls|Yakima|Macon|Duluth|Santa Rosa|Terre Haute"
).split("|")
STATES = ("OH 454##", "WI 547##", "VT 0530#", "NM 880##", "NY 126##-####", "AL 354##", "MT 597##")
BRITISH = ("Shrewsbury SY% %^^", "Kirkcaldy KY% %^^", "Leeds LS%# %^^", "Hove BN% %^^")


def day_parts(rng: Random, since: int, until: int) -> tuple[int, int, int]:
    return rng.randint(since, until), rng.randint(1, 12), rng.randint(1, 28)


def ordinal(day: int) -> str:
    return f"{day}{ {1: 'st', 2: 'nd', 3: 'rd', 21: 'st', 22: 'nd', 23: 'rd'}.get(day, 'th') }"


def dates(since: int, until: int) -> Make:
    def make(rng: Random) -> str:
        year, month, day = day_parts(rng, since, until)
        name, th = MONTHS[month - 1], ordinal(day)
        return rng.choice(
            (
                f"{name} {th} {year}",
                f"{name} {day}, {year}",
                f"{month:02}/{day:02}/{year}",
                f"{month}/{day}/{year % 100:02}",
                f"{year}-{month:02}-{day:02}",
                f"{day} {name} {year}",
                f"{th} {name[:3]} {year}",
                f"{day:02}-{name[:3]}-{year}",
                f"{day:02}.{month:02}.{year}",
                f"{name[:3]}. {day}, {year}",
                f"the {th} of {name} {year}",
            )
        )

    return make


def day(rng: Random) -> str:
    _, month, number = day_parts(rng, 2024, 2024)
    name, th = MONTHS[month - 1], ordinal(number)
    return rng.choice(
        (
            f"{name} {th}",
            f"{name} {number}",
            f"{name[:3]} {number}",
            f"the {th} of {name}",
            f"{number} {name}",
            f"{month}/{number}",
        )
    )


def month_year(rng: Random) -> str:
    year, month, _ = day_parts(rng, 2016, 2025)
    name = MONTHS[month - 1]
    return rng.choice((f"{name} {year}", f"{name[:3]} {year}", f"{month:02}/{year}"))


def street(rng: Random) -> str:
    kind = rng.choice(("Street", "St", "Avenue", "Ave.", "Rd", "Lane", "Drive", "Court", "Blvd"))
    return f"{rng.randint(2, 9800)} {rng.choice(STREETS)} {kind}"


def address(rng: Random) -> str:
    if rng.random() < 0.2:
        return f"{street(rng)}, {shape(rng, rng.choice(BRITISH))}"
    flat = rng.choice(("", ", Apt %^", ", Unit ##", " #%0#", ", Apartment %##"))
    return shape(rng, f"{street(rng)}{flat}, {rng.choice(TOWNS)}, {rng.choice(STATES)}")


def hospital(rng: Random) -> str:
    kind = rng.choice(("General Hospital", "Medical Center", "Community Hospital", "Infirmary"))
    return f"{rng.choice(TOWNS)} {kind}"


def email(rng: Random) -> str:
    first, last = (
        rng.choice([*WOMEN, *MEN]).lower(),
        rng.choice("okafor reyes kowal vdb ny".split()),
    )
    name = rng.choice(
        (f"{first}.{last}", f"{first}_{last}%#", f"{first[0]}{last}19%#", f"{first}+gp")
    )
    host = rng.choice(("mailbox.example", "gmail.com", "stagnes-clinic.org", "yahoo.co.uk"))
    return shape(rng, f"{name}@{host}")


def ssn(rng: Random) -> str:
    area = rng.choice([n for n in range(1, 900) if n != 666])
    gap = rng.choice(("-", "-", "-", " ", ""))
    return f"{area:03}{gap}{rng.randint(1, 99):02}{gap}{rng.randint(1, 9999):04}"


def card(rng: Random) -> str:
    number = bank_card(rng, rng.choice(("4", "51", "55")), 16)
    return rng.choice((number, in_fours(number), in_fours(number, "-")))


def link(rng: Random) -> str:
    who = rng.choice([*WOMEN, *MEN]).lower()
    return shape(
        rng,
        rng.choice(
            (
                f"https://www.facebook.com/{who}.%###",
                "https://portal.stagnes-clinic.org/patients/%#####",
                f"http://{who}sjourney.blogspot.com",
                f"www.gofundme.com/f/help-{who}-walk-again",
                "https://photos.example.net/album/%####?key=^^%#",
                f"linkedin.com/in/{who}-%##",
            )
        ),
    )


def old_age(rng: Random) -> str:
    words = ("ninety-one", "ninety-four", "ninety six", "ninety-nine", "a hundred and two")
    return rng.choice((*words, *(str(rng.randint(90, 104)) for _ in range(12))))


def handle(rng: Random) -> str:
    return shape(rng, f"@{rng.choice([*WOMEN, *MEN]).lower().replace('-', '')}_%#")


MAKERS: dict[str, tuple[str, Make]] = {
    "phone": (
        "phone",
        shapes(
            *("(%##) 555-01##", "%##-555-01##", "%##.555.01##", "+1 %## 555 01##", "%##55501##"),
            *("1-%##-555-01##", "%## 555 01##", "+1 (%##) 555-01##", "(%##)555-01## ext. %#"),
        ),
    ),
    "abroad": (
        "phone",
        shapes("+86 138 #### ####", "+44 7700 900###", "07700 900###", "+52 55 1#### ####"),
    ),
    "fax": ("fax", shapes("(%##) 555-01##", "%##-555-01##", "+1 %##.555.01##", "020 7946 0###")),
    "email": ("email", email),
    "ssn": ("id_number", ssn),
    "idcn": ("id_number", resident_id),
    "passport": (
        "passport",
        shapes("%########", "^########", "^^#######", "E########", "^## ######"),
    ),
    "mrn": (
        "record_number",
        shapes("%#######", "00%#####", "MR-####-%##", "H%######", "^^%#####", "##-##-##"),
    ),
    "nhs": ("record_number", shapes("%## ### ####", "%##-###-####", "%#########")),
    "accession": ("record_number", shapes("ACC-%#######", "RAD2#-%####", "S2#-%####")),
    "policy": (
        "insurance",
        shapes("XGP%########", "W##### ####", "^^^%######", "%##-##-####-A", "H####-###-%####"),
    ),
    "medicare": ("insurance", shapes("%^G#-^E%-MK##", "1EG4TE%MK##")),
    "card": ("account", card),
    "account": (
        "account",
        shapes("%#########", "000%#######", "%###-######", "GB## NWBK #### #### #### ##"),
    ),
    "pay": ("account", handle),
    "drive": ("licence", shapes("^%######", "^###-####-####", "D%#######", "^^######")),
    "medlic": ("licence", shapes("MD%#####", "^%#####", "ME######", "RN-%######")),
    "dea": ("licence", shapes("B^%######", "A^#######", "F^%######")),
    "npi": ("licence", shapes("1#########")),
    "cert": ("licence", shapes("CERT-%####-^", "BC-2#-%####", "2019-%#####")),
    "plate": ("plate", shapes("%^^^###", "^^^-####", "^^^ %##", "^^## ^^^", "%##-^^^")),
    "vin": ("plate", shapes("1HGCM%#633A######", "5YJ3E1EA%KF######", "WVWZZZ1KZ%W######")),
    "serial": (
        "device",
        shapes("SN-%#######", "SN%####^##", "PJN%######", "^^^####-%##", "NKR%#####H"),
    ),
    "udi": (
        "device",
        shapes("(01)00%###########(17)2#1231(21)A%###", "(01)10%###########(21)%#####"),
    ),
    "imei": ("device", shapes("35%############", "A4:5E:60:%#:0C:##")),
    "url": ("url", link),
    "ip": ("ip", ip_address),
    "finger": ("biometric", shapes("FP-%#####", "FPT-%##-####-R2", "fp_%#####", "BIO-FNG-%####")),
    "voice": ("biometric", shapes("VP-%####-^^", "voiceprint_%#####", "VPR%######")),
    "face": (
        "biometric",
        shapes("FACE-%####-^#", "faceid:%##f#a##", "IRIS-L-%#####", "RET-%####-OD"),
    ),
    "address": ("address", address),
    "street": ("address", street),
    "town": ("address", lambda rng: rng.choice(TOWNS)),
    "zip": ("address", shapes("454##", "1260#", "597##-####", "880##")),
    "pobox": ("address", shapes("PO Box %##", "P.O. Box %###")),
    "hospital": ("address", hospital),
    "date": ("date", dates(2021, 2025)),
    "dob": ("date", dates(1941, 2018)),
    "day": ("date", day),
    "month": ("date", month_year),
    "old": ("age_over_89", old_age),
}

POOLS = {
    "eponym": (
        "Parkinson's disease|Parkinson's|Hashimoto's thyroiditis|Hashimoto's|Crohn's disease|Crohn's"
        "|Down syndrome|Down's syndrome|Kawasaki disease|Behçet's disease|Alzheimer's|Addison's disease"
        "|Cushing's syndrome|Graves' disease|Bell's palsy|Marfan syndrome|Turner syndrome|Raynaud's"
        "|Sjögren's syndrome|Hodgkin lymphoma|Guillain-Barré syndrome|Ménière's disease|Paget's disease"
        "|Barrett's oesophagus|Huntington's|Tourette's|Wilson's disease|Lou Gehrig's disease|Lyme disease"
        "|Still's disease|Takayasu arteritis|Wegener's|Ehlers-Danlos|Dupuytren's contracture|Baker's cyst"
        "|Peyronie's disease|Osgood-Schlatter|Klinefelter syndrome|Brugada syndrome|Gilbert's syndrome"
        "|Wolff-Parkinson-White|Charcot-Marie-Tooth|Hirschsprung's|Lynch syndrome|Morton's neuroma"
        "|Plummer-Vinson|Sheehan's syndrome|Conn's syndrome|Ewing sarcoma|Wilms tumour|Kaposi sarcoma"
        "|von Willebrand disease|Mallory-Weiss tear|Reye's syndrome|Rett syndrome|Stevens-Johnson syndrome"
        "|Fuchs dystrophy|Hansen's disease|Asperger's|Lewy body dementia|Scheuermann's|Perthes disease"
    ),
    "sign": (
        "Babinski|Murphy's sign|Glasgow Coma Scale 15|Apgar score of 9|Child-Pugh B|Gleason 3+4=7"
        "|Wells score|Romberg|Phalen's test|Tinel's sign|Bishop score 6|Mallampati II|Lachman test"
        "|Bristol type 6|Kernig's sign|Breslow thickness 0.8 mm|NYHA class III|Braden scale"
        "|McBurney's point|Doppler|Holter monitor|Foley catheter|Pap smear|Kegel exercises|Epley manoeuvre"
        "|Heimlich manoeuvre|Whipple procedure|Mohs surgery|Gram stain|Coombs test|Mantoux test"
        "|Hickman line|Roux-en-Y|Nissen fundoplication|Trendelenburg|Swan-Ganz|French 16|Fitzpatrick IV"
    ),
    "drug": (
        "metformin 500 mg twice daily|amlodipine 5 mg|lisinopril 10 mg|levothyroxine 75 mcg|warfarin 3 mg"
        "|apixaban 5 mg bd|Jardiance 10 mg|Victoza|Allegra|Yasmin|Ella|Alli|Humira 40 mg|St. John's wort"
        "|prednisolone 30 mg|insulin glargine 18 units|amoxicillin 500 mg tds|ibuprofen 400 mg|Tylenol"
        "|salbutamol 100 mcg|methotrexate 15 mg weekly|folic acid 5 mg|sertraline 50 mg|Lasix 40 mg"
        "|rosuvastatin 20 mg|omeprazole 20 mg|carbidopa-levodopa 25/100|Augmentin 875/125|Percocet 5/325"
        "|semaglutide 0.25 mg|tamoxifen 20 mg|gabapentin 300 mg|Advair 250/50|Dexilant|Viagra|Benadryl"
        "|Januvia|Coumadin 2.5 mg|clopidogrel 75 mg|vancomycin 1 g|paracetamol 1 g qds|Vitamin D3 2000 IU"
        "|Vitamin B12 1000 mcg|Rosemary oil|Violet Crystal|ginger|Brandy|heparin 5000 units"
    ),
    "lab": (
        "HbA1c 8.#%|creatinine 1.# mg/dL|TSH 6.#|free T3 4.#|free T4 1#|potassium 5.# mmol/L|sodium 13#"
        "|haemoglobin 9.# g/dL|platelets 15#,000|WBC 1#.#|CRP ##|ESR 4# mm/hr|LDL 1## mg/dL|ALT 8#|AST 4#"
        "|eGFR 4#|ferritin 1#|INR 2.#|troponin 0.0#|D-dimer 65#|PSA 4.#|B12 19#|uric acid 7.#|BNP 4##"
        "|pH 7.3#|pCO2 4#|SpO2 9#%|lactate 2.#|albumin 2.#|bilirubin 1.#|glucose 11.# mmol/L|CA-125 3#"
        "|CD4 4##|C3 0.%#|C4 0.1#|anti-CCP 6#|hCG 12##|calcium 2.##|magnesium 0.7#|amylase 1##"
    ),
    "code": (
        "ICD-10 E11.9|I10|J45.909|C50.911|M54.5|F32.1|N18.3|K21.9|G20|Z79.4|CPT 99213|LOINC 4548-4"
        "|C4|C5-C6|S3|L4/L5|T3|T12|S1|C7|B12|T4|H1N1|A1C|G6PD|P2Y12|S4|V1|Q10|K2"
    ),
    "stage": (
        "T2N1M0|pT1c N0 M0|T3 N2b M0|stage IIIB|cT4aN0M0|Gleason 7|FIGO IA2|grade 3|Clark level IV"
        "|BI-RADS 4|TI-RADS 3|PI-RADS 5|ASA III|KPS 80|ECOG 1|CKD stage 3b|GOLD 2|Hinchey II"
    ),
    "gene": (
        "BRCA1|BRCA2|HER2|EGFR L858R|KRAS G12C|ALK|TP53|JAK2 V617F|HLA-B27|HLA-B*5701|MTHFR|CFTR F508del"
        "|PD-L1|BCR-ABL1|APOE4|Factor V Leiden|FMR1|MLH1|ROS1|CYP2C19|LDLR|SMN1|NTRK|FOXP3"
    ),
    "vital": (
        "120/80|138/86 mmHg|150/95|98/60|BP 142/90|HR 88|pulse 72|temp 38.4|101.2 F|SpO2 97%|RR 18"
        "|BMI 31.4|82 kg|5'7\"|172 cm|180 lbs|20/40|6/12|power 4/5|grade 3/6 murmur|GCS 14|pain 7/10"
        "|110/70|165/102|FEV1 62%|EF 35%|ABI 0.7|PHQ-9 of 14|GAD-7 11|MoCA 22/30|APGAR 8/9|temp 39.1"
    ),
    "span": (
        "3 days|two weeks|6 months|10 years|48 hours|5 to 7 days|20 minutes|the last month|12 weeks"
        "|a fortnight|a couple of years|72 hrs|about 3 wks|half an hour|ages|9 months|1-2 days"
    ),
    "often": (
        "every 8 hours|since 2019|24/7|2-3 times a day|every other day|at 28 weeks pregnant|since Friday"
        "|in the first trimester|on and off since 2015|twice a week|since childhood|at night|G2P1|PRN|q6h"
    ),
    "age": (
        "34-year-old|62 years old|aged 71|45yo|7 years old|18 months old|89-year-old|a 5-week-old|in my fifties"
        "|58 y/o|age 26|late sixties|76-year-old|3 weeks old|13 years old|aged 88"
    ),
    "dept": (
        "cardiology|the ER|oncology|ICU|ENT|dermatology|the antenatal clinic|radiology|physio|A&E"
        "|orthopedics|the stroke unit|nephrology|paediatrics|the fracture clinic|the day surgery unit"
        "|gastroenterology|the emergency department|urgent care|the memory clinic|hospice|haematology"
    ),
    "illness": (
        "type 2 diabetes|COVID-19|long COVID|asthma|German measles|Hong Kong flu|Japanese encephalitis"
        "|West Nile virus|Ebola|Norwalk virus|Coxsackie A16|Lassa fever|Zika|shingles|sciatica|gout|eczema"
        "|Rocky Mountain spotted fever|Legionnaires' disease|Staph aureus|E. coli|H. pylori|C. diff"
        "|St. Vitus dance|rheumatoid arthritis|lupus|migraine with aura|atrial fibrillation|COPD|RSV"
        "|plantar fasciitis|endometriosis|PCOS|hypothyroidism|pre-eclampsia|cellulitis|tennis elbow"
        "|housemaid's knee|Vincent's angina|Spanish flu|Montezuma's revenge|Salmonella|Mediterranean diet"
    ),
}

SCENES = (
    (
        "Hi, my name is {pt} and I'd like to see {dr.last} - sorry, Dr. {dr.last} - about my [migraine]. My date of birth is {dob}.",
        "Yes you can text me on {phone}, or email {email} if that's easier.",
        "{day} works for me. Is it the clinic on {street} or the one at {hospital}?",
        "Great, thank you. {pt.first}",
    ),
    (
        "Mum's been confused since last night. She is {old} and takes {~drug}. Her name is {mum}.",
        "{mum.first} had a fall on {day}, no head injury that we saw. BP was {~vital} this morning.",
        "I'm her daughter {kin}. We live at {address}.",
        "The ambulance crew can ring me on {phone}. {mum.first} also has {~eponym} and {~illness}.",
    ),
    (
        "Referral: {pt.caps}, DOB {dob}, MRN {mrn}. {~age} with {~illness}, {~lab}, {~lab}.",
        "Mr {pt.last} was seen in [cardiology] on {date} by Dr {dr}. {~vital}, {~sign} negative.",
        "Please send the discharge summary to fax {fax}. Kind regards, {dr.initial}, NPI {npi}",
    ),
    (
        "I am writing to complain about how my husband {husband} was treated at {hospital} on {date}.",
        "A nurse called {nurse.first} told us {husband.first} had to wait [6 hours] with {~vital}. Nobody gave him {~drug}!",
        "Our claim number with the plan is {policy} and we paid [$240] by card {card}. I want the money back.",
        "You can write to me: {wife}, {address}",
    ),
    (
        "my sons name is {son.lowerfirst} {son.lowerlast}, hes [3 years old] and has had a rash for {~span}",
        "we went to {dr.last} on {day} and she said it might be [Kawasaki disease] but {son.lowerfirst} got better",
        "my number is {phone} and my partner {husband.lowerfirst} is on {phone2}",
    ),
    (
        "Good morning, insurance question. Member ID {policy}, group plan, the subscriber is my wife {wife}.",
        "Her Social Security number is {ssn} and she was born {dob}. The denied claim is for {~drug} for {~eponym}.",
        "Please call {wife.first} at {phone}; she is home after 5. Or mail it to {pobox}, {town}.",
    ),
    (
        "Ward round {date}: Mrs {gran.last}, {old} years old, admitted from home with {~illness}. {~lab}, {~vital}.",
        "Spoke with her grandson {kin} by phone ({phone}) about resuscitation. Bloods: {~lab}.",
        "{gran.last} to go to [the stroke unit] once a bed is free; family at {address} informed. Signed, Dr {dr.middle}",
    ),
    (
        "Hello, I'm {pinyin}, I just moved to {town} from China and I don't have a doctor yet. I take {~drug}.",
        "My passport number is {passport} and my Chinese ID is {idcn}, do you need both?",
        "My Chinese number still works, {abroad}. Or email {email}",
        "Thank you. When I see Dr {dr.last}, should I bring the report from {month}? It said {~lab}.",
    ),
    (
        "Pacemaker check for {pt}: device serial {serial}, implanted {date} at {hospital}.",
        "Battery fine, threshold [0.75 V], {~vital}. {pt.last} reports no dizziness for {~span}.",
        "Home monitor {serial2} paired, remote portal {url}. Next check {date2}.",
    ),
    (
        "Hi Dr. {dr.last}, it's {pt} again. The cough is still there after {~span} and now I have {~illness}.",
        "I'm {~age}, not allergic to anything, on {~drug}. My file is {mrn}.",
        "OK, I'll pick up the script at the pharmacy on {street}. Could you also copy in Dr {friend.last}?",
    ),
    (
        "Video visit notes. Patient: {pt.lastfirst}. Logged in from {ip}. Identity checked against driver's license {drive}.",
        "{pt.first} describes [chest tightness] on exertion for {~span}; {~vital}; father had {~illness}.",
        "Plan: {~drug}, {~lab} to repeat, follow-up with {nurse} RN on {day}.",
    ),
    (
        "Our baby {daughter.first} was born on {dob} at {hospital}, [Apgar score of 9], and she isn't feeding well",
        "Her full name is {daughter}, hospital number {mrn}. The midwife was {nurse.first}.",
        "We're at {address} if a health visitor can come, my mobile is {abroad}.",
    ),
    (
        "Parking complaint: I'm {mr}, I had {~illness} treatment in [oncology] on {date} and got a ticket on my car, plate {plate}.",
        "Mr. {mr.last} here again. Permit was visible! My phone is {phone}.",
        "Refund to account {account} please, name on it is {mr.initial}",
    ),
    (
        "Path report for {pt.caps} accession {accession}, collected {date}: {~stage}, {~gene} positive.",
        "Discussed with {pt.first} and her sister {kin.first} on {day}. {~gene} testing offered to {kin.first} too.",
        "Dr {dr.last} (license {medlic}) will start {~drug}. Patient's email: {email}",
    ),
    (
        "This is {clerk} from the front desk of {hospital}. Voicemail from Ms {ms.last} about {~drug}.",
        "Her callback is {phone}, DOB {dob}. She said that Dr. {dr.last} changed it from {~drug}.",
        "Ms {ms.last} is with Medicare, number {medicare}. {clerk.first}",
    ),
    (
        "dad ({dad}) has [Parkinson's disease] and the falls clinic wants his address: {address}",
        "{dad.first} turned {old} last week, on {day}. still drives!! license {drive}, plate {plate}",
        "Neurologist is {dr}, she increased {~drug}. {~vital} lying, {~vital} standing",
        "if urgent call me ({kin.first}) {phone} or my brother {friend.first} {phone2}",
    ),
    (
        "Access log query: someone opened my wife's chart. {wife}, MRN {mrn}, from IP {ip}.",
        "It happened {date} around 10:30. {wife.first} only ever saw Dr {dr.last} for {~eponym}.",
        "Reply to {email}, and please do not leave a message on {phone}.",
    ),
    (
        "Thyroid follow up. I'm {ms}, seen by {dr} in {month}. Results: {~lab}, [T3] normal, [Hashimoto's].",
        "Born {dob}, live in {town}, zip {zip}. Is {~drug} right for me?",
        "Thanks so much!\n{ms.first} {ms.last}\n{phone}",
    ),
    (
        "Teen clinic: {pt}, [13 years old], brought by stepfather {husband}. {~illness} for {~span}.",
        "School nurse {nurse.last} called {husband.first} on {day}. PHQ-A [14], no plan to self-harm.",
        "Safety plan given. Emergency contact {husband}, {phone}, {street}, {town}.",
    ),
)

NOTES = (
    "Patient: {pt}\nDOB: {dob}\nMRN: {mrn}\nC/C: {~illness} x {~span}\nVitals: {~vital}",
    "Dear Dr. {dr.last},\nThank you for seeing {ms}, a {~age} teacher with {~eponym}. She takes {~drug}.\nYours sincerely,\n{nurse}",
    "{pt} came in on {date} with [chest pain], troponin negative, {~vital}.",
    "Can I book with Dr {dr} please? {pt}, born {dob}.",
    "can u move my appt from {day} to {day2}? its {pt.lower}, phone {phone}",
    "hi im {pt.lowerfirst} and ive been taking {~drug} for {~span}, is it ok with {~drug}?",
    "My daughter {daughter.first} has {~illness} and her teacher Mrs. {nurse.last} wants a letter.",
    "{kin.first}, {friend.first} and {nurse.first} all had the same food and only {friend.first} got {~illness}.",
    "Next of kin: {kin} (brother), tel {phone}, {address}.",
    "I'm {pt.first}'s mother. The school says {pt.first} needs a note by {day}.",
    "Mr. {mr} and Mrs. {ms.last} both attended the [memory clinic] on {date}.",
    "Mr. {mr.last} does not have [Parkinson's disease]; he has {~illness}.",
    "Attending: {dr.last}, {dr.first} MD. Resident: {nurse}. Consult to {~dept}.",
    "D/W Dr {dr.last} re: {pt.last}. Agreed {~drug}, recheck {~lab}.",
    "Signed electronically by {dr.middle}, MD on {date} at 14:05",
    "Pt's wife, {wife.first}, is worried about {~drug}. He says he has had it for {~span}.",
    "Is {dr} still working in {~dept}? She treated me for {~eponym} in {month}.",
    "Sent from my phone. {pt}, {phone}",
    "You can reach me at {phone} after [6 pm]; ask for {kin.first}.",
    "home {phone} / cell {phone2} / work {phone3}",
    "call me {phone} its about my {~lab} result",
    "my whatsapp is {abroad}, I am travelling with {~illness}",
    "Please fax the records to {fax}, attention {clerk}.",
    "Fax: {fax}\nTel: {phone}\nRe: {pt.lastfirst}, {~stage}",
    "our fax number changed to {fax} as of {day}",
    "The lab said they faxed {~lab} to {fax} but Dr. {dr.last} never saw it.",
    "Pharmacy fax {fax}, they need a new script for {~drug}",
    "Send prior auth forms by fax ({fax}) not by email.",
    "Cover sheet - from fax {fax} to fax {fax2}, pages: [4]",
    "my email is {email} can you send me the results, {~lab} right?",
    "Emails go to {email}; cc my son at {email2}.",
    "I wrote to {email} two weeks ago about {~drug} and nobody answered",
    "SSN {ssn}, applying for disability because of {~eponym}.",
    "Why does the form ask for my social security number? It is {ssn}.",
    "social: {ssn} dob: {dob}",
    "Verify identity: SSN {ssn}, mother's maiden name {mum.last}.",
    "soc sec no {ssn} for the [type 2 diabetes] study",
    "His Chinese resident identity card is {idcn}, name {pinyin}, allergic to [penicillin].",
    "Passport {passport}, exp {date}, I need a fit-to-fly letter at [28 weeks pregnant].",
    "My travel vaccination record should show passport no. {passport}. I had [yellow fever] vaccine.",
    "passport number {passport} (name {pinyin}), need a medication letter for {~drug}",
    "Visa medical for {pt}: passport {passport}; chest X-ray clear, {~vital}.",
    "I lost my passport, number was {passport}, with the insulin in the same bag",
    "For the letter: {pt.lastfirst}, passport # {passport}, diagnosis {~eponym}.",
    "chart # {mrn} - {~illness}, doing better on {~drug}",
    "Medical record number {mrn}, please add allergy to {~drug}.",
    "NHS number {nhs}. I had {~illness} and the GP in {town} has the notes.",
    "Imaging accession {accession}: [L4/L5] disc bulge, no fracture.",
    "Patient ID {mrn}, specimen {accession}: {~lab}, {~lab}.",
    "My insurance is through work, member number {policy}. Is {~drug} covered?",
    "Medicare beneficiary identifier {medicare}; the claim for {~sign} was refused.",
    "policy no. {policy}, group Gold, holder {kin}",
    "Subscriber ID: {policy}  Patient: {pt}  Dx: {~code}",
    "Medicaid ID {policy} - does it pay for {~dept}?",
    "health plan card says {policy} on the front and {phone} on the back",
    "I paid the copay with card {card} on {date} and was charged twice",
    "bank account {account}, routing the refund for {~dept} visit please",
    "venmo me at {pay} and I'll pick up the {~drug}",
    "Please charge my visa {card}, exp 12/27, for the {~drug}.",
    "billing account number {account} shows a balance for {~dept}",
    "I'm {pay} on Instagram, that's where I posted the photo of my [eczema].",
    "Account holder {kin}; account {account}; Zelle {phone}",
    "Driver's license {drive}, I need the form about {~illness} and driving.",
    "My DL number is {drive} and my eyesight is {~vital}, can I renew?",
    "Prescriber DEA {dea}, license {medlic}, NPI {npi}. {~drug}, no refills.",
    "Dr {dr.last}'s medical license number {medlic} is on the form for {~drug}",
    "Board certificate {cert}, issued {month}; CPR certificate {cert2}.",
    "I am a nurse, RN license {medlic}, and I stuck myself with a needle. [HIV] status unknown.",
    "disabled parking permit, car registration {plate}, doctor to sign for {~eponym}",
    "It was a red truck, license plate {plate}. I have had neck pain at [C5-C6] since.",
    "The driver who hit me had plate {plate}; police report by Officer {clerk.last}.",
    "Transport: white van reg {plate} collects {pt} at [8:15] for dialysis.",
    "VIN {vin}, adapted vehicle for [Charcot-Marie-Tooth]",
    "car tag {plate} is parked in the ambulance bay, owner is visiting {~dept}",
    "Vehicle {vin}, plate {plate}, seat belt on, airbags out, {~vital} at the scene.",
    "tell security my car is a blue Honda, plate no {plate}, I'm in [the ER] with dad",
    "Insulin pump serial number {serial} keeps alarming, glucose [14.2 mmol/L].",
    "My CPAP (S/N {serial}) was recalled. I have had apnea for {~span}.",
    "Hip implant lot and UDI {udi}, cemented stem, surgery {date}.",
    "ICD generator serial {serial}, lead {serial2}, shocked once on {day}, {~vital}.",
    "The glucose sensor {serial} reads 2 points off {~lab}",
    "phone IMEI {imei} linked to the heart monitor of {pt}",
    "Cochlear implant serial: {serial}. Left ear. Audiology in {month}.",
    "Breast implant device identifier {udi}; [BI-RADS 4] on the left",
    "my blog about living with {~eponym}: {url}",
    "photos of the rash are here {url} taken {day}",
    "Is this me? {url} says I died of {~illness}!",
    "Portal link {url} does not open, it should show {~lab}.",
    "Fundraiser for her surgery: {url} - {ms}",
    "see my profile {url}, I'm a runner, {~vital}",
    "My story with {~stage} is at {url} if that helps",
    "Log: login failed for {email} from {ip}",
    "our clinic router {ip} blocks the telehealth page",
    "Session from {ip} at 09:12, consent form signed by {pt}",
    "request came from address {ip}, user {pt.lower}",
    "IP {ip}, browser closed during the [PHQ-9 of 14] questionnaire",
    "my IP is {ip} in case you need to whitelist it",
    "two logins to my chart, {ip} and {ip2}, neither is me",
    "Fingerprint template {finger} enrolled for {nurse}, controlled drugs cabinet.",
    "Voiceprint ID {voice} matched the caller; caller asked for {~drug}.",
    "face recognition id {face} assigned at check-in for {pt.lastfirst}",
    "the kiosk stored my fingerprint as {finger}, please delete it",
    "Retina scan file {face} shows [diabetic retinopathy], {~lab}.",
    "Biometric enrollment: fingerprint {finger}, voiceprint {voice}, {date}.",
    "Delete my voice print {voice} and face template {face} from your system.",
    "My grandfather is {old} and still swims; can he have {~drug}?",
    "{old}-year-old woman from a nursing home in {town}, {~illness}, {~lab}.",
    "She'll be {old} in {month}. Is [shingles] vaccine still useful?",
    "aged {old}, male, lives alone, {~eponym}, {~vital}",
    "Great-aunt {gran.first} is {old} years old, weighs [48 kg] and eats little.",
    "Pt age {old}. {~drug}. Family asks about [hospice].",
    "My father died at the age of {old} of {~illness}, mum at [71].",
    "I live at {address} and can't get to {~dept} because of my hip.",
    "Home visit to {street}, ring the bell twice, key with Mrs {ms.last}.",
    "moved from {town} to {town2} so need a new PCP for {~eponym}",
    "Deliver {~drug} to {address} by {day}.",
    "what's the nearest urgent care to {zip}? fever [39.1] for {~span}",
    "Mailing address: {pobox}, {town}",
    "She was transferred from {hospital} to the [ICU] here, {~vital}.",
    "{street} is where I slipped. Wrist swollen, can't do {~sign}.",
    "I grew up in {town}, lots of [Lyme disease] there.",
    "Discharged {date}. Readmitted {date2} with {~illness}. {~lab}.",
    "LMP was {day}, so how many weeks am I? Last scan {date}.",
    "Surgery date {date}, stitches out on {day}, walking since {day2}.",
    "Vaccines: MMR {date}, [Tdap] {date2}, flu {month}.",
    "He died on {date}. Time 03:40. {dr} certified.",
    "My last colonoscopy was in {month} and showed [3 polyps].",
    "Symptom diary: {day} headache {~vital}; {day2} better; {day3} vomited twice",
    "Diagnosed with {~stage} on {date}, chemo started {date2}, {~gene} negative.",
    "Born {dob}, married, two children ({son.first} and {daughter.first}), smoker, {~span}.",
    "Interpreter {pinyin} present. Patient {pt} understands {~sign}.",
    "{pinyin} says the herbs contain [ginger]; takes them with {~drug}",
    "Cc: {dr}, {nurse}, {clerk}",
    "-- \n{dr}\nConsultant, {~dept}\n{email}\n{phone}",
    "Caregiver {kin}: {pt.first} refused {~drug} again today",
    "The patient in bed 4, {mr.last}, asked for {nurse.first} all night.",
    "It was {dr.last} who diagnosed my {~eponym}, not {friend.last}.",
    "Hey {friend.first}, did your doctor also give you {~drug}?",
    "My name's {pt} but everyone calls me by my middle name. {~illness} since [2019].",
    "Thanks, {dr.first}! The {~drug} works. Best, {pt.first}",
    "Witnessed by {nurse.initial} and {clerk.initial}, {date}",
)

CLEAN = (
    "Could {~drug} cause this? I've had {~illness} for {~span} and my {~lab}.",
    "{~age}, history of {~eponym} and {~illness}; {~vital}; on {~drug}.",
    "{~illness} {~often}, {~age}. Is that {~eponym}?",
    "Plan: {~drug}, {~often}. {~sign} tomorrow.",
    "What does {~lab} mean if {~lab} is normal?",
    "Exam: {~vital}, {~sign} negative, {~sign} equivocal.",
    "Coding: {~code}, {~code}, {~code} - is {~code} billable with {~eponym}?",
    "Tumour board: {~stage}, {~gene} positive, {~gene} wild type. Start {~drug}.",
    "Is {~eponym} the same as {~eponym}? My aunt has one of them and {~illness}.",
    "Refer to {~dept} and {~dept}; recheck {~lab} in [6-8 weeks].",
    "I drink [2-3 cups] of coffee, sleep [7 hours], {~vital}. Worried about {~eponym}.",
    "If you have crushing chest pain call [911]; for a crisis call or text [988].",
    "MRI: degenerative change at {~code}, otherwise normal. {~sign} positive.",
    "{~age} with {~gene} mutation asks whether {~drug} and {~drug} interact.",
    "Take {~drug} for {~span}, then stop. Come back if {~vital} or worse.",
    "Differential: {~illness}, {~illness}, {~eponym}. Order {~lab}.",
    "According to the [2019] guideline, {~stage} needs {~drug} [1-0-1].",
    "Will it get better? Mark the spot with a pen. May I take {~drug}? {~span} now.",
    "Titrate by [5/10 mL], max [4 g/24 h], ratio [1:1000], {~vital}, {~lab}.",
    "Grace period, hope, joy: none of that helps {~eponym}. What about {~drug}?",
    "He was {~age}, diagnosed at [62], five-year survival [85%], {~stage}.",
    "Dr said {~illness}, nurse said {~eponym}, Google says {~eponym}. Help",
    "Bottle says Rx only, [30 tablets], {~drug}, keep below [25°C].",
    "Pulse [3/4], reflexes [2+/4], {~sign}, {~sign}, {~code} dermatome spared.",
)

ENGLISH = Language(
    lang="en",
    gap="",
    person=person,
    makers=MAKERS,
    pools={pool: tuple(terms.split("|")) for pool, terms in POOLS.items()},
    scenes=SCENES,
    notes=NOTES,
    clean=CLEAN,
)
