"""The names people bear: Chinese surnames and given-name characters, and names in Latin script.

Written from general knowledge. A list never decides alone: the rules weigh it with the context.
"""

from retrieval import world_names

# Surnames a stranger is likely to have; a full name that begins with one needs less context.
COMMON_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕"
    "丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严"
    "覃武"
    "戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒"
    "阮柯"
    "纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古"
    "吉缪"
    "简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇"
    "桑郎"
    "甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉"
    "伊仝"
    "区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿"
    "薄邸雍"
    "阎郏辜羊萧赖乌傅杭洪诸裘伍芮虞滕荀嵇於储郦丘候蔚濮竺经弓母裘亓修邰赫杭况宿鲜印逯隆茹战慕危亢"
    "嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信"
    "展阴昝智幸奉植衡富尧闭由"
)
# The rest of the Hundred Family Names and other rare ones: taken only with a title or a trigger.
RARE_SURNAMES = frozenset(
    "郏咎钮阎水昌凤酆贝邴糜松隗山宓蓬郗仰秋暴钭韶蓟怀鄂咸籍赖乔苍双莘贡逄扶堵宰郦郤璩濮寿通别充习"
    "宦鱼慎庾终暨步"
    "弘文广禄东殳沃蔚越夔厍融訾空曾毋乜养须巢蒯后红竺益桓墨谯笪年爱贲钮滑荀家羿汲段弓牧侯武景龙黎"
    "溥能申"
    "从缑郈有琴佴伯赏侴仉肇忻折禚苌玄占撒随淡字衷芝税代幺邶郇鄞鄯酉钊闪闾雪雒霄麴"
)
SURNAMES = COMMON_SURNAMES | RARE_SURNAMES
_COMPOUND_SURNAMES_TEXT = """
欧阳 上官 司马 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 司徒 司空 夏侯 端木 百里 南宫 独孤
轩辕 呼延 闻人 澹台 公冶 宗政 濮阳 淳于 单于 太叔 申屠 仲孙 钟离 鲜于 闾丘 亓官 巫马 公西 漆雕
乐正 壤驷 公良 拓跋 夹谷 宰父 谷梁 段干 东郭 南门 羊舌 微生 梁丘 左丘 东门 西门 第五 赫连 万俟
完颜 纳兰 叶赫 那拉 爱新觉罗 哥舒 耶律 欧侯 张简 范姜 司寇
"""
COMPOUND_SURNAMES = tuple(_COMPOUND_SURNAMES_TEXT.split())
# Surnames that are as often something else in running text: they need more than a list.
WORDLIKE_SURNAMES = frozenset(
    "查卫祝阿于向和从时应成任何安常白水通连都游明平师解全单后有由经能步国东红家山年爱花米麻金包关路"
    "管温曲相益越空别双但信来初计来位原公利区强富干智斯元普云门丰支满党车牛龙海南官盘南冷商边乐热"
    "黄随占养"
    "须字税代广寿松秋怀习慎终充终阴阳幸植闭展战"
)
# Characters parents choose.
GIVEN_CHARACTERS = frozenset(
    "卫伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国志文海峰琴梅荣林莉玲燕鹏飞宇浩轩涵"
    "梓子欣怡雨桐"
    "思婷雪琳佳俊凯晨阳博睿泽昊然诗琪梦瑶萱紫晓慧颖倩雯璐莹彤嘉懿煜城邦淑珍凤云春菊翠莲香月素爱珠"
    "芬芝彩清美"
    "惠蓉薇菲萍岚苑婕馨瑗琰韵融园艺咏卿聪澜纯毓悦昭冰爽琬茗羽希宁欢飘育滢馥筠柔竹霭凝蓓纨仪荷丹蓉"
    "眉君黛青"
    "炜毅保东辉力永健世广义兴良仁波贵福生龙元全胜学祥才发武新利清彬富顺信昌成康星光天达安岩中茂进"
    "有坚和彪"
    "诚先敬震振壮会思群豪心承乐绍功松善厚庆民友裕河哲江亮政谦亨奇固之轮翰朗伯宏言若鸣朋斌梁栋维启"
    "克伦翔旭"
    "鹤鑫森淼焱垚锐锋钢铁铭锦银金玺瑞琦琨珊琼瑾瑜璇璟珂玮珏玥玖琛琮根宝喜旺禄寿财来运长忠孝廉耀炳"
    "坤乾恒"
    "尧舜禹汉唐晋秦楚越吴齐魏周昱昕晗晖晟晔曦暄曼曙朵杉杏柏柯栩桥楠榕槿樱沐沛沁泓泉洁洪浚润淇淳渊"
    "湘滔潇"
    "澄瀚灵烁烨焕煊熙燊甜畅皓盈真睫知祎祺禾秋穗立竣笑笛筱简粟纬绮维绪绣翊翎耘聆舒芊芮芷苏苗茜茵茹"
    "荔莎菁萌萧"
    "葵蓝蔓蕊蕾薰虹蝶衡裳西觉言誉语诺谊谣豫贝贤赫跃路轶辰迅迎逸遥邵郁采钧钰铎锴镇闯阔陶隽雁雅雷霄"
    "霆霖露韬"
    "韶顾颂风飒骁骏骥魁鲁鸿鹃麒麟黎默齐龄小大晶水娇媛嫣娅妍妮姗姣娥婉婧婵嫒花巧丫妹姐兆冬夏南北甫"
    "伊依亦以"
    "弘彦彰影征德徽忆念怀恩恬悠情惜意愉慈憬成承抒揽攀敦斐方昂昆易映显景智朝木本权杨桃植楚歌正殿比"
    "毓江汐汶沙"
    "治泰津源溪滨漫炎点热照爵牧特玄珺理琅瑛瑶璧瓒甲申留益盛目石砚社禹科程章童竞竹符绅绍继缘罡羲翁"
    "翼耿肖育"
    "胤航舟艳芃芸苒荃荀荻莺菡萃葆蒙蓬蔚藤虎融行衍袁裕观解训许论诏诗诠豹贞赋赞起辅边运远连迪迁通逊"
    "道邈邦郎采"
    "重野钊钟铃铮银锡镜闻间阅陆陈隆雄霁青非靖鞠音顺预频题颐飏香骄高魏鲲鹂麦黄鼎"
    "丰一三凡帆语乔帅士佩传诺业守根长官婉儿维民继茂田苹茸钗凤琪珉琍秉崇尚敬允修齐允公仕任佑侃俞倍"
    "储储傲儒元克兰典冠准凌凡凤利力加劭勋勤千升卉博印双叔叶叙司同名吟听启周味呈和品唯喆坚坪垒埔培"
    "基塬境墨声夕多太夫奎奕好如妙妤姝娆婳嫚嬿孜孝孟季学宜宏宗宝宣宪家容宽宾寒寅寓寻尉尊少尔尘尚展"
    "屹山岑岗岭岱峥峻崎崔嵘嵩巍工巨己布帆师帝席常干年延廷异式弼强归彭循微德心必志恺悟惟愚慎慕懋戈"
    "成才扬拓持振授捷政敏文斯新方施日旦早旬旻旺昂昊昌昕昶晏晔晟智暖朔朗朝札朴材来松极枫柱柳树校格"
    "桂桐梦梵棋棠森椿楷楼槐樵次欧欣正步殊民水永江池沅沙河沿法泰泽洲派济浦浪浴海涓涵淮深添渝渠温游"
    "湛湖溢滢漠漪潮澍濡火灏炅炎炘炫烈焓焰煌熠熹爱爽片玖现珑珞珩班理琬琰琮瑄瑕瑛瑰璋璞瓜生甫男界留"
    "畅百皎皑皖盈相真矗知石砾硕碧礼祖神祯祥祚福离秀秉积穆穹突立端竺笃策签篁米精素纪纯绒统绪绮绿缇"
    "缤罕群翀翼老耀联聚聪肃肇胜能腾臣自至舜船良芙芦芸苍若英茁范茗茜荔荣荷莞莱萁葭蒋蒿蓁蓝蔚蕙藏藻"
    "蘅虞蝉行裴西观视觅言计讯记询诺谅谈谋谕谷象贝财贤赋赐走越跃辉辽达迎迟适造道邕郡配醒采释里野金"
    "鉴钗钦钰铃铖锐锡镇长门闫闳闵阁阳阿附陌陵隐雄集雨雪零雷需震青静非音页顷顺颢风飞食香驰骅骞高鸥"
    "鸾鹤鹰麓麾黛"
)
# Those that hardly ever stand in clinical prose.
TELLING_CHARACTERS = frozenset(
    "梅晓昭嘉雨紫娜娟磊涛霞桂琴莉鹏浩轩梓琪瑶萱倩雯璐莹彤懿煜淑菊翠莲芬惠蓉薇菲萍岚婕馨毓滢馥筠蓓"
    "黛炜毅彬岩茂彪诚绍裕谦翰"
    "斌栋翔旭鹤鑫森淼焱垚锐铭锦玺瑞琦琨珊琼瑾瑜璇璟珂玮珏玥玖琛琮坤昱昕晗晖晟晔曦暄曼杉栩楠榕槿樱"
    "沐沛沁泓淇渊"
    "湘滔潇瀚烨焕煊熙燊皓祎祺笛筱绮翊翎耘芊芮芷茜茵茹莎菁萌蕊蕾誉轶辰逸钧钰铎锴隽雁霄霆霖韬骁骏骥"
    "鸿鹃麒麟娇媛"
    "嫣娅妍妮姗姣娥婉婧婵甫彦憬斐昊睿宇凯俊婷丽秀艳芳伟杰洋勇敏静超凤珍玉英志峰燕琳佳颖慧建军强刚"
    "玲娴骅"
)
FEMALE_CHARACTERS = frozenset(
    "芳娜静丽娟艳秀霞桂英玉兰琴梅莉玲燕婷雪琳佳瑶萱晓慧颖倩雯璐莹彤淑珍凤菊翠莲香素芬彩惠蓉薇菲萍"
    "岚婕馨娅妍妮"
    "姗姣娥婉婧婵媛嫣娇芝珠美怡欣涵诗琪梦紫蕊蕾茜茵茹莎菁萌露月红"
)
# Two-syllable elements of Tibetan, Mongol, Uyghur and other names written in characters.
_MINORITY_ELEMENTS_TEXT = """
央宗 拉宗 旺扎 旺久 南加 朗杰 曲扎 江村 泽仁 泽旺 降央 雍措 志玛 洛绒 阿旺 坚赞 伦珠 班觉 云丹
丹巴 其木格 萨日娜 乌日娜 娜日苏 苏日嘎 敖日格乐 巴雅尔 乌力吉 青格乐 图门 孟根 特木尔 苏布德
红格尔 阿茹娜 乌仁 高勒 阿拉坦 呼日乐 阿不力孜 艾山 玉山江 热娜 阿曼古丽 努尔古丽 帕尔哈提 艾尔肯
吐尔洪 买吐送 阿不来提 艾则孜 伊力哈木 肉孜 米娜瓦尔 古丽仙 努尔兰 哈那提 阿迪力江 吐尔逊江
买买提江 扎西 卓玛 次仁 格桑 达瓦 尼玛 多吉 旦增 丹增 央金 拉姆 桑吉 顿珠 旺堆 平措 洛桑 白玛 边巴
普布 巴桑 索朗 贡布 加措 措姆 德吉 曲珍 仁青 仁增 强巴 土登 晋美 罗布 群培 次旦 益西 旺姆
拉珍 卓嘎 巴特尔 其其格 格日勒 苏日娜 那仁 娜仁 托娅 乌兰 乌云 呼和 阿古拉 朝鲁 孟克 额尔敦 哈斯
萨仁 图雅 高娃 布赫 宝音 斯琴 巴图 苏和 牧仁 阿木尔 敖登 塔娜 买买提 艾买提 阿依古丽 古丽娜尔 古丽
阿迪力 艾力 吐尔逊 热合曼 阿卜杜拉 阿不都 阿布都 努尔 帕提古丽 热依汗 迪丽热巴 玛依拉 阿孜古丽
库尔班 依明 木合塔尔 艾合买提 买合木提 吾买尔 阿里木 艾尼 麦麦提 古丽巴哈尔 沙吾列 叶尔 哈丽
阿依夏 法土麦 马木提 玉素甫 伊布拉音
"""
MINORITY_ELEMENTS = tuple(_MINORITY_ELEMENTS_TEXT.split())
# Foreign given names as they are written in characters, for those without a middle dot.
_TRANSLITERATED_TEXT = """
约翰 玛丽 玛丽亚 艾米丽 艾玛 安娜 大卫 迈克尔 迈克 汤姆 杰克 露西 丽莎 莉莉 彼得 保罗 詹姆斯
罗伯特 威廉 理查德 托马斯 查尔斯 丹尼尔 马修 安东尼 史蒂文 安德鲁 凯文 布莱恩 乔治 爱德华 亚历山大
本杰明 萨曼莎 杰西卡 珍妮弗 伊丽莎白 索菲亚 奥利维亚 伊莎贝拉 夏洛特 阿米莉亚 凯瑟琳 克里斯 尼古拉
谢尔盖 穆罕默德 阿里 法蒂玛 哈桑 艾哈迈德 卡洛斯 何塞 胡安 路易斯 米格尔 罗德里格斯 汉斯 皮埃尔
让娜 弗朗索瓦 伊万 娜塔莎 奥尔加 德米特里 拉杰 普里亚 阿尼尔 维杰 史密斯 约翰逊 威廉姆斯 布朗 琼斯
米勒 戴维斯 凯特 凯莉 爱丽丝 朱莉 朱莉娅 瑞秋 丽贝卡 莎拉 劳拉 黛安娜 海伦 南希 琳达 苏珊 杰森
杰瑞 亨利 山姆 马克 露娜 卢卡斯 诺亚 利亚姆 伊森 梅森 雅各布 杰登 安吉拉 维多利亚 娜奥米 汉娜
格蕾丝 克洛伊
"""
TRANSLITERATED = frozenset(_TRANSLITERATED_TEXT.split())
# What a foreign name in characters is spelled with.
TRANSLITERATION = frozenset(
    "江别拜提力木阔帕孜泰阿艾安奥巴贝本比彼波伯布查达大戴丹德登迪蒂丁杜多厄恩法菲费弗福盖格戈古哈"
    "海汉翰豪赫黑亨胡华怀惠霍基吉加嘉贾简"
    "杰金卡凯坎康考科克肯孔库昆拉莱赖兰朗劳勒雷黎里丽利莉莲林琳龙卢鲁露路伦罗洛马玛迈麦曼芒梅门蒙"
    "米密敏明摩莫默"
    "墨姆木穆娜纳奈南内妮尼涅纽努诺帕潘庞佩彭皮平珀普奇琪乔切钦琼丘热仁瑞若萨塞赛桑瑟森沙莎珊山尚"
    "舍圣施史舒"
    "斯丝松苏素索塔泰坦汤唐特腾藤提廷图土吐托陀瓦万旺威韦维魏温文翁沃乌吴武西希锡夏香肖谢辛雪逊雅"
    "亚娅延扬杨耶"
    "娃娅婭诺莎芙茜蕾罕迦迪缪谟诃叶伊依易因英尤约泽扎詹珍芝朱茱兹宗佐顿尔买合曼买提依汗孜宾策茨楚"
    "当道东敦额儿范冯芬佛夫根贡瓜圭果赫胡吉津"
    "得凯克奎丽莲列留柳隆曲让荣茹桑什泰特威沃乌兹卓"
)
# Pet names of children, doubled (乐乐, 豆豆) or behind 小 (小宝 is anybody's, 小轩 is not).
PET_CHARACTERS = frozenset(
    "乐豆萌妞贝丁毛果糖球圆多朵欢笑轩涵浩晨阳洋彤瑶诺糯米琪佳妮娜丽莉婷玲芳娟静涛磊鹏飞龙虎辉明亮"
    "强军勇峰杰俊凯"
    "博睿泽昊然萱欣怡雨桐思雪琳露蕾薇倩颖慧敏燕红兰梅菊莲香月云霞珍珠凤英华平安康宁福喜旺顺祥瑞壮"
    "胖楠甜蜜心暖"
    "琳文斌伟丹青依可一晴晶媛妍苗苹悠悦嘟嘟咪臭冬夏秋春兜蛋闹皮卡布丁点奇"
)

