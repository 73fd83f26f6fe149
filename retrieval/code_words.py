"""The words beside a code that say what it is: MRN, 住院号, "my pacemaker's serial".

The nearest on the left decides, then one right behind the code ("0012345 is my MRN"). In the lists
`_` stands for a blank.
"""

import re
from typing import Final

_ZH: Final = {
    "fax": r"""
传真
""",
    "phone": r"""
电话 手机 座机 联系方式 联系号码 热线 来电 致电 打给 拨打 短信 号码是 小灵通 分机
""",
    "id_number": r"""
身份证(?:件)?(?:号码?)? 证件号码? 居民证 户口(?:本|簿)?号 公民身份号码 居住证 军官证 士兵证
""",
    "passport": r"""
护照 通行证 台胞证 回乡证
""",
    "insurance": r"""
(?:医保|社保|保单|保险|参保|新农合|合作医疗|农合|社会保障|医疗保险)(?:卡|证|本|单|电脑)?(?:号码?|编号)?
""",
    "record_number": r"""
病历 病案 住院(?:号|编号|证|登记) 门诊(?:号|编号|卡) 就诊(?:卡号|号|卡|编号|码) 诊疗卡号?
(?:病人|患者)(?:号码|编号|id) 登记号 挂号 病人(?:号|编号|id) 患者(?:号|编号|id|唯一号)
检查(?:号|单号|编号) 检验(?:号|单号|编号) 标本 样本(?:号|编号) 条形?码 影像号 放射号 病理号 超声号
报告(?:号|单号|编号) 流水号 档案 体检(?:号|编号) 急诊号 处方(?:号|编号|笺号) 手术(?:号|编号)
登记编号 ct号 mr号 x线号 片号 健康(?:卡|码)号? id号 住院id 就诊id 床头卡号 申请单号 入院号 建档号
诊断书编号
""",
    "account": r"""
(?:银行|储蓄|信用|借记|会员|工资)卡(?:卡?号)? 卡号 账号 账户 帐号 帐户 存折 微信 威信 薇信 \bv信
加v 扣扣 q号 企鹅号 支付宝 公积金 订单号 会员号 工号 学号 抖音 微博 快手 小红书 钉钉 用户名 昵称
开户 建行 工行 农行 中行 招行 交行
""",
    "licence": r"""
驾驶?证 驾照 行驶证 执业(?:证|医师|证书) 资格证 执照 许可证 残疾证 证书 毕业证 结婚证 出生证
医师证 护士证 准生证 从业证 营业执照 房产证 老年证
""",
    "plate": r"""
车牌 牌照 车号 车架 发动机号
""",
    "device": r"""
序列号 设备(?:号|编号|码|序列)? 机身号 机器码 起搏器 除颤器 植入物 植入 支架编号 胰岛素泵 泵编号
助听器 监护仪 血糖仪 呼吸机 产品编号 仪器 批号 假体 人工(?:关节|瓣膜|耳蜗) 耳蜗 动态血糖
""",
    "biometric": r"""
指纹 声纹 人脸 面部识别 面容 虹膜 掌纹 静脉识别 基因(?:编号|序列号) dna(?:编号|档案) 视网膜 步态
生物识别 刷脸 人像 脸部 手纹 掌静脉 声音样本
""",
}
_EN: Final = {
    "fax": r"""
fax(?:ed|es)?
""",
    "phone": r"""
(?:tele)?phones? tel cell(?:phone)? mobile call(?:ing|ed)? text(?:_me)? reach(?:ed|able)?
whats_?app ring_me contact_(?:me|number|no) pager landline voicemail dial my_number hotline
""",
    "id_number": r"""
sfz ssn s\.s\.n social(?:_security)? national_id(?:entity)? ni_number national_insurance
tax(?:payer)?_id itin aadhaar id_card identity_card curp nric nino hkid government_id
""",
    "passport": r"""
passports? visa_number travel_document
""",
    "insurance": r"""
insurances? policy member(?:ship)?(?:_id|_no|_number|_#) member subscriber medicare medicaid
beneficiary health_plan group_(?:id|no|number|#) mbi hicn blue_(?:cross|shield) bcbs aetna cigna
humana united_?healthcare kaiser anthem ohip plan_(?:id|number|no) claim(?:_id|_no|_number)?
insured health_?card payer_id coverage_(?:id|number) tricare
""",
    "record_number": r"""
mrns? medical_records? med(?:ical)?_rec chart record_(?:number|no|id|#) record
patient_(?:id|no|number|#|identifier) pt_(?:id|no|#) hospital_(?:id|no|number|#)
case_(?:id|no|number|#) accession encounter visit_(?:id|no|number|#) specimen
sample_(?:id|no|number) lab_(?:id|order|no|number) order_(?:id|no|number|#) nhs unit_number
file_(?:no|number|#|is|id) my_file hosp(?:ital)?\.?_?no referral_(?:no|number|id|#) chi_number
myChart epic_id
requisition prescription_(?:no|number|#) rx_?(?:no|number|#) wristband admission_(?:no|number|id)
study_id report_(?:no|number|id|#) emr ehr h(?:ealth_)?record patient_identifier
""",
    "account": r"""
vx wx qq accounts? acct routing iban swift (?:credit|debit|bank|payment)_card mastercard visa amex
card_(?:no|number|ending|#) card venmo paypal zelle cash_?app instagram insta facebook twitter
snapchat telegram skype wechat weixin alipay user_?name user_id handle login discord tiktok
sort_code employee_(?:id|no|number) student_(?:id|no|number) staff_(?:id|no|number) invoice
line_id billing badge
""",
    "licence": r"""
licen[cs]es? licensed? dl driver'?s dea npi certificates? cert_(?:no|number|#) permit gmc nmc
registration_(?:no|number) credential certification board_cert\w*
""",
    "plate": r"""
plates? vin vehicle tag_(?:no|number|is) reg(?:istration)?_(?:plate|mark) licen[cs]e_(?:plate|tag)
number_plate car_reg registration
""",
    "device": r"""
serial s/n sn device pacemaker icd_(?:no|number|serial|device) defibrillator implant(?:ed)? imei
udi pump model lot monitor cpap hearing_aid equipment stimulator cochlear cgm prosthesis sensor
glucometer meid stent_(?:no|id|serial) transmitter neurostimulator loop_recorder mac
""",
    "biometric": r"""
finger_?prints? voice_?prints? face_?(?:id|print|scan|template|recognition) facial
iris_(?:scan|code|id|template|pattern) iris retina(?:l)?_(?:scan|id|template|code|pattern|image)
palm_?(?:print|vein|scan) biometrics? dna_(?:profile|sample|id|record) hand_geometry gait
thumb_?print voice_(?:sample|id|template|biometric) vein
""",
}


