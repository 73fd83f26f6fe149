# ruff: noqa: E501
"""The English half of the second unseen set: its people, places, numbers, templates and terms."""

from random import Random

from tests.retrieval.identifiers_unseen_values import (
    Language,
    bank_card,
    in_fours,
    ip_address,
    shape,
    shapes,
)

WOMEN = (
    *("Annette", "Beverley", "Carla", "Deepika", "Eileen", "Farah", "Grace", "Helena", "Imani"),
    *("Joanne", "Kavita", "Lorraine", "Marisol", "Nadine", "Oksana", "Phyllis", "Rachel", "Shanice"),
    *("Tamara", "Ursula", "Valerie", "Winnie", "Xiaoling", "Yvonne", "Zainab", "Aoife", "Brenda"),
    *("Consuelo", "Dolores", "Edith", "Gwen", "Harriet", "Ingrid", "Jacinta", "Lakshmi", "Megan"),
    *("Noor", "Paloma", "Ruth", "Sunita", "Thuy", "Wanda", "Jessica", "Emily", "Karen", "Linda"),
)  # fmt: skip
MEN = (
    *("Alastair", "Bernard", "Cedric", "Desmond", "Emeka", "Faisal", "Gareth", "Hamish", "Ignacio"),
    *("Jamal", "Kenji", "Leonard", "Mateusz", "Nathan", "Omar", "Prakash", "Quentin", "Rafael"),
    *("Stefan", "Terrence", "Vikram", "Warren", "Yusuf", "Andre", "Barry", "Clifford", "Duncan"),
    *("Eamon", "Floyd", "Giorgio", "Howard", "Ivan", "Jerome", "Kwame", "Luca", "Minh", "Norman"),
    *("Oscar", "Percy", "Rodney", "Sanjay", "Tyrone", "Wayne", "Mark", "Kevin", "Michael", "Brian"),
)  # fmt: skip
FAMILIES = (
    *("Abernathy", "Adeyemi", "Ashworth", "Banerjee", "Barlow", "Bianchi", "Bonner", "Brzezinski"),
    *("Calloway", "Castellanos", "Chaudhry", "Chukwu", "Coyle", "Dalgleish", "Delacroix", "Dietrich"),
    *("Dunphy", "Eriksen", "Escobar", "Fairclough", "Feldman", "Fitzgerald", "Galindo", "Ghosh"),
    *("Gustafson", "Hadley", "Hargreaves", "Hinojosa", "Holloway", "Hussain", "Ibrahim", "Jankowski"),
    *("Kaminski", "Keane", "Kilbride", "Krishnan", "Lacey", "Lindqvist", "Lockwood", "MacAllister"),
    *("Mbeki", "McGrath", "Menon", "Moreau", "Mukherjee", "Nakamura", "Novotny", "Nwosu", "O'Rourke"),
    *("Oyelaran", "Pacheco", "Palmer", "Pemberton", "Petrov", "Quigley", "Rahman", "Ramsbottom"),
    *("Rasmussen", "Redmond", "Rosenthal", "Sandoval", "Schroeder", "Siddiqui", "Stanhope"),
    *("Sutcliffe", "Takahashi", "Thackeray", "Tran", "Uddin", "Vance", "Velazquez", "Wadsworth"),
    *("Whitaker", "Winterbourne", "Yamada", "Yilmaz", "Zapata", "Zielinski", "Johnson", "Davies"),
    *("Robinson", "Thompson", "Green", "Hall", "Cook", "Singh", "Garcia", "Martinez", "Lee", "Pham"),
)  # fmt: skip
STREETS = (
    *("Juniper", "Kingfisher", "Tannery", "Old Mill", "Wexford", "Cedar Hollow", "Ashgrove", "Ferry"),
    *("Quarry", "Lakeview", "Magnolia", "Station", "St. Brendan's", "Pinewood", "Chestnut", "Harbour"),
    *("Bramble", "North 14th", "Linden", "Tamarack", "Church", "Willowbank", "Highfield", "Park"),
)  # fmt: skip
WAYS = (
    "Road", "Street", "Lane", "Avenue", "Drive", "Court", "Terrace", "Crescent", "St", "Rd", "Ave",
)  # fmt: skip
US_TOWNS = (
    *(("Duluth", "MN", "558##"), ("Macon", "GA", "312##"), ("Yakima", "WA", "989##")),
    *(("Scranton", "PA", "185##"), ("Amarillo", "TX", "791##"), ("Peoria", "IL", "616##")),
    *(("Fresno", "CA", "937##"), ("Bangor", "ME", "044##"), ("Toledo", "OH", "436##")),
    *(("Lubbock", "TX", "794##"), ("Chattanooga", "TN", "374##"), ("Sioux Falls", "SD", "571##")),
)  # fmt: skip
UK_TOWNS = (
    *(
        ("Stockport", "SK"),
        ("Ludlow", "SY"),
        ("Paisley", "PA"),
        ("Swindon", "SN"),
        ("Grimsby", "DN"),
    ),
    *(
        ("Kettering", "NN"),
        ("Truro", "TR"),
        ("Wrexham", "LL"),
        ("Harrogate", "HG"),
        ("Ipswich", "IP"),
    ),
)  # fmt: skip
TOWNS = (*(town for town, *_ in US_TOWNS), *(town for town, _ in UK_TOWNS), "Galway", "Wollongong")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)  # fmt: skip


