# ruff: noqa: E501
"""The Chinese half of the second unseen set: its people, places, numbers, templates and terms."""

from random import Random

from tests.retrieval.identifiers_unseen_values import (
    Language,
    bank_card,
    full_width,
    in_fours,
    ip_address,
    resident_id,
    shape,
    shapes,
)

SURNAMES = (
    *"王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高梁郑谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚",
    *"沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤",
    *("欧阳", "司徒", "诸葛", "尉迟"),
)  # fmt: skip
WOMEN = (
    *("秀珍", "桂兰", "玉梅", "淑华", "凤英", "美玲", "晓燕", "丽娟", "雅琴", "春花", "翠萍", "冬梅", "婉清", "思琪", "梓涵"),
    *("雨桐", "佳怡", "诗涵", "欣悦", "可欣", "静怡", "慧敏", "海燕", "红霞", "月娥", "金凤", "芳", "敏", "静", "艳", "娟", "霞"),
    *("琳", "倩", "颖", "雪", "婷", "蕾"),
)  # fmt: skip
MEN = (
    *("国强", "建国", "志明", "永福", "德顺", "长贵", "文斌", "俊杰", "浩然", "子轩", "宇航", "明辉", "少华", "振东", "立军"),
    *("卫东", "家豪", "一鸣", "天佑", "启航", "旭东", "宏伟", "庆林", "树林", "广生", "福来", "世杰", "绍峰", "泽宇", "伟", "磊"),
    *("洋", "勇", "杰", "涛", "超", "刚", "平", "鑫", "波", "鹏", "亮", "凯", "昊"),
)  # fmt: skip
PLACES = (  # city, districts, streets
    ("嘉兴市", ("南湖区", "秀洲区"), ("中山东路", "勤俭路", "禾兴北路")),
    ("洛阳市", ("涧西区", "老城区"), ("牡丹大道", "王城大道", "九都西路")),
    ("宜昌市", ("西陵区", "伍家岗区"), ("沿江大道", "东山大道", "夷陵大道")),
    ("烟台市", ("芝罘区", "福山区"), ("南大街", "青年路", "毓璜顶西路")),
    ("绵阳市", ("涪城区", "游仙区"), ("临园路", "长虹大道", "剑门路")),
    ("株洲市", ("天元区", "芦淞区"), ("泰山路", "车站路", "长江南路")),
    ("泉州市", ("丰泽区", "鲤城区"), ("温陵南路", "田安路", "涂门街")),
    ("保定市", ("莲池区", "竞秀区"), ("七一路", "朝阳大街", "裕华西路")),
    ("芜湖市", ("镜湖区", "弋江区"), ("北京中路", "九华南路", "赭山路")),
    ("沈阳市", ("皇姑区", "铁西区"), ("黄河南大街", "建设大路", "兴华街")),
    ("西安市", ("碑林区", "未央区"), ("长安北路", "凤城五路", "友谊西路")),
    ("武汉市", ("江岸区", "洪山区"), ("珞喻路", "解放大道", "雄楚大道")),
)  # fmt: skip
ESTATES = (
    "翠湖花园", "金桂苑", "阳光新城", "书香名邸", "幸福里小区", "锦绣家园", "滨江一号", "纺织厂家属院", "紫薇小区", "和平新村",
)  # fmt: skip
JIANGSU = ("南通市崇川区", "徐州市云龙区", "常州市天宁区", "盐城市亭湖区")
VILLAGES = ("柳河镇东岗村", "青石桥镇上湾村", "白马乡石门村", "三官镇杨家坝村", "大营子乡前进村")
TOWNS = (
    "嘉兴", "洛阳", "宜昌", "烟台", "绵阳", "株洲", "泉州", "保定", "芜湖", "沈阳", "武汉", "义乌", "昆山", "常熟", "赤峰", "佛山", "成都", "郑州",
)  # fmt: skip
COUNTIES = ("安吉县", "旌德县", "平江县", "桐梓县", "蓝田县", "仪陇县", "双峰县", "临颍县")
PINYIN = (
    "wei", "fang", "na", "li", "xiu", "jing", "qiang", "lei", "jun", "yang", "yan", "tao", "hong", "mei", "chen", "zhou", "song", "xu",
)  # fmt: skip
NICKNAMES = ("sunny", "xiaoyu", "happy", "lucky", "mama", "maodou", "nanfeng", "laoba")
DIGITS = "〇一二三四五六七八九"


def person(rng: Random, role: str) -> dict[str, str]:
    givens = {"she": WOMEN, "he": MEN}.get(role, WOMEN + MEN)
    last, given = rng.choice(SURNAMES), rng.choice(givens)
    if role == "minority":
        full = rng.choice(
            ("古丽娜尔·吐尔逊", "艾力·买买提", "次仁卓玛", "阿依古丽", "巴图尔", "扎西顿珠")
        )
        return {"": full}
    return {
        **{
            "": last + given,
            "last": last,
            "short": given if len(given) > 1 else last + given,
            "xiao": "小" + (last if len(last) == 1 else given[-1]),
        },
        **{"lao": "老" + last, "a": "阿" + given[-1], "child": given[-1] * 2},
    }


