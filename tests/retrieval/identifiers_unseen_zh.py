"""Chinese for the unseen set: invented people and numbers, and messages as they are typed."""
# ruff: noqa: E501, SIM905 (a message is a line, a list of names a string)

from random import Random

from tests.retrieval.identifiers_unseen_values import (
    Language,
    Make,
    bank_card,
    full_width,
    in_fours,
    ip_address,
    resident_id,
    shape,
    shapes,
)


def spelt(names: str) -> dict[str, str]:
    """Names and their pinyin."""
    return {name: pinyin for name, _, pinyin in (pair.partition("/") for pair in names.split())}


SURNAMES = spelt(
    "张/Zhang 李/Li 王/Wang 陈/Chen 刘/Liu 赵/Zhao 黄/Huang 周/Zhou 吴/Wu 徐/Xu 孙/Sun 胡/Hu 朱/Zhu"
    " 高/Gao 林/Lin 何/He 郭/Guo 马/Ma 罗/Luo 梁/Liang 宋/Song 郑/Zheng 谢/Xie 韩/Han 唐/Tang 冯/Feng"
    " 于/Yu 董/Dong 萧/Xiao 程/Cheng 曹/Cao 袁/Yuan 邓/Deng 许/Xu 傅/Fu 沈/Shen 曾/Zeng 彭/Peng 吕/Lü"
    " 白/Bai 常/Chang 安/An 温/Wen 江/Jiang 石/Shi 史/Shi 时/Shi 方/Fang 康/Kang 毛/Mao 水/Shui 严/Yan"
    " 欧阳/Ouyang 上官/Shangguan 诸葛/Zhuge 司马/Sima 皇甫/Huangfu 尉迟/Yuchi 慕容/Murong 令狐/Linghu"
)
WOMEN = spelt(
    "秀英/Xiuying 桂兰/Guilan 玉珍/Yuzhen 丽/Li 娜娜/Nana 婷婷/Tingting 雨萱/Yuxuan 梓涵/Zihan 雪/Xue"
    " 淑华/Shuhua 美玲/Meiling 静怡/Jingyi 晓燕/Xiaoyan 春花/Chunhua 凤霞/Fengxia 若曦/Ruoxi 蕾/Lei"
    " 思琪/Siqi 冬梅/Dongmei 红/Hong 海燕/Haiyan 一诺/Yinuo"
)
MEN = spelt(
    "伟/Wei 建国/Jianguo 志强/Zhiqiang 国栋/Guodong 浩然/Haoran 子轩/Zixuan 强/Qiang 德福/Defu 峰/Feng"
    " 文博/Wenbo 俊杰/Junjie 宝根/Baogen 卫东/Weidong 天佑/Tianyou 小龙/Xiaolong 磊/Lei 宇航/Yuhang"
    " 立新/Lixin 大勇/Dayong 长贵/Changgui 乐/Le 明/Ming"
)
FOREIGN = (
    "约翰·史密斯 玛丽亚·费尔南德斯 伊万·彼得罗夫 安娜·科瓦尔斯卡 穆罕默德·哈桑 皮埃尔·杜邦 山本健太郎"
    " 金秀妍 阿依古丽·买买提 巴特尔·苏和 扎西顿珠 古丽娜尔·艾合买提 迈克·奥康纳 阮氏兰"
).split()
PETS = "糖糖 豆豆 妞妞 石头 壮壮 果果 毛毛 朵朵 团团".split()
FEMALE = {"wife", "mum", "daughter", "gran", "ms"}
MALE = {"husband", "dad", "son", "mr"}


def person(rng: Random, role: str) -> dict[str, str]:
    if role == "foreign":
        return {"": rng.choice(FOREIGN)}
    if role == "pet":  # what a child is called at home
        return {"": rng.choice(PETS)}
    assert role in {"pt", "dr", "nurse", "kin", "friend", "clerk", *FEMALE, *MALE}, role
    given = WOMEN if role in FEMALE else MEN if role in MALE else {**WOMEN, **MEN}
    sur, first = rng.choice(list(SURNAMES)), rng.choice(list(given))
    pinyin_sur, pinyin = SURNAMES[sur], given[first]
    return {
        "": sur + first,
        "sur": sur,
        "given": first if len(first) > 1 else "阿" + first,
        "xiao": f"小{sur}",
        "lao": f"老{sur}",
        "a": "阿" + first[-1],
        "pinyin": f"{pinyin_sur} {pinyin}",
        "pinyin2": f"{pinyin} {pinyin_sur}",
        "lower": f"{pinyin_sur}{pinyin}".lower(),
        "spaced": f"{sur} {first}",
        "masked": f"{sur}某{first[-1]}",
    }


CITIES = (
    "杭州市/西湖区 成都市/武侯区 邵阳市/大祥区 洛阳市/涧西区 绵阳市/涪城区 苏州市/姑苏区 赣州市/章贡区"
    " 沈阳市/铁西区 昆明市/五华区 兰州市/七里河区 大同市/平城区 佛山市/顺德区 北京市/丰台区 上海市/杨浦区"
).split()
PROVINCES = "湖南省邵阳市/隆回县 四川省南充市/仪陇县 河南省周口市/太康县 云南省大理州/祥云县 贵州省毕节市/织金县 甘肃省天水市/秦安县".split()
ROADS = "桃花源路 建设北路 解放大道 文昌街 青年西路 芙蓉中路 梧桐巷 健康路 胜利二街 望江东路 槐树胡同".split()
HOMES = (
    "翠湖花园 金桂苑 阳光水岸 锦绣江南 和平里小区 幸福家园 钢厂家属院 望京西园三区 兰亭名邸".split()
)
TOWNS = "桃洪镇 柳树镇 清水乡 石门镇 大坪乡 白马镇".split()
VILLAGES = "石桥村 李家湾村 向阳村 王家坪村 双河村 枫树坳村".split()
NUMERALS = "〇一二三四五六七八九"