def person(rng: Random, role: str) -> dict[str, str]:
    firsts = {"she": WOMEN, "he": MEN}.get(role, WOMEN + MEN)
    first, last = rng.choice(firsts), rng.choice(FAMILIES)
    full = f"{first} {last}"
    return {
        **{"": full, "first": first, "last": last, "initial": f"{first[0]}. {last}"},
        **{"file": f"{last}, {first}", "caps": full.upper(), "low": full.lower()},
        **{"lowfirst": first.lower(), "lowlast": last.lower()},
        "middle": f"{first} {rng.choice('ABCDEGHJKLMRST')}. {last}",
    }


def door(rng: Random) -> str:
    return f"{rng.randint(2, 2890)} {rng.choice(STREETS)} {rng.choice(WAYS)}"


def us_address(rng: Random) -> str:
    town, state, code = rng.choice(US_TOWNS)
    flat = rng.choice(("", "", f" Apt {rng.randint(1, 40)}", f", Unit {rng.randint(1, 9)}B"))
    return f"{door(rng)}{flat}, {town}, {state} {shape(rng, code)}"


def uk_address(rng: Random) -> str:
    town, area = rng.choice(UK_TOWNS)
    flat = rng.choice(("", "", f"Flat {rng.randint(1, 12)}, "))
    street = f"{rng.randint(1, 190)} {rng.choice(STREETS)} {rng.choice(WAYS[:8])}"
    return f"{flat}{street}, {town} {shape(rng, f'{area}% %^^')}"