def number(rng: Random) -> str:
    """A door: a block and a flat more often than not."""
    block = rng.choice(
        ("", f"{rng.randint(1, 28)}号楼", f"{rng.randint(1, 28)}幢", f"{rng.randint(1, 28)}栋")
    )
    part = f"{rng.randint(1, 4)}单元" if block and rng.random() < 0.6 else ""
    return f"{block}{part}{rng.randint(1, 20)}0{rng.randint(1, 4)}" + (
        rng.choice(("", "室")) if block else "室"
    )


def address(rng: Random) -> str:
    city, districts, streets = rng.choice(PLACES)
    district, street = rng.choice(districts), rng.choice(streets)
    start = rng.choice((city + district, city + district, city[:-1] + district, district))
    place = rng.choice(
        (
            f"{street}{rng.randint(2, 480)}号",
            f"{street}{rng.randint(2, 480)}号{rng.choice(ESTATES)}",
            rng.choice(ESTATES),
        )
    )
    return start + place + (number(rng) if place[-1] != "号" or rng.random() < 0.6 else "")


def jiangsu(rng: Random) -> str:
    """For a template that has named the province."""
    return f"{rng.choice(JIANGSU)}人民路{rng.randint(2, 300)}号{rng.choice(ESTATES)}{number(rng)}"


def estate(rng: Random) -> str:
    return f"{rng.choice(ESTATES)}{rng.randint(1, 28)}{rng.choice(('栋', '号楼', '幢'))}{rng.randint(1, 18)}0{rng.randint(1, 4)}"


def village(rng: Random) -> str:
    return f"{rng.choice(COUNTIES)}{rng.choice(VILLAGES)}{rng.choice(('', f'{rng.randint(1, 12)}组', f'{rng.randint(3, 90)}号'))}"


def spoken(value: int) -> str:
    tens, ones = divmod(value, 10)
    return (
        ("" if tens < 2 else DIGITS[tens]) + ("十" if tens else "") + (DIGITS[ones] if ones else "")
    )


def typed(rng: Random, text: str) -> str:
    """One input method in twenty is set to full-width figures."""
    return full_width(text) if rng.random() < 0.05 else text


def date(rng: Random, years: tuple[int, int] = (2021, 2026)) -> str:
    year, month, day = rng.randint(*years), rng.randint(1, 12), rng.randint(1, 28)
    forms = (
        *(
            f"{year}年{month}月{day}日",
            f"{year}年{month}月{day}日",
            f"{year}年{month:02}月{day:02}日",
        ),
        *(f"{year}-{month:02}-{day:02}", f"{year}.{month}.{day}", f"{year}/{month}/{day}"),
        *(
            f"{year % 100:02}年{month}月{day}号",
            f"{year}年{month}月{day}号",
        ),
    )
    return typed(rng, rng.choice(forms))


def day(rng: Random) -> str:
    month, number = rng.randint(1, 12), rng.randint(1, 28)
    forms = (
        *(f"{month}月{number}号", f"{month}月{number}日") * 3,
        f"{spoken(month)}月{spoken(number)}号",
    )
    return typed(rng, rng.choice(forms))


def born(rng: Random) -> str:
    return date(rng, (1936, 2019))


def phone(rng: Random) -> str:
    mobile = shape(
        rng,
        rng.choice(
            (
                "138########",
                "159########",
                "186########",
                "177########",
                "199########",
                "150########",
            )
        ),
    )
    spaced = f"{mobile[:3]} {mobile[3:7]} {mobile[7:]}"
    landline = shape(
        rng,
        rng.choice(
            ("0573-82######", "024-86######", "027-87######", "0379-6%######", "（0816）23#####")
        ),
    )
    return typed(
        rng,
        rng.choice(
            (
                mobile,
                mobile,
                mobile,
                spaced,
                spaced.replace(" ", "-"),
                "+86 " + mobile,
                landline,
            )
        ),
    )


def identity(rng: Random) -> str:
    card = resident_id(rng)
    return typed(
        rng, rng.choice((card, card, card, card.lower(), f"{card[:6]} {card[6:14]} {card[14:]}"))
    )


def card(rng: Random) -> str:
    bank = bank_card(rng, rng.choice(("622202", "621700", "622848")), 19)
    return rng.choice((bank, in_fours(bank)))


def user(rng: Random) -> str:
    """A user name of the usual kind: a name in pinyin, a nickname, figures."""
    last, given = rng.choice(PINYIN), rng.choice(PINYIN) + rng.choice(("", rng.choice(PINYIN)))
    forms = (
        *(f"{last}{given}{rng.randint(1, 99)}", f"{last}.{given}", f"{given}_{rng.randint(1955, 2008)}"),
        *(f"{last}{given[0]}{shape(rng, '%####')}", f"{rng.choice(NICKNAMES)}{shape(rng, '%##')}"),
    )  # fmt: skip
    return rng.choice(forms)