def _either(text: str) -> str:
    return "|".join(text.split()).replace("_", " ")


_WORD: Final = re.compile(
    "|".join(
        f"(?P<{kind}>{_either(words)}|(?<![A-Za-z])(?:{_either(_EN[kind])})(?![A-Za-z]))"
        for kind, words in _ZH.items()
    ),
    re.IGNORECASE,
)
# These words stand beside clinical numbers as well: they need a longer code.
_WEAK_TEXT = r"""
医保 社保 保险 参保 合作医疗 新农合 农合 病历 病案 档案 标本 挂号 证书 植入 设备 起搏器 仪器 批号
胰岛素泵 指纹 人脸 血糖仪 监护仪 呼吸机 动态血糖 record chart social policy member claim
insurances? insured card accounts? model lot pump monitor device sensor iris vein gait facial
implant(?:ed)? licen[cs]es? licensed? dl permit handle login call(?:ing|ed)? text(?:_me)?
reach(?:ed|able)? medicare medicaid nhs encounter specimen accession vehicle registration
beneficiary kaiser anthem humana billing visa mac emr ehr cpap icd.* swift
"""
_WEAK: Final = re.compile(rf"(?:{_either(_WEAK_TEXT)})", re.IGNORECASE)
_NEAR: Final = 34  # characters between a word and its code
_STOP: Final = re.compile(r"[。!?;\n]|\. (?=[A-Z])|\d{3}")
# "0012345 is my MRN", 0012345是我的住院号, 62345678（传真）
_COPULA: Final = re.compile(
    r"\s?\(\s?|,?\s?(?:is|are|was|=|that's|这?是|为)\s?(?:(?:my|the|his|her|our)\s|我的?|他的?|她的?)?",
    re.IGNORECASE,
)


def word_near(text: str, start: int, end: int, size: int = 9) -> str | None:
    """The kind that the words beside a code of this size name."""
    before = text[max(0, start - _NEAR) : start]
    stops = [match.end() for match in _STOP.finditer(before)]
    before = before[stops[-1] if stops else 0 :]
    for word in reversed(list(_WORD.finditer(before))):
        apart = bool(before[word.end() :].strip())
        if size >= (5 if _WEAK.fullmatch(word[0]) else 4 if apart else 3):
            return word.lastgroup
    copula = _COPULA.match(text, end)
    after = _WORD.match(text, copula.end()) if copula and size >= 5 else None
    return after.lastgroup if after else None