def numeral(number: int) -> str:
    """A number under a hundred, in characters."""
    tens, units = divmod(number, 10)
    front = "" if not tens else "十" if tens == 1 else NUMERALS[tens] + "十"
    return front + (NUMERALS[units] if units else "")


def dates(since: int, until: int) -> Make:
    def make(rng: Random) -> str:
        year, month, day = rng.randint(since, until), rng.randint(1, 12), rng.randint(1, 28)
        written = "".join(NUMERALS[int(digit)] for digit in str(year))
        return rng.choice(
            (
                f"{year}年{month}月{day}日",
                f"{year}年{month}月{day}号",
                f"{year}-{month:02}-{day:02}",
                f"{year}/{month}/{day}",
                f"{year}.{month:02}.{day:02}",
                f"{year % 100:02}年{month}月{day}日",
                f"{year}年{month:02}月{day:02}日",
                f"{year} 年 {month} 月 {day} 日",
                f"{year}{month:02}{day:02}",
                full_width(f"{year}年{month}月{day}日"),
                f"{written}年{numeral(month)}月{numeral(day)}日",
            )
        )

    return make


def day(rng: Random) -> str:
    month, number = rng.randint(1, 12), rng.randint(1, 28)
    return rng.choice(
        (
            f"{month}月{number}日",
            f"{month}月{number}号",
            f"{month}月{number}号",
            f"{numeral(month)}月{numeral(number)}号",
            f"{month} 月 {number} 日",
            full_width(f"{month}月{number}号"),
        )
    )


def month_year(rng: Random) -> str:
    year, month = rng.randint(2016, 2025), rng.randint(1, 12)
    return rng.choice((f"{year}年{month}月", f"{year}年{month}月份", f"{year}-{month:02}"))


def lunar(rng: Random) -> str:
    return rng.choice(("农历八月十五", "腊月二十三", "正月初六", "阴历三月初九", "农历七月十四"))


def address(rng: Random) -> str:
    city, district = rng.choice(CITIES).split("/")
    province, county = rng.choice(PROVINCES).split("/")
    road, home = rng.choice(ROADS), rng.choice(HOMES)
    written = rng.choice(
        (
            f"{city}{district}{road}%#号%栋%单元%0#室",
            f"{city}{district}{road}%##弄%#号%0#室",
            f"{city}{home}%#号楼%单元%##",
            f"{city[:-1]}{district}{home}%-%-%0#",
            f"{city} {district} {road}%#号 {home} %栋%0#",
            f"{province}{county}{rng.choice(TOWNS)}{rng.choice(VILLAGES)}%组",
            f"{province}{county}{rng.choice(TOWNS)}{rng.choice(VILLAGES)}%#号",
            f"{city}{district}{road}%##号",
        )
    )
    return shape(rng, written)


def district(rng: Random) -> str:
    city, part = rng.choice(CITIES).split("/")
    return rng.choice((city + part, city[:-1] + part))


def village(rng: Random) -> str:
    _, county = rng.choice(PROVINCES).split("/")
    return rng.choice((county, "")) + rng.choice(TOWNS) + rng.choice(VILLAGES)


def street(rng: Random) -> str:
    return shape(rng, rng.choice((f"{rng.choice(ROADS)}%#号", f"{rng.choice(HOMES)}%栋%0#")))


def town(rng: Random) -> str:
    return rng.choice(CITIES).split("/")[0].removesuffix("市")


def hospital(rng: Random) -> str:
    kind = rng.choice(("第二人民医院", "中心医院", "中医院", "妇幼保健院", "第一医院"))
    return rng.choice(CITIES).split("/")[0] + kind


def mobile(rng: Random) -> str:
    number = shape(rng, rng.choice(("13%", "15%", "17%", "18%", "19%"))) + shape(rng, "########")
    apart = f"{number[:3]}-{number[3:7]}-{number[7:]}"
    return rng.choice(
        (
            *(number, number, number, number, apart, apart.replace("-", " ")),
            *(f"+86 {number}", f"+86-{number}", f"0086{number}", full_width(number)),
        )
    )


def landline(rng: Random) -> str:
    patterns = ("010-6%######", "021-5%######", "0739-5%#####", "(028)8%######", "0571 8%######")
    number = shape(rng, rng.choice(patterns))
    return full_width(number).replace("-", "－") if rng.random() < 0.15 else number


def identity(rng: Random) -> str:
    number = resident_id(rng)
    apart = f"{number[:6]} {number[6:14]} {number[14:]}"
    lower = number.replace("X", "x")
    return rng.choice((number, number, number, lower, apart, full_width(number)))


def card(rng: Random) -> str:
    number = bank_card(rng, rng.choice(("622202", "621700", "622848", "621661")), 19)
    return rng.choice((number, in_fours(number), in_fours(number, "-")))