def email(rng: Random) -> str:
    box = rng.choice((shape(rng, "%########"), user(rng), user(rng)))
    return f"{box}@{rng.choice(('qq.com', '163.com', '126.com', 'sina.cn', 'foxmail.com', 'gmail.com'))}"


def wechat(rng: Random) -> str:
    return rng.choice((shape(rng, "wxid_8k#m##qz"), user(rng), user(rng), user(rng)))


def url(rng: Random) -> str:
    forms = (
        *("https://weibo.com/u/%#########", "https://www.xiaohongshu.com/user/profile/5f##a#c##d"),
        *(
            "http://his.nhrmyy.cn/report?pid=%######",
            "https://pan.baidu.com/s/1aB##kD#x",
            "www.douyin.com/user/MS4w######",
        ),
    )
    return shape(rng, rng.choice(forms))


def plate(rng: Random) -> str:
    head = rng.choice("京沪浙苏鲁豫川湘闽皖辽陕鄂粤") + rng.choice("ABCDEFHJ")
    return (
        head
        + rng.choice(("", "", "·", " "))
        + shape(rng, rng.choice(("%##^#", "^%###", "D#####", "#^%##")))
    )


def device(rng: Random) -> str:
    return shape(
        rng, rng.choice(("SN^^######", "^^%##-####", "2%########", "PM####^##", "%#^####-##"))
    )


MAKERS = {
    "phone": ("phone", phone),
    "fax": (
        "fax",
        shapes("0573-82######", "024-2390####", "027-8566####", "0535-66#####", "（0379）6450####"),
    ),
    "email": ("email", email),
    "id": ("id_number", identity),
    "passport": ("passport", shapes("E########", "G########", "EJ#######", "EA#######")),
    "permit": ("passport", shapes("C########", "H########", "W########")),
    "mrn": (
        "record_number",
        shapes("00######", "ZY20######", "%#######", "MZ-######", "20######-#"),
    ),
    "film": ("record_number", shapes("CT######", "MR2#####", "US-2####", "P20#####", "DX######")),
    "policy": (
        "insurance",
        shapes("33010#######", "YB########", "0############", "4201########", "^########"),
    ),
    "wechat": ("account", wechat),
    "qq": ("account", shapes("%########", "%#########")),
    "card": ("account", card),
    "licence": (
        "licence",
        shapes("1103301########", "21042000000####", "14150000000####", "20133010#####"),
    ),
    "driver": ("licence", lambda rng: shape(rng, "3#########%#")),
    "plate": ("plate", plate),
    "device": ("device", device),
    "url": ("url", url),
    "ip": ("ip", ip_address),
    "biometric": (
        "biometric",
        shapes("FP%######", "FACE-####-##", "ZW######", "VP-######", "RL20######"),
    ),
    "addr": ("address", address),
    "jiangsu": ("address", jiangsu),
    "estate": ("address", estate),
    "village": ("address", village),
    "town": ("address", lambda rng: rng.choice(TOWNS)),
    "date": ("date", date),
    "day": ("date", day),
    "born": ("date", born),
    "old": (
        "age_over_89",
        lambda rng: str(rng.choice((90, 91, 92, 92, 93, 94, 95, 96, 97, 98, 101))),
    ),
    "oldword": ("age_over_89", lambda rng: spoken(rng.choice((91, 92, 93, 94, 95, 96)))),
}

