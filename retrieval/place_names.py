"""Places people live in: China's provinces and cities, and cities and states abroad.

Countries are no identifiers and stand here only so that they are not mistaken for one.
"""

_PROVINCES_TEXT = """
北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东
海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门
"""
PROVINCES = tuple(_PROVINCES_TEXT.split())
_CITIES_TEXT = """
石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 太原 大同 阳泉 长治 晋城 朔州 晋中
运城 忻州 临汾 吕梁 呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 锡林郭勒
兴安盟 沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳市 葫芦岛 长春 四平 辽源
通化 白山 松原 白城 延边 延吉 哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河
绥化 大兴安岭 南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 杭州 宁波 温州
嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳
宿州 六安 亳州 池州 宣城 福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德 南昌 景德镇 萍乡 九江 新余
鹰潭 赣州 吉安 宜春 抚州 上饶 济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州
聊城 滨州 菏泽 郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口
驻马店 武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施 仙桃 潜江 天门 长沙 株洲
湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西 广州 韶关 深圳 珠海 汕头 佛山 江门
湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山市 潮州 揭阳 云浮 南宁 柳州 桂林 梧州 北海
防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左 海口 三亚 三沙 儋州 成都 自贡 攀枝花 泸州 德阳 绵阳
广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 阿坝 甘孜 凉山 贵阳 六盘水 遵义 安顺
毕节 铜仁 黔东南 昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 楚雄 红河州 文山州 西双版纳 大理 德宏
怒江 迪庆 拉萨 日喀则 昌都 林芝 山南 那曲 阿里地区 西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康
商洛 兰州 嘉峪关 金昌 白银市 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 临夏 甘南 西宁 海东 玉树
格尔木 银川 石嘴山 吴忠 固原 中卫 乌鲁木齐 克拉玛依 吐鲁番 哈密 昌吉 巴音郭楞 阿克苏 喀什 和田
伊犁 塔城 阿勒泰 石河子 昆山 常熟 张家港 江阴 义乌 慈溪 晋江 石狮 浦东 海淀 朝阳区 徐汇 静安 闵行
南山区 台北 高雄 台中 台南 新北 桃园 新竹 嘉义 九龙 新界
"""
CITIES = tuple(_CITIES_TEXT.split())

