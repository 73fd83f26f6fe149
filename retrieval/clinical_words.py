"""Clinical words that look like names: eponyms, and what a Chinese surname begins by accident.

Crohn, Graves and 桥本 are diseases here before they are anybody's name.
"""

import re
from typing import Final

# People a disease, sign, score or operation is called after.
_EPONYMS_TEXT = """
parkinson parkinson's parkinsons crohn crohn's crohns hashimoto hashimoto's hashimotos down down's
downs alzheimer alzheimer's alzheimers graves graves' addison cushing hodgkin hodgkin's marfan
bell bell's barrett barrett's paget raynaud raynaud's raynauds huntington huntington's tourette
tourette's asperger asperger's wilson wilson's turner klinefelter ehlers danlos sjogren sjögren
guillain barre barré behcet behçet kawasaki takayasu wegener henoch schonlein schönlein meniere
ménière meniere's dupuytren peyronie charcot marie tooth friedreich duchenne becker kaposi burkitt
ewing wilms hirschsprung meckel osgood schlatter baker baker's heberden bouchard babinski romberg
murphy mcburney rovsing kernig brudzinski trousseau chvostek homans lachman phalen tinel
finkelstein spurling lasegue lhermitte virchow cullen kussmaul cheyne stokes biot korotkoff foley
kegel apgar glasgow bishop tanner bristol snellen ishihara beck hamilton epworth mallampati child
pugh ranson wells norton braden gleason breslow clark fuhrman nottingham fitzpatrick epstein barr
coxsackie lyme zika ebola marburg lassa hanta norwalk von willebrand hageman christmas fanconi
gilbert gilbert's dubin rotor crigler najjar budd chiari arnold dandy walker sturge weber
recklinghausen lindau hippel reye reye's whipple zollinger ellison mallory weiss boerhaave
schatzki plummer vinson zenker osler rendu bowen kaposi's hand foot stevens johnson nikolsky
koplik forchheimer wickham gottron prader willi angelman edwards patau noonan williams digeorge
treacher collins pierre robin kallmann sheehan conn conn's bartter gitelman liddle alport
goodpasture berger kimmelstiel lewy pick creutzfeldt jakob wernicke korsakoff todd horner adie
argyll robertson eaton lambert horton takotsubo brugada wolff white lown ganong levine austin
flint graham steell eisenmenger ebstein fallot blalock taussig fontan norwood glenn jatene ross
bentall maze mustard rastelli ladd nissen billroth roux hartmann kocher pringle halsted
lichtenstein bassini shouldice mohs rinne weber's schirmer jaeger amsler goldmann papanicolaou pap
coombs widal weil felix wasserman mantoux schick schilling allen barlow ortolani trendelenburg
thomas gower gowers galeazzi thompson mcmurray hawkins neer simmonds colles smith bennett jones
salter harris gustilo legg calve perthes scheuermann pott pott's sever kohler freiberg kienbock
keinbock ludwig vincent lemierre bezold quincke sydenham tay sachs gaucher niemann fabry pompe
hurler hunter sanfilippo morquio lesch nyhan menkes turcot gardner peutz jeghers lynch cowden
fraumeni carney wermer sipple rett landau kleffner lennox gastaut west dravet jackson jacksonian
rasmussen sandifer moro galant landry miller fisher bickerstaff devic balo schilder still's still
felty reiter caplan dressler dressler's libman sacks janeway roth beau muehrcke terry kawasaki's
lisfranc jean watson hutchinson pasteur petri gram ziehl neelsen giemsa wright barton morton
morton's freud jung maslow piaget kubler berne epley hallpike dix semont brandt daroff heimlich
valsalva sellick leopold mcroberts zavanelli bracht braxton hicks nitabuch montgomery chadwick
hegar goodell naegele billings ogino knaus mirena nexplanon pearl holter swan ganz hickman broviac
tenckhoff sengstaken blakemore minnesota scarpa hesselbach douglas morison calot cantlie broca
wernicke's brodmann purkinje his bachmann langerhans kupffer sertoli leydig graaf bartholin
bartholin's cowper skene gartner wolffian mullerian müllerian fallopian eustachian eustachi
achilles adam adam's st vitus johnson's ringer ringer's hartmann's fowler sims trendelenburg's
krebs cori henle bowman loop corti rathke luschka magendie monro fournier fournier's monge
ledderhose castleman rosai dorfman waldenstrom waldenström sezary sézary philadelphia bence ann
arbor lugano dukes tnm duke framingham mayo boston rome rotterdam amsterdam milan sydney kyoto
banff london kennedy foster frey horner's treacher's brown sequard séquard bruns gerstmann balint
anton capgras cotard munchausen münchausen stockholm diogenes ekbom willis karl
"""
EPONYMS: Final = frozenset(_EPONYMS_TEXT.split())
# Behind a name they say that it is a disease, a sign or a thing.
CLINICAL_HEAD: Final = re.compile(
    r"^(?:'?s'?|')?[\s-]{1,2}(?:\w+[\s-]){0,2}?(?:disease|syndrome|sign|test|score|scale|index"
    r"|criteria|classification|lymphoma|tumou?r|sarcoma|palsy|"
    r"oesophagus|esophagus|thyroiditis|phenomenon|reflex|cyst|fracture|procedure|operation"
    r"|maneuver|manoeuvre|catheter|stain|virus|"
    r"reaction|factor|law|method|position|point|line|triangle|body|bodies|cell|cells|node|nodes"
    r"|duct|gland|tube|tendon|ganglion|nerve|area|"
    r"anemia|anaemia|ataxia|chorea|dementia|purpura|arteritis|granulomatosis|contracture|colic"
    r"|angina|ulcer|hernia|pouch|diverticulum|"
    r"malformation|deformity|dystrophy|atrophy|encephalopathy|psychosis|gangrene|spots?|nodules?"
    r"|exercises?|solution|lactate|"
    r"monitor|tap|ring|tears?|blue|chart|staging|grade|grading|stage|equation|formula|rule|triad"
    r"|tetrad|rash|fever|cough|"
    r"inventory|questionnaire|study|trial|technique|hemorrhage|aneurysm|crisis|melanosis|macula"
    r"|eye|foot|knee|hip|elbow|"
    r"patients?|meds|medication|contractions?|tetralogy|respirations?|breathing|breath|murmur"
    r"|arthritis|arthropathy|carcinoma|wort|clinic|hospital|"
    r"foundation|university|institute|school|medical|cent(?:er|re))\b",
    re.IGNORECASE,
)
CLINICAL_ENDING: Final = re.compile(
    r"(?:itis|osis|emia|aemia|oma|pathy|ectomy|otomy|oscopy|ogram|ology|ologist|plasty|algia|uria"
    r"|penia|rrhea|rrhoea|plegia|"
    r"statin|pril|sartan|olol|azole|cillin|mycin|cycline|floxacin|prazole|tidine|mab|tinib|vir"
    r"|parin|formin|gliptin|gliflozin|"
    r"glutide|dipine|zepam|zolam|barbital|triptan|setron|profen|oxetine|pram|tropin|caine|dronate"
    r"|thiazide|semide|lukast|terol|"
    r"sone|solone|onide|quine|ase|ine|ide|ate|ium|ic|ical|al|ous|ion|ing|ed|ism|ist|ity|ness|ment"
    r"|ive|able|ary|ular|gram|scopy)$"
)

