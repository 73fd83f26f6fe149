"""English words of every day, which are nobody's name however they are written."""

from typing import Final

_WORDS = """
a about above accept ache aches aching across act active actually acute add admitted adult advice
advise advised affected afraid after afternoon again against age aged ago agree ahead all allergic
allergies allergy allow almost alone along already also although always am amount an and angry
another answer antibiotic antibiotics anxiety anxious any anybody anymore anyone anything anyway
apart appetite appointment appreciate are area arm arms around arrived as ask asked asking asleep
asthma at ate attack attacks available away awful baby back backed bad badly bag based bath be
became because become becoming bed been before began begin being believe best better between big
bit bite black bleed bleeding blood bloated blue body bone bones book born both bottle bottom
bought bowel boy boyfriend brain breast breath breathe breathing bring brother brothers brought
brown bruise bruised build burn burning business but buy by call called calling calls came can
cannot cancer cannot car card care careful case catch caught cause caused causes causing cell
certain chance change changed changes check checked chest child childhood children chronic clean
clear clinic close clothes cold colleague colon come comes coming common complain complained
complaining complains complete completely concerned concerns condition confused consider constant
constantly consult contact continue contraception control cool cope cost cough coughing could
couldn't couldnt couple course cousin cramps cream cry crying cure current currently cut cycle dad
daily dark date daughter daughters day days dead deal dear death decided decision deep definitely
delivered depressed depression developed diabetes diabetic diagnosed diagnosis did didn't didnt
die died diet different difficult difficulty digestive discharge discharged discuss disease dizzy
dizziness do doctor doctors does doesn't doesnt doing don don't done dont dose doses double doubt
down dr drank drink drinking drinks drive driving drop drops drug drugs dry due dull during each
ear earlier early ears ease easily eat eaten eating effect effects eight either elbow elderly else
emergency end ended energy enough er especially even evening ever every everybody everyday
everyone everything everywhere exactly exam examined except exercise expect experience experienced
experiencing explain extra extreme extremely eye eyes face fact failed faint fair fairly fall
family far fast father fatigue fear feel feeling feelings feels feet fell felt female fever few
fifteen fifty figure finally find fine finger fingers finish finished first fit five fix flu
follow followed following food foods foot for forget forgot form forty forward found four free
frequent frequently fresh friend friends from front full further gave general get gets getting
girl girlfriend give given gives giving glad go goes going gone good got grade grandchild
granddaughter grandfather grandma grandmother grandpa grandson great green grew group growing gp
guess guys had hadn't hair half hand hands happen happened happening happens happy hard has hasn't
have haven't having he head headache headaches heal healing health healthy hear heard hearing
heart heat heavily heavy hello help helped helping helps her here hers herself hey hi high higher
him himself his history hit hold home honestly hope hoping hospital hot hour hours house how
however hungry hurt hurting hurts husband i i'd i'll i'm i've id idea if ill illness im
immediately important improve improved in including increase increased infant infected infection
information injection injured injury inside instead insulin insurance interested into is isn't
issue issues it it's itch itching itchy its itself ive job joint joints jump just keep keeps kept
kid kidney kids kind knee knees knew knock know knowing known knows lab labs large last late
lately later lay lead learn least leave leaving left leg legs less let letter level levels life
lift light like likely line lips list listen little live lived liver lives living long longer look
looked looking looks lose losing loss lost lot lots loud love low lower lump lumps lunch lung
lungs made main mainly major make makes making male man many married matter may maybe me meal
meals mean means medical medication medications medicine medicines meds meet member men menopause
mention mentioned mid middle might migraine migraines mild mind mine minor minute minutes miss
missed mom moment moments money month months mood more morning most mostly mother mouth move moved
moving much mum muscle muscles must my myself name named nausea near nearly neck need needed needs
neither nephew nerve nervous never new next nice niece night nights nine no nobody none nor normal
normally nose not note nothing notice noticed now numb number numbness nurse nurses obese of off
office often oh ok okay old older on once one ones only onto open operation opinion or oral order
other others otherwise our ours ourselves out outside over own pack pain painful pains pale panic
parents part partner party past patient patients pay people per percent perhaps period periods
permanent person phone physical pick piece pill pills place plan plans play please plus point poor
positive possible possibly post pounds pregnancy pregnant prescribed prescription present pressure
pretty prevent previous previously probably problem problems proper properly protect put puts
quick quickly quit quite raised ran range rash rate rather reach reaction read ready real really
reason reasons recent recently recommend recommended recover recovered recovering recovery red
reduce referred refill refused regarding regular regularly related relatively relief remain
remember remove removed repeat reply report reported reports require rest restart result results
return returned ribs right risk room round routine rule run running sad safe said same saw say
saying says scan scared scary school second see seeing seem seemed seems seen sensitive sent
serious seriously seven several severe severely sex shall shampoo share sharp she she's shes short
shortly shot shots should shoulder shouldn't show showed shower showing shows sick side sides sign
signs similar simply since single sir sister sisters sit sitting situation six size skin sleep
sleeping slept slight slightly slow slowly small smell smoke smoked smoker smoking so social some
somebody someone something sometimes somewhat son sons soon sore sorry sort sound sounds speak
special specialist spoke spot spots stable stage stand standing start started starting starts
state stay stayed step steps still stomach stop stopped stops story straight strange stress
stressed strong stroke struggling stuff such sudden suddenly suffer suffered suffering sugar
suggest suggested suggestions sunday supplement support supposed sure surgery swallow swelling
swollen symptom symptoms tablet tablets take taken takes taking talk talked talking tall team
teeth tell telling ten tend term terrible test tested testing tests than thank thanks that that's
thats the their them themselves then therapist therapy there there's therefore these they they're
thick thin thing things think thinking third thirsty thirty this those though thought three throat
through throughout throw thyroid tight till time times tingling tired tiredness to today toe toes
together told tomorrow tongue tonight too took top total touch toward towards train transplant
travel treat treated treating treatment treatments tried trip trouble true try trying tummy turn
turned turns twelve twenty twice twins two type typical typically ulcer ultrasound uncle aunt
under understand unfortunately unless unsure until up upper upset urgent urinate urine us use used
useful uses using usual usually vaccinated vaccine vegan vegetarian very via virus visit visited
visits vitamin voice vomit vomited vomiting wait waiting wake waking walk walked walking wall want
wanted wants warm was wash wasn't watch water way we we're weak weakness wear wearing week weekend
weeks weight welcome well went were weren't what what's when whenever where whether which while
white who who's whole whose why widow widowed wife will window wish with within without woke woman
women won won't wonder wondering word words work worked working works world worried worries worry
worse worsening worst worth would wouldn't wound wrist write writing wrong yeah year years yellow
yes yesterday yet you you're young younger your yours yourself zero admits advised complains
denies describes diagnosed endorses exhibits notes presents reports states stated presented
developed prescribes prescribing recommends suggests thinks thought wants wanted ordered orders
mentioned retired divorced separated single married adopted bipolar suicidal homeless unemployed
hypertensive asthmatic epileptic gay lesbian trans nonbinary straight bisexual catholic christian
muslim jewish hindu sikh buddhist atheist american british canadian australian indian chinese
japanese korean vietnamese filipino mexican african nigerian kenyan ghanaian irish scottish welsh
english french german italian spanish polish russian ukrainian greek turkish iranian iraqi syrian
lebanese egyptian ethiopian somali pakistani bangladeshi brazilian cuban asian european hispanic
latino latina caucasian arab arabic mandarin cantonese monday tuesday wednesday thursday friday
saturday sunday mon tue wed thu fri sat sun january february march april may june july august
september october november december jan feb mar apr jun jul aug sep sept oct nov dec christmas
easter thanksgiving ramadan halloween covid google facebook instagram youtube amazon internet
medicare medicaid nhs fda cdc gp er ed icu mri ct ecg ekg eeg xray x-ray iv iud hiv aids std sti
uti ibs ibd copd gerd adhd ptsd ocd add asd bp hr rr bmi tb hpv hsv cmv ebv dvt pe mi cad chf afib
ckd esrd dka sle ra oa ms als als tia cva bph psa tsh ana crp esr cbc cmp lft type stage grade
class phase group level ward floor bed department section unit program programme step week day
question regards sincerely tylenol advil motrin aleve ibuprofen aspirin metformin lipitor zoloft
prozac lexapro xanax ativan valium ambien adderall ritalin benadryl claritin zyrtec allegra
sudafed nyquil dayquil mucinex robitussin pepto tums prilosec nexium zantac pepcid miralax colace
nyquil synthroid levothyroxine lisinopril plavix eliquis xarelto coumadin warfarin humira enbrel
remicade stelara ozempic wegovy mounjaro trulicity januvia jardiance farxiga lantus humalog
novolog ventolin albuterol symbicort advair flovent singulair flonase nasonex viagra cialis botox
accutane augmentin amoxicillin zithromax cipro keflex bactrim flagyl diflucan tamiflu paxlovid
pfizer moderna astrazeneca johnson's gabapentin neurontin lyrica cymbalta effexor wellbutrin
celexa paxil seroquel abilify risperdal zyprexa lithium lamictal depakote keppra tegretol topamax
dilantin percocet vicodin norco oxycontin oxycodone hydrocodone morphine dilaudid tramadol ultram
fentanyl suboxone methadone naloxone narcan mirena nexplanon paragard depo provera yasmin yaz plan
nuvaring clomid premarin estrogen progesterone testosterone omeprazole pantoprazole prednisone
medrol dexamethasone insulin iron zinc calcium magnesium potassium sodium tumeric turmeric keto
paleo practitioner manager station line practitioners assistant aide visit visits triage hotline
god lord crazy stupid doc hon honey sweetie dude mate guys ladies love luv mediterranean dash
atkins botulism ebola zika lyme malaria dengue western eastern northern southern dolly dax roomba
pap smear coke pepsi staph strep coli oil rosemary
"""
EVERYDAY: Final = frozenset(_WORDS.split())
