"""What people write in a clinical chat, with {kind} where an identifier goes and <…> around what
must survive: a template a line."""

from typing import Final

_ZH: Final = """
我叫{name}，电话{phone}，最近<头晕>三天了，血压<150/95>
你好医生，我是{name}，身份证{id_number}，想问下<二甲双胍>怎么吃
{name}，女，45岁，<糖化血红蛋白7.8%>，<空腹血糖8.6>
患者{name}男65岁因<胸痛2小时>于{date}入院
我老公{name}有<高血压>十年了，吃<氨氯地平5mg>
我妈{name}今年{age_over_89}了，<骨质疏松>，最近腰疼
医生我女儿{name}发烧<39度>，吃了<布洛芬>
{name__surname}医生让我复查<CA125>，结果是<35>
谢谢{name__surname}主任，<川崎病>的药还要吃多久
{name__surname}女士您好，您的<TSH>是<4.5>
家住{address}，最近<咳嗽>不止
地址：{address}，电话：{phone}，请把<胰岛素>寄过来
我住在{address}，附近有看<帕金森>的医院吗
住址{address} 收件人{name} 手机{phone}
病历号：{record_number}，<白塞病>复诊
住院号{record_number}，{date}做的<腹腔镜胆囊切除术>
门诊号是{record_number}，<T3 T4>都正常
就诊卡号 {record_number} 姓名 {name} 性别 女
我的医保卡号是{insurance}，<恩替卡韦>能报销吗
社保卡号{insurance}，<门诊慢特病>怎么办理
微信{account__handle}，加我发<CT>片子
我微信号是{account__handle}，<桥本甲状腺炎>病友群
QQ {account__qq}，发你<血常规>报告
银行卡号{account}，退<挂号费>
支付宝账号 {account__handle} 退款，<克罗恩病>换药
邮箱{email}，把<病理报告>发我
发到{email}就行，谢谢，<HER2 3+>
护照号{passport}，要做<核酸>检测
驾照号{licence}，有<癫痫>还能开车吗
执业证号{licence}，我是<心内科>医生
车牌{plate}停在<急诊>门口
我开车来的，车牌号{plate}，<眼底检查>后能开车吗
起搏器序列号{device}，能做<核磁共振>吗
胰岛素泵设备编号{device}，报警了，血糖<13.2>
网址{url}上说<阿司匹林>不能吃
看了{url}，<HPV16>阳性怎么办
登录IP {ip}，<在线问诊>打不开
从{ip}登录不了<互联网医院>
指纹编号{biometric}，<打卡>失败
人脸识别模板号{biometric}，<挂号>时认不出
传真{fax}，请把<出院小结>发来
{date}开始<发烧>，到现在
预产期是{date}，<孕28周>
末次月经{date}，<HCG 1200>
出生日期{date}，打了<乙肝疫苗>
{date}查的<甲胎蛋白>正常，<B超>没事
我奶奶{age_over_89}，<房颤>，吃<华法林>
爷爷{age_over_89}高龄还能做<髋关节置换>吗
签名：{name} {date}
联系人{name}，关系：<配偶>，电话{phone}
紧急联系人：{name} {phone}
孩子叫{name}，<3岁>，<川崎病>史
小名叫{name__pet}，最近<拉肚子>
我家{name__pet}<咳嗽>一周了
儿子{name__pet}今天打<百白破>
{name__nick}说吃<阿莫西林>管用
同事{name__nick}也得了<带状疱疹>
英文名{name__latin}，<过敏>体质
主治医师：{name}，<消化内科>
我爸{name}，<前列腺特异抗原12>，{date}查的
{name}昨晚突然<胸闷>，舌下含<硝酸甘油>
{name}说她<头痛>，没发烧
患者家属{name}要求出院，<GCS 15分>
帮我给{name}挂个<呼吸科>的号，手机{phone}
{phone}，有事打这个，<血糖>高
电话{phone}打不通就打{phone}
身份证号码{id_number}，想约<胃镜>
证件号 {id_number} 姓名 {name}
老家在{address}，来这边看<肝硬化>
{name}的<病理>出来了吗，他{date}做的手术
请问{name__surname}大夫<周三>出诊吗，想看<干燥综合征>
转诊单上写的{name}，<T2N0M0>，{date}
"""