def email(rng: Random) -> str:
    who = rng.choice(list({**WOMEN, **MEN}.values())).lower()
    host = rng.choice(("qq.com", "163.com", "126.com", "mail.example.cn", "foxmail.com"))
    return shape(rng, rng.choice((f"{who}_%#", f"{who}198%", "%########", f"{who}.h")) + "@" + host)


def wechat(rng: Random) -> str:
    who = rng.choice(list({**WOMEN, **MEN}.values())).lower()
    return shape(rng, rng.choice((f"{who}_%##", "wxid_%a#b%##k", f"{who}19%#", f"{who}-doctor%")))


def link(rng: Random) -> str:
    return shape(
        rng,
        rng.choice(
            (
                "https://weibo.com/u/%#########",
                "http://www.haodf.example/bingcheng/%######.html",
                "https://v.douyin.com/i%F#k%Xa/",
                "www.shuidichou.example/cf/%####-a#c",
                "https://pan.baidu.com/s/1k%Qx##Z?pwd=a%c#",
                "https://mp.weixin.qq.com/s/%bT##xq",
            )
        ),
    )


def old_age(rng: Random) -> str:
    age = rng.randint(90, 104)
    return rng.choice((str(age), str(age), full_width(str(age)), numeral(age if age < 100 else 93)))


MAKERS: dict[str, tuple[str, Make]] = {
    "phone": ("phone", mobile),
    "landline": ("phone", landline),
    "fax": (
        "fax",
        shapes(
            "010-6%######", "0739-5%#####", "021 6%######", "+86-28-8%######", "0571-8%######-80%"
        ),
    ),
    "email": ("email", email),
    "id": ("id_number", identity),
    "passport": ("passport", shapes("E%#######", "EA%######", "G%#######", "EJ%######")),
    "permit": ("passport", shapes("C%#######", "H%#########", "CA%######")),
    "mrn": (
        "record_number",
        shapes("%######", "00%#####", "B%######", "MZ2024%####", "1000%######"),
    ),
    "inpatient": ("record_number", shapes("ZY%######", "2024%####", "%######", "00%####-2")),
    "sample": ("record_number", shapes("CT%#####", "B2024-%####", "P%######", "20240%####")),
    "insurance": (
        "insurance",
        shapes("3301%######", "A%#######", "YB%########", "43052300%######", "0%##########"),
    ),
    "policy": ("insurance", shapes("P%###########", "PDAA2024%#######", "88%##########")),
    "card": ("account", card),
    "wechat": ("account", wechat),
    "qq": ("account", shapes("%########", "%#########", "%#######")),
    "alipay": ("account", lambda rng: rng.choice((mobile(rng), email(rng)))),
    "driving": ("licence", resident_id),
    "archive": ("licence", shapes("4301%########", "3101%########")),
    "medlic": ("licence", shapes("1104301%########", "1411000000%#####", "110%###########")),
    "cert": ("licence", shapes("K43%######", "R33%######", "2019%######", "军字第%#####号")),
    "plate": (
        "plate",
        shapes(
            "京A·%####",
            "湘E%^###",
            "沪C-%###^",
            "粤B·D%####",
            "浙A%##^^",
            "川A F%####",
            "苏E·%#^##",
            "京AD%####",
        ),
    ),
    "vin": ("plate", shapes("LSVAA4%18E2######", "LFV2A2%C#G3######")),
    "serial": (
        "device",
        shapes("SN%########", "^^^%#####H", "PM-%####-##", "GLU2024%####", "%^%#######"),
    ),
    "udi": (
        "device",
        shapes("(01)069%##########(21)A%####", "(01)06%###########(11)2#0%1#(21)%###"),
    ),
    "imei": ("device", shapes("86%############", "A4:5E:60:%#:0C:%#")),
    "url": ("url", link),
    "ip": ("ip", ip_address),
    "finger": ("biometric", shapes("FP-%#####", "ZW%######", "fp_%###_R2")),
    "voice": ("biometric", shapes("VP%#####", "voice-%####-cn", "SW-%#####")),
    "face": ("biometric", shapes("FACE%#####", "RL-%####-%#", "faceid_%##a#f%", "HM-%#####-L")),
    "address": ("address", address),
    "district": ("address", district),
    "village": ("address", village),
    "street": ("address", street),
    "town": ("address", town),
    "hospital": ("address", hospital),
    "postcode": ("address", shapes("4222%#", "31001%", "10007%", "６１００４１")),
    "date": ("date", dates(2021, 2025)),
    "dob": ("date", dates(1941, 2018)),
    "day": ("date", day),
    "month": ("date", month_year),
    "lunar": ("date", lunar),
    "old": ("age_over_89", old_age),
}