POOLS = {
    "dx": (
        *("2型糖尿病", "高血压", "冠心病", "房颤", "心衰", "脑梗", "脑出血", "帕金森病", "阿尔茨海默病", "白塞病", "克罗恩病", "溃疡性结肠炎", "桥本甲状腺炎", "格雷夫斯病"),
        *("甲减", "甲亢", "慢阻肺", "支气管哮喘", "肺结节", "肺炎", "肺结核", "乙肝", "丙肝", "脂肪肝", "肝硬化", "胆囊结石", "急性胰腺炎", "反流性食管炎", "慢性萎缩性胃炎"),
        *("十二指肠溃疡", "肾结石", "IgA肾病", "肾病综合征", "慢性肾功能不全", "痛风", "高尿酸血症", "类风湿关节炎", "强直性脊柱炎", "系统性红斑狼疮", "干燥综合征"),
        *("骨质疏松", "腰椎间盘突出", "颈椎病", "膝骨关节炎", "肩周炎", "腱鞘炎", "多囊卵巢综合征", "子宫肌瘤", "子宫内膜异位症", "宫外孕", "妊娠期糖尿病", "乳腺增生"),
        *("前列腺增生", "缺铁性贫血", "地中海贫血", "白癜风", "白内障", "青光眼", "黄斑变性", "荨麻疹", "带状疱疹", "银屑病", "湿疹", "手足口病", "川崎病", "过敏性鼻炎"),
        *("抑郁症", "焦虑症", "双相情感障碍", "癫痫", "偏头痛", "三叉神经痛", "面瘫", "梅尼埃病", "重症肌无力", "多发性硬化", "吉兰-巴雷综合征", "马方综合征", "唐氏综合征"),
        *("鼻咽癌", "甲状腺乳头状癌", "肺腺癌", "胃癌", "霍奇金淋巴瘤", "慢性粒细胞白血病", "多发性骨髓瘤", "深静脉血栓", "肺栓塞", "主动脉夹层"),
    ),
    "rx": (
        *("二甲双胍", "阿卡波糖", "达格列净", "司美格鲁肽", "甘精胰岛素", "氨氯地平", "缬沙坦", "厄贝沙坦", "美托洛尔", "比索洛尔", "阿托伐他汀", "瑞舒伐他汀", "阿司匹林"),
        *("氯吡格雷", "华法林", "利伐沙班", "左甲状腺素", "优甲乐", "甲巯咪唑", "奥美拉唑", "雷贝拉唑", "铝碳酸镁", "蒙脱石散", "布洛芬", "对乙酰氨基酚", "双氯芬酸"),
        *("阿莫西林", "头孢克肟", "左氧氟沙星", "阿奇霉素", "奥司他韦", "恩替卡韦", "孟鲁司特", "布地奈德", "沙丁胺醇", "氯雷他定", "泼尼松", "甲氨蝶呤", "羟氯喹"),
        *("来氟米特", "非布司他", "秋水仙碱", "别嘌醇", "碳酸钙D3", "阿仑膦酸钠", "舍曲林", "艾司西酞普兰", "奥氮平", "碳酸锂", "丙戊酸钠", "卡马西平", "加巴喷丁", "多巴丝肼"),
        *("坦索罗辛", "黄体酮", "来曲唑", "他莫昔芬", "奥希替尼", "伊马替尼", "连花清瘟胶囊", "复方丹参滴丸", "六味地黄丸", "云南白药", "拜新同", "波立维", "立普妥", "呋塞米", "螺内酯"),
    ),
    "lab": (
        *("糖化血红蛋白", "空腹血糖", "肌酐", "尿酸", "尿蛋白", "转氨酶", "总胆红素", "甘油三酯", "低密度脂蛋白", "白细胞", "血小板", "血红蛋白", "C反应蛋白", "血沉", "降钙素原"),
        *("D-二聚体", "肌钙蛋白", "BNP", "INR", "TSH", "T3", "游离T4", "CEA", "CA125", "CA19-9", "AFP", "PSA", "HCG", "维生素B12", "25羟维生素D", "铁蛋白", "类风湿因子", "抗核抗体"),
        *("HLA-B27", "乙肝表面抗原", "HPV16", "TPO抗体", "补体C3", "补体C4", "血钾", "血钙", "幽门螺杆菌", "雌二醇", "泌乳素"),
    ),
    "test": (
        *("胃镜", "肠镜", "胸部CT", "腰椎核磁", "心脏彩超", "颈动脉彩超", "甲状腺B超", "24小时动态心电图", "冠脉造影", "骨密度", "钼靶", "TCT", "阴道镜", "宫腔镜", "腰穿", "骨髓穿刺"),
        *("肺功能", "肌电图", "脑电图", "PET-CT", "碳13呼气试验", "眼底检查", "听力检查", "肾穿刺", "四维彩超", "唐筛", "糖耐量试验", "泌尿系B超"),
    ),
    "sx": (
        *("胸闷", "心慌", "头晕", "手麻", "咳嗽有痰", "夜里出汗", "脚肿", "便血", "反酸烧心", "恶心", "呕吐", "关节晨僵", "脸上起红斑", "掉头发", "乏力", "潮热", "耳鸣", "腰疼"),
        *("体重下降", "便秘", "拉肚子", "腿抽筋", "手抖", "皮肤发黄", "气喘", "嗓子疼", "看东西重影", "尿频", "皮肤瘙痒", "睡不着", "流鼻血", "肚子胀", "低烧", "膝盖疼", "口干", "口腔溃疡", "阴道出血", "视力模糊"),
    ),
    "op": (
        *("阑尾切除术", "胆囊切除", "髋关节置换", "膝关节置换", "白内障手术", "心脏搭桥", "支架植入", "剖宫产", "子宫切除", "甲状腺切除", "疝气手术", "痔疮手术", "射频消融", "胃大部切除"),
        *("乳腺癌根治术", "腰椎融合术", "起搏器植入", "碎石", "清宫术", "扁桃体切除", "动静脉造瘘", "肺叶切除"),
    ),
    "dose": ("0.5g 每日两次", "一天一片", "5mg 每晚一次", "10mg", "半片", "每次2粒", "25mg bid", "100mg qd", "12单位", "40mg", "一天三次", "20mg qn", "75mg", "1.25mg"),
    "site": (
        *("L4/5", "C5/6", "L5-S1", "T12", "左肺下叶", "右肺上叶尖段", "左侧乳腺外上象限", "肝右叶", "胃窦", "乙状结肠", "前降支", "右膝", "股骨颈", "宫颈", "左肾", "前列腺", "基底节区", "甲状腺左叶"),
        *("肩袖", "跟腱"),
    ),
    "vital": (
        *("血压14#/9#mmHg", "血压13#/8#", "心率8#次/分", "体温38.#℃", "血氧9#%", "空腹7.#mmol/L", "肌酐1##μmol/L", "糖化7.#%", "BMI 2#.#", "EF 5#%", "INR 2.#", "GCS 15分", "T2N0M0", "T3N1M0"),
        *("BI-RADS 4a类", "TI-RADS 3类", "PI-RADS 4分", "NYHA II级", "Gleason 3+4", "Child-Pugh B级", "CIN II", "LVEF 4#%"),
    ),
}  # fmt: skip

