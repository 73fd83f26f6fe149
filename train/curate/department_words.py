"""The departments of a hospital, and the words that tell them: what `department` reads.

One department a block: its English name, its Chinese name, then its words, zh and en. A word that
settles the matter has a `+` (an organ or disease of that department), one that only hints has none;
`++` decides over organs (a child's asthma is paediatrics, a tumour oncology). English words match
from the start of a word (`cardi` is in cardiac and cardiology); `_` stands for a blank.
"""

from typing import Final

BLOCKS: Final = """
cardiology 心血管内科
心血管+ 心脏+ 心内科+ 冠心病+ 心绞痛+ 心肌+ 心律+ 心衰+ 心力衰竭+ 房颤+ 早搏+ 高血压+ 血压 降压药
心悸 心慌 胸闷 心电图 支架 瓣膜 二尖瓣 主动脉 心包 室性 房性 动脉硬化 起搏器 硝酸甘油 低血压 室间隔
cardi+ coronary+ angina+ hypertens+ atrial+ ventric arrhythm+ heart+ myocard+ blood_pressure
palpitation aort statin

respiratory 呼吸内科
呼吸科+ 呼吸内科+ 肺炎+ 支气管+ 哮喘+ 肺气肿+ 慢阻肺+ 肺结核+ 气胸+ 胸腔积液+ 肺心病+ 肺部 咳嗽
咳痰 气喘 气短 呼吸困难 痰 肺 感冒 咯血 胸片 矽肺 尘肺+ 呼吸衰竭+
pneumon+ asthma+ copd+ bronch+ pulmon+ lung+ respirat+ cough tuberculosis sputum wheez influenza
pleural+

gastroenterology 消化内科
消化+ 胃炎+ 胃溃疡+ 十二指肠+ 胃+ 肠炎+ 结肠炎+ 反流+ 幽门+ 便秘 腹泻 腹胀 腹痛 肠 胰腺炎+ 食管+
反酸 恶心 呕吐 胃镜+ 肠镜 嗳气 大便 消化不良 便血 奥美拉唑 肠道 肠梗阻 肠易激+ 打嗝
gastr+ stomach+ reflux+ colitis+ crohn+ bowel+ intestin+ pancrea+ esophag+ oesophag+ constipation
diarrh ulcer abdominal endoscop nausea vomit celiac+ swallow

hepatology 肝病科
肝病+ 肝炎+ 乙肝+ 丙肝+ 甲肝+ 肝硬化+ 脂肪肝+ 肝功能+ 大三阳+ 小三阳+ 转氨酶+ 肝腹水+ 肝+ 表面抗原+
黄疸 病毒携带 恩替卡韦+ 拉米夫定+ 阿德福韦+ 保肝+ 肝昏迷+ 酒精肝+
hepat+ liver+ cirrhos+ jaundice

neurology 神经内科
神经内科+ 神经科+ 癫痫+ 脑梗+ 脑卒中+ 中风+ 脑出血+ 帕金森+ 偏头痛+ 头痛 头晕 眩晕 脑+ 面瘫+
三叉神经+ 神经痛+ 肌无力+ 抽搐 痴呆+ 阿尔茨海默+ 偏瘫+ 脊髓 脑供血+ 脑膜炎+ 植物神经+ 手麻 肢体麻木
羊角风+ 羊癫疯+ 周围神经+ 运动神经元+ 神经病+ 脑萎缩+ 震颤 昏迷 嗜睡 失语
neur+ epilep+ seizure+ stroke+ parkinson+ migraine+ headache dementia+ alzheimer+
multiple_sclerosis+ brain+ mening neuropath+ dizz vertigo spinal ataxia+ dystonia+ paralys palsy

nephrology 肾内科
肾内科+ 肾炎+ 肾病+ 肾衰+ 尿毒症+ 透析+ 蛋白尿+ 肌酐+ 肾功能+ 肾小球+ 肾小管+ 血尿 肾 尿蛋白+ 水肿
肾盂 尿检
kidney+ renal+ nephr+ dialysis+ glomerul+ creatinine proteinuria+ uremi+

endocrinology 内分泌科
内分泌+ 糖尿病+ 血糖+ 胰岛素+ 甲状腺+ 甲亢+ 甲减+ 垂体+ 痛风 肥胖 激素 肾上腺+ 骨质疏松 二甲双胍+
尿酸 低血糖+ 代谢 甲状旁腺+ 空腹 糖化+ 减肥 矮小 血脂 高血脂
diabet+ insulin+ thyroid+ endocrin+ glucose+ pituitary+ adrenal+ metaboli obes hormone osteopor
a1c+ cushing+ hyperlipid

haematology 血液科
血液科+ 白血病+ 贫血+ 血小板+ 紫癜+ 淋巴瘤 再障+ 骨髓+ 血友病+ 溶血+ 粒细胞+ 凝血 缺铁 红细胞
白细胞 血红蛋白+ 嗜血+ 血细胞+ 地中海+
leukemi+ leukaemi+ anemi+ anaemi+ lymphoma platelet+ hemophil+ haemophil+ thalass+ myeloma+
bone_marrow+ sickle+ hematolog+ thrombocyt+ clotting neutropen+

rheumatology 风湿免疫科
风湿++ 类风湿++ 红斑狼疮+ 强直性+ 免疫性 干燥综合征+ 痛风+ 硬皮病+ 皮肌炎+ 关节炎+ 血管炎+ 狼疮+
晨僵+ 关节痛 自身免疫 免疫缺陷+ 白塞+
rheumat+ lupus+ arthritis+ gout+ sjogren+ scleroderma+ vasculit+ fibromyalgia+ ankylosing+
autoimmun

infectious_diseases 感染科
传染病+ 传染科+ 感染科+ 艾滋病++ 流感++ 疟疾++ 热病+ 菌病+ 虫病++ 感染 病毒病+ 伤寒+ 霍乱+ 狂犬+
麻风+ 登革热+ 血吸虫+ 寄生虫+ 绦虫+ 布鲁氏菌+ 病毒感染 细菌感染 鼠疫+ 炭疽+ 传染 发热 寒战 败血症+
猩红热 破伤风 隐球菌 霉菌 结核 钩端 立克次 出血热+ 阿米巴 新冠+ 疫苗 蛔虫+ 丝虫+ 包虫+ 真菌
infectious+ hiv+ aids+ malaria+ cholera+ typhoid+ rabies+ dengue+ parasit+ sepsis+ covid+ vaccin
virus bacteri fungal ebola+ measles+ tetanus zoster antibiotic coronavirus+ worms

oncology 肿瘤科
肿瘤++ 癌++ 化疗+ 放疗+ 恶性+ 肉瘤++ 转移 瘤 靶向+ 淋巴瘤+ 癌症++ 晚期 母细胞瘤+
cancer++ tumor+ tumour+ carcinoma++ chemotherap+ oncolog+ lymphoma+ sarcoma++ malignan+ metasta+
melanoma+ radiation blastoma+ neoplas+

general_surgery 普外科
普外科+ 阑尾炎+ 疝+ 胆囊+ 胆结石+ 胆石+ 乳腺+ 肛+ 痔疮+ 肛瘘+ 脱肛+ 甲状腺结节 胆管+ 脾 腹膜炎+
静脉曲张+ 手术 阑尾+ 脓肿 外伤 疝气+ 肠套叠 胆道+ 烧伤+ 烫伤+ 乳房+ 脉管炎+ 瘘 肠粘连 血栓性 淋巴管
append+ hernia+ gallbladder+ gallstone+ cholecyst+ hemorrhoid+ haemorrhoid+ anal+ fistula+ breast+
surgery surgical bile+ burn+ abscess varicose+ laparo

cardiothoracic_surgery 心胸外科
心胸外科+ 胸外科+ 先天性心脏病++ 胸外++ 食管癌++ 肺癌+ 纵隔+ 肋骨+ 心脏移植+ 胸壁+ 法洛+ 动脉导管+
室间隔缺损+ 房间隔缺损+ 胸部损伤+ 血胸+ 膈+ 动脉瘤 心脏手术+ 脓胸+ 冠状动脉瘘+
thoracic+ mediastin+ congenital_heart+ bypass+ septal_defect+ rib_fracture+ fallot+ ductus+

neurosurgery 神经外科
神经外科+ 脑外伤++ 颅脑++ 脑瘤+ 颅内++ 脑积水+ 胶质瘤+ 脑膜瘤+ 颅骨+ 硬膜+ 脑疝+ 椎管内+ 颅 蛛网膜+
垂体瘤 脑震荡+ 脑挫裂伤+ 动静脉畸形+ 脊髓空洞+ 听神经瘤+
neurosurg+ head_injury+ hydrocephal+ intracranial+ glioma+ craniotom+ subdural+ concussion+
aneurysm skull

orthopaedics 骨科
骨科+ 骨折+ 骨外科+ 腰椎+ 颈椎+ 椎间盘+ 股骨头+ 脱位+ 韧带+ 半月板+ 腰痛 腰肌+ 膝 骨刺+ 骨质增生+
滑膜+ 肩周炎+ 扭伤+ 脊柱+ 关节 骨髓炎+ 骨 肌腱+ 软骨+ 骨关节+ 脚踝 足跟痛+ 腱鞘+ 畸形
fractur+ orthop+ disloc+ ligament+ menisc+ spine+ vertebra+ lumbar_disc+ disk+ sprain+ scolios+
knee hip shoulder tendon+ osteoarthr+ bone back_pain joint

urology 泌尿外科
泌尿+ 前列腺 尿路+ 膀胱+ 肾结石+ 输尿管+ 尿道+ 尿频 尿急 尿痛 结石 包皮 睾丸 肾积水+ 尿失禁+
肾囊肿+ 肾癌+ 排尿+ 尿潴留+ 遗尿 隐睾 肾盂肾炎
urolog+ prostat+ bladder+ urinar+ kidney_stone+ ureter+ urethr+ incontinence+ urine

andrology 男科
男科+ 阳痿+ 早泄+ 遗精+ 勃起+ 精子+ 前列腺炎+ 男性不育+ 包皮+ 阴茎+ 阴囊+ 睾丸+ 精索+ 射精+ 精液+
龟头+ 附睾+ 手淫+ 性功能+ 性欲 滑精+ 不射精+ 死精+
erectile+ ejaculat+ sperm+ testic+ penis+ penile+ scrot+ male_infertil+ low_testosterone+ foreskin+

gynaecology 妇科
妇科+ 月经+ 阴道+ 宫颈+ 子宫+ 卵巢+ 白带+ 盆腔+ 痛经+ 闭经+ 更年期+ 多囊+ 输卵管+ 外阴+ 不孕+ 内膜+
附件炎+ 女性 人流+ 流产 妇女 崩漏+ 带下+ 经期+
gynec+ gynaec+ menstru+ vagin+ cervical_cancer+ cervix+ uter+ ovar+ endometri+ menopaus+ pelvic
infertil pcos+ vulv+ pap_smear+ contracep

obstetrics 产科
产科+ 怀孕++ 孕妇++ 妊娠++ 分娩++ 产后++ 胎儿++ 孕期+ 早产+ 剖腹产+ 剖宫产+ 胎盘+ 羊水+ 先兆流产+
宫外孕+ 哺乳+ 产前+ 难产+ 胎 孕 子痫+ 临产+ 月子+ 唐筛+ 预产期+
pregnan++ obstet+ labor+ labour+ fetal+ fetus+ foetal+ placent+ preeclamp+ postpartum+ breastfeed+
gestation+ miscarriage+ prenatal+ caesarean+ cesarean+ antenatal+

paediatrics 儿科
儿科+ 小儿++ 宝宝++ 婴儿++ 新生儿++ 孩子++ 儿童++ 幼儿++ 患儿++ 宝贝++ 手足口+ 水痘 麻疹 百日咳+
佝偻病+ 川崎病+ 幼儿急疹+ 奶粉+ 母乳+ 吃奶+ 个月大 辅食+ 小孩++ 疳积+ 先天性 婴幼儿++ 岁儿
流行性腮腺炎
pediatric++ paediatric++ infant++ newborn++ child+ baby+ babies+ toddler++ neonat++ son daughter
kids+ my_child+ year_old_boy++ year_old_girl++ month_old++ day_old++ formula kawasaki+ croup+
diaper+

dermatology 皮肤科
皮肤+ 湿疹+ 皮炎+ 荨麻疹+ 银屑病+ 牛皮癣+ 白癜风+ 痤疮+ 青春痘+ 癣+ 疱疹+ 瘙痒+ 脱发+ 红斑 皮疹+
疣+ 斑 痣+ 色素+ 疥疮+ 灰指甲+ 过敏 狐臭+ 冻疮+ 丘疹+ 角化+ 脓疱+ 天疱疮+ 毛囊+ 汗疱+ 痱子+ 鸡眼+
头癣+ 粉刺+ 疤痕 脂溢性+
skin+ eczema+ dermat+ psoria+ acne+ rash+ urticaria+ hives+ itch+ vitiligo+ melasma+ wart+
ringworm+ hair_loss+ alopecia+ mole+ blister+ pemphig+ scabies+ keratosis+

venereology 性病科
性病+ 梅毒+ 淋病+ 尖锐湿疣+ 生殖器疱疹+ 软下疳+ 非淋+ 衣原体+ 支原体 淋菌+ 高危性行为+
syphilis+ gonorrh+ chlamydia+ genital+ sexually_transmitted+ std+ sti+

ophthalmology 眼科
眼科+ 眼睛+ 视力+ 白内障+ 青光眼+ 近视+ 结膜+ 角膜+ 视网膜+ 眼底+ 眼+ 斜视+ 弱视+ 玻璃体+ 泪+ 散光+
远视+ 飞蚊症+ 睑+ 虹膜+ 葡萄膜+ 视神经+ 沙眼+ 麦粒肿+
eye+ vision+ cataract+ glaucoma+ retin+ cornea+ conjunctiv+ myopia+ ophthalm+ macular+ optic+
uveitis+ blind+ strabism+

otolaryngology 耳鼻喉科
耳鼻喉+ 耳鸣+ 中耳炎+ 鼻炎+ 鼻窦炎+ 扁桃体+ 咽炎+ 喉炎+ 听力+ 耳聋+ 鼻出血+ 鼻息肉+ 咽喉+ 嗓子
打鼾+ 耳+ 鼻+ 喉+ 声带+ 腺样体+ 声音嘶哑+ 咽 梅尼埃+ 嗅觉+
ear+ nose+ throat+ hearing+ tinnitus+ sinus+ otitis+ tonsil+ laryn+ pharyn+ rhinit+ snor+ deaf+
nasal+ voice hoarse+ meniere+

stomatology 口腔科
口腔+ 牙+ 牙龈+ 智齿+ 龋齿+ 牙周+ 口腔溃疡+ 舌 口臭+ 唇 正畸+ 颌+ 腮腺+ 根管+ 拔牙+ 牙髓+ 义齿+ 龈+
烤瓷+ 补牙+ 下颌+ 口疮+
dental+ tooth+ teeth+ gum+ periodont+ oral+ mouth+ dentist+ caries+ cavity+ jaw+ braces+ denture+
saliva

psychiatry 精神心理科
精神科+ 抑郁+ 焦虑+ 失眠 精神分裂+ 强迫+ 躁狂+ 双相+ 心理+ 精神病+ 恐惧症+ 自杀+ 幻听+ 妄想+
心理咨询+ 自闭症+ 多动症 神经衰弱+ 癔症+ 情绪+ 厌食症+ 人格+ 恐怖症+ 成瘾+ 酒精依赖+ 睡眠 创伤后+
精神障碍+ 精神+ 戒断+ 自卑+ 压力 恋爱 男朋友 女朋友 父母 分手 同学
depress+ anxi+ psych+ schizo+ bipolar+ ptsd+ ocd+ panic+ suicid+ mental+ insomnia therapist+
counsel+ addict+ autism+ adhd+ mood+ emotion hallucinat+ delusion+ relationship+ husband boyfriend
girlfriend self-esteem+ grief+

emergency 急诊科
急诊+ 中毒++ 急救+ 休克+ 溺水++ 触电++ 心肺复苏+ 蛇咬+ 中暑+ 农药+ 一氧化碳+ 心搏骤停+ 心跳骤停+
咬伤+ 猝死+ 误服+ 百草枯+ 有机磷+ 创伤 多器官+ 呼吸窘迫 洗胃+ 冻伤+ 电击+
emergency+ poison++ overdose++ shock+ trauma+ cpr+ cardiac_arrest+ snake+ heat_stroke+ toxic+
drown+ anaphyla+ bite+

traditional_medicine 中医科
中医++ 中药+ 针灸+ 阴虚+ 阳虚+ 气虚+ 血瘀+ 湿热+ 脾虚+ 肾虚+ 辨证++ 方剂+ 汤 丸 舌苔+ 脉象+ 推拿+
艾灸+ 经络+ 穴位+ 肝郁+ 痰湿+ 脾胃 证候+ 主治+ 散 风寒 气滞+ 证候++ 清热 补气 上火 肝阳+ 心火+
寒证+ 热证+ 厥 痹 苔薄 苔白 苔黄 脉弦 脉细 脉数 气血+ 胸痹 瘿
acupunct+ herbal+ traditional_chinese+ moxibust+ qi+ meridian+

rehabilitation 康复科
康复科+ 康复训练+ 理疗+ 康复治疗+ 物理治疗+ 功能锻炼+ 偏瘫康复+ 康复 假肢+ 脑瘫+ 作业治疗+
语言训练+
rehabilit+ physical_therapy+ physiotherap+ occupational_therap+ prosthe+ speech_therap+

nutrition 营养科
营养科+ 营养不良 维生素 微量元素 缺锌+ 补钙+ 食谱+ 营养 减肥 膳食 缺乏病+ 肥胖症+ 饮食 蛋白质 热量
nutrit vitamin diet malnutri+ dietit+ calorie+ deficien obesity weight_loss

genetics 遗传科
遗传病+ 染色体+ 基因突变+ 遗传性+ 唐氏综合征+ 遗传代谢+ 遗传咨询+ 基因 常染色体+ 家族性+
genetic+ inherit+ chromosom+ mutation+ gene+ genes+ syndrome autosomal+ hereditary+
"""
