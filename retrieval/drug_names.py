"""Common generic drugs under their Chinese and English names, so that 二甲双胍 is metformin.

The English generic name (INN) stands first and is the name a drug is known by here; other English
names and Chinese ones follow. Brand names are left out: they differ from country to country.
"""

import re

_NAMES = """\
paracetamol acetaminophen 对乙酰氨基酚 扑热息痛
ibuprofen 布洛芬
aspirin 阿司匹林 乙酰水杨酸
naproxen 萘普生
diclofenac 双氯芬酸
celecoxib 塞来昔布
indometacin indomethacin 吲哚美辛
morphine 吗啡
codeine 可待因
tramadol 曲马多
fentanyl 芬太尼
oxycodone 羟考酮
naloxone 纳洛酮
metformin 二甲双胍
gliclazide 格列齐特
glimepiride 格列美脲
glibenclamide glyburide 格列本脲
glipizide 格列吡嗪
acarbose 阿卡波糖
pioglitazone 吡格列酮
sitagliptin 西格列汀
empagliflozin 恩格列净
dapagliflozin 达格列净
canagliflozin 卡格列净
liraglutide 利拉鲁肽
semaglutide 司美格鲁肽
insulin 胰岛素
amlodipine 氨氯地平
nifedipine 硝苯地平
diltiazem 地尔硫䓬 地尔硫卓
verapamil 维拉帕米
captopril 卡托普利
enalapril 依那普利
lisinopril 赖诺普利
ramipril 雷米普利
losartan 氯沙坦
valsartan 缬沙坦
irbesartan 厄贝沙坦
telmisartan 替米沙坦
candesartan 坎地沙坦
metoprolol 美托洛尔
bisoprolol 比索洛尔
atenolol 阿替洛尔
propranolol 普萘洛尔
carvedilol 卡维地洛
furosemide frusemide 呋塞米 速尿
hydrochlorothiazide 氢氯噻嗪
indapamide 吲达帕胺
spironolactone 螺内酯
atorvastatin 阿托伐他汀
simvastatin 辛伐他汀
rosuvastatin 瑞舒伐他汀
pravastatin 普伐他汀
ezetimibe 依折麦布
fenofibrate 非诺贝特
clopidogrel 氯吡格雷
ticagrelor 替格瑞洛
warfarin 华法林
heparin 肝素
enoxaparin 依诺肝素
rivaroxaban 利伐沙班
apixaban 阿哌沙班
dabigatran 达比加群
edoxaban 艾多沙班
alteplase 阿替普酶
nitroglycerin 硝酸甘油
isosorbide 异山梨酯
digoxin 地高辛
amiodarone 胺碘酮
adrenaline epinephrine 肾上腺素
atropine 阿托品
amoxicillin 阿莫西林
clavulanate 克拉维酸
ampicillin 氨苄西林
penicillin 青霉素
cefalexin cephalexin 头孢氨苄
cefuroxime 头孢呋辛
cefixime 头孢克肟
ceftriaxone 头孢曲松
azithromycin 阿奇霉素
clarithromycin 克拉霉素
erythromycin 红霉素
doxycycline 多西环素
ciprofloxacin 环丙沙星
levofloxacin 左氧氟沙星
moxifloxacin 莫西沙星
metronidazole 甲硝唑
vancomycin 万古霉素
gentamicin 庆大霉素
nitrofurantoin 呋喃妥因
fosfomycin 磷霉素
trimethoprim 甲氧苄啶
sulfamethoxazole 磺胺甲噁唑
isoniazid 异烟肼
rifampicin rifampin 利福平
pyrazinamide 吡嗪酰胺
ethambutol 乙胺丁醇
fluconazole 氟康唑
itraconazole 伊曲康唑
terbinafine 特比萘芬
aciclovir acyclovir 阿昔洛韦
valaciclovir valacyclovir 伐昔洛韦
oseltamivir 奥司他韦
tenofovir 替诺福韦
entecavir 恩替卡韦
artesunate 青蒿琥酯
hydroxychloroquine 羟氯喹
albendazole 阿苯达唑
ivermectin 伊维菌素
omeprazole 奥美拉唑
esomeprazole 艾司奥美拉唑
lansoprazole 兰索拉唑
pantoprazole 泮托拉唑
rabeprazole 雷贝拉唑
famotidine 法莫替丁
domperidone 多潘立酮
metoclopramide 甲氧氯普胺
ondansetron 昂丹司琼
loperamide 洛哌丁胺
lactulose 乳果糖
prednisone 泼尼松
prednisolone 泼尼松龙
methylprednisolone 甲泼尼龙
hydrocortisone 氢化可的松
dexamethasone 地塞米松
budesonide 布地奈德
fluticasone 氟替卡松
salbutamol albuterol 沙丁胺醇
formoterol 福莫特罗
salmeterol 沙美特罗
tiotropium 噻托溴铵
montelukast 孟鲁司特
theophylline 茶碱
cetirizine 西替利嗪
loratadine 氯雷他定
chlorphenamine chlorpheniramine 氯苯那敏 扑尔敏
diphenhydramine 苯海拉明
dextromethorphan 右美沙芬
pseudoephedrine 伪麻黄碱
ambroxol 氨溴索
acetylcysteine 乙酰半胱氨酸
levothyroxine 左甲状腺素
methimazole thiamazole 甲巯咪唑
propylthiouracil 丙硫氧嘧啶
allopurinol 别嘌醇
febuxostat 非布司他
colchicine 秋水仙碱
methotrexate 甲氨蝶呤
alendronate 阿仑膦酸
sertraline 舍曲林
fluoxetine 氟西汀
paroxetine 帕罗西汀
citalopram 西酞普兰
escitalopram 艾司西酞普兰
venlafaxine 文拉法辛
duloxetine 度洛西汀
mirtazapine 米氮平
amitriptyline 阿米替林
lithium 碳酸锂 锂盐
diazepam 地西泮 安定
lorazepam 劳拉西泮
alprazolam 阿普唑仑
zolpidem 唑吡坦
haloperidol 氟哌啶醇
olanzapine 奥氮平
quetiapine 喹硫平
risperidone 利培酮
carbamazepine 卡马西平
valproate 丙戊酸
lamotrigine 拉莫三嗪
levetiracetam 左乙拉西坦
phenytoin 苯妥英
gabapentin 加巴喷丁
pregabalin 普瑞巴林
levodopa 左旋多巴
donepezil 多奈哌齐
memantine 美金刚
sumatriptan 舒马普坦
tamsulosin 坦索罗辛
finasteride 非那雄胺
sildenafil 西地那非
oxytocin 缩宫素 催产素
mifepristone 米非司酮
misoprostol 米索前列醇
levonorgestrel 左炔诺孕酮
isotretinoin 异维A酸
"""

KNOWN_AS = {
    name.lower(): names[0] for names in map(str.split, _NAMES.splitlines()) for name in names
}


def _pattern() -> re.Pattern[str]:
    """Longest first, so that prednisolone is not prednisone's neighbour: 泼尼松龙 before 泼尼松."""
    names = sorted(KNOWN_AS, key=len, reverse=True)
    latin = "|".join(name for name in names if name.isascii())
    chinese = "|".join(name for name in names if not name.isascii())
    return re.compile(rf"(?<![A-Za-z])(?:{latin})(?![A-Za-z])|{chinese}", re.IGNORECASE)


_ANY = _pattern()


def drugs_in(text: str) -> frozenset[str]:
    """The drugs a text names, by their English generic names."""
    return frozenset(KNOWN_AS[name.lower()] for name in _ANY.findall(text))