SCENES = (
    (
        "医生您好，我叫{pt}，前几天查出{~dx}，现在吃{~rx}行吗？",
        "我是{born}出生的，我妈也有{~dx}。",
        "{dr.last}医生给我开的{~rx}，{~dose}，吃完老觉得{~sx}",
        "好的谢谢，要填什么表可以发我邮箱{email}",
    ),
    (
        "您好，替我老公{he}问一下，他从{day}开始{~sx}",
        "他一直在心内科{dr}主任那看的，说{~lab}偏高，电话{phone}",
        "{he.short}今年56，在吃{~rx}和{~rx}，要不要去急诊？",
    ),
    (
        "{~lab}偏高是什么意思啊",
        "{date}抽的血，{dr.last}大夫让查的，单子上有个向上的箭头",
        "我住{village}，去趟市里要两个小时",
        "方便的话打我手机{phone}",
    ),
    (
        "想给女儿预约复诊，她{date}做的{~op}",
        "姓名{she}，出生日期{born}，住院号{mrn}",
        "地址没变，{addr}，医保卡号{policy}",
        "{she.child}不发烧，就是{~sx}",
    ),
    (
        "患者{he}，住院号{mrn}，今日查房诉{~sx}。",
        "{~vital}，{~vital}，目前{~rx}{~dose}。",
        "拟{date}行{~test}，请{dr.last}主任会诊。除{~dx}外还要考虑什么？",
        "{he.last}先生还问{~rx}能不能和柚子一起吃。",
    ),
    (
        "我奶奶{old}岁了，早上在厨房摔了一跤",
        "她叫{she}，有{~dx}，长期吃{~rx}。没磕到头，就是{~sx}",
        "我们住{estate}，保姆{aunt.last}阿姨陪着她",
        "我是她孙子{he}，电话{phone}，谢谢",
    ),
    (
        "我装了起搏器，序列号{device}，能做{~test}吗？",
        "{date}装的，{dr.last}教授做的手术，[病态窦房结综合征]",
        "卡上还写着病历号{mrn}，姓名{pt}",
    ),
    (
        "怀孕28周，{~lab}偏低，医生开了{~rx}，吃完{~sx}",
        "社区的{she.xiao}护士让我先停两天",
        "下次产检{day}，能等到那天吗",
        "检查单我传这儿了 {url}",
    ),
    (
        "帮我写个申诉，医保不给报{~test}",
        "参保人{pt}，身份证{id}，医保编号{policy}，{date}的单子",
        "他们传真{fax}，我家地址江苏省{jiangsu}",
        "信里写明{dr}医生诊断{~dx}，用{~rx}没效果",
    ),
    (
        "{~rx}和{~rx}能一起吃吗？我爸两个都在吃",
        "我爸{oldword}岁了，叫{he}，街坊都喊他{he.lao}",
        "他一个人在{town}，我姐{she}隔天去看他",
    ),
    (
        "我是社区医院的全科医生，有位{she.last}女士，家住{town}，{~dx}，最近{~sx}",
        "身份证号{id}，{born}生，{~lab}升到正常上限两倍",
        "要不要转上级？转诊单准备给{dr}主任，传真{fax}",
        "请帮我起草，患者{she}，住{addr}",
    ),
    (
        "我的就诊账号被人从{ip}登录过，不是我本人",
        "微信号{wechat}，邮箱{email}，他们能看到我的{~lab}吗",
        "结果是{date}出的，我叫{pt}",
    ),
    (
        "接我爸出院，车牌{plate}，能开进住院部吗？他刚做完{~op}",
        "他叫{he}，家在{addr}",
        "病区{nurse.last}护士长说要开个{~dx}的证明",
    ),
    (
        "下个月出国，要带{~rx}，需要英文证明吗",
        "护照号{passport}，{date}的飞机",
        "名字写{pt}，诊断写{~dx}",
    ),
    (
        "帮我理一下家属谈话要点：患者{she}，女，{old}岁，{~dx}。",
        "{date}因{~sx}入院，{~test}提示{~site}占位。",
        "女儿{she2}为委托人，联系电话{phone}；儿子住{town}。",
        "{dr.last}主任已与{she2.last}女士沟通，继续用{~rx}。",
    ),
    (
        "[美沙酮]门诊要录指纹，正常吗？给我的指纹编号是{biometric}",
        "我叫{pt}，{date}开始的",
        "那边的{dr.xiao}说我{~lab}没问题",
    ),
    (
        "做完{~op}多久能开车？驾照档案编号{driver}",
        "主刀是{dr}，手术日期{date}",
        "好的，证明寄到{addr}，收件人{pt}",
    ),
    (
        "{~test}我交了两次钱，银行卡{card}，户名{pt}",
        "{date}一次，{date2}又一次，那天{~sx}脑子糊涂",
        "打{phone}，下午五点以后接",
    ),
    (
        "宝宝身上起疹子，39度，会不会是{~dx}",
        "4岁，小名{pt.child}，{day}{dr.last}医生看过说是病毒",
        "喂了[美林]，{pt.child}喝水还行",
        "我们在{estate}，孩子爸{he.a}问要不要马上去医院",
    ),
    (
        "交班：12床{he}，男58岁，{~op}后第2天",
        "{~vital}，{~vital}，引流40ml，{~rx}{~dose}",
        "家属{she}六点来电，{phone}，想了解病情",
        "{dr.last}主任明早看{~lab}",
    ),
    (
        "我的心理咨询师{pt}让我把[舍曲林]换成{~rx}，我最近{~sx}",
        "她QQ{qq}，上次聊是{day}",
        "别让我们领导{kin.lao}知道我有{~dx}",
    ),
    (
        "血糖仪报错E-4，机器编号{device}，怎么弄",
        "我12岁就{~dx}了，{pt}，{born}生",
        "换了试纸，现在{~vital}",
    ),
    (
        "你好，我{day}约了{~test}，可是突然有点{~sx}，能改天吗",
        "{she}您好，可以改到{day2}，记得空腹",
        "收到，谢谢{nurse.last}护士。我在吃{~rx}要停吗",
        "{she.last}女士，{~rx}当天早上先别吃，有事打{phone}",
    ),
    (
        "光线暗拍不清，这个疹子像不像{~dx}？",
        "请问您怎么称呼？多大年纪？",
        "{he}，48，住{addr}",
        "{he.last}先生您好，建议查{~lab}，门诊找{dr.last}医生，工作日都在",
    ),
    (
        "姓名：{he}\n性别：男\n出生日期：{born}\n电话：{phone}\n主诉：{~sx}",
        "身份证：{id}\n地址：{addr}\n过敏史：{~rx}",
        "{dr.last}医生说{~dx}要先做{~test}，我儿子{he2}陪我来",
    ),
    (
        "群里{pt.xiao}推荐的{~rx}靠谱吗，我有{~dx}",
        "她说{dr}主任{day}讲课提过",
        "我是{she}，{~lab}一直下不来",
        "{she.last}姐您好，{~rx}要医生评估后再用",
    ),
)  # fmt: skip