_STATE_CODES_TEXT = """
AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC
ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC NSW VIC QLD TAS ACT ON QC BC AB MB SK NS NB
NL
"""
STATE_CODES = _STATE_CODES_TEXT.split()
_STATES_TEXT = """\
Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|
Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|
Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|
New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|
Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|
Virginia|Washington|West Virginia|Wisconsin|Wyoming|Ontario|Quebec|British Columbia|
Alberta|Manitoba|Saskatchewan|Nova Scotia|New Brunswick|New South Wales|Queensland|
Tasmania|Victoria"""
STATES = tuple(_STATES_TEXT.replace("\n", "").split("|"))
_FOREIGN_CITIES_TEXT = """\
New York City|New York|Los Angeles|Chicago|Houston|Phoenix|Philadelphia|San Antonio|
San Diego|Dallas|San Jose|Austin|Jacksonville|Fort Worth|Columbus|Charlotte|San Francisco|
Indianapolis|Seattle|Denver|Boston|Nashville|Detroit|Oklahoma City|Portland|Las Vegas|
Memphis|Louisville|Baltimore|Milwaukee|Albuquerque|Tucson|Fresno|Sacramento|Kansas City|
Atlanta|Omaha|Colorado Springs|Raleigh|Miami|Oakland|Minneapolis|Tulsa|Tampa|New Orleans|
Wichita|Cleveland|Bakersfield|Honolulu|Anaheim|Lexington|Stockton|Cincinnati|St. Louis|
Saint Louis|Pittsburgh|Anchorage|Greensboro|Toledo|Newark|Orlando|Buffalo|Durham|
Chandler|Madison|Lubbock|Scottsdale|Reno|Spokane|Boise|Richmond|Baton Rouge|Des Moines|
Tacoma|Fayetteville|Rochester|Salt Lake City|Little Rock|Knoxville|Grand Rapids|
Chattanooga|Providence|Springfield|Dayton|Akron|Syracuse|Hartford|Albany|Brooklyn|Queens|
Bronx|Manhattan|Staten Island|El Paso|Duluth|Savannah|London|Birmingham|Manchester|Leeds|
Glasgow|Sheffield|Bradford|Edinburgh|Liverpool|Bristol|Cardiff|Belfast|Leicester|
Coventry|Nottingham|Newcastle|Sunderland|Brighton|Hull|Plymouth|Wolverhampton|Southampton|
Reading|Derby|Aberdeen|Dundee|Norwich|Oxford|Cambridge|Exeter|Gloucester|Swansea|York|
Lancaster|Inverness|Dublin|Galway|Limerick|Cork City|Toronto|Montreal|Vancouver|Calgary|
Edmonton|Ottawa|Winnipeg|Halifax|Hamilton|Mississauga|Sydney|Melbourne|Brisbane|Perth|
Adelaide|Canberra|Hobart|Darwin|Auckland|Wellington|Christchurch|Mumbai|Delhi|New Delhi|
Bangalore|Bengaluru|Hyderabad|Chennai|Kolkata|Pune|Ahmedabad|Jaipur|Lucknow|Kanpur|
Nagpur|Indore|Bhopal|Patna|Surat|Vadodara|Coimbatore|Kochi|Karachi|Lahore|Islamabad|
Dhaka|Colombo|Kathmandu|Lagos|Abuja|Ibadan|Kano|Port Harcourt|Accra|Kumasi|Nairobi|
Mombasa|Kampala|Johannesburg|Cape Town|Durban|Pretoria|Soweto|Harare|Lusaka|Addis Ababa|
Cairo|Alexandria|Casablanca|Tunis|Algiers|Dubai|Abu Dhabi|Riyadh|Jeddah|Doha|
Kuwait City|Beirut|Amman|Baghdad|Tehran|Istanbul|Ankara|Izmir|Athens|Rome|Milan|Naples|
Turin|Madrid|Barcelona|Seville|Valencia|Lisbon|Porto|Paris|Lyon|Marseille|Toulouse|
Brussels|Antwerp|Amsterdam|Rotterdam|Berlin|Hamburg|Munich|Cologne|Frankfurt|Stuttgart|
Vienna|Zurich|Geneva|Prague|Warsaw|Krakow|Budapest|Bucharest|Sofia|Belgrade|Zagreb|
Kyiv|Moscow|Stockholm|Oslo|Copenhagen|Helsinki|Tokyo|Osaka|Kyoto|Seoul|Busan|Taipei|
Bangkok|Hanoi|Ho Chi Minh City|Saigon|Manila|Cebu|Quezon City|Jakarta|Kuala Lumpur|
Penang|Mexico City|Guadalajara|Monterrey|Tijuana|Bogota|Medellin|Lima|Santiago|
Buenos Aires|Sao Paulo|Rio de Janeiro|Caracas|Quito|Havana|San Juan|Kingston|Beijing|
Shanghai|Guangzhou|Shenzhen|Chengdu|Hangzhou|Wuhan|Nanjing|Chongqing|Tianjin|Suzhou|
Xiamen|Qingdao|Dalian|Harbin|Changsha|Kunming|
Las Cruces|Poughkeepsie|Walla Walla|Terre Haute|Tuscaloosa|Bozeman|Sioux Falls|Yakima|
Santa Rosa|Brattleboro|Hove|Santa Fe|Santa Barbara|Santa Cruz|Santa Ana|Santa Monica|Riverside|
San Bernardino|Long Beach|Irvine|Fremont|Modesto|Oxnard|Fontana|Glendale|Huntington Beach|
Pasadena|Palo Alto|Berkeley|Mesa|Tempe|Gilbert|Peoria|Yuma|Flagstaff|Henderson|North Las Vegas|
Provo|Ogden|Billings|Missoula|Helena|Great Falls|Butte|Cheyenne|Casper|Laramie|Fargo|Bismarck|
Grand Forks|Rapid City|Lincoln|Topeka|Overland Park|Norman|Lawton|Amarillo|Arlington|Plano|
Garland|Irving|Laredo|McAllen|Brownsville|Corpus Christi|Waco|Killeen|Midland|Odessa|Abilene|
Galveston|Beaumont|Shreveport|Lafayette|Lake Charles|Biloxi|Gulfport|Hattiesburg|Montgomery|
Huntsville|Dothan|Macon|Augusta|Valdosta|Tallahassee|Gainesville|Pensacola|Fort Lauderdale|
Hialeah|St. Petersburg|Clearwater|Sarasota|Fort Myers|Daytona Beach|Winston-Salem|Asheville|
Wilmington|Greenville|Spartanburg|Myrtle Beach|Roanoke|Norfolk|Newport News|Virginia Beach|
Chesapeake|Lynchburg|Charlottesville|Morgantown|Huntington|Wheeling|Annapolis|Frederick|
Hagerstown|Dover|Trenton|Camden|Paterson|Jersey City|Hoboken|Elizabeth|Allentown|Bethlehem|Erie|
Scranton|Harrisburg|Wilkes-Barre|Yonkers|White Plains|Utica|Binghamton|Ithaca|Schenectady|
Stamford|Bridgeport|New Haven|Waterbury|Danbury|Worcester|Lowell|Brockton|Quincy|Lynn|
New Bedford|Fall River|Pawtucket|Nashua|Concord|Burlington|Montpelier|Bangor|Bar Harbor|
Youngstown|Canton|Mansfield|Sandusky|Ann Arbor|Flint|Lansing|Kalamazoo|Saginaw|Battle Creek|
Traverse City|Fort Wayne|South Bend|Evansville|Muncie|Bloomington|Champaign|Decatur|Naperville|
Joliet|Aurora|Rockford|Moline|Davenport|Cedar Rapids|Dubuque|Iowa City|Waterloo|Green Bay|
Racine|Kenosha|Oshkosh|Eau Claire|La Crosse|Appleton|St. Paul|Saint Paul|St. Cloud|Mankato|
Joplin|Branson|Bentonville|Fort Smith|Pine Bluff|Bellingham|Everett|Olympia|Kennewick|Eugene|
Corvallis|Medford|Gresham|Beaverton|Pocatello|Twin Falls|Coeur d'Alene|Fairbanks|Juneau|Hilo|
Bowling Green|Owensboro|Paducah|Clarksville|Murfreesboro|Johnson City|Kingsport|Bolton|Bury|
Stockport|Oldham|Rochdale|Salford|Wigan|Warrington|Blackpool|Preston|Blackburn|Burnley|
Huddersfield|Wakefield|Doncaster|Rotherham|Barnsley|Scunthorpe|Grimsby|Middlesbrough|Darlington|
Hartlepool|Gateshead|Carlisle|Kendal|Harrogate|Scarborough|Whitby|Chesterfield|Stoke-on-Trent|
Stafford|Shrewsbury|Telford|Walsall|Dudley|Solihull|Hereford|Cheltenham|Swindon|Bath|Taunton|
Torquay|Truro|Bournemouth|Poole|Salisbury|Winchester|Portsmouth|Eastbourne|Hastings|Worthing|
Crawley|Guildford|Woking|Croydon|Bromley|Hackney|Lewisham|Brixton|Tottenham|Ealing|Wembley|
Slough|Luton|Watford|Milton Keynes|Northampton|Peterborough|Ipswich|Colchester|Chelmsford|
Southend|Basildon|Maidstone|Canterbury|Margate|Folkestone|Ashford|Wrexham|Newport|Aberystwyth|
Llandudno|Stirling|Paisley|Falkirk|Kilmarnock|Dunfermline|Ayr|Oban|Derry|Londonderry|Newry|
Lisburn|Waterford|Kilkenny|Sligo|Athlone|Drogheda|Dundalk|Tralee|Killarney|Brampton|Markham|
Vaughan|Kitchener|Guelph|Windsor|Oshawa|Barrie|Sudbury|Thunder Bay|Saskatoon|Regina|Red Deer|
Lethbridge|Kelowna|Kamloops|Surrey|Burnaby|Laval|Gatineau|Moncton|Fredericton|St. John's|
Geelong|Ballarat|Bendigo|Wollongong|Townsville|Cairns|Toowoomba|Gold Coast|Launceston|
Alice Springs|Dunedin|Rotorua|Tauranga|Thane|Nashik|Aurangabad|Rajkot|Ludhiana|Amritsar|
Chandigarh|Jalandhar|Agra|Varanasi|Allahabad|Meerut|Noida|Gurgaon|Gurugram|Faridabad|Ghaziabad|
Dehradun|Ranchi|Jamshedpur|Dhanbad|Guwahati|Bhubaneswar|Cuttack|Visakhapatnam|Vijayawada|Guntur|
Warangal|Mysore|Mysuru|Mangalore|Hubli|Madurai|Trichy|Tiruchirappalli|Salem|Vellore|
Thiruvananthapuram|Trivandrum|Kozhikode|Thrissur|Jodhpur|Udaipur|Kota|Gwalior|Jabalpur|Raipur|
Srinagar|Jammu|Shimla|Rawalpindi|Faisalabad|Multan|Peshawar|Quetta|Sialkot|Gujranwala|
Chittagong|Sylhet|Khulna|Rajshahi|Enugu|Onitsha|Aba|Owerri|Benin City|Warri|Calabar|Uyo|Jos|
Kaduna|Zaria|Maiduguri|Sokoto|Ilorin|Abeokuta|Akure|Lekki|Ikeja|Surulere|Victoria Island|Tamale|
Takoradi|Tema|Cape Coast|Kisumu|Nakuru|Eldoret|Thika|Malindi|Dar es Salaam|Dodoma|Arusha|Kigali|
Bulawayo|Bloemfontein|Port Elizabeth|Polokwane|Khartoum|Dakar|Abidjan|Douala|Yaounde|Luanda|
Kinshasa|Giza|Luxor|Aswan|Marrakech|Rabat|Fez|Tangier|Sharjah|Medina|Mecca|Muscat|Manama|
Damascus|Aleppo|Mosul|Basra|Erbil|Isfahan|Shiraz|Tabriz|Mashhad|Kabul|Herat|Kandahar|Da Nang|
Hue|Hai Phong|Can Tho|Davao|Makati|Pasig|Taguig|Iloilo|Bacolod|Baguio|Incheon|Daegu|Daejeon|
Gwangju|Yokohama|Nagoya|Sapporo|Fukuoka|Kobe|Hiroshima|Sendai|Gdansk|Wroclaw|Poznan|Lodz|
Katowice|Lublin|Saint Petersburg|Novosibirsk|Yekaterinburg|Kazan|Samara|Kharkiv|Odesa|Lviv|
Dnipro|Minsk|Dresden|Leipzig|Dortmund|Essen|Bremen|Hanover|Hannover|Nuremberg|Bonn|Dusseldorf|
Bordeaux|Lille|Nantes|Strasbourg|Montpellier|Rennes|Grenoble|Florence|Bologna|Genoa|Palermo|
Catania|Venice|Verona|Bari|Bilbao|Malaga|Zaragoza|Puebla|Cancun|Merida|Oaxaca|Juarez|Cali|
Barranquilla|Cartagena|Guayaquil|Cusco|Arequipa|La Paz|Cochabamba|Asuncion|Montevideo|Cordoba|
Rosario|Mendoza|Brasilia|Salvador|Recife|Fortaleza|Curitiba|Porto Alegre|Santo Domingo|
Port-au-Prince|San Salvador|Tegucigalpa|Managua|Guatemala City|Foshan|Dongguan|Ningbo|Wuxi|
Zhengzhou|Jinan|Hefei|Fuzhou|Nanning|Guiyang|Taiyuan|Urumqi|Lanzhou|Shijiazhuang|Shenyang|
Changchun|Zhuhai|Kaohsiung|Taichung"""
FOREIGN_CITIES = tuple(_FOREIGN_CITIES_TEXT.replace("\n", "").split("|"))
_COUNTRIES_TEXT = """
america usa us uk england scotland wales ireland britain canada mexico australia india china japan
korea vietnam thailand philippines indonesia malaysia singapore pakistan bangladesh nepal nigeria
ghana kenya ethiopia egypt morocco algeria tunisia israel iran iraq syria lebanon turkey greece
italy spain portugal france germany austria switzerland belgium netherlands holland denmark sweden
norway finland poland russia ukraine romania hungary bulgaria serbia croatia brazil argentina
chile peru colombia venezuela ecuador cuba jamaica haiti africa asia europe zimbabwe zambia uganda
tanzania rwanda somalia sudan congo cameroon senegal taiwan
"""
COUNTRIES = frozenset(_COUNTRIES_TEXT.split())
# In the names of the streets of a Chinese or English town.
_STREET_WORDS_TEXT = """
Street St Avenue Ave Road Rd Lane Ln Drive Dr Boulevard Blvd Court Ct Circle Cir Place Pl Terrace
Ter Way Parkway Pkwy Highway Hwy Close Crescent Cres Gardens Grove Square Sq Trail Trl Row Mews
Walk Hill Park Plaza Loop Alley Pike Turnpike Expressway Heights Rise View Quay Wharf Green Parade
Esplanade Bend Crossing Path Run Ridge Route Point Pass Marg Nagar Colony Jalan
"""
STREET_WORDS = _STREET_WORDS_TEXT.split()