def date(rng: Random, years: tuple[int, int] = (2021, 2026)) -> str:
    year, month, day = rng.randint(*years), rng.randint(1, 12), rng.randint(1, 28)
    name, ending = MONTHS[month - 1], {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd"}
    forms = (
        *(f"{name} {day}, {year}", f"{day} {name} {year}", f"{month:02}/{day:02}/{year}"),
        *(
            f"{year}-{month:02}-{day:02}",
            f"{day:02}/{month:02}/{year}",
            f"{name[:3]} {day}, {year}",
        ),
        *(f"{month}/{day}/{year % 100:02}", f"{day}{ending.get(day, 'th')} {name} {year}"),
    )
    return rng.choice(forms)


def day(rng: Random) -> str:
    """A day as it is said in talk, the year left out."""
    number, name = rng.randint(1, 28), rng.choice(MONTHS)
    ending = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd"}.get(number, "th")
    forms = (
        f"{name} {number}",
        f"{name} {number}{ending}",
        f"{number} {name[:3]}",
        f"{number}{ending} of {name}",
    )
    return rng.choice(forms)


def born(rng: Random) -> str:
    return date(rng, (1936, 2012))


def email(rng: Random) -> str:
    first, last = rng.choice(WOMEN + MEN).lower(), rng.choice(FAMILIES).lower().replace("'", "")
    user = rng.choice(
        (
            f"{first}.{last}",
            f"{first[0]}{last}{rng.randint(1, 99)}",
            f"{last}_{first}",
            f"{first}{rng.randint(1950, 2006)}",
        )
    )
    return f"{user}@{rng.choice(('gmail.com', 'yahoo.co.uk', 'outlook.com', 'btinternet.com', 'stbrendans-clinic.org', 'icloud.com'))}"


def url(rng: Random) -> str:
    name = rng.choice(WOMEN + MEN).lower() + shape(rng, "##")
    return rng.choice((
        f"https://www.facebook.com/{name}",
        shape(rng, "https://portal.lakesidehealth.org/patient/######/results"),
        f"www.instagram.com/{name}",
        shape(rng, "https://mychart.northmoor.net/share?id=#######"),
        f"https://{name}.wordpress.com/my-diagnosis",
    ))  # fmt: skip


def card(rng: Random) -> str:
    number = bank_card(rng, "4", 16)
    return rng.choice((number, in_fours(number), in_fours(number, "-")))


def handle(rng: Random) -> str:
    word = rng.choice(("runner", "garden", "skyhook", "mama", "fit", "chronic", "tea", "blue"))
    name = rng.choice(WOMEN + MEN).lower()
    return rng.choice(
        (f"@{word}_{name}", f"@{name}{shape(rng, '##')}", f"{word}_{shape(rng, '####')}")
    )


def biometric(rng: Random) -> str:
    return shape(
        rng, rng.choice(("FP-######", "IRIS-####-^^", "VP-%####", "FACE-########", "BIO-^^#####"))
    )


MAKERS = {
    "phone": (
        "phone",
        shapes(
            "(2%#) 555-01##",
            "5%#-555-01##",
            "+1 4%# 555 01##",
            "07700 9#####",
            "01632 960###",
            "+44 7700 9#####",
            "5%#.555.01##",
            "07700900###",
        ),
    ),
    "fax": ("fax", shapes("(2%#) 555-01##", "6%#-555-01##", "01632 960 ###", "+1 8%# 555 01##")),
    "email": ("email", email),
    "ssn": ("id_number", shapes("5##-4#-####", "2##-5#-####", "3## 6# ####")),
    "nino": ("id_number", shapes("AB ## ## ## C", "JX######A", "PW ## ## ## D")),
    "passport": ("passport", shapes("5########", "^########", "^^#######")),
    "mrn": ("record_number", shapes("%######", "MR-######", "00######", "H%#######", "%##-##-##")),
    "nhs": ("record_number", shapes("4## ### ####", "6#########")),
    "medicare": ("insurance", shapes("%EG#-TE#-MK##", "%EG#TE#MK##")),
    "policy": (
        "insurance",
        shapes("XQW%########", "W#########", "H######-01", "PPO-####-#####"),
    ),
    "account": (
        "account",
        shapes("%#######", "GB## BARC #### #### #### ##", "ACC-######", "1########"),
    ),
    "card": ("account", card),
    "handle": (
        "account",
        handle,
    ),
    "npi": ("licence", shapes("1#########", "A######", "MD-#####", "^^ ####-####", "7%#####")),
    "driver": ("licence", shapes("^#######", "D###-####-####", "#########", "^^##-##-####")),
    "plate": ("plate", shapes("^^## ^^^", "%^^^###", "^^^-####", "^^^ ###")),
    "device": (
        "device",
        shapes("^^######", "PJN######S", "^#^-######", "%##########", "8^^###-####"),
    ),
    "url": ("url", url),
    "ip": ("ip", ip_address),
    "biometric": ("biometric", biometric),
    "us": ("address", us_address),
    "uk": ("address", uk_address),
    "door": ("address", door),
    "doorlow": ("address", lambda rng: door(rng).lower()),
    "town": ("address", lambda rng: rng.choice(TOWNS)),
    "zip": ("address", lambda rng: shape(rng, rng.choice(US_TOWNS)[2])),
    "date": ("date", date),
    "day": ("date", day),
    "born": ("date", born),
    "old": (
        "age_over_89",
        lambda rng: str(rng.choice((90, 91, 91, 92, 93, 93, 94, 95, 96, 97, 98, 99, 101, 103))),
    ),
}

POOLS = {
    "dx": (
        *("type 2 diabetes", "Parkinson's disease", "Crohn's disease", "ulcerative colitis", "atrial fibrillation", "Graves' disease", "Hashimoto's thyroiditis"),
        *("COPD", "asthma", "Bell's palsy", "Raynaud's phenomenon", "Addison's disease", "Cushing's syndrome", "Barrett's oesophagus", "hypothyroidism"),
        *("osteoarthritis", "rheumatoid arthritis", "lupus", "gout", "psoriasis", "eczema", "shingles", "migraine", "epilepsy", "multiple sclerosis"),
        *("Meniere's disease", "Guillain-Barré syndrome", "Alzheimer's disease", "vascular dementia", "Hodgkin lymphoma", "CKD stage 3", "heart failure"),
        *("aortic stenosis", "pulmonary embolism", "DVT", "peripheral artery disease", "pancreatitis", "diverticulitis", "coeliac disease", "GERD"),
        *("hepatitis B", "cirrhosis", "gallstones", "kidney stones", "cystitis", "pyelonephritis", "endometriosis", "PCOS", "fibroids", "pre-eclampsia"),
        *("iron deficiency anaemia", "sickle cell disease", "von Willebrand disease", "Sjögren's syndrome", "Wilson's disease", "Marfan syndrome"),
        *("Lyme disease", "Kawasaki disease", "Down syndrome", "Dupuytren's contracture", "Baker's cyst", "Paget's disease", "glaucoma", "macular degeneration"),
        *("sciatica", "spinal stenosis", "carpal tunnel syndrome", "plantar fasciitis", "osteoporosis", "sleep apnoea", "pneumonia", "bronchiectasis"),
        *("tuberculosis", "sarcoidosis", "pericarditis", "Tourette syndrome", "bipolar disorder", "panic disorder", "ADHD", "postnatal depression"),
    ),
    "rx": (
        *("metformin", "lisinopril", "amlodipine", "atorvastatin", "warfarin", "apixaban", "levothyroxine", "omeprazole", "sertraline", "gabapentin"),
        *("prednisone", "methotrexate", "hydroxychloroquine", "allopurinol", "colchicine", "insulin glargine", "semaglutide", "empagliflozin", "furosemide"),
        *("bisoprolol", "ramipril", "losartan", "clopidogrel", "aspirin", "paracetamol", "ibuprofen", "naproxen", "amoxicillin", "doxycycline"),
        *("nitrofurantoin", "ciprofloxacin", "salbutamol", "tiotropium", "montelukast", "cetirizine", "levodopa", "donepezil", "levetiracetam", "lamotrigine"),
        *("lithium", "quetiapine", "mirtazapine", "citalopram", "tamoxifen", "letrozole", "denosumab", "alendronate", "adalimumab", "infliximab"),
        *("Eliquis", "Ozempic", "Keppra", "Ventolin", "Synthroid", "Zoloft", "spironolactone", "digoxin", "amiodarone", "tamsulosin"),
    ),
    "lab": (
        *("HbA1c", "TSH", "free T4", "T3", "CA-125", "CA 19-9", "PSA", "eGFR", "creatinine", "potassium", "ferritin", "vitamin B12", "vitamin D", "ALT"),
        *("CRP", "ESR", "INR", "D-dimer", "troponin", "BNP", "LDL", "triglycerides", "white cell count", "platelets", "haemoglobin", "uric acid", "ANA", "HLA-B27"),
        *("calcium", "magnesium", "sodium", "bilirubin", "lipase", "urine albumin", "prolactin", "cortisol", "AFP", "beta-hCG", "HER2", "BRCA1", "JAK2"),
    ),
    "test": (
        *("MRI of the lumbar spine", "CT of the chest", "colonoscopy", "gastroscopy", "echocardiogram", "ECG", "Holter monitor", "DEXA scan", "mammogram"),
        *("thyroid ultrasound", "bone marrow biopsy", "lumbar puncture", "nerve conduction study", "spirometry", "sleep study", "cystoscopy", "hysteroscopy"),
        *("PET-CT", "carotid Doppler", "coronary angiogram", "stress test", "skin biopsy", "Pap smear", "chest X-ray", "liver ultrasound", "capsule endoscopy"),
    ),
    "sx": (
        *("chest pain", "shortness of breath", "palpitations", "dizziness", "numbness in the left hand", "blurred vision", "a persistent cough", "night sweats"),
        *("swollen ankles", "blood in the stool", "heartburn", "nausea", "vomiting", "joint stiffness", "a butterfly rash", "hair loss", "fatigue", "hot flushes"),
        *("ringing in the ears", "lower back pain", "weight loss", "constipation", "diarrhoea", "muscle cramps", "tremor", "confusion at night", "jaundice"),
        *("wheezing", "a sore throat", "double vision", "frequent urination", "itching", "insomnia", "leg weakness", "a stiff neck", "nosebleeds", "bloating"),
    ),
    "op": (
        *("hip replacement", "knee replacement", "cataract surgery", "appendectomy", "cholecystectomy", "hysterectomy", "CABG", "stent placement", "pacemaker implantation"),
        *("Whipple procedure", "Nissen fundoplication", "mastectomy", "thyroidectomy", "hernia repair", "spinal fusion", "tonsillectomy", "caesarean section"),
        *("TURP", "carpal tunnel release", "AV fistula creation", "tracheostomy", "gastric bypass", "valve replacement"),
    ),
    "dose": (
        *("500 mg twice daily", "10 mg at night", "2.5 mg once a day", "75 mcg", "1 g every 6 hours", "20 units at bedtime", "40 mg", "5 mg", "100 mg"),
        *("two puffs as needed", "0.4 mg", "81 mg daily", "300 mg three times a day", "25 mg", "12.5 mg", "850 mg", "1000 IU"),
    ),
    "site": (
        *("L4-L5", "C5-C6", "S1", "T12", "the left lower lobe", "the right hip", "the rotator cuff", "segment VI of the liver", "the LAD", "the sigmoid colon"),
        *("the left breast", "the cervix", "the Achilles tendon", "the circle of Willis", "Broca's area", "the ampulla of Vater", "the right kidney", "the prostate"),
    ),
    "vital": (
        *("BP 14#/8#", "BP 13#/7#", "pulse 8#", "SpO2 9#%", "38.# °C", "7.# mmol/L", "11# mg/dL", "BMI 2#.#", "HbA1c 7.#%", "eGFR 4#", "INR 2.#", "GCS 15", "EF 3#%"),
        *("T2N1M0", "T3N0M0", "grade 2", "NYHA class II", "BI-RADS 4", "PI-RADS 3", "Gleason 3+4", "CHA2DS2-VASc 4", "Child-Pugh B", "4/6 systolic murmur"),
    ),
}  # fmt: skip

SCENES = (
    (
        "Hi, my name is {she} and I was told I have {~dx}. Is it ok to keep taking {~rx}?",
        "I was born {born}, so not exactly young. My mum had {~dx} too.",
        "Dr. {dr.last} put me on {~rx} {~dose} last week. I get {~sx} since then.",
        "Ok. You can email me at {email} if there is something to fill in. Thanks, {she.first}",
    ),
    (
        "Good morning, I am calling about my husband {he}. He has {~sx} since {day}.",
        "His doctor is {dr} at the cardiology clinic, phone {phone}. She said {~lab} was high.",
        "{he.first} is 67, takes {~rx} and {~rx}. Should he go to the ER?",
    ),
    (
        "hello can someone tell me what {~lab} means on my blood test",
        "the test was {date}, ordered by dr {dr.lowlast}. the value has an H next to it",
        "i live in {town} and the nearest hospital is an hour away",
        "my mobile is {phone} if you need to call",
    ),
    (
        "I need to book a follow-up for my daughter {she.first}, she had her {~op} on {date}.",
        "Full name {she}, date of birth {born}, MRN {mrn}.",
        "Address is still {us}. Insurance is the same, member ID {policy}.",
        "No fever, but {she.first} complains about {~sx}.",
    ),
    (
        "Clinician note: pt {he.file}, MRN {mrn}, seen today with {~sx}.",
        "{~vital}, {~vital}. On {~rx} {~dose}.",
        "Plan: {~test}, review with Dr {dr.last} on {date}. What differential should I consider besides {~dx}?",
        "Also, Mr {he.last} asks whether {~rx} interacts with grapefruit.",
    ),
    (
        "My grandmother is {old} years old and fell in the kitchen this morning.",
        "Her name is {she}. She takes {~rx} for {~dx}. No head injury as far as I can see, {~sx} though.",
        "We are at {door}, {town}. The carer {she2.first} is with her.",
        "Thank you. I am {he}, her grandson, my number is {phone}.",
    ),
    (
        "I have a question on my pacemaker, serial number {device}. Can I have an {~test}?",
        "It was put in by Dr. {dr.initial} on {date}, for [sick sinus syndrome].",
        "My card also says patient ID {mrn}. Name: {he}",
    ),
    (
        "hi im {she.lowfirst}, 31, 28 weeks pregnant and my {~lab} came back low",
        "midwife {she2.first} said to take [iron tablets] but they give me {~sx}",
        "my next visit is {day}, can i wait until then?",
        "you can find my results here {url} if that helps",
    ),
    (
        "Please help me word a message to my insurer. They refused the {~test}.",
        "Policy number {policy}, claim from {date}. The patient is my son {he}, SSN {ssn}.",
        "Their fax is {fax}. Our address: {us}.",
        "The letter should say that Dr. {dr} found {~dx} and that {~rx} did not work.",
    ),
    (
        "Is {~rx} safe with {~rx}? My dad started both.",
        "Dad is {old}. He's called {he}, everyone says {he.first}.",
        "He lives on his own in {town}; my sister {she.first} looks in on him.",
    ),
    (
        "I'm a GP. One of my patients, Mrs {she.last} from {town}, has {~dx} and now {~sx}.",
        "NHS number {nhs}, DOB {born}. {~lab} is twice the upper limit.",
        "Would you refer to rheumatology? The letter would go to Dr {dr}, fax {fax}.",
        "Great. Please draft it: {she}, {uk}.",
    ),
    (
        "Someone logged in to my patient account from {ip}, I think it was not me.",
        "My user name is {handle} and my e-mail {email}. Is my {~lab} result visible to them?",
        "The result was from {date}. I'm {she} by the way.",
    ),
    (
        "We lost the blue badge, the car is a grey Astra, {plate}. I have {~dx} and can't walk far.",
        "My name's {he}, address {uk}.",
        "Nurse {she.last} on the ward said I should ask for a letter confirming {~op}.",
    ),
    (
        "im travelling with {~rx} next month do i need a letter",
        "passport number is {passport}, flying on {date}",
        "the letter should have my name {he.caps} and say i have {~dx}",
    ),
    (
        "Can you summarise this for the family meeting? Patient {she}, {old}-year-old woman with {~dx}.",
        "Admitted {date} with {~sx}; {~test} showed a lesion in {~site}.",
        "Daughter {she2} holds power of attorney, tel {phone}. Son {he.first} lives in {town}.",
        "Code status was discussed with Dr. {dr.last} and {she2.first}. She remains on {~rx}.",
    ),
    (
        "The clinic wants my fingerprint for the methadone program, is that normal? They gave me the template number {biometric}.",
        "I am {he}, started [buprenorphine] on {date}.",
        "My counsellor {she.first} {she.last} says my {~lab} is fine.",
    ),
    (
        "How long after {~op} can I drive? My licence number is {driver} and the DVLA wants a form.",
        "Surgeon was Mr {dr.last}, the date was {date}.",
        "ok thanks. Send the form to {uk} please. {he}",
    ),
    (
        "I paid the bill for my {~test} twice. Account {account}, invoice in the name of {she}.",
        "Paid on {date} and again on {date2}. I was upset because of the {~sx}.",
        "Phone {phone}, best after 5.",
    ),
    (
        "My son {he.first} has a rash all over and 39 fever. Could it be {~dx}?",
        "He is 4. Dr {dr.last} saw him on {day} and said viral.",
        "We gave [paracetamol] and [ibuprofen]. {he.first} drinks a little.",
        "We're at {door}, near the park. My wife {she.first} is asking if we should go in.",
    ),
    (
        "Handover: bed 12, {he}, 58M, day 2 after {~op}.",
        "{~vital}, {~vital}, drain 40 ml. {~rx} {~dose}.",
        "Wife {she} called at 6, wants an update, {phone}.",
        "Dr {dr.first} {dr.last} to review {~lab} in the morning.",
    ),
    (
        "I think my therapist {she} changed my [sertraline] to {~rx}. I feel {~sx}.",
        "She writes to me from {email}. The last message was on {day}.",
        "I don't want my boss {he} to know about the {~dx}.",
    ),
    (
        "my glucose meter (serial {device}) shows E-4, what now",
        "i have {~dx} since i was 12. {he.low}, dob {born}",
        "i changed the strips. reading is {~vital} now",
    ),
    (
        "Hi, I have a {~test} on {day} but I woke up with {~sx}. Can I move it?",
        "Hello {she}, no problem, we can offer {day2}. Please don't eat beforehand.",
        "Thanks {he.first}! Do I stop the {~rx}?",
        "Yes please, Ms {she.last}, skip {~rx} that morning and ring {phone} if anything changes.",
    ),
    (
        "sorry the photo is dark, does this look like {~dx}?",
        "May I ask your name and age?",
        "{he.low}, 48, i live at {doorlow}",
        "Thank you Mr {he.last}. I'd like to check {~lab}; Dr {dr.last} can see you this week.",
    ),
    (
        "Name: {he}\nDOB: {born}\nPhone: {phone}\nReason for visit: {~sx}",
        "SSN: {ssn}\nAddress: {us}\nAllergies: {~rx}",
        "Dr {dr.last} says {~dx} needs a {~test} first. My son {he2.first} will drive me.",
    ),
    (
        "{she.first} from my support group swears by {~rx}, is it any good for {~dx}?",
        "She heard it from Prof. {dr} at a talk on {day}",
        "I'm {he} btw, my {~lab} just won't come down",
    ),
)  # fmt: skip

NOTES = (
    "my name is  {she} ,phone {phone} ,having {~sx} for two days",
    "dr.{dr.lowlast} gave me {~rx} and it ran out,can i get more by {day}",
    "Name:{he} DOB:{born} Tel:{phone} Problem:{~sx}",
    "Pt:{she.file} MRN:{mrn} Dx:{~dx} Rx:{~rx}",
    "{she} {phone} {us} any day works for the {~test}",
    "i stay at {doorlow} in {town}, can a nurse come for the dressing after my {~op}",
    "Applicant: {he}\nMember ID: {policy}\nDate of service: {date}\nDiagnosis: {~dx}\nProcedure: {~op}",
    "The surgeon was {dr}, the resident {dr2.first} was lovely, and I went home on {day} after the {~op}.",
    "please tell {she.first} at the front desk that i stopped {~rx}, the {~sx} is better",
    "P.S. my husband {he} got {~rx} too. Regards, Mrs {he.last}",
    "Dear Dr. {dr.last}, thank you for seeing {she}, DOB {born}, who has had {~sx} for three months. She takes {~rx} {~dose} and {~rx}. {~lab} is normal. Kind regards, Dr. {dr2}",
    "RE: {he.file} (MRN {mrn}). Referral to neurology for possible {~dx}. {~test} done on {date} shows changes at {~site}. Please contact the patient at {phone}.",
    "Referral: {she.middle}, {us}, phone {phone}, insurance {policy}. Reason: {~sx}, suspected {~dx}. Referring provider {dr}, NPI {npi}.",
    "Discharge summary. Patient: {he}. Admitted: {date}. Discharged: {date2}. Diagnosis: {~dx}. Procedure: {~op}. Medication: {~rx} {~dose}. Follow-up with Dr. {dr.last}.",
    "PATIENT NAME: {she.caps}  DOB: {born}  MRN: {mrn}  EXAM: {~test}  FINDINGS: degenerative change at {~site}. {~vital}. Reported by {dr}, MD",
    "Pathology report {mrn}, {he}, collected {date}: biopsy of {~site}, {~vital}. Reported by Dr {dr.initial}.",
    "My mother {she} ({old} yo) has {~dx} and keeps refusing her {~rx}. What can we do?",
    "my dad {he.lowfirst} is {old} and has {~sx} after starting {~rx}, should we stop",
    "He turned {old} on {day} and still walks every day, but now {~sx}. Is {~op} worth it at that age?",
    "Seen in clinic: {old}-year-old man, lives alone in {town}, known {~dx}, {~vital}. On {~rx}.",
    "aged {old}, {~dx}, {~vital}. Family (son {he}) declines {~op}.",
    "This is {she} from {town}. I was wondering if {~rx} could cause {~sx}?",
    "hi this is {he.low} i saw dr {dr.lowlast} on {day} and he gave me {~rx}, is {~sx} normal",
    "hey its {she.lowfirst} again, the {~sx} is back. should i double the {~rx}?",
    "Please send the {~test} results to {email}, I never got the letter.",
    "Best to reach me on {phone} or {email}. I have {~dx} and cannot come in before noon.",
    "Copy the letter about my {~dx} to {email} as well, please.",
    "email {email} - need a refill of {~rx}",
    "You can fax the {~lab} report to {fax}, attention {dr}.",
    "Fax: {fax}. Tel: {phone}. Please send the records for {he}, born {born}, about his {~dx}.",
    "we faxed the {~test} request to {fax} on {date} but nobody answered",
    "The surgery's fax is {fax}, they want a summary about the {~dx} before {day}.",
    "My social security number is {ssn} and I need the disability form for {~dx}. Signed, {she}",
    "SSN {ssn}, name {he}, claim for {~op} done {date}.",
    "National Insurance number {nino}, I'm off work with {~dx} since {date}. What goes on the fit note?",
    "My NI no. is {nino} if you need it for the {~rx} exemption. {she}, {uk}",
    "ssn: {ssn}  dob: {born}  {he.low}  refill for {~rx}",
    "Passport {passport}, {he}, needs a fit-to-fly letter after {~op}. Flight on {date}.",
    "For the visa medical they asked my passport no {passport} and a {~test}. Dr. {dr.last} did it.",
    "The embassy needs proof that {she} (passport no. {passport}) carries {~rx} {~dose} for {~dx}.",
    "US passport number {passport}. Can I bring {~rx} to Japan?",
    "hospital no. {mrn}, had {~op} in March, wound looks red. who do i call",
    "Chart #{mrn}: {~vital}, {~vital}, continue {~rx}. Recheck {~lab} on {date}.",
    "My NHS number is {nhs}, I'd like to know what {~lab} of mine was last time.",
    "Medicare ID {medicare}, does it cover {~test}? Name is {he}.",
    "Insurance member number {policy} (group through my work). They won't pay for {~rx}, I have {~dx}.",
    "Blue Cross ID: {policy}. Patient {she}. Prior authorization for {~rx} because {~rx} caused {~sx}.",
    "health plan no {policy} and my {~test} got denied, what is the appeal process?",
    "I transferred the copay for the {~test} from account number {account}. Receipt on {date}.",
    "card number {card}, they charged me for {~rx} that I never picked up",
    "Bank account {account}, holder {she}. Refund for the cancelled {~op}, please.",
    "my insta is {handle}, i post about living with {~dx} there",
    "Follow me as {handle} if you want to see how I do with {~rx}. Anyway: is {~sx} a side effect?",
    "Driver's license {driver}. Had a seizure on {date}, taking {~rx}. When may I drive again?",
    "Her driving licence no. is {driver}; after the {~dx} diagnosis she has to inform them.",
    "Prescriber {dr}, license no. {npi}, DEA on file. {~rx} {~dose}, 30 tablets.",
    "Dr {dr}, GMC {npi}. Certificate for {~dx}, valid from {date}.",
    "Medical license number {npi}. I want to report that {~rx} gave my patient {~sx}.",
    "I parked in the disabled bay for my {~test}, registration {plate}, and got a ticket.",
    "License plate {plate}, silver Corolla, hit me on {day}. Since then {~sx} and pain at {~site}.",
    "Transport booking: {she}, {door}, {town}, own car {plate}, for {~test} on {date}.",
    "The taxi with number plate {plate} brought him in with {~sx}; no papers.",
    "Vehicle reg {plate}, driver {he}, 45, collision; {~vital}; complains of {~sx}.",
    "Insulin pump serial no. {device} alarmed all night. I use [Novolog]. {~vital}",
    "Implant: knee prosthesis, lot/serial {device}, {~op} on {date}, surgeon {dr}.",
    "CPAP machine S/N {device} was recalled? I have {~dx} and {~sx}.",
    "device id {device}, loop recorder, shows {~dx}. is it dangerous?",
    "Here is my blog on {~dx}: {url} . Do you agree with what I wrote about {~rx}?",
    "Results are at {url} and they say {~lab} is high.",
    "my profile {url} has the photo of the rash, could it be {~dx}?",
    "The pictures of the wound after {~op} are on {url}",
    "Login from IP {ip} was blocked, I only wanted to see my {~lab}.",
    "IT note: questionnaire on {~dx} submitted from {ip} on {date} by {she}.",
    "my ip is {ip}, the video visit keeps dropping while i explain my {~sx}",
    "The telehealth session with {dr} came from {ip}. Topic: {~rx} and {~sx}.",
    "Face scan ID {biometric} was used to check in {he} for the {~test}.",
    "Fingerprint record {biometric}, staff member {she}, access to the [insulin] fridge.",
    "voiceprint id {biometric} on the phone line doesn't recognise me since my {~op}",
    "Iris template {biometric} enrolled on {date}; {he} has {~dx} so it failed twice.",
    "Home visit requested: {she}, {uk}. {~sx}, housebound, {~dx}.",
    "Deliver the {~rx} to {us} please, {he} will sign for it.",
    "We moved to {door} in {town} last year and still have no GP. My {~dx} is getting worse.",
    "I live at {door}, the pharmacy on the corner never has {~rx}.",
    "Zip code {zip}. Which clinic near me does a {~test}?",
    "born and raised in {town}, 54, {~dx}, never smoked. Worried about {~lab}.",
    "i'm 42 from {town} and i've had {~sx} for 2 weeks",
    "ambulance to {uk} please, my wife {she.first} has {~sx} and can't speak properly",
    "Mail the {~test} CD to {he}, {us}.",
    "Appointment for {she} on {date} at 10:30 with Dr. {dr.last}, reason: {~sx}. Call {phone} to change.",
    "Can I move my {~test} from {day} to {day2}? Name {he}.",
    "Reminder: {he.first}, your {~op} pre-assessment is on {date}. Bring your list ({~rx}, {~rx}).",
    "LMP was {date}, test positive on {day}, some {~sx}. Is {~rx} still allowed?",
    "Last dose of {~rx} was on {day}, the {~sx} started two days later.",
    "Vaccinated {date}, fever since; takes {~rx} for {~dx}.",
    "Mr. and Mrs. {he.last} both have {~dx}. He takes {~rx}, she takes {~rx}.",
    "Spoke with {she.first} (daughter) and {he.first} (son). They agree to {~op}. Interpreter: {she2}.",
    "Ward round: seen with Dr {dr.last}, SN {she.last} and pharmacist {he}. {~vital}. Stop {~rx}, start {~rx} {~dose}.",
    "Professor {dr.last} thinks it is {~dx}, but Dr {dr2.last} says {~dx}. Who is right?",
    "Ms. {she.last} reports {~sx}. {~lab} pending. Discussed with her partner {he.first}.",
    "My neighbour {he} takes {~rx} for the same thing and he's fine.",
    "Emergency contact: {she}, wife, {phone}. Allergic to {~rx}.",
    "Thanks so much! {he.first} {he.last}, dad of a kid with {~dx}",
    "{she.first} here. Is {~lab} affected by {~rx}?",
    "Consent obtained by {dr} for {~op} on {date}. Witness: {she}.",
    "Signed electronically by {dr.middle}, MD on {date}. Impression: {~dx}. {~vital}.",
)  # fmt: skip

CLEAN = (
    "What is the difference between {~dx} and {~dx}?",
    "Can {~rx} and {~rx} be taken together?",
    "I have had {~sx} and {~sx} for 3 days, should I worry?",
    "My doctor said {~lab} and {~lab} are both high. What does that mean?",
    "How do I prepare for a {~test}? I take {~rx} {~dose}.",
    "{~vital}, {~vital}, {~vital}. 72-year-old with {~dx}. Next step?",
    "Recovery time after {~op}? I'm 55 and otherwise healthy.",
    "missed my {~rx} last night take it now or skip",
    "The report mentions {~site} and {~vital}. Is it cancer?",
    "Which is better for {~dx}: {~rx} or {~rx}?",
    "is {~sx} a side effect of {~rx}",
    "Contraindications of {~rx} in patients with {~dx} and {~dx}?",
    "85M, {~dx}, {~vital}, on {~rx} and {~rx}. {~lab} rising. Stop anything?",
    "Pain at {~site}, worse in the morning. {~test} needed?",
    "The [Glasgow Coma Scale], [Apgar score] and [Wells score]: when is each used?",
    "Positive [Babinski sign] and [Romberg test]; [Murphy's sign] negative.",
    "My knee: [Lachman test] positive, [McMurray test] negative. [ACL tear]?",
    "Is [Helicobacter pylori] the reason for my {~sx}?",
    "After 2 weeks on {~rx} {~dose} the {~sx} is better but I now have {~sx}.",
    "Diet for {~dx} and {~dx} please. I am 61.",
    "Does {~lab} go up with {~rx}?",
    "[Foley catheter], [Swan-Ganz catheter] and [Hickman line]: infection risk compared",
    "[Kussmaul breathing] and [Cheyne-Stokes respiration], how do i tell them apart",
    "Should I do a {~test} before {~op}?",
    "hi, what does {~vital} mean?",
)  # fmt: skip

ENGLISH = Language("en", "", person, MAKERS, POOLS, SCENES, NOTES, CLEAN)