NOTES = (
    "医生我叫 {pt} ，电话 {phone}，{~sx}两天了",
    "姓名： {pt}   电话:{phone}   病：{~dx}",
    "{dr.last} 医生 开的{~rx}吃完了,{day}能再开吗",
    "名字{pt}身份证{id}想查{~lab}",
    "{pt} {phone} {addr} {~test}约哪天都行",
    "申请人{pt}\n身份证号{id}\n就诊日期{date}\n诊断{~dx}\n手术{~op}",
    "我爸做的{~op}，主刀{dr.last}主任，管床是{dr2.xiao}医生，{day}出院",
    "麻烦转告{nurse.last}姐，{~rx}我已经停了，{~sx}好些了",
    "{dr.last}主任您好，现转上患者{pt}，{born}出生，{~sx}三月余，服{~rx}{~dose}、{~rx}，{~lab}正常，请协助诊治。{dr2}",
    "转诊单 姓名：{pt} 病历号：{mrn} 初步诊断：{~dx} {date}行{~test}示{~site}异常，联系电话：{phone}",
    "患者{pt}，住{addr}，电话{phone}，医保号{policy}，因{~sx}就诊，考虑{~dx}。转诊医师{dr}，执业证书编号{licence}。",
    "出院小结：{pt}，{date}入院，{date2}出院，诊断{~dx}，行{~op}，出院带药{~rx}{~dose}，{dr.last}医生门诊随访。",
    "姓名:{pt} 性别:女 影像号:{film} 检查项目:{~test} 检查所见:{~site}退行性变 报告医师:{dr}",
    "病理号{film}，{pt}，{date}送检，{~site}活检，{~vital}，报告医生{dr}",
    "我妈{she}今年{old}岁，有{~dx}，就是不肯吃{~rx}，怎么劝",
    "老爷子{old}了，吃{~rx}以后{~sx}，要不要停",
    "外公{day}刚过完{oldword}岁生日，还能做{~op}吗",
    "{old}岁男性，独居{town}，既往{~dx}，{~vital}，口服{~rx}。",
    "患者高龄（{old}岁），{~dx}，{~vital}，家属{kin}拒绝{~op}。",
    "我是{town}的{pt}，想问{~rx}会不会引起{~sx}",
    "我{pt}，{day}在{dr.last}大夫那开的{~rx}，{~sx}正常吗",
    "{pt.last}医生在吗，又{~sx}了，{~rx}要不要加量",
    "{~test}结果麻烦发{email}，一直没收到短信",
    "电子发票发{email}就行，{~test}的那张",
    "邮箱：{email}，想要一份{~dx}饮食的资料",
    "把{~rx}的用药清单发到{email}，{pt}，谢谢",
    "联系我就打{phone}或者发{email}，我有{~dx}上午来不了",
    "{~lab}报告传真到{fax}，{dr}收",
    "传真：{fax}，电话：{phone}，请寄{pt}（{born}生）的{~dx}病历",
    "{date}往{fax}传真过{~test}申请，没人理",
    "我们科传真是{fax}，{day}前要{~dx}的小结",
    "身份证号{id}，申请{~dx}的慢病卡，{pt}",
    "办门慢要身份证吗，我的是{id}，病是{~dx}",
    "身份证{id} 姓名{pt} 想续开{~rx}",
    "姓名：{pt}，证件号码：{id}，{date}做过{~op}，申请理赔",
    "护照{passport}，{pt}，{~op}术后，{date}的航班，要适航证明",
    "签证体检问我护照号{passport}，还要做{~test}，是{dr.last}医生给做的",
    "港澳通行证{permit}，去香港打HPV疫苗，我有{~dx}能打吗",
    "台胞证号{permit}，想挂{~dx}的号",
    "护照号码:{passport} 能带{~rx}去日本吗",
    "住院号{mrn}，三月做的{~op}，伤口有点红找谁",
    "门诊号{mrn}，{~vital}，{~vital}，继续{~rx}，{date}复查{~lab}",
    "病案号：{mrn}，想查上次的{~lab}",
    "社保卡号{policy}，{~test}能报多少？{pt}",
    "医保卡{policy}，{~rx}自费太贵了，我有{~dx}",
    "商业保险保单号{policy}，被保人{pt}，用{~rx}后{~sx}，想换药能不能赔",
    "新农合证号{policy}，{~test}没给报，怎么申诉",
    "{~test}的钱从{card}转的，{date}付的",
    "退款打到银行卡{card}，户名{pt}，{~op}取消了",
    "微信{wechat}，加我聊{~dx}",
    "我QQ号{qq}，把{~rx}的说明书发我",
    "支付宝账号{phone}，退{~test}的费",
    "加个微信吧{wechat}，我也是{~dx}，可以交流{~rx}",
    "驾驶证号{id}，{date}抽搐过一次，在吃{~rx}，还能开车吗",
    "驾驶证档案编号{driver}，{~dx}能换证吗",
    "处方医师{dr}，医师资格证{licence}，{~rx}{~dose}，共30片",
    "{dr}医生，执业证号{licence}，开具{~dx}证明，{date}起有效",
    "医师执业证书编码{licence}，上报{~rx}不良反应：{~sx}",
    "护士执业证{licence}，{nurse}，{~op}术后换药",
    "去做{~test}车停医院门口被贴条了，车牌号{plate}",
    "{day}被{plate}的车撞了，之后{~sx}，{~site}疼",
    "预约接送：{pt}，{estate}，车牌{plate}，{date}做{~test}",
    "开{plate}那辆白色轿车送来的，{~sx}，没带证件",
    "车祸伤，司机{pt}，45岁，车号{plate}，{~vital}，诉{~sx}",
    "胰岛素泵序列号{device}，半夜一直报警，{~vital}",
    "植入物：人工膝关节，编号{device}，{date}行{~op}，术者{dr}",
    "呼吸机SN码{device}，听说召回？我有{~dx}，最近{~sx}",
    "动态心电仪设备号{device}，提示{~dx}，严重吗",
    "我在网上记录{~dx}的经历 {url} 您看我写的{~rx}对不对",
    "报告在{url} ，说{~lab}高",
    "皮疹照片在我主页{url} ，是不是{~dx}",
    "片子放网盘了：{url}",
    "登录IP {ip}被拦了，我就想看个{~lab}",
    "信息科记录：{date}从{ip}提交{~dx}问卷，填写人{pt}",
    "我ip是{ip}，视频问诊老断，{~sx}都没说完",
    "互联网医院{dr}接诊，终端地址{ip}，咨询{~rx}与{~sx}",
    "刷脸签到的人脸编号{biometric}，{pt}，今天做{~test}",
    "指纹编号{biometric}，{nurse}，[胰岛素]冰箱门禁",
    "声纹ID {biometric}，{~op}之后嗓子变了识别不出来",
    "虹膜编号{biometric}，{date}录的，{pt}有{~dx}所以两次没过",
    "申请上门：{pt}，{addr}，{~sx}，卧床，{~dx}",
    "{~rx}请快递到{addr}，{pt}收",
    "家住{addr}，附近药店没有{~rx}",
    "去年搬到{estate}，还没签家庭医生，{~dx}越来越重",
    "老家在{village}，爸妈都有{~dx}，买不到{~rx}",
    "我在{town}住，哪里能做{~test}",
    "本人{town}人，54岁，{~dx}，不抽烟，担心{~lab}",
    "坐标{town}，女42，{~sx}两周了",
    "快派救护车到{addr}，我爱人{she}突然{~sx}说不出话",
    "胶片寄{pt}，江苏省{jiangsu}，{~test}的",
    "预约：{pt}，{date}上午10:30，{dr.last}医生，{~sx}。改期请拨{phone}",
    "能把{~test}从{day}改到{day2}吗，{pt}",
    "提醒：{pt}您好，{~op}术前评估时间为{date}，请带好{~rx}、{~rx}",
    "末次月经{date}，{day}测出两道杠，有点{~sx}，{~rx}还能吃吗",
    "{~rx}最后一次是{day}吃的，过了两天开始{~sx}",
    "{date}打的疫苗，一直低烧，平时吃{~rx}治{~dx}",
    "{pt.lao}两口子都有{~dx}，他吃{~rx}，她吃{~rx}",
    "已与女儿{she}、儿子{he}沟通，同意{~op}。翻译：{minority}",
    "随{dr.last}主任查房，护士{nurse}，药师{kin}，{~vital}，停{~rx}，改{~rx}{~dose}",
    "{dr.last}教授说是{~dx}，{dr2.last}医生说是{~dx}，听谁的",
    "{pt.last}女士诉{~sx}，{~lab}待回报，已告知其丈夫{he}",
    "邻居{pt.lao}也吃{~rx}，他就没事",
    "隔壁床{he.last}大爷也是{~dx}，做了{~op}",
    "同事{pt.xiao}说{~rx}伤肾，真的吗",
    "紧急联系人：{pt}（家属），{phone}。对{~rx}过敏",
    "谢谢{dr.last}医生！{pt}妈妈",
    "{minority}，女，少数民族，{~dx}，{~vital}",
    "手术同意书由{dr}于{date}签署，{~op}，见证人{nurse}",
    "记录者：{dr} 审核：{dr2} {date} 印象：{~dx} {~vital}",
    "闺蜜{she}让我来问，她{~lab}高，{~sx}",
    "表哥{he.a}得了{~dx}，在吃{~rx}",
)  # fmt: skip