POOLS = {
    "eponym": (
        "帕金森病|帕金森|白塞病|川崎病|桥本甲状腺炎|桥本氏病|克罗恩病|唐氏综合征|马凡综合征|威尔逊病"
        "|格林-巴利综合征|梅尼埃病|阿尔茨海默病|亨廷顿病|库欣综合征|艾迪生病|格雷夫斯病|贝尔面瘫|高安动脉炎"
        "|柯萨奇病毒|埃博拉|霍奇金淋巴瘤|雷诺现象|干燥综合征|特纳综合征|巴雷特食管|抽动秽语综合征|莱姆病"
        "|斯蒂尔病|希恩综合征|吉尔伯特综合征|杜氏肌营养不良|史蒂文斯-约翰逊综合征|川崎休克|Parkinson病"
        "|Crohn病|Hashimoto甲状腺炎|Behçet病|Graves病|Down综合征|预激综合征|卟啉病|尤文肉瘤|卡波西肉瘤"
        "|佩吉特病|布氏杆菌病|贝克囊肿|汉坦病毒"
    ),
    "herb": (
        "白芍|何首乌|徐长卿|刘寄奴|杜仲|使君子|王不留行|马应龙痔疮膏|季德胜蛇药|云南白药|安宫牛黄丸|片仔癀"
        "|六味地黄丸|石膏|金银花|黄连素|白术|方剂|桂枝汤|麻黄|车前子|常山|高良姜|温胆汤|小柴胡颗粒|夏枯草"
        "|西洋参|陈皮|江中健胃消食片|连翘|龙胆泻肝丸|熟地黄|牛黄解毒片|罗汉果|严氏济生方|保和丸|逍遥丸"
    ),
    "drug": (
        "二甲双胍 0.5g 每日两次|阿司匹林100mg|氨氯地平5mg|优甲乐 50μg|华法林3mg|利伐沙班 20mg|波立维"
        "|立普妥|拜新同30mg|布洛芬缓释胶囊|对乙酰氨基酚|阿莫西林 0.5g tid|头孢克肟|奥美拉唑20mg|泼尼松30mg"
        "|甲氨蝶呤10mg每周一次|门冬胰岛素 8单位|甘精胰岛素16U|美多芭|安定|曲马多|黄体酮|达英-35|优思明"
        "|孟鲁司特钠|沙丁胺醇|左氧氟沙星|蒙脱石散|硝苯地平|非布司他40mg|维生素B12|维生素D3 400IU|叶酸0.4mg"
        "|司美格鲁肽 0.25mg|达格列净10mg|倍他乐克 47.5mg|氯雷他定|甲钴胺|康复新液|万艾可|美林|泰诺|思密达"
    ),
    "lab": (
        "血红蛋白 9# g/L|白细胞 1#.#×10^9/L|血小板 1##|空腹血糖 8.#|餐后血糖1#.#|糖化血红蛋白 7.#%|肌酐 13#"
        "|尿酸 52#|TSH 6.#|FT3 4.#|FT4 1#|甘油三酯 2.#|低密度脂蛋白 3.#|转氨酶 8#|总胆红素 3#|C反应蛋白 2#"
        "|血钾 3.#|血钠13#|INR 2.#|D二聚体 0.8#|肌钙蛋白 0.0#|BNP 4##|PSA 6.#|CA125 4#|CEA 5.#|HCG 12##"
        "|孕酮 1#|补体C3 0.##|补体C4 0.1#|血沉 4#|铁蛋白 1#|尿蛋白(++)|隐血+|HBV-DNA 1.0E+03|血氧 9#%"
        "|pH 7.3#|幽门螺杆菌阳性|类风湿因子 4#|抗CCP 8#|白蛋白 3#|eGFR 5#|25羟维生素D 1#|脂肪酶 2##"
    ),
    "code": (
        "C4|S3|B12|T3|T4|L4/L5|C5-C6|T12|S1|C7|ICD-10 E11.9|I10|J45.9|K21.0|M51.2|G20|N18.3|H1N1|G6PD"
        "|F32.1|C50.9|L3-L4|V1导联|V4-V6|S2|B6|D2|K2|Q10|A1级"
    ),
    "stage": (
        "T2N1M0|pT1cN0M0|cT3N2bM0|ⅢB期|TNM T4aN0M0|BI-RADS 4a类|TI-RADS 3类|PI-RADS 5分|Gleason 3+4=7"
        "|Child-Pugh B级|NYHA Ⅲ级|ECOG 1分|KPS 80分|FIGO ⅠA期|CKD 3期|GOLD 2级|ASA Ⅱ级|CHA2DS2-VASc 3分"
    ),
    "gene": (
        "BRCA1|BRCA2|HER2(3+)|EGFR 19外显子缺失|KRAS G12D|ALK融合|TP53|JAK2 V617F|HLA-B27|HLA-B*5801|MTHFR"
        "|PD-L1 50%|BCR-ABL|ROS1|CYP2C19|APOE ε4|FMR1|NTRK|Ki-67 30%|MSI-H|SMN1|21三体|47,XXY|CD4 35#"
    ),
    "vital": (
        "120/80|血压138/86|150/95mmHg|心率 88|脉搏72次|体温38.4|37.8℃|39度2|SpO2 97%|呼吸18次/分|BMI 31"
        "|体重82公斤|身高172cm|视力0.8|肌力4/5级|GCS 14分|疼痛7/10|110/70|165/102|EF 45%|FEV1 62%|MMSE 22分"
        "|PHQ-9 14分|98/60|Apgar 9-10-10|APACHE II 18|腹围96cm|眼压21|90/60"
    ),
    "span": (
        "三天|3天|半个月|两周|6个月|10年|48小时|5-7天|两三年|半小时|20分钟|1-2周|十来天|一个疗程|12周|小半年|五六天"
    ),
    "often": (
        "每8小时|2019年|一天2-3次|上个月|最近一周|孕28周|从小|G2P1|上周五|前天|昨晚|今天早上|反复发作5年|隔天|凌晨三四点"
    ),
    "sign": (
        "麦氏点压痛|墨菲征阳性|巴宾斯基征|布鲁津斯基征|克氏征阴性|罗姆伯格征|拉塞格征"
        "|霍夫曼征|格拉斯哥评分|梅奥评分|巴氏腺|库瓦西耶征|特伦德伦伯格征|奎肯试验|霍纳征|方叶试验"
    ),
    "age": (
        "34岁|62岁|71岁|45岁|7岁|18个月|89岁|5周大|五十多岁|三岁半|26岁|六十八岁|76岁|二十一岁|13岁|88岁|58岁"
    ),
    "dept": (
        "心内科|消化内科|神经外科|骨科|妇产科|儿科|皮肤科|耳鼻喉科|急诊科|ICU|肿瘤科|呼吸科|内分泌科|肾内科"
        "|风湿免疫科|口腔科|眼科|康复科|中医科|血液科|泌尿外科|普外科|放射科|检验科|发热门诊|产科|麻醉科"
        "|疼痛科|感染科|老年科|心脏外科|体检中心|精神科|病理科"
    ),
    "illness": (
        "高血压|2型糖尿病|黄疸|白带异常|金黄色葡萄球菌感染|张力性气胸|钱币状湿疹|带状疱疹|毛囊炎|水痘|石骨症"
        "|新冠|甲流|乙肝小三阳|慢性胃炎|腰椎间盘突出|房颤|冠心病|脑梗|哮喘|慢阻肺|痛风|荨麻疹|湿疹|子宫肌瘤"
        "|多囊卵巢|甲减|甲状腺结节|肺结节6mm|偏头痛|焦虑症|失眠|痔疮|胆囊结石|肾结石|系统性红斑狼疮|类风湿关节炎"
        "|强直性脊柱炎|白内障|黄斑变性|麻疹|手足口病|乙型脑炎|日本血吸虫|香港脚|德国麻疹|地中海贫血|高热惊厥"
        "|江湖郎中说的湿气|严重贫血|白癜风|康氏反应|时疫|方颅|马蹄足|牛皮癣|鹅口疮|兔唇|熊猫眼|罗圈腿|高脂血症"
    ),
}