_FEMALE = """
Mary Patricia Jennifer Linda Elizabeth Barbara Susan Jessica Sarah Karen Lisa Nancy Betty Sandra
Margaret Ashley Kimberly Emily Donna Michelle Carol Amanda Melissa Deborah Stephanie Rebecca
Sharon Laura Cynthia Dorothy Amy Kathleen Angela Shirley Emma Brenda Pamela Nicole Anna Samantha
Katherine Christine Debra Rachel Carolyn Janet Maria Olivia Heather Helen Catherine Diane Julie
Victoria Joyce Lauren Kelly Christina Ruth Joan Virginia Judith Evelyn Hannah Andrea Megan Cheryl
Jacqueline Madison Teresa Abigail Sophia Martha Sara Gloria Janice Kathryn Ann Isabella Judy
Charlotte Julia Grace Amber Alice Jean Denise Frances Danielle Marilyn Natalie Beverly Diana
Brittany Theresa Kayla Alexis Doris Lori Tiffany Rose Tammy Marie Anne Annie Clara Chloe Zoe Mia
Ella Ava Lily Lucy Nora Hazel Violet Ruby Stella Aurora Naomi Eleanor Elena Leah Audrey Claire
Bella Skylar Paisley Caroline Genesis Aaliyah Kennedy Kinsley Allison Gabriella Maya Sadie Hailey
Eva Emilia Autumn Quinn Nevaeh Piper Ivy Willow Lydia Kaylee Arianna Peyton Melanie Gianna
Isabelle Valentina Alexa Josephine Delilah Sylvia Wendy Vivian Tracy Tina Tara Sheila Sally
Rosemary Rita Robin Renee Regina Phyllis Peggy Paula Norma Monica Mildred Marjorie Loretta Lois
Lillian Kristin Kristen Kim Katie Kathy Kate Josie Joanne Jill Jane Irene Ida Holly Hilda Glenda
Gladys Ginger Gail Florence Fiona Faith Ethel Esther Erin Erica Erika Eileen Edna Edith Dolores
Dawn Daisy Dana Crystal Connie Colleen Cindy Charlene Cathy Carrie Carmen Brooke Bonnie Bethany
Beth Bernice Beatrice April Antonia Anita Amelia Alma Agnes Ada Abby Bridget Siobhan Niamh Aoife
Saoirse Ciara Orla Maeve Imogen Poppy Freya Isla Harriet Matilda Georgia Phoebe Gemma Zara Beatrix
Penelope Tamara Miriam Ingrid Astrid Greta Heidi Anneliese Svetlana Olga Natasha Tatiana Irina
Katarzyna Agnieszka Magdalena Zofia Ewa Yelena Ludmila Oksana Galina Anastasia Ekaterina Chiara
Francesca Giulia Lucia Alessia Elisa Camille Manon Juliette Amelie Celine Brigitte Odile Ines
Guadalupe Rosa Juana Ximena Camila Valeria Daniela Mariana Fernanda Alejandra Gabriela Esperanza
Dolores Pilar Consuelo Socorro Yolanda Graciela Leticia Marisol Rocio Paola Catalina Luz Beatriz
Priya Anjali Pooja Neha Divya Kavita Sunita Lakshmi Meera Deepa Rekha Shreya Aishwarya Ananya
Nandini Radha Sita Geeta Usha Asha Padma Swati Sneha Ritu Preeti Jyoti Aditi Ishita Kiran Shanti
Sarita Vidya Fatima Aisha Ayesha Khadija Zainab Maryam Layla Leila Noor Nour Yasmin Yasmine Amina
Amira Samira Salma Hana Huda Rania Dina Zahra Sumaya Hafsa Mariam Nadia Farah Soraya Shirin Parisa
Nasrin Rukhsana Amara Chioma Ngozi Adaeze Ifeoma Nkechi Folake Funmilayo Yetunde Temitope Abena
Akosua Ama Adwoa Afua Esi Efua Wanjiru Njeri Achieng Akinyi Nyambura Thandiwe Nomvula Lindiwe
Zanele Nokuthula Ayanda Precious Blessing Makena Zuri Imani Adanna Chiamaka Oluchi Bukola Titilayo
Halima Hawa Aminata Fatou Yuki Sakura Haruka Keiko Yoko Akiko Naoko Yumi Hiroko Michiko Aiko Emi
Mika Rika Tomoko Noriko Kyoko Jiwoo Soyeon Minji Jihye Eunji Hyejin Soojin Yuna Seoyeon Sunhee
Linh Huong Thuy Trang Lan Mai Ngoc Phuong Thao Hoa Bich Marisa Althea Rosalind Rowena Tess Tessa
Winifred Wilma Yvonne Yvette Zelda Zena Lena Lara Lana Kara Kiara Keisha Latoya Latasha Shanice
Tanisha Ebony Monique Dominique Simone Nina Noelle Noemi Mabel Maggie Marcia Marcy Marge Maureen
Meghan Mindy Molly Muriel Myra Myrtle Nadine Nell Nellie Nettie Nicola Nikki Oprah Pauline Petra
Philippa Polly Ramona Rhonda Roberta Rochelle Ronda Rosalie Roxanne Sabrina Selena Serena Shannon
Shelby Shelly Sherri Sherry Sonia Sonya Sophie Stacey Stacy Susie Suzanne Tanya Terri Thelma Toni
Tricia Trisha Trudy Ursula Valerie Vanessa Vera Verna Veronica Vicki Vicky Viola Wanda Whitney
Willa Abigael Adele Adeline Alana Alicia Alison Alisha Alyssa Angie Angelica Angelina Antoinette
Ariel Athena Bailey Becky Belinda Bernadette Bertha Bianca Blanche Candace Cara Carla Carly
Cassandra Cecilia Celeste Chelsea Cherie Claudia Cora Corinne Cristina Daphne Darlene Debbie
Deirdre Desiree Dianne Dominga Dora Edie Elaine Elise Ella Ellen Eloise Elsa Elsie Estelle Eugenia
Eunice Felicia Fern Flora Freda Gayle Geneva Genevieve Georgina Geraldine Gertrude Gina Giselle
Guinevere Gwen Gwendolyn Hattie Henrietta Hope Ilse Imelda Inez Iris Isabel Jackie Jamie Janelle
Janine Jasmine Jeanette Jeanne Jenna Jenny Jo Jocelyn Jodie Jolene Joy Juanita Juliana Juliet June
Karina Karla Katrina Kaitlyn Kelsey Kendra Kerry Kirsten Krista Kylie Lacey Larissa Leona Leslie
Lindsay Lindsey Liza Lola Lorena Lorraine Louise Lucille Lucinda Luna Lupe Lynn Lynette Mable
Mackenzie Madeline Mallory Mandy Mara Marcella Margarita Margie Margot Marian Marianne Maribel
Marina Marissa Marla Marlene Marsha Maxine Meredith Mercedes Millie Minnie Miranda Nanette
"""
_MALE = """
Will
James Robert John Michael David William Richard Joseph Thomas Christopher Charles Daniel Matthew
Anthony Mark Donald Steven Andrew Paul Joshua Kenneth Kevin Brian Timothy Ronald George Jason
Edward Jeffrey Ryan Jacob Gary Nicholas Eric Jonathan Stephen Larry Justin Scott Brandon Benjamin
Samuel Gregory Alexander Patrick Frank Raymond Jack Dennis Jerry Tyler Aaron Jose Adam Nathan
Henry Zachary Douglas Peter Kyle Noah Ethan Jeremy Christian Walter Keith Austin Roger Terry Sean
Gerald Carl Dylan Harold Jordan Jesse Bryan Lawrence Arthur Gabriel Bruce Logan Billy Joe Alan
Juan Elijah Willie Albert Wayne Randy Mason Vincent Liam Roy Bobby Caleb Bradley Russell Lucas
Oliver Leo Theodore Owen Wyatt Julian Hudson Ezra Levi Isaac Lincoln Jaxon Asher Hunter Isaiah
Josiah Cameron Colton Nolan Adrian Xavier Ezekiel Miles Dominic Carson Jaden Everett Easton
Brayden Maverick Landon Connor Evan Parker Chase Cole Cooper Tristan Ian Max Victor Simon Philip
Phillip Stanley Ralph Eugene Howard Fred Frederick Ernest Harry Martin Leonard Clarence Herbert
Francis Norman Earl Leroy Marvin Melvin Clyde Glenn Floyd Lloyd Leon Lewis Vernon Gordon Gilbert
Dean Franklin Warren Edwin Edgar Chester Cecil Milton Claude Clifford Calvin Luther Wesley Alvin
Bernard Maurice Rodney Ray Tony Mike Jim Jimmy Johnny Tom Tommy Bob Bill Dave Dan Danny Steve Greg
Jeff Ken Kenny Ron Ronnie Don Donnie Rick Ricky Rich Chris Matt Nick Ben Sam Alex Andy Tim Pete
Phil Ted Ned Hank Walt Stan Stu Doug Drew Brad Chad Todd Troy Derek Derrick Shawn Shaun Craig
Curtis Darren Darrell Dwayne Dwight Duane Byron Brent Brett Barry Bennett Blake Callum Hamish
Angus Alistair Rory Declan Cormac Eoin Padraig Cillian Fergus Finn Nigel Graham Trevor Clive
Rupert Alfie Archie Reginald Rhys Gareth Dylan Owain Klaus Hans Jurgen Dieter Wolfgang Stefan
Matthias Fritz Heinrich Lars Sven Bjorn Erik Anders Henrik Pierre Jean-Pierre Jacques Francois
Laurent Thierry Guillaume Giovanni Marco Luca Matteo Paolo Giuseppe Antonio Lorenzo Alessandro
Ivan Dmitri Dmitry Sergei Sergey Vladimir Boris Igor Oleg Nikolai Andrei Alexei Mikhail Yuri Pavel
Piotr Tomasz Krzysztof Marek Wojciech Jan Janos Istvan Laszlo Ferenc Milan Goran Zoran Dragan
Nikola Stavros Nikos Giorgos Dimitrios Mehmet Mustafa Emre Murat Burak Luis Carlos Miguel Jorge
Pedro Diego Javier Alejandro Ricardo Fernando Eduardo Roberto Rafael Manuel Francisco Ramon Sergio
Raul Enrique Hector Oscar Ruben Alberto Arturo Mateo Santiago Sebastian Emiliano Ignacio Joaquin
Esteban Gustavo Guillermo Rodrigo Joao Thiago Felipe Raj Rajesh Rahul Amit Sanjay Vijay Anil Sunil
Suresh Ramesh Mahesh Ganesh Arjun Rohan Rohit Vikram Aditya Karthik Krishna Ravi Deepak Manoj
Ashok Vinod Prakash Naveen Harish Sandeep Nikhil Siddharth Varun Vivek Ankit Gaurav Pranav Arun
Balaji Venkat Srinivas Mohan Gopal Hari Dinesh Mukesh Harpreet Gurpreet Manpreet Jaspreet Mohammed
Mohamed Muhammad Ahmed Ahmad Ali Omar Umar Hassan Hussein Hussain Ibrahim Ismail Khalid Mahmoud
Mustapha Youssef Yusuf Yousef Tariq Karim Kareem Rashid Bilal Hamza Abdullah Abdul Abdulrahman
Faisal Salman Saeed Sami Samir Nasser Nabil Walid Ziad Zaid Imran Irfan Farhan Asif Usman Reza
Hossein Mehdi Amir Arash Babak Cyrus Dariush Farid Chukwuemeka Emeka Chidi Chinedu Obinna Ikenna
Nnamdi Uche Oluwaseun Olumide Babatunde Tunde Segun Femi Kunle Ayodele Kwame Kofi Kwabena Kwaku
Yaw Kojo Kwasi Kamau Mwangi Otieno Ochieng Odhiambo Kiprop Kipchoge Juma Themba Sipho Thabo Mandla
Bongani Sibusiso Tendai Tatenda Farai Mamadou Ousmane Amadou Ibrahima Moussa Sekou Cheikh Hiroshi
Kenji Takeshi Satoshi Takashi Yusuke Daisuke Kazuki Haruto Ren Shinji Koji Akira Ryo Taro Minho
Jihoon Sungmin Jaehyun Donghyun Seojun Hyunwoo Joon Tuan Hung Minh Duc Quang Thanh Hieu Hoang
Nguyen Khanh Bao Long Huy Abe Abel Abraham Abram Al Alec Alfonso Alfred Alonzo Amos Andre Andres
Angelo Archer Ari Armando Arnold Barney Bart Basil Beau Benny Bernie Bert Boyd Brady Brendan Brock
Bruno Bryce Bud Buddy Burt Caesar Casey Cary Cedric Cesar Clark Clay Clayton Clement Cliff Clint
Clinton Cody Colin Corey Cory Dale Dallas Damian Damien Damon Dante Darius Darrel Darryl Daryl
Davis Deandre Demetrius Denis Deshawn Desmond Devin Devon Dexter Dick Dirk Dominick Donovan Duncan
Dustin Eddie Elbert Eldon Eli Elias Elliot Elliott Ellis Elmer Elton Elvis Emanuel Emilio Emmanuel
Emmett Emory Errol Ervin Ethan Felix Fletcher Forrest Francesco Freddie Garrett Garry Gavin Gene
Geoffrey Gerard Gino Giles Grady Grant Guy Harlan Harley Harrison Harvey Heath Herman Homer Horace
Hubert Hugh Hugo Irvin Irving Isidro Ivory Jackson Jaime Jake Jamal Jared Jarrod Jarvis Jasper Jay
Jayden Jeremiah Jermaine Jerome Joel Johnathan Jon Jonas Jonathon Josh Juandre Jules Julio Julius
Justice Karl Kelvin Kent Kermit Kieran Kirk Kris Kurt Lamar Lance Lane Lee Leif Leland Len Lenny
Leonardo Les Lester Lionel Lonnie Loren Lou Louie Louis Lowell Luke Lyle Lyndon Mack Malcolm Manny
Marcel Marco Marcus Mario Marlon Marshall Marty Maxwell Merle Micah Mickey Mitchell Monte Morgan
Morris Moses Murray Myron Neal Neil Nelson Nicolas Noel Norbert Octavio Ollie Omari Orlando
Orville Otis Otto Pablo Percy Perry Preston Quentin Quincy Quinton Ramiro Randall Randolph Reed
Reggie Reid Reuben Rex Reynaldo Riley River Rocco Rocky Rod Roderick Roland Rolando Roman Romeo
Roosevelt Ross Rowan Royce Rudolph Rudy Rufus Rusty Salvador Salvatore Sammy Santos Saul Sawyer
Sergio Seth Shane Sheldon Sherman Sidney Silas Solomon Sonny Spencer Sterling Stewart Stuart
Sylvester Tanner Taylor Terence Terrance Terrell Terrence Theo Thurman Timmy Toby Tomas Travis
Trent Trevor Ty Tyrone Tyson Ulysses Vance Vaughn Virgil Wade Wallace Ward Weldon Wendell Wilbert
Wilbur Wilfred Willard Willis Wilson Winston Wolfe Woodrow Zach Zane
"""
_SURNAMES = """
Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez
Wilson Anderson Thomas Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark
Ramirez Lewis Robinson Walker Young Allen King Wright Scott Torres Nguyen Hill Flores Green Adams
Nelson Baker Hall Rivera Campbell Mitchell Carter Roberts Gomez Phillips Evans Turner Diaz Parker
Cruz Edwards Collins Reyes Stewart Morris Morales Murphy Cook Rogers Gutierrez Ortiz Morgan Cooper
Peterson Bailey Reed Kelly Howard Ramos Kim Cox Ward Richardson Watson Brooks Chavez Wood James
Bennett Gray Mendoza Ruiz Hughes Price Alvarez Castillo Sanders Patel Myers Long Ross Foster
Jimenez Powell Jenkins Perry Russell Sullivan Bell Coleman Butler Henderson Barnes Gonzales Fisher
Vasquez Simmons Romero Jordan Patterson Alexander Hamilton Graham Reynolds Griffin Wallace Moreno
West Cole Hayes Bryant Herrera Gibson Ellis Tran Medina Aguilar Stevens Murray Ford Castro
Marshall Owens Harrison Fernandez McDonald Woods Washington Kennedy Wells Vargas Henry Chen
Freeman Webb Tucker Guzman Burns Crawford Olson Simpson Porter Hunter Gordon Mendez Silva Shaw
Snyder Mason Dixon Munoz Hunt Hicks Holmes Palmer Wagner Black Robertson Boyd Stone Salazar Fox
Warren Mills Meyer Rice Schmidt Garza Daniels Ferguson Nichols Stephens Soto Weaver Ryan Gardner
Payne Grant Dunn Kelley Spencer Hawkins Arnold Pierce Hansen Peters Santos Hart Bradley Knight
Elliott Cunningham Duncan Armstrong Hudson Carroll Lane Riley Andrews Alvarado Ray Delgado Berry
Perkins Hoffman Johnston Matthews Pena Richards Contreras Willis Carpenter Lawrence Sandoval
Guerrero George Chapman Rios Estrada Ortega Watkins Greene Nunez Wheeler Valdez Harper Burke
Larson Santiago Maldonado Morrison Franklin Carlson Austin Dominguez Carr Lawson Jacobs Obrien
Lynch Singh Vega Bishop Montgomery Oliver Jensen Harvey Williamson Gilbert Dean Sims Espinoza
Howell Li Wong Reid Hanson Le McCoy Garrett Burton Fuller Wang Weber Welch Rojas Lucas Marquez
Fields Park Yang Little Banks Padilla Day Walsh Bowman Schultz Luna Fowler Mejia Davidson Acosta
Brewer May Holland Juarez Newman Pearson Curtis Cortez Douglas Schneider Joseph Barrett Navarro
Figueroa Keller Avila Wade Molina Stanley Hopkins Campos Barnett Bates Chambers Caldwell Beck
Lambert Miranda Byrd Craig Ayala Lowe Frazier Powers Neal Leonard Gregory Carrillo Sutton Fleming
Rhodes Shelton Schwartz Norris Jennings Rhodes Watts Duran Walters Cohen McDaniel Moran Parks
Steele Vaughn Becker Holt DeLeon Barker Terry Hale Leon Hail Benson Haynes Horton Miles Lyons Pham
Graves Bush Thornton Wolfe Warner Cabrera McKinney Mann Zimmerman Dawson Lara Fletcher Page
McCarthy Love Robles Cervantes Solis Erickson Reeves Chang Klein Salinas Fuentes Baldwin Daniel
Simon Velasquez Hardy Higgins Aguirre Lin Cummings Chandler Sharp Barber Bowen Ochoa Dennis
Robbins Liu Ramsey Francis Griffith Paul Blair Oconnor Cardenas Pacheco Cross Calderon Quinn Moss
Swanson Chan Rivas Khan Rodgers Serrano Fitzgerald Rosales Stevenson Christensen Manning Gill
Curry McLaughlin Harmon McGee Gross Doyle Garner Newton Burgess Reese Walton Blake Trujillo Adkins
Brady Goodman Roman Webster Goodwin Fischer Huang Potter Delacruz Montoya Todd Wu Hines Mullins
Castaneda Malone Cannon Tate Mack Sherman Hubbard Hodges Zhang Guerra Wolf Valencia Saunders
Franco Rowe Gallagher Farmer Hammond Hampton Townsend Ingram Wise Gallegos Clarke Barton Schroeder
Maxwell Waters Logan Camacho Strickland Norman Person Colon Parsons Frank Harrington Glover
Osborne Buchanan Casey Floyd Patton Ibarra Ball Tyler Suarez Bowers Orozco Salas Cobb Gibbs
Andrade Bauer Conner Moody Escobar McGuire Lloyd Mueller Hartman French Kramer McBride Pope
Lindsey Velazquez Norton McCormick Sparks Flynn Yates Hogan Marsh Macias Villanueva Zamora Pratt
Stokes Owen Ballard Lang Brock Villarreal Charles Drake Barrera Cain Patrick Pineda Burnett
Mercado Santana Shepherd Bautista Ali Shaffer Lamb Trevino McKenzie Hess Beil Olsen Cochran Morton
Nash Wilkins Petersen Briggs Shah Roth Nicholson Holloway Lozano Rangel Flowers Hoover Short Arias
Mora Valenzuela Bryan Meyers Weiss Underwood Bass Greer Summers Houston Carson Morrow Clayton
Whitaker Decker Yoder Collier Zuniga Carey Wilcox Melendez Poole Roberson Larsen Conley Davenport
Copeland Massey Lam Huff Rocha Cameron Jefferson Hood Monroe Anthony Pittman Huynh Randall
Singleton Kirk Combs Mathis Christian Skinner Bradford Richard Galvan Wall Boone Kirby Wilkinson
Bridges Bruce Atkinson Velez Meza Roy Vincent York Hodge Villa Abbott Allison Tapia Gates Chase
Sosa Sweeney Farrell Wyatt Dalton Horn Barron Phelps Yu Dickerson Heath Foley Atkins Mathews
Bonilla Acevedo Benitez Zavala Hensley Glenn Cisneros Harrell Shields Rubio Choi Huerta Boyer
Garrison Avery Dougherty Whitehead Okafor Okonkwo Adeyemi Adebayo Okoye Eze Nwosu Obi Balogun
Ogunleye Olawale Oyelaran Chukwu Onyeka Afolabi Mensah Owusu Boateng Asante Osei Appiah Agyeman
Addo Amoah Danso Acheampong Kamau Mwangi Otieno Ochieng Kariuki Wanjiku Njoroge Odhiambo Mutua
Kimani Ndlovu Dlamini Nkosi Mokoena Zulu Khumalo Sithole Mthembu Naidoo Moyo Ncube Banda Phiri
Mwale Tembo Diallo Traore Keita Coulibaly Toure Cisse Diop Ndiaye Sow Fall Sarr Abdi Hassan
Warsame Tesfaye Bekele Haile Gebre Alemu Sharma Verma Gupta Kumar Reddy Rao Iyer Nair Menon Pillai
Chatterjee Banerjee Mukherjee Bose Das Ghosh Sengupta Joshi Desai Mehta Agarwal Malhotra Kapoor
Khanna Chopra Bhatia Sethi Arora Kaur Gill Dhillon Sidhu Grewal Sandhu Chaudhry Choudhury Mishra
Tiwari Pandey Trivedi Shukla Dubey Yadav Jain Kulkarni Deshmukh Patil Naik Shetty Hegde Gowda
Krishnan Subramanian Raman Venkatesan Rajan Perera Fernando Silva Bandara Ahmed Rahman Islam
Hossain Chowdhury Begum Akhtar Malik Qureshi Siddiqui Sheikh Mirza Ansari Hashmi Farooq Mahmood
Iqbal Javed Nawaz Aziz Haddad Khoury Nasser Mansour Saleh Hamdan Darwish Shamsi Farouk Sayed Abbas
Karimi Hosseini Ahmadi Rezaei Mohammadi Tehrani Yilmaz Kaya Demir Celik Sahin Ozturk Aydin Arslan
Dogan Tanaka Suzuki Sato Takahashi Watanabe Ito Yamamoto Nakamura Kobayashi Kato Yoshida Yamada
Sasaki Matsumoto Inoue Kimura Hayashi Shimizu Mori Abe Ikeda Ogawa Ishikawa Fujita Okada Goto
Hasegawa Murakami Kondo Ishii Sakamoto Endo Aoki Fujii Nishimura Fukuda Ota Miura Takeda Choi Jung
Kang Cho Yoon Jang Lim Han Shin Seo Kwon Hwang Ahn Song Yoo Hong Tran Pham Hoang Huynh Phan Vu Vo
Dang Bui Do Ngo Duong Ly Truong Dinh Ivanov Ivanova Petrov Petrova Sidorov Smirnov Kuznetsov Popov
Volkov Sokolov Lebedev Novikov Kowalski Kowalska Nowak Wisniewski Wojcik Kaminski Lewandowski
Zielinski Szymanski Novak Svoboda Dvorak Horvat Kovac Kovacs Nagy Szabo Toth Popescu Ionescu
Dimitrov Papadopoulos Georgiou Nikolaidis Muller Schmidt Schneider Fischer Weber Becker Schulz
Hoffmann Koch Richter Klein Wolf Neumann Schwarz Zimmermann Braun Kruger Hofmann Hartmann Lange
Krause Lehmann Werner Kohler Keller Dubois Durand Leroy Moreau Lefebvre Laurent Girard Bonnet
Lambert Fontaine Rousseau Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco
Bruno Gallo Conti DeLuca Mancini Costa Giordano Rizzo Lombardi Moretti Jansen DeVries VanDyke
Bakker Visser Smit Meijer DeBoer Mulder Bos Vos Peeters Maes Nilsson Johansson Andersson Karlsson
Eriksson Larsson Olsson Persson Svensson Lindberg Lindqvist Berg Haugen Hagen Andreassen Nielsen
Jensen Rasmussen Sorensen Madsen Virtanen Korhonen Oliveira Souza Pereira Almeida Ferreira Ribeiro
Carvalho Barbosa Cardoso Teixeira Fonseca Nogueira Monteiro OBrien OConnor ONeill OSullivan
MacDonald MacLeod MacKenzie Campbell Stewart Fraser Sinclair Kincaid Whitfield Ashworth Pemberton
Hollis Langley Thornbury Blackwood Merriweather Fairchild Goldberg Goldstein Rosenberg Friedman
Levy Katz Shapiro Kaplan Rubin Epstein Levine Feldman Greenberg Bernstein Weinstein Adler Mendel
Whittaker Okeke Ibrahim Musa Bello Abubakar Sani Danjuma Lungu Chanda Mulenga Nakamoto Takagi
Vance Ochoa Quintero Villalobos Arellano Cantu Esquivel Valdivia Zapata Ybarra Uribe Pacheco
Osorio Ocampo Noriega Murillo Montes Limon Lucero Leal Jaramillo Hinojosa Gallardo Escobedo Duarte
Cuevas Corona Cordova Cano Bustos Bravo Bermudez Baca
"""
FEMALE_NAMES = frozenset(_FEMALE.lower().split()) | world_names.FEMALE
MALE_NAMES = frozenset(_MALE.lower().split()) | world_names.MALE
GIVEN_NAMES = FEMALE_NAMES | MALE_NAMES
LATIN_SURNAMES = frozenset(
    word.replace("'", "") for word in (*_SURNAMES.lower().split(), *world_names.SURNAMES)
)
# Names that are ordinary words, places or medical terms too: in lower case they are not names
# by themselves, and alone in capitals neither.
_WORDLIKE_NAMES_TEXT = """
vera elisa will mark grace hope faith joy rose may june april august bill jack rob pat sue drew
art dean frank grant chase amber dawn crystal autumn hazel violet ruby iris lily daisy ivy holly
ginger heather olive fern flora willow piper hunter mason cooper parker carson hudson lincoln
jordan austin dallas georgia virginia carolina florence charlotte victoria madison savannah sydney
israel chad christian justice precious blessing genesis harmony miles max rich ray roy guy dick
ben ned ted bud buddy beau clay cliff clint dale earl gene glen grady heath jay jules king kirk
lance lane lee les long mack marshall moses perry preston reed reid rex river rocky rod roman ross
rowan royce rusty saul sawyer sterling stu tanner taylor toby trent ty vance wade ward al bonnie
brook brooke candy carol cherry chelsea daphne eve eva faye gay jean jo jade jasmine jewel kim
lacey lan luna luz mai mara marina mercedes mercy mia milan nell paris patience pearl peg penny
poppy robin rosemary sage sandy shelly sherry skye summer sunny tara tess tina trinity young green
brown white black gray grey stone wood woods hill fields banks waters rivers brooks lake rice bass
fish fox wolf lamb bird hart bush berry little short strong sharp love day knight bishop pope
price cash wise good best power powers bell ball hood horn cross wall gates bridges house church
temple page read cook baker butler farmer fisher gardner miller porter potter tucker turner walker
weaver webb singer carpenter barber archer bowman chandler shepherd major minor park parks street
way west east north south french english welsh german holland england ireland washington houston
york jackson sow fall do le ha an so no ma he she you bao hung duc han shin song hong jung kang
lim cho choi vu vo ly ngo das abe ito ota kaya salt pepper sims cox colon pena leal bravo corona
limon cano cuevas montes santos reyes cruz mays marsh moss ford frost snow winter winters summers
friend bond burns hale hail hardy sweet smart rush lowe lowery foley graves down hall mann case
person norton nash levine rubin mora mejia solis lucero marino costa bruno gallo conti vos bos
berg ama esi hoa bich emi ren hawa aria ada jan randy john's mickey drake brad cole sol stan angel
joey ill she'll we'll rocio nick
"""
WORDLIKE_NAMES = frozenset(_WORDLIKE_NAMES_TEXT.split()) | world_names.WORDLIKE
# Of those, the ones that are little words: a title behind them proves nothing (对于医生).
LITTLE_WORDS = frozenset(
    "家爱养班玉查祝阿于向和从时应通都平解全单后有由经能国家年关路相越别双但来初计位原公区强干斯元"
    "普支满占随须"
    "字代习终充阴植展战"
)
_PINYIN_SURNAMES_TEXT = """
wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he gao lin luo zheng liang xie
song tang deng han feng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu
lyu ding ren lv shen yao zhong cui tan fan liao shi jin jia xia fu fang zou xiong bai meng qin qiu
hou yin xue yan lei duan long tao gu mao hao gong shao wan qian lai dai mo kong xiang ouyang
shangguan sima zhuge dongfang murong chang wen kang niu ge xing an qi yi qiao pang zhuang nie yue
zhai zhan shu gan bao ning shang ruan ke ji mei tong ling bi shan pei huo
"""
PINYIN_SURNAMES = frozenset(_PINYIN_SURNAMES_TEXT.split())
_INITIALS_TEXT = """
b p m f d t n l g k h j q x zh ch sh r z c s y w
"""
_INITIALS = [*_INITIALS_TEXT.split(), ""]
_FINALS_TEXT = """
a o e i u v ai ei ui ao ou iu ie ue er an en in un ang eng ing ong ia iao ian iang iong ua uo uai
uan uang ve
"""
_FINALS = _FINALS_TEXT.split()
PINYIN_SYLLABLES = frozenset(
    initial + final for initial in _INITIALS for final in _FINALS if len(initial + final) > 1
)