_EN: Final = """
My name is {name} and I have had <diabetes> for ten years
hi im {name__lower}, my <A1c> is <7.8%>
Hello, I'm {name}, 45, with <Crohn's disease>
this is {name} calling about my <lisinopril 10 mg>, my number is {phone}
Dr. {name__surname} started me on <metformin 500 mg> for <type 2 diabetes>
I saw Dr {name__surname} on {date} about my <Parkinson's>
Mr. {name__surname} has <Hashimoto's thyroiditis> and a <TSH> of <4.5>
Mrs {name__surname} reports <5/10 pain> in the knee
my daughter {name__given} has <asthma> and uses <albuterol>
my husband {name} was admitted with <chest pain> on {date}
My son, {name__given}, is 7 and has <Down syndrome>
Patient: {name}, DOB {date}, MRN {record_number}, <hypertension>
Patient name: {name} MRN: {record_number} Dx: <E11.9>
{name} is a 54-year-old man with <Graves disease>
{name}, 62, presented with <C4> radiculopathy
Regards, {name}
Thanks, {name__given}
Sincerely, {name}, <RN>
please call me at {phone}, my <INR> was <3.2>
you can text {phone} or email {email} about the <biopsy>
my cell is {phone} if the <potassium> comes back high
fax the <discharge summary> to {fax}
Fax: {fax}. Phone: {phone}. <CBC> attached
email me at {email} with my <MRI> result
my ssn is {id_number} do you need it for <Medicare>
Social security number {id_number}, <dialysis> three times a week
passport number {passport}, I need a <yellow fever> certificate
MRN {record_number}, my <BP> is <120/80>
my medical record number is {record_number} and I take <warfarin 5 mg>
chart number {record_number}: <Barrett's esophagus>
my insurance member ID is {insurance}, is <Humira> covered
policy number {insurance}, <colonoscopy> approved?
Medicare number {insurance}, <cataract> surgery
my account number is {account}, refund the <copay>
card number {account}, for the <flu shot>
find me on instagram, my handle is {account__handle}, I post about <lupus>
WeChat ID {account__handle} for the <ultrasound> pictures
my driver's license is {licence}, I have <epilepsy>
medical license {licence}, <cardiology>
my plate is {plate}, I parked at the <ER>
license plate {plate}, left after <dilated eye exam>
pacemaker serial number {device}, can I have an <MRI>
insulin pump device ID {device} alarms, glucose <210 mg/dL>
see {url} about <vitamin D>
I read at {url} that <B12> is low in <vegans>
logged in from {ip} to see my <T3> and <FT4>
my IP address is {ip}, the <telehealth> link fails
fingerprint ID {biometric} did not work at the <clinic>
voiceprint {biometric} enrolled, <hoarseness> since then
I live at {address} and have <COPD>
send the <inhaler> to {address}
Address: {address}. Phone {phone}
we moved to {address} last year, <allergies> got worse
my mother is {age_over_89} years old and has <dementia>
My {age_over_89}-year-old grandmother fell, <hip fracture>
he is {age_over_89} and takes <digoxin 0.125 mg>
my symptoms started on {date}, <fever 101 F>
surgery was {date}, <ACL repair>
LMP {date}, <hCG 1200>
born {date}, <premature>
next appointment {date} for <chemo>, <T2N0M0>
last seen {date}, <eGFR 54>
my friend {name} said <turmeric> helps
our neighbor {name__given} had <shingles> too
I was referred by Dr. {name} in <rheumatology>
nurse {name__surname} gave me the <tetanus> shot
emergency contact: {name}, {phone}
my doctor, {name}, wants a <PET scan>
{name} called about <CA125> of <35>
spoke with {name} today, <S3> gallop heard
can {name__given} take <ibuprofen 400 mg> with <Zoloft>
"""

ZH: Final = _ZH.strip().splitlines()
EN: Final = _EN.strip().splitlines()