SCENES = (
    (
        "你好，我叫{pt}，想挂{dr.sur}主任的号，看{~illness}。",
        "出生日期{dob}，身份证{id}，手机{phone}。",
        "{day}上午可以吗？我从{town}坐车过来，大概[10点]到。",
        "好的谢谢，我爱人{kin}陪我一起来，他电话{phone2}。",
    ),
    (
        "我奶奶{gran}今年{old}岁了，昨晚开始说胡话，平时吃{~drug}。",
        "{gran}{day}摔过一跤，当时量的{~vital}，没去医院。",
        "我们住{address}，[120]能找到吗？",
        "我是她孙女{kin.given}，电话{phone}，她还有{~illness}和{~eponym}。",
    ),
    (
        "转诊单：患者{pt}，出生{dob}，住院号{inpatient}，{~age}，诊断{~illness}，{~lab}，{~lab}。",
        "{date}在{hospital}[心内科]就诊，接诊医师{dr}，{~vital}，{~eponym}待排。",
        "出院小结请传真至{fax}，联系人{clerk}，{landline}。",
    ),
    (
        "我要投诉！我老公{husband}{day}在你们[急诊科]等了[6个小时]。",
        "当班护士{nurse}态度很差，{husband.sur}先生当时{~vital}，没人管。",
        "钱是我付的，卡号{card}，请退到原卡，户名{wife}。",
        "回复寄到{address}，邮编{postcode}，{wife}收。",
    ),
    (
        "宝宝叫{son}，小名{pet}，[3岁]，身上起疹子{~span}了",
        "{pet}{day}看过{dr.sur}医生，说不像[川崎病]，开了{~drug}",
        "{son}的就诊卡号是{mrn}，我微信{wechat}，麻烦加一下",
    ),
    (
        "医保报销问题：参保人{pt}，医保卡号{insurance}，身份证号{id}。",
        "{date}在{hospital}住院，病案号{inpatient}，{~illness}，自费部分太多了。",
        "打到银行卡{card}就行，{pt}本人的，电话{phone}。",
    ),
    (
        "{date}查房：{gran.sur}某，女，{old}岁，因{~illness}入院。{~lab}，{~vital}。",
        "已与其孙{kin}电话沟通（{phone}），家属要求保守治疗，{~drug}继续。",
        "家住{address}，出院后由{kin}照顾。医师签名：{dr}",
    ),
    (
        "医生您好，我是外籍患者{foreign}，住在{district}，一直吃{~drug}。",
        "护照号码{passport}，没有身份证可以建档吗？邮箱{email}。",
        "{foreign}的复查结果出来了：{~lab}，{~lab}，要紧吗？",
    ),
    (
        "起搏器随访：{pt}，设备序列号{serial}，{date}于{hospital}植入。",
        "{pt}自述无头晕，{~vital}，电池良好，阈值[0.75V]。",
        "远程监护盒{serial2}已绑定手机{phone}，下次复查{date2}。",
    ),
    (
        "{dr.sur}医生，我是上次那个{pt.xiao}，咳嗽{~span}了还没好，{~illness}会不会加重",
        "我{~age}，不过敏，在吃{~drug}，病历号{mrn}",
        "行，那我去{street}那个药店拿药，{dr.sur}医生辛苦了",
    ),
    (
        "视频问诊记录：{pt}，登录IP {ip}，人脸核验编号{face}。",
        "{pt}诉[胸闷]{~span}，{~vital}，其父{dad}有{~illness}。",
        "处理：{~drug}，复查{~lab}，{day}由护士{nurse}回访。",
    ),
    (
        "我女儿{daughter}{dob}在{hospital}出生，[Apgar评分9分]，现在不肯吃奶",
        "接生的是{nurse.sur}护士长，出生医学证明编号{cert}",
        "我家在{address}，能上门吗，电话{phone}，找{kin.sur}女士",
    ),
    (
        "停车费的事，我叫{mr}，{day}来[肿瘤科]化疗，车牌{plate}被贴条了",
        "{mr.sur}先生就是我，电话{phone}，车是黑色的",
        "退到支付宝{alipay}，实名{mr}",
    ),
    (
        "病理报告 姓名：{pt} 病理号：{sample} 送检日期：{date} 诊断：{~stage}，{~gene}",
        "{day}已告知{pt}及其妹妹{kin}，建议{kin}也做{~gene}检测。",
        "{dr.sur}主任（执业证书编号{medlic}）拟用{~drug}，患者邮箱{email}。",
    ),
    (
        "我爸{dad}有[帕金森病]，居委会要登记住址：{address}",
        "{dad}{lunar}过的{old}岁生日，还自己开车，车牌{plate}，驾驶证号{driving}",
        "神经内科{dr}主任给加了{~drug}，躺着{~vital}，站起来{~vital}",
        "急事打我电话{phone}（{kin.sur}女士），或者打我弟{friend}{phone2}",
    ),
    (
        "有人查了我老婆的病历，她叫{wife}，门诊号{mrn}，日志里IP是{ip}。",
        "{date}10:30左右，{wife}只看过{dr.sur}大夫，看的{~eponym}。",
        "请回复到{email}，不要打{phone}，她会多想。",
    ),
    (
        "甲状腺复查，我是{ms}，{month}在{dr}那儿看的，{~lab}，[T3]正常，[桥本]。",
        "{dob}生的，户口在{district}，现在吃{~drug}合适吗？",
        "谢谢！{ms.sur}女士 {phone}",
    ),
    (
        "青少年门诊：{pt}，[13岁]，继父{husband}陪同，{~illness}{~span}。",
        "班主任{nurse.sur}老师{day}给{husband}打过电话，说孩子上课睡觉，[PHQ-9 14分]。",
        "紧急联系人：{husband}，{phone}，住{street}。",
    ),
    (
        "群里的{friend}也得了{~illness}，她说{dr.sur}医生开的{~herb}管用？",
        "@{friend} 你那个方子发我一下，我QQ{qq}，吃{~drug}{~span}了",
        "{friend}：是{date}在{hospital}开的，先别乱吃{~herb}",
    ),
)