CLEAN = (
    "{~dx}和{~dx}有什么区别",
    "{~rx}能和{~rx}一起吃吗",
    "{~sx}还有{~sx}三天了，要紧吗",
    "体检{~lab}和{~lab}都高，什么意思",
    "做{~test}要准备什么，我在吃{~rx}{~dose}",
    "{~vital}，{~vital}，{~vital}，72岁{~dx}，下一步？",
    "{~op}后多久能恢复，55岁身体还行",
    "昨晚忘吃{~rx}了，现在补还是不补",
    "报告写{~site}，{~vital}，是癌吗",
    "{~dx}吃{~rx}好还是{~rx}好",
    "{~sx}是{~rx}的副作用吗",
    "{~dx}合并{~dx}患者使用{~rx}的禁忌",
    "男，85岁，{~dx}，{~vital}，用{~rx}、{~rx}，{~lab}升高，停哪个？",
    "{~site}疼，早上重，要做{~test}吗",
    "[格拉斯哥昏迷评分]、[阿普加评分]和[Wells评分]各在什么时候用",
    "[巴宾斯基征]阳性，[罗姆伯格征]阳性，[墨菲征]阴性",
    "[幽门螺杆菌]阳性会{~sx}吗",
    "吃了两周{~rx}，{~sx}好了，但是{~sx}",
    "{~dx}加{~dx}怎么忌口，61岁",
    "吃{~rx}会让{~lab}升高吗",
    "[太冲]、[足三里]、[百会]按摩对{~sx}有用吗",
    "[白带]发黄，[黄体]功能不足，[宫颈糜烂]要紧吗",
    "[高钙血症]和[低钾血症]的心电图表现",
    "{~op}前要不要先做{~test}",
    "{~vital}是啥意思",
)  # fmt: skip

CHINESE = Language("zh", " ", person, MAKERS, POOLS, SCENES, NOTES, CLEAN)