# A Chinese word whose first character is a surname, and that no name begins with.
_ZH_WORDS_TEXT = """
雷公藤 雷尼 雷贝 雷米 雷洛 雷诺 江中 江米 呼吸 居然 闻起 闻到 豆制 甘利欣 甘舒 项全 项阳 郁金 芦根
阳平 方家 羊角 栗子 程容 易坦静
谢好 罗音 方维 方知 方说 鼎鼎
卫生 卫健 班里 班级 班上 班主任 丁桂儿 丁克 姜黄 荆花 夏天 夏季 沙子 欧洲 欧美 厉行 周全 海韵 余情
谈谈 谈到 谈话 谈恋 谈一 谈情 谈心 养成 养生 养胃 养血 养阴 周一 周二 周三 周四 周五 周六 周日
周天 周末 周岁 周围 周期 周边 周身 周内 明明 明智 包容 乐观 荣誉 迟早 居高 甘蓝 蒲公英 许一 许年
余正常 告诉 衣食 高一 高二 高三 初一 初二 初三 玉米 玉竹 夏枯草 石榴 连续 平常 强调 顾不 顾得 安心
安好 安抚 路人 路途 席地 齐全 费用 费劲 费力 费心 支气 支原 龙葵 云朵 项链 尚好 尚能 康健 康乃馨
白领 白带 白日 白蚀 毕竟 毕业 方才 程序 路费 于今 向阳 江湖 平方 平凡 平民 安妥 石子 水泥 温暖
常委 常务 成效 成果 成群 金融 金钱 金子 田地 田野 高手 高峰 高效 高档 高明 高贵 牛肉 牛筋 马路
马虎 马拉松 万幸 方圆 方块 纪律 祝贺 钟表 左边 解压 解渴 查明 查清 时光 时髦 时空 时刻 和气 和善
何来 任由 任凭 全套 全文 花样 花朵 花园 季风 阳春 阳光 景色 景区 宋代 唐代 明代 元代 汉代 秦代
夏令 冬瓜 易碎 易懂 习俗 从容 向往 向来 应付 应聘 应届 应酬 车厢 车程 白细胞 白血病 白内障 白癜风
白带 白塞 白蛋白 白天 白色 白酒 白头 白芍 白术 白芷 白念珠 白斑 白痰 白云山 白茅 白果 白花 白开水
高血压 高血脂 高血糖 高脂 高尿酸 高热 高烧 高压 高度 高危 高中 高龄 高钾 高钙 高蛋白 高热量 高胆
高考 高兴 高低 高位 高频 高原 高级 高于 高通量 高强度 高纯 黄体 黄疸 黄芪 黄连 黄芩 黄柏 黄斑 黄色
黄豆 黄瓜 黄痰 黄水 黄精 黄酒 黄曲霉 黄金 黄葵 黄油 黄花菜 黄苔 马上 马凡 马来酸 马应龙 马铃薯
马桶 马齿苋 马尾 马虎 马术 方便 方法 方面 方式 方案 方向 方剂 方子 方舱 方可 方能 安全 安静 安慰
安定 安排 安眠 安装 安心 安胎 安宫 安稳 安神 安康 安抚 安慰剂 安非他 安氏 安坦 安乃近 平时 平常
平均 平衡 平滑 平躺 平卧 平稳 平喘 平板 平静 平安 平胃 平素 平面 平肝 平日 平足 平缓 平和 成年
成人 成功 成分 成为 成熟 成都 成长 成纤维 成骨 成形 成瘾 成立 成份 成药 成本 成绩 成品 成型 常见
常规 常用 常常 常年 常识 常有 常吃 常温 常态 常春 常德 常熟 常州 常出现 常在 常与 常于 常伴 常为
关节 关系 关注 关键 关于 关心 关闭 关元 关爱 关照 关怀 关灯 金属 金黄 金银花 金针 金匮 金钱草 金葡
金水宝 金嗓 金刚烷 金标 金霉素 金额 金华 金鸡 金振 于是 于此 于心 向上 向下 向前 向后 向您 向外
向内 向心 向医生 和平 和谐 和解 和好 时间 时候 时常 时刻 时期 时代 时好 时有 时宜 应该 应当 应用
应激 应急 应以 应对 应有 应及 应注意 应立 应避 应在 应先 应根据 应予 应首 应进 应选 应到 应从 应尽
应与 任何 任务 任意 任性 任由 任期 明显 明确 明天 明年 明白 明日 明知 明细 明目 水肿 水平 水果
水疱 水泡 水样 水杨 水合 水溶 水痘 水分 水库 水土 水龙 连续 连接 连花 连翘 连累 连同 通过 通常
通便 通气 通畅 通知 通心络 通风 通用 通讯 通信 通乳 通宵 通利 通络 通经 通明 通宣 通辽 石头 石膏
石斛 石淋 石榴 石英 石蜡 石棉 石家庄 石化 石灰 石油 石菖蒲 石决明 钱 万一 万分 万元 万艾 万古 万通
万能 万事 万物 万万 全身 全部 全面 全麻 全血 全程 全国 全家 全天 全球 全力 全科 全民 全方 全自动
全脂 全新 全清 单纯 单位 单核 单独 单侧 单次 单一 单胎 单身 单元 单亲 单方 单绒 单心 单株 单性
单发 单味 单双 单硝 单侧性 安徽 江苏 江西 江山 江南 江阴 江门 温度 温水 温热 温和 温暖 温经 温州
温开水 温馨 温阳 温泉 温故 温肾 温中 温补 温胆 管理 管腔 管道 管状 管炎 管壁 管网 曲线 曲张 曲霉
曲马多 曲美 曲度 曲池 相关 相对 相信 相比 相同 相当 相应 相反 相处 相互 相识 相爱 相亲 相似 解决
解释 解除 解剖 解热 解毒 解痉 解郁 解放 解答 解开 解脱 解小便 解大便 解表 师傅 文化 文章 文献 文字
文档 文件 文明 牛奶 牛肉 牛皮 牛黄 牛磺 牛痘 牛初乳 牛蒡 牛膝 牛羊 花生 花粉 花椒 花钱 花菜
花费 花茶 花时间 花红 米饭 米汤 米粥 米诺 米非 米索 米粉 米糊 米氮平 梅毒 梅尼埃 梅花 梅雨 梅核
梅子 梅奥 霍奇金 霍乱 艾滋 艾灸 艾司 艾叶 艾草 艾条 艾普 艾迪 艾附 雷诺 雷贝 雷尼 雷公藤 雷米 雷击
雷帕 孔源 孔径 孔圣 孔雀 孟鲁司特 康复 康妇 康泰克 康复新 康健 康恩贝 康熙 康王 康莱特 康欣
康柏西普 包括 包块 包皮 包含 包茎 包裹 包装 包涵 包围 包膜 包虫 包子 包埋 毛囊 毛病 毛巾 毛孔 毛细
毛发 毛玻璃 毛刺 毛孩 毛衣 毛糙 毛霉 毛果芸香 毛癣 毛花苷 苏打 苏醒 苏州 苏黄 苏合香 苏子 苏叶
苏联 苏格兰 戴眼镜 戴套 戴口罩 戴环 戴牙套 戴上 戴着 戴避孕 戴芬 龙胆 龙眼 龙骨 龙牡 龙虾 龙须
龙血竭 龙华 龙岩 车前子 车祸 车间 车辆 车子 车上 车票 车站 顾虑 顾忌 顾及 顾问 顾客 江 贺普丁 贾第
许多 许可 许久 许可证 余地 余热 余下 余光 余氏 余额 余毒 何时 何况 何种 何谓 何处 何首乌 何必 何以
何在 何人 何物 何氏 何方 何药 何病 施压 施行 施展 施用 施肥 施工 施治 严重 严格 严密 严厉 严肃
严谨 严寒 严禁 严重性 华法林 华蟾素 华佗 华素 华人 华裔 华夏 华西 华山 柏子仁 范围 范例 范畴 范德
谢谢 谢绝 谢您 谢了 贝尔 贝壳 贝特 贝母 贝他 贝那 贝伐 贝那普利 贝克 鲁米那 鲁司特 凤凰 凤梨 葛根
葛优 计划 计算 计数 计量 计较 计生 伏天 伏案 伏立康唑 伏特 伏邪 伏格列波糖 成 戴尔 宋体 庞大 熊胆
熊猫 熊去氧 纪录 纪念 项目 项强 项链 项背 祝您 祝你 祝福 祝早日 祝好 祝健康 祝愿 祝身体 祝平安
祝安 董事 梁 杜仲 杜绝 杜冷丁 杜密克 杜蕾斯 杜莎 阮 蓝光 蓝色 蓝芩 蓝莓 蓝天 季节 季度 季铵 季肋
麻烦 麻木 麻醉 麻痹 麻疹 麻黄 麻辣 麻药 麻子 麻仁 麻将 麻杏 麻油 强烈 强迫 强直 强度 强调 强化
强力 强壮 强心 强行 强制 强阳性 强光 强身 强的松 强化剂 强者 强肾 路上 路程 路边 路过 路径 路易
路由 危险 危害 危重 危及 危急 危机 危象 江湖 童年 童话 童颜 颜色 颜面 郭 梅苏 林可 林氏 林蛙 林地
林间 林旦 林格 钟情 钟头 徐 丘疹 骆驼 蔡司 田间 田七 田园 胡萝卜 胡椒 胡思 胡说 胡子 胡桃 胡乱
胡须 胡黄连 凌晨 凌乱 虞 万古霉素 支持 支气管 支原体 支架 支配 支援 支付 支撑 支出 支扩 柯萨奇
柯兴 柯氏 卢戈 卢旺达 莫名 莫非 莫西 莫沙 莫匹 莫过于 莫大 莫及 莫氏 经常 经期 经过 经验 经络 经血
经济 经前 经皮 经后 经阴道 经腹 经量 经典 经历 经脉 经鼻 经颅 经治 经由 经产 经常性 经食管 经检查
经行 经闭 经纤维 房颤 房间 房室 房事 房性 房子 房水 房角 房缺 房产 房屋 房劳 房早 干扰 干净 干燥
干咳 干预 干细胞 干活 干呕 干涩 干性 干脆 干部 干湿 干什么 干酪 干眼 干重 干瘪 干姜 干渴 干痒 干硬
解应 丁香 丁胺 丁卡因 丁苯 丁螺 丁酸 丁丙 丁字 丁基 宣肺 宣传 宣教 宣称 邓肯 单抗 杭白菊 杭菊 洪水
洪脉 包扎 诸如 诸多 诸位 诸症 左右 左手 左心 左侧 左眼 左边 左肾 左肺 左氧 左旋 左腿 左脚 左下
左上 左耳 左乳 左胸 左甲 左肝 左归 左炔 左胳膊 左膝 左卡 左乙 左金丸 左束支 左前 左后 左室 左房
左半 左脑 左腹 左肩 左颈 左叶 左卵巢 左冠 左面 左臂 左髋 石淋通 吉非 吉西他滨 吉林 吉祥 吉利 程度
程序 程控 嵇 邢 滑膜 滑动 滑脉 滑倒 滑石 滑雪 荣幸 荣昌 翁沥通 荀 羊水 羊肉 羊膜 羊奶 羊绒 惠普
甄别 曲安奈德 家 封闭 封面 封包 封堵 封装 储存 储备 靳 段落 段时间 富含 富血 富贵 富马酸 富血小板
富营养 富裕 巫山 乌鸡 乌梅 乌龙 乌苯 乌拉 乌贼 乌药 乌头 乌灵 乌鲁 焦虑 焦躁 焦点 焦急 焦距 焦痂
焦煳 焦糊 巴氏 巴豆 巴林 巴戟 巴掌 巴比妥 巴曲 巴布 巴西 牧 隗 山楂 山药 山东 山西 山莨菪 山珍
山羊 谷氨 谷丙 谷草 谷胱 谷维素 谷类 谷物 谷粒 谷转 车 侯 全天候 班 仰卧 仰头 仰躺 秋天 秋季
秋水仙 秋冬 秋葵 秋燥 仲 伊布 伊马 伊立 伊曲康唑 伊伐 伊朗 伊利 伊始 伊班 伊维 宫颈 宫腔 宫外 宫缩
宫内 宫底 宫寒 宫体 宫口 宫血 宫角 宫高 宁可 宁静 宁夏 宁波 宁神 宁心 仇恨 甘草 甘油 甘露 甘肃
甘精 甘氨 甘味 甘蔗 甘愿 甘美 厉害 祖传 祖国 祖母 祖父 祖宗 武汉 武器 武术 符合 符号 刘寄奴 景象
景天 束缚 束手 龙 叶酸 叶片 叶黄素 叶绿 叶面 叶子 叶下 叶间 叶状 幸运 幸福 幸好 幸亏 司机 司坦
司来 司美格 司他 印象 印度 印记 宿舍 宿便 宿主 怀孕 怀疑 怀上 怀胎 怀抱 怀念 怀里 怀二胎 怀着
怀宝宝 从小 从而 从事 从未 从来 从此 从前 从业 从中 从严 从头 从容 从轻 从新 索拉非尼 索引 索取
索性 索米 索磷 赖氨酸 赖诺 赖床 赖脯 池 乔 阴道 阴茎 阴囊 阴虚 阴阳 阴部 阴性 阴唇 阴影 阴毛 阴天
阴凉 阴血 阴蒂 阴痒 阴冷 能够 能力 能量 能吃 能否 能用 能喝 能有 能不 能在 能治 能做 能去 能同
能正 能生 能要 能好 能怀 能引 能使 能让 能起 能和 能与 能保 能海 苍白 苍术 苍耳 双侧 双眼 双手
双下 双肾 双肺 双氯 双黄 双胎 双相 双腿 双向 双环 双歧 双重 双方 双乳 双氧 双嘧 双脚 双膝 双胞
双亲 双八面 双唑 双源 双顶 双臂 双耳 双腔 双休 双清 党参 党员 翟 谭 贡献 劳累 劳动 劳损 劳逸 劳力
劳氏 劳拉 劳作 申请 申报 申明 扶他林 扶正 扶住 扶手 扶着 堵塞 堵奶 堵住 堵车 冉 宰 雍 桑叶 桑椹
桑拿 桑葚 桂枝 桂圆 桂皮 桂林 桂花 桂附 桂龙 濮阳 牛 寿命 寿星 通 边缘 边界 边上 边境 扈 燕麦 燕窝
冀 浦 尚未 尚可 尚有 尚无 尚且 尚能 尚清 农村 农药 农民 农历 农业 温 别人 别的 别嘌 别担心 别墅
别扭 别太 别急 别说 别吃 别让 别名 别再 别着 别乱 别怕 别直 别想 别惊 卫生 卫健 卫视 卫衣 查发
柴胡 柴油 瞿麦 阎 充血 充分 充足 充盈 充电 充满 充填 充气 慕 连 茹 习惯 习性 鱼肉 鱼油 鱼肝 鱼腥草
鱼虾 鱼鳞 容易 容量 容貌 容积 容纳 容许 向 古代 古怪 易怒 易感 易患 易发 易于 易消化 易激 易蒙停
易出 易疲 易复 易经 易善 慎用 慎重 慎服 慎食 戈舍 终于 终身 终止 终末 终生 终究 步骤 步行 步态
步长 步伐 都是 都有 都会 都没 都要 都不 都在 都能 都可 都很 都做 都正 都应 都说 都好 都去 都可以
都吃 都市 都属 都得 都用 都与 都需 都检 都到 都快 都来 都叫 都行 都想 都和 都明 都已 都没有 都无
都给 都成 都给了 满足 满意 满月 满分 满头 满脸 满腹 满载 满身 匡 国家 国内 国外 国际 国产 国庆
国药 国标 文 寇 广泛 广东 广州 广告 广西 广谱 广大 广场 广义 东西 东北 东方 东莞 东南 东莨菪 利尿
利用 利福 利多 利巴 利于 利索 利益 利器 利妥 利水 利胆 利血平 利伐 利肺 利咽 利君沙 利湿 利可君
利息 利奈 利拉 利塞 利加 利培酮 蔚 越来越 越南 越多 越大 越好 越早 越高 越是 越快 越严 越小 越重
隆起 隆鼻 隆胸 师 巩膜 巩固 晁 勾起 勾引 融合 融化 冷敷 冷汗 冷水 冷静 冷冻 冷饮 冷漠 冷淡 冷空
冷热 冷食 冷光 冷战 冷风 冷暴力 辛辣 辛苦 辛伐 辛夷 辛热 辛温 辛凉 那么 那个 那天 那样 那些 那里
那种 那边 那就 那时 那是 那他 那我 那要 那如 那可 那有 那位 那次 那不 那会 那能 那应 那年 那段
那曲 那格列奈 简单 简直 简易 简便 简称 简短 饶 空腹 空气 空调 空间 空虚 空肠 空白 空洞 空格 曾经
曾有 曾在 曾用 曾因 曾患 曾做 曾服 曾去 曾于 曾到 沙丁 沙眼 沙漠 沙美 沙坦 沙星 沙参 沙棘 沙发
沙滩 沙库 沙格 沙利 须知 须要 须在 须眉 须有 须用 丰富 丰胸 丰满 丰隆 关 相 查体 查出 查血 查看
查房 查了 查尿 查明 查过 查询 查一 查甲 查肝 查心 查胃 查性 查找 查彩 查清 查处 后来 后面 后期
后天 后悔 后果 后背 后遗 后续 后者 后壁 后就 后有 后再 后出 后可 后又 后不 后会 后在 后脑 后腰
后颈 后半 后能 后马 后服 后要 后去 后行 后给 后来又 后突 后方 后位 后外 后庭 后应 后复 荆芥 荆防
红肿 红斑 红色 红疹 红霉素 红糖 红细胞 红枣 红点 红血丝 红花 红外 红光 红润 红景天 红豆 红薯 红酒
红晕 红茶 红痒 红旗 红包 红参 红金消 红烧 红痣 红曲 红舌 红楼 红白 红了 红皮 游泳 游离 游走 游戏
游玩 权衡 权威 权利 权力 权重 益气 益生菌 益母 益处 益于 益肾 益智 益肝 益心 益赛普 益脾 益达 益血
公司 公斤 公分 公里 公立 公共 公费 公认 公公 公开 公园 公克 公众 元 占位 占据 占领 占有 占比 战胜
战士 战争 随着 随时 随访 随意 随后 随便 随诊 随即 随机 随之 随身 随地 随年 随月 随餐 随经 随心
淡水 淡定 淡化 淡漠 淡红 淡黄 淡盐 淡然 淡渗 字 税 代谢 代表 代替 代偿 代价 代文 代码 代孕 代言
代购 代用 阳性 阳痿 阳光 阳虚 阳台 阳气 阳明 阳历 阳春 松弛 松动 松花粉 松果 松解 松紧 松散 松懈
松软 松树 来自 来说 来看 来月经 来了 来源 来曲唑 来到 来着 来回 来年 来医院 来例假 来诊 来不及
来电 来氟 来自于 来潮 来调 来去 来就 来事 来增 来大姨妈 来判 来治 来做 初期 初步 初次 初中 初诊
初一 初二 初三 初始 初产 初乳 初级 初潮 初筛 初发 初夏 初秋 初恋 信心 信息 信任 信号 信念 信仰
信赖 信誉 信使 但是 但我 但有 但要 但也 但不 但如 但可 但在 但没 但最 但这 但会 但并 但还 但他
但对 但现 但我们 但经 但凡 但若 但应 但一 但用 但能 但由 但仍 但因 但医 但建 但心 但目 但其 但从
但具 但同 但多 但病 但孩子 门诊 门口 门脉 门静脉 门牙 门冬 门槛 门把 门卫 云雾 云南白药 云云 云母
原因 原来 原发 原则 原本 原理 原位 原始 原有 原先 原料 原研 原装 原谅 原液 原创 原籍 原花青 位置
位于 位数 普通 普遍 普查 普鲁 普萘洛尔 普及 普乐 普罗 普拉 普外 普济 普瑞 普食 普洱 普济痔疮 商量
商店 商品 商业 商场 商家 南瓜 南方 南京 北方 北京 北沙参 区别 区分 区域 区间 富强粉 年龄 年轻 年纪
年前 年后 年底 年初 年来 年级 年月 年度 年限 爱人 爱情 爱好 爱护 爱心 爱吃 爱美 爱玩 爱哭 爱出汗
爱喝 爱动 爱上 爱发 爱生气 山 热情
"""
ZH_WORDS: Final = tuple(_ZH_WORDS_TEXT.split())
ZH_WORD_SET: Final = frozenset(word for word in ZH_WORDS if len(word) > 1)
_ZH_LENGTHS: Final = sorted({len(word) for word in ZH_WORD_SET})


def is_zh_word(text: str, start: int) -> bool:
    """Whether an everyday or clinical word, not a name, begins here."""
    return any(text[start : start + length] in ZH_WORD_SET for length in _ZH_LENGTHS)