NOTES = (
    "姓名：{pt} 性别：女 年龄：{~age} 病历号：{mrn} 主诉：{~illness}{~span}",
    "患者{pt}于{date}入院，{~vital}，查{~lab}。",
    "{pt}，{~age}，既往{~illness}，无{~eponym}家族史。",
    "{dr}医生在吗？我想问{~lab}是什么意思",
    "请问{dr.sur}教授周三出诊吗，我要看{~eponym}",
    "我是{pt}的妈妈，{pt}老师说要开假条，{day}要交。",
    "我儿子{son}，女儿{daughter}都{~illness}了，能一起吃{~drug}吗",
    "{kin}、{friend}和{nurse}一起吃的饭，只有{friend}[腹泻]。",
    "{pt.xiao}今天{~vital}，隔壁床{mr.lao}说头晕，{nurse.sur}护士看一下。",
    "{wife.a}你那个{~illness}好点没，我也在吃{~drug}",
    "老板娘{ms}，我家{pet}发烧{~vital}，明天请假",
    "联系人：{kin}（夫妻）{phone}；{friend}（兄弟）{phone2}",
    "主治医师：{dr} 住院医师：{nurse} 会诊科室：{~dept}",
    "签名：{dr} {date}",
    "申请人 {pt.spaced} 代办人 {kin.spaced} 事由：复印病历（{~dept}）",
    "我叫{pt.pinyin}，拼音和护照一致，护照{passport}，要英文的{~drug}处方",
    "wo shi {pt.lower} 打不了中文，{~illness}怎么办",
    "外教{foreign}说肚子疼{~span}，{~vital}，要挂什么科",
    "翻译：{foreign}问{~drug}能不能和{~drug}一起吃",
    "{foreign}，男，{~age}，{~illness}，陪同人{clerk}",
    "感谢{dr}大夫和{nurse}护士！我妈{mum}{~illness}好多了",
    "家属{kin}已签字，{dr.sur}主任谈话，告知{~drug}风险。",
    "就是{dr.sur}大夫给我确诊的{~eponym}，不是{friend}医生",
    "我姓{pt.sur}，叫我{pt.xiao}就行，{~illness}{~span}",
    "表哥{friend}在{~dept}上班，让我找{dr}",
    "他婶子{ms}也是{~eponym}，吃{~herb}吃好的？",
    "{ms.sur}阿姨{old}岁，{~illness}，能打疫苗吗",
    "手机号{phone}，验证码收不到，想约{~dept}",
    "我的电话是{phone}，[晚上6点]后有空，关于{~lab}",
    "家里电话{landline}手机{phone}都可以打",
    "{phone}这是我号码，{~illness}能不能视频问诊",
    "加急！打{landline}转8012找{clerk}",
    "给我回电{phone}，{~drug}吃完了",
    "报告请传真到{fax}，收件人{clerk}",
    "传真号{fax}，电话{landline}，关于{~stage}的会诊",
    "传真：{fax} 主题：{~eponym}转诊",
    "我们科传真改成{fax}了，{day}起用",
    "药店说没收到，传真再发一次 {fax}，药是{~drug}",
    "发件传真{fax}，收件传真{fax2}，共[4页]",
    "把结果发我邮箱{email}，{~lab}",
    "邮箱{email}，抄送我儿子{email2}",
    "邮件发了两次没人回，我的地址是{email}，问的是{~drug}",
    "病理图片发到{email}了，{dr.sur}主任请看，{~stage}",
    "email：{email} 密码忘了登不上，预约{~dept}",
    "身份证号{id}，想查核酸和{~lab}",
    "{pt} {id} {phone} 挂{~dept}",
    "身份证{id}有效期到{date}",
    "家长身份证：{id}，孩子身份证：{id2}，打[麻腮风疫苗]",
    "实名认证提示{id}已被注册怎么办",
    "住院押金条写错了，身份证应该是{id}，病是{~illness}",
    "护照{passport}，要去日本，需要{~drug}的证明",
    "护照号：{passport}，姓名拼音{pt.pinyin2}，打[黄热病]疫苗",
    "港澳通行证{permit}能建就诊卡吗，看{~dept}",
    "台胞证号码{permit}，{~illness}想做检查",
    "体检用护照{passport}登记的，{~vital}，{~lab}",
    "出国带胰岛素，护照 {passport}，{day}的飞机",
    "回乡证{permit}，医生说是{~eponym}",
    "旅行证件：护照{passport}，签发{date}",
    "病历号{mrn}，{~lab}，下一步怎么办",
    "门诊号：{mrn} 床号：12床 诊断：{~code}",
    "住院号{inpatient}的片子在哪取，拍的是{~code}",
    "检查号{sample}：[L4/L5]椎间盘突出，{~illness}",
    "医保卡号{insurance}，{~drug}能报吗",
    "社保号{insurance}，异地就医备案到{town}",
    "社会保障号码 {insurance} 姓名 {pt} {~dept}",
    "商业保险保单号{policy}，理赔{~illness}要什么材料",
    "保单{policy}被拒赔说我隐瞒{~illness}",
    "新农合证号{insurance}，户主{mr}",
    "医疗保险个人编号{insurance}，慢病是{~illness}",
    "银行卡{card}重复扣款两次，[356元]",
    "微信号{wechat}，医生加我发舌苔照片",
    "加我QQ：{qq}，聊{~eponym}病友群的事",
    "支付宝账号{alipay}转你红包，代挂{~dept}",
    "vx {wechat} 同号，{~illness}患者互助",
    "工资卡号{card}开户人{kin}，报销{~drug}",
    "微博账号{wechat}，每天记{~lab}",
    "驾驶证号{driving}，{~eponym}还能换证吗",
    "驾照档案编号{archive}，体检{~vital}",
    "医师执业证书编号{medlic}，医师{dr}，{~dept}",
    "护士执业证号{medlic}被针扎了，患者[乙肝]，要打[免疫球蛋白]吗",
    "出生医学证明编号{cert}，补打[卡介苗]",
    "残疾证号{archive}，{~illness}能享受补贴吗",
    "军官证{cert}，走军人窗口看{~dept}",
    "开{~drug}的医师资格证书编码{medlic}",
    "车牌{plate}挡住救护车通道了，请{clerk}挪车",
    "被{plate}撞的，脖子疼，片子说[C5-C6]",
    "接透析的车是{plate}，[8:15]到，司机{mr.sur}师傅",
    "我开的电车{plate}停在[急诊科]门口行吗",
    "交通事故，对方车号{plate}，车架号{vin}，我{~vital}",
    "残疾人停车位申请 车牌 {plate} {~eponym}",
    "白色面包车，牌照{plate}，{day}送来一个[昏迷]的",
    "登记的车牌号是{plate}，陪护人{kin}",
    "血糖仪序列号{serial}，测的{~lab}不准",
    "呼吸机编号{serial}报警，{~vital}",
    "髋关节假体唯一标识{udi}，{date}做的手术",
    "胰岛素泵SN：{serial}，漏液了，{~lab}",
    "人工耳蜗序列号 {serial} 左耳 {month}开机",
    "手机串号{imei}绑定了{pt}的心电贴",
    "支架条码{udi}，吃{~drug}{~span}",
    "动态血压计机身号{serial}，数据{~vital}",
    "我的抗癌日记{url}，{~stage}",
    "皮疹照片在{url}，{day}拍的",
    "水滴筹链接{url}，求转发，{ms}，{~illness}",
    "这是我主页{url}，问下{~drug}",
    "报告打不开 {url} 应该有{~lab}",
    "有人在{url}说我得了{~illness}",
    "片子网盘{url}请{dr.sur}主任看",
    "视频在{url}，走路姿势像[帕金森]吗",
    "系统记录：{email}从{ip}登录失败",
    "护士站电脑IP {ip}上不了网，医嘱{~drug}没发出去",
    "登录地址{ip}不是我本人，病历里有{~illness}",
    "{ip}这个IP一直在刷{~dept}的号",
    "我的ip是{ip}，视频问诊卡",
    "服务器{ip}拒绝访问，用户{pt}",
    "异常访问 来源IP：{ip} 时间：{date}",
    "指纹编号{finger}录入了，护士{nurse}，毒麻柜",
    "声纹ID {voice}匹配成功，来电要开{~drug}",
    "人脸识别ID：{face}，签到人{pt}",
    "刷脸记录{face}删掉吧，我不想留",
    "指纹模板{finger}识别不了，手上[湿疹]",
    "虹膜编号{face}，眼底{~illness}",
    "生物信息登记：指纹{finger}，声纹{voice}，{date}",
    "请删除我的声纹{voice}和人脸数据{face}",
    "我爷爷{old}岁还能做[白内障]手术吗",
    "患者{old}岁，女，{~illness}，{~lab}，{~vital}",
    "太奶奶{month}满{old}岁，能打[带状疱疹]疫苗吗",
    "外公今年{old}岁，{~eponym}，吃{~drug}",
    "老人家{old}岁高龄，体重[42公斤]，{~vital}",
    "男性，{old}岁，养老院送来，{~illness}",
    "我外婆享年{old}岁，{~illness}走的，我妈[71岁]",
    "年龄：{old}岁 诊断：{~code} 用药：{~drug}",
    "我住{address}，{~illness}去不了医院",
    "药寄到{address}，{clerk}收，{phone}",
    "老家{village}的，{~span}前开始{~illness}",
    "刚从{town}搬到{town2}，要转{~dept}",
    "在{hospital}看的，说是{~eponym}，开了{~drug}",
    "由{hospital}转入[ICU]，{~vital}",
    "{district}附近哪里能看{~illness}",
    "邮编{postcode}，地址{address}，寄病历复印件",
    "上门换药地址{street}，敲两下门，钥匙在{ms.sur}阿姨那",
    "户籍地：{village}；现住址：{address}",
    "{date}出院，{date2}又{~illness}住进来了",
    "末次月经{day}，现在孕几周，{~lab}",
    "{date}手术，{day}拆线，{~drug}还要吃多久",
    "上次肠镜是{month}，[3个息肉]",
    "症状记录：{day}头痛{~vital}；{day2}好转；{day3}吐了两次",
    "疫苗：[麻腮风]{date}，[百白破]{date2}，流感{month}",
    "{date}确诊{~stage}，{date2}开始化疗，{~gene}",
    "孩子{lunar}生的，户口本写{dob}，{~illness}",
    "患者于{date}03:40死亡，{dr}宣布，{~illness}",
    "{mr}（{mr.masked}）的化验单挂错人了，{~lab}",
    "回复{nurse}：已通知家属{kin}，{~drug}暂停",
    "{pt} {phone} {day} {~dept} 复诊",
)

CLEAN = (
    "{~drug}会引起{~illness}吗？我{~lab}，{~span}了",
    "{~age}，既往{~illness}、{~eponym}，{~vital}，服{~drug}。",
    "{~lab}偏高，{~lab}正常，是什么意思",
    "查体：{~vital}，{~sign}，{~eponym}待排，{~code}未见异常。",
    "编码{~code}、{~code}、{~code}能报销吗，诊断{~eponym}",
    "多学科讨论：{~stage}，{~gene}，{~gene}，建议{~drug}。",
    "{~eponym}和{~eponym}是一回事吗，家里人有{~illness}",
    "请{~dept}、{~dept}会诊，[6-8周]后复查{~lab}。",
    "医生说我{~illness}，可以喝[胡萝卜]汁、吃{~herb}吗",
    "{~herb}、{~herb}、{~herb}各[10g]，水煎服，一日[2次]。",
    "胸痛超过[15分钟]请拨打[120]，心理热线[12356]。",
    "MRI示{~code}退变，余正常，{~vital}。",
    "{~gene}突变能用{~drug}吗，和{~herb}冲突吗",
    "{~drug}吃{~span}，然后停，{~lab}再来。",
    "鉴别诊断：{~illness}、{~illness}、{~eponym}，查{~lab}。",
    "按[2019年]指南，{~stage}用{~drug}，有效率[85%]。",
    "时间长了会严重吗，于是向大夫要了{~drug}，常常{~illness}",
    "{~age}发病，[62岁]确诊，{~stage}，五年生存率[40%]。",
    "说明书：每片[5mg]，一盒[30片]，[25℃]以下保存，{~drug}",
    "医生说{~illness}，网上说{~eponym}，吓死了",
    "该去{~dept}还是{~dept}？{~illness}，{~vital}",
    "康复期，高热已退，温度[36.8℃]，毛细血管充盈好，{~lab}",
    "[张口受限]，[白苔]，[黄痰]，[马尾神经]正常，[石淋]，方用{~herb}",
    "{~often}开始{~illness}，{~sign}、{~sign}是什么意思",
    "医嘱：{~drug}，{~often}；{~sign}，{~vital}",
    "[江米]粥、[安静]休息、[常规]护理、[严密]观察、[史料]不详，{~vital}",
)

CHINESE = Language(
    lang="zh",
    gap=" ",
    person=person,
    makers=MAKERS,
    pools={pool: tuple(terms.split("|")) for pool, terms in POOLS.items()},
    scenes=SCENES,
    notes=NOTES,
    clean=CLEAN,
)
