"""More given names and surnames in Latin script, from many countries; lists, nothing else.

Written from general knowledge. `WORDLIKE` are those that are as often something else.
"""

_FEMALE = """
Kateryna Philomena Oonagh Caoimhe Roisin Sinead Aisling Grainne Bronagh Eilidh Mairead Catriona
Morag Iona Ailsa Kirsty Shona Mhairi Rhona Elspeth Angharad Cerys Ffion Gwyneth Nerys Rhiannon
Sian Carys Bethan Seren Eluned Myfanwy Lowri Jemima Ottilie Tabitha Clementine Cressida Tamsin
Verity Enid Doreen Beryl Rosie Effie Ellie Evie Maisie Tilly Lottie Flo Bea Dot Mavis Noreen Opal
Bessie Lula Della Tasha Latisha Shaniqua Tamika Nia Aliyah Jada Lakeisha Tyra Shonda Yolonda
Ladonna Brianna Breanna Savannah Makayla Mckenzie Caitlin Kaitlin Katelyn Ashlyn Aubrey Addison
Harper Everly Adalyn Emery Brooklyn Kristina Kathie Randi Vickie Jennie Jodi Jody Joann Joanna
Joana Earlene Arlene Raelene Ernestine Francine Marilynn Carolynn Roslyn Annette Paulette Suzette
Colette Georgette Claudette Odette Lisette Babette Rosario Soledad Milagros Remedios Concepcion
Inmaculada Luciana Renata Ana Rosalinda Rosalia Marisela Yesenia Yadira Xochitl Araceli Itzel
Citlali Carolina Josefina Lourdes Manuela Marcela Raquel Silvia Susana Viviana Zoraida Esmeralda
Elvira Estela Ester Belen Blanca Dulce Jimena Julieta Romina Salome Teresita Trinidad Aanya Aparna
Archana Bhavana Bhavna Chitra Deepika Durga Gauri Gayatri Gita Hema Indira Indu Isha Jaya Kajal
Kalpana Kamala Kavitha Komal Lalita Lata Leela Madhuri Malini Manisha Meena Meenakshi Megha Mira
Mohini Neelam Nikita Nisha Nita Pallavi Parvati Payal Poonam Prerna Priyanka Radhika Rani Rashmi
Rupa Sadhana Sandhya Sangeeta Savita Seema Shalini Sharmila Shilpa Shobha Shweta Smita Sonal
Suchitra Sudha Sujata Supriya Sushma Tanvi Trupti Uma Urmila Vandana Vani Vasudha Veena Vimala
Yamini Fatema Khadijah Zaynab Sumayya Safiya Safiyyah Asma Asiya Bushra Dalia Fadwa Farida Farzana
Fauzia Ghada Hala Hanan Hiba Iman Iqra Jamila Kausar Khalida Laila Lubna Lina Maha Malak Manal
Mona Muna Nabila Naila Naima Najma Nargis Nasreen Noura Nusrat Parveen Rabia Rana Razia Reem
Rehana Rima Rubina Ruqayya Saba Sabah Sahar Saima Samina Sana Shabana Shaista Shazia Suha Suhad
Sultana Tahira Tasneem Wafa Yasmeen Yusra Zehra Zeinab Zubaida Shabnam Uzma Humaira Mehwish Sadia
Sidra Adaora Amaka Amarachi Chidinma Chinelo Chinonso Chinyere Ebele Ezinne Ifeyinwa Ijeoma
Kelechi Nkem Nneka Nnenna Obiageli Ogechi Onyinye Uchenna Uju Abimbola Adebisi Adejoke Adeola
Adesuwa Aderonke Bisi Bolanle Bukky Damilola Ebun Folasade Foluke Funke Ibironke Iyabo Kehinde
Modupe Morenike Mojisola Olabisi Olajumoke Olayinka Olufunke Oluwakemi Omolara Omotola Ronke Sade
Shade Simisola Taiwo Tolu Toyin Yewande Hauwa Hadiza Maimuna Rakiya Zulai Afia Akua Adjoa Yaa
Maame Nana Araba Aba Adhiambo Anyango Atieno Awino Wanjiku Wambui Wangari Wairimu Muthoni Nyokabi
Kendi Kanini Mwende Ndinda Mumbua Nafula Nekesa Nasimiyu Chebet Chepkemoi Jepkosgei Jeptoo Jelimo
Zawadi Neema Rehema Subira Tumaini Baraka Halimat Tigist Hirut Almaz Selam Meron Bethlehem Makeda
Nomsa Thandi Thandeka Sibongile Busisiwe Palesa Lerato Dineo Refilwe Boitumelo Rudo Chipo Nyasha
Tariro Hanh Nga Nhung Oanh Quynh Trinh Tuyet Uyen Yen Diep Hang Hien Kieu Loan Luong My Nguyet
Tuyen Minjung Eunjung Jiyoung Yoona Soonja Youngja Kyunghee Miyoung Hyunjoo Jiyeon Sujin Haeun Yui
Aoi Hina Misaki Ayaka Ayumi Asuka Chieko Emiko Etsuko Fumiko Hanako Haruko Junko Kaori Kazuko
Kimiko Kumiko Mariko Masako Mayumi Megumi Midori Miho Miki Mio Mitsuko Miyuki Natsuki Nobuko Reiko
Rie Rina Sachiko Satoko Sayaka Setsuko Shizuko Sumiko Yasuko Yoshiko Yukari Yukiko Yumiko Yuriko
Maricel Marites Maricar Jovelyn Analyn Rosalyn Rowelyn Corazon Luzviminda Ligaya Liezl Aileen
Arlyn Cherry Divina Editha Erlinda Evangeline Girlie Jennelyn Lilibeth Lorna Maritess Mylene
Nenita Perlita Virgie Zenaida Aleksandra Alicja Beata Bozena Danuta Dorota Edyta Elzbieta Grazyna
Halina Hanna Irena Iwona Izabela Jadwiga Janina Jolanta Justyna Karolina Kinga Krystyna Lucyna
Lidia Magda Malgorzata Marta Marzena Monika Natalia Patrycja Sylwia Urszula Weronika Wieslawa
Zuzanna Anastasiya Antonina Daria Darya Elizaveta Evgenia Inna Katya Kseniya Ksenia Larisa Lidiya
Lyubov Lyudmila Nadezhda Natalya Nataliya Olesya Polina Raisa Sofia Sofya Tatyana Viktoria Yana
Yevgenia Yulia Yuliya Zhanna Zoya Oleksandra Olena Iryna Halyna Nadiya Solomiya Anke Annegret
Bärbel Birgit Britta Brunhilde Christa Dagmar Elfriede Elke Frieda Friederike Gabriele Gerda
Gertrud Gisela Gretchen Gudrun Hannelore Heide Heike Helga Hildegard Inge Ingeborg Irmgard Jutta
Karin Käthe Katja Kerstin Klara Lieselotte Liesl Lotte Margarethe Margit Marlies Mechthild Renate
Roswitha Sabine Sieglinde Sigrid Silke Sonja Steffi Susanne Svenja Tanja Trude Ulrike Ute Waltraud
Wiebke Anais Armelle Aurelie Axelle Capucine Chantal Clemence Clotilde Delphine Emmanuelle Eulalie
Fabienne Francoise Ghislaine Gwenaelle Helene Hortense Josiane Laetitia Laure Laurence Lucie
Lucienne Madeleine Margaux Marguerite Marie-Claire Marine Marjolaine Martine Maud Melisande
Mireille Morgane Myriam Nathalie Noemie Oceane Pascale Sandrine Solange Solene Sylvie Therese
Thibaude Veronique Virginie Viviane Zoé Alessandra Antonella Benedetta Concetta Donatella
Elisabetta Federica Filomena Fiorella Giada Ginevra Giorgia Giovanna Giuseppina Graziella Ilaria
Letizia Lorenza Loredana Lucrezia Luisa Maddalena Mariella Martina Michela Mirella Nicoletta
Ornella Patrizia Pierina Raffaella Rosalba Rossella Silvana Simona Stefania Tiziana Vincenza
Vittoria Catarina Benedita Conceição Aparecida Fatinha Thais Tainá Luana Rafaela Dimitra Eleni
Eleftheria Ioanna Katerina Konstantina Vasiliki Despina Evangelia Kalliopi Panagiota Stavroula
Ayse Aylin Elif Emine Esra Fatma Gulsen Hatice Hulya Merve Meryem Nurcan Ozlem Pinar Selin Sevgi
Sibel Tulay Zeynep Mahsa Azadeh Fereshteh Golnaz Leyla Niloufar Roya Setareh Sima Yael Shira Rivka
Tamar Noa Chana Malka Shoshana Devorah Batya Avital Solveig Ragnhild Astri Gunhild Maja Linnea
Ebba Saga Freja Kirsi Tuula Aino Päivi Marjatta Zuzana Jana Jitka Lenka Ivana Jelena Milica
Snezana Vesna Dragana Biljana Ljiljana Mirjana Andreea Ioana Mihaela Roxana Ileana Doina Erzsebet
Ilona Katalin Zsofia Marika Mary-Jane Soo-jin Anne-Marie Mary-Kate Mary-Anne Leanne Suzanna
Susannah Hannah-Mae Ella-Rose Kayleigh Ashleigh Leigh-Anne Bobbie Billie Frankie Charlie Georgie
Stevie Lexi Lexie Remi Remy Wren Juniper Marigold Saffron Sage Briony Bryony Clover Petunia
Primrose Xanthe Thalia Calliope Persephone Ottoline
"""
_MALE = """
Cornelius Bartosz Jian Jianguo Ieuan Iwan Emyr Dafydd Gethin Llewellyn Huw Hywel Geraint Aled Alun
Ewan Euan Ruaridh Lachlan Calum Alasdair Alastair Gregor Murdo Finlay Iain Graeme Fraser Struan
Eoghan Oisin Ciaran Conor Diarmuid Donal Donncha Eamon Fintan Fionn Paddy Seamus Tadhg Turlough
Colm Colum Niall Ronan Rian Neville Cyril Piers Tarquin Barnaby Myles Monty Algernon Cuthbert Glyn
Humphrey Jolyon Mortimer Nathaniel Nev Tucker Zack Zeke Jamar Darnell Devonte Keyshawn Laquan
LeBron Malik Marquis Marcellus Rashad Tremaine Trevon Tyrell Tyrese Cletus Mervin Morton Oswald
Roscoe Braden Kayden Hayden Caden Aiden Aidan Collin Dalton Grayson Jaxson Ryder Ryker Trenton
Weston Alfredo Alonso Alvaro Anselmo Benito Bernardo Camilo Claudio Cristian Cristobal Cruz Dario
Domingo Edgardo Efrain Eliseo Ernesto Eusebio Ezequiel Fabian Facundo Federico Fermin Fidel Genaro
German Gerardo Gilberto Gonzalo Gregorio Heriberto Hernan Horacio Humberto Ismael Jacinto Jeronimo
Josue Lazaro Leandro Leonel Leopoldo Lisandro Marcelo Marcos Mariano Mauricio Maximiliano Maximo
Moises Nestor Osvaldo Pascual Patricio Refugio Reinaldo Rigoberto Rodolfo Rogelio Romulo Severino
Silvio Teodoro Ulises Valentin Vicente Wilfredo Aarav Abhay Abhinav Abhishek Ajay Ajit Akash Akhil
Akshay Alok Amar Amitabh Anand Aniket Anirudh Ankur Anoop Anupam Arvind Aryan Ashish Ashwin Atul
Avinash Ayush Bharat Bhaskar Bhavesh Bipin Brijesh Chandan Chetan Chirag Darshan Dev Devendra
Dhananjay Dharmesh Dhruv Dilip Girish Govind Harsh Hemant Hitesh Hrithik Ishaan Jagdish Jatin
Jayesh Jignesh Jitendra Kailash Kalyan Kapil Karan Kartik Keshav Kishore Kunal Lakshman Lalit
Lokesh Madan Mahendra Manish Mayank Milind Mohit Mukund Murali Nakul Narayan Narendra Naresh
Neeraj Nilesh Nitin Om Pankaj Paresh Parth Piyush Prabhakar Pradeep Prasad Prashant Pratik Praveen
Prem Puneet Purushottam Raghav Raghu Raja Rajan Rajat Rajendra Rajiv Raju Rakesh Ram Raman Ranjit
Ravindra Rishi Ritesh Sachin Sagar Sahil Sai Sameer Sanjeev Santosh Satish Satyam Saurabh Selvam
Senthil Shankar Sharad Shashi Shekhar Shivam Shubham Sourav Srikanth Subhash Subramaniam Sudhir
Sumit Surya Sushil Tarun Tejas Uday Ujjwal Umesh Utkarsh Vasant Venkatesh Vikas Vinay Vineet Vipin
Vishal Vishnu Yash Yogesh Amarjit Baljit Balwinder Daljit Gurdeep Gurmeet Harbhajan Harjit Jasbir
Jaswinder Kuldeep Kulwinder Mandeep Navdeep Paramjit Parminder Rajinder Sukhdev Sukhwinder
Surinder Tejinder Abbas Abdallah Abdel Abdelrahman Abdulaziz Abid Adeel Adel Adil Adnan Akbar
Akram Amin Ammar Anas Anwar Aqeel Arif Arsalan Asad Aslam Atif Ayman Ayyub Aziz Babar Bashar
Bashir Daoud Ehab Essam Fadi Fahad Fahd Faiz Farooq Faruq Fawad Fayyaz Ghulam Habib Hadi Hafiz
Haider Hakim Hamad Hamdan Hamid Hammad Hani Haris Haroon Hasan Hashim Hatem Hisham Hossam Hussam
Idris Iftikhar Ihab Ikram Imad Imtiaz Iqbal Isa Ishaq Issa Jaber Jafar Jalal Jamil Javed Junaid
Kamal Kamran Kashif Khaled Khalil Khurram Latif Luqman Mahdi Mahmood Majid Mansoor Mansour Marwan
Mazen Mehmood Mohammad Mohsin Mubarak Mujahid Munir Murad Musa Nadeem Nader Naeem Naji Najib Nasir
Nauman Naveed Nawaz Nizar Numan Osama Osman Qasim Rafiq Raheem Rahman Raid Ramadan Rami Ramzi Rauf
Rehan Riaz Riyad Rizwan Saad Sabir Sadiq Saif Sajid Salah Saleem Saleh Salim Sameh Saqib Sarfraz
Saud Shabbir Shafiq Shahbaz Shahid Shahzad Shakeel Shakir Sharif Shehzad Shoaib Sohail Suhail
Suleiman Sulaiman Sultan Tahir Talal Talha Tamer Tanveer Taufiq Tauqeer Tawfiq Usama Uthman Wael
Waheed Waleed Waqar Waqas Waseem Wasim Yahya Yaqoob Yaseen Yasir Yasser Younis Younus Yousuf Yunus
Zafar Zahid Zain Zakaria Zaki Zayd Zeeshan Zia Zubair Zulfiqar Abiodun Adebayo Adebola Adedayo
Adekunle Ademola Adeniyi Adetokunbo Adewale Akin Akinola Akinwale Ayo Babajide Bamidele Biodun
Bolaji Chibueze Chidiebere Chijioke Chike Chima Chinonye Chuka Chukwudi Chukwuma Dayo Dele Ebuka
Folarin Gbenga Gbolahan Ifeanyi Ikechukwu Jide Kayode Kelechukwu Kola Kolawole Lanre Lekan Obi
Okechukwu Okey Ola Oladele Oladipo Olalekan Olamide Olanrewaju Olaoluwa Olatunji Olawale Olufemi
Olusegun Oluwaseyi Oluwatobi Onyekachi Onyeka Rotimi Seun Seyi Sola Soji Tayo Tobi Tochukwu Tosin
Tunji Ugochukwu Wale Yemi Yinka Aliyu Aminu Danjuma Garba Haruna Nuhu Sani Shehu Yakubu Kwadwo
Kwesi Kweku Ebo Fiifi Nii Paa Agyeman Barasa Karanja Kariuki Kibet Kimani Kiprono Kiplagat Kiptoo
Kipkemboi Kipruto Macharia Maina Mbugua Mburu Muchiri Mugo Muriuki Musyoka Mutiso Mutua Mwaniki
Ndungu Ngugi Njoroge Njuguna Nyaga Okoth Omondi Onyango Opiyo Ouma Owino Wafula Wanjala Wekesa
Hamisi Rajabu Bakari Tesfaye Abebe Getachew Haile Mulugeta Dawit Yonas Bekele Sizwe Lwazi Vusi
Tshepo Kagiso Katlego Lebogang Tumelo Mpho Tafadzwa Tinashe Kudzai Takudzwa Simba Dung Khoa Kien
Lam Nam Nghia Phuc Phong Quan Quoc Son Tam Tan Thang Thinh Tien Tri Trung Truong Viet Vinh Xuan
Binh Cuong Dat Duy Giang Hai Minjun Junho Sungho Seungho Youngho Jinwoo Taehyun Sangwoo Kyungsoo
Jongho Youngsoo Byung Chul Yuto Sota Riku Hayato Haruki Daiki Kaito Kenta Makoto Masao Minoru
Naoki Osamu Ryota Satoru Shigeru Shohei Sho Susumu Tadashi Takahiro Takuya Tatsuya Tetsuya Toshio
Tsutomu Yasuhiro Yoshio Yosuke Yuji Yuta Hideo Hiroki Hiroyuki Ichiro Isamu Jiro Jun Junichi
Katsuo Kazuo Kazuya Keiichi Keita Kenichi Kiyoshi Junjie Haoran Zihao Yuxuan Zixuan Yichen Weijie
Zhiqiang Jianping Guoqing Jomar Jericho Rodel Rommel Reynante Ronaldo Renato Danilo Arnel Arvin
Dindo Efren Ferdinand Jun-Jun Jayson Jestoni Nonoy Bong Bongbong Crisanto Crispin Virgilio Isagani
Bayani Dakila Aleksander Andrzej Artur Bartlomiej Bogdan Bogumil Boguslaw Cezary Czeslaw Dariusz
Dawid Dominik Eugeniusz Feliks Filip Franciszek Grzegorz Henryk Ireneusz Jacek Jakub Janusz
Jaroslaw Jerzy Jozef Kacper Kamil Karol Kazimierz Konrad Krystian Leszek Lukasz Maciej Marcin
Mariusz Mateusz Michal Mieczyslaw Mikolaj Miroslaw Oskar Patryk Pawel Przemyslaw Radoslaw Rafal
Ryszard Slawomir Stanislaw Szymon Tadeusz Waldemar Wieslaw Witold Wladyslaw Wlodzimierz Zbigniew
Zdzislaw Zygmunt Aleksei Aleksandr Alexandr Anatoly Andrey Anton Arkady Arseny Artem Artyom
Dmitriy Eduard Egor Evgeny Fyodor Gennady Georgy Gleb Grigory Ilya Innokenty Kirill Konstantin
Leonid Lev Maksim Maxim Nikolay Pyotr Rodion Ruslan Semyon Stanislav Stepan Taras Timofey Timur
Vadim Valery Vasily Viktor Vitaly Vladislav Volodymyr Vsevolod Vyacheslav Yaroslav Yegor Yevgeny
Yury Zakhar Oleksandr Oleksiy Andriy Bohdan Mykola Mykhailo Serhiy Petro Vasyl Yuriy Albrecht
Alois Andreas Armin Axel Bastian Benedikt Bernd Bernhard Bertold Burkhard Carsten Christoph Claus
Detlef Dietmar Dietrich Eberhard Eckhard Egon Emil Erhard Erich Ernst Erwin Eugen Ewald Florian
Franz Friedhelm Friedrich Georg Gerd Gerhard Gottfried Götz Günter Günther Gunther Gustav Harald
Hartmut Heiko Heiner Heinz Helge Helmut Hermann Holger Horst Jens Joachim Jochen Johann Johannes
Jörg Jörn Jürgen Kai Karl-Heinz Karsten Knut Leopold Lothar Ludwig Lukas Lutz Manfred Markus
Maximilian Mathias Moritz Olaf Rainer Ralf Reinhard Reinhold Rolf Rüdiger Rudi Rudolf Sascha
Siegfried Steffen Thilo Thorsten Tilman Till Tobias Torsten Udo Ulf Ulrich Uwe Volker Walther
Werner Wilhelm Wolfram Adrien Alain Alexandre Alphonse Amaury Antoine Armand Arnaud Auguste
Aurelien Bastien Baptiste Benoit Bertrand Christophe Cyrille Didier Edouard Emeric Emile Etienne
Fabien Fabrice Fernand Florent Franck Frederic Gaetan Gaspard Gauthier Geoffroy Gilles Gregoire
Henri Herve Ignace Jean-Baptiste Jean-Claude Jean-Luc Jean-Marc Jean-Paul Jeremie Julien Loic Luc
Lucien Ludovic Mathieu Maxime Michel Mickael Noël Olivier Pascal Patrice Philippe Raphael Regis
Rene Romain Sebastien Serge Stephane Sylvain Thibault Yann Yannick Yves Alessio Alfio Amedeo
Antonino Arrigo Attilio Aurelio Bartolomeo Battista Beppe Calogero Carlo Carmelo Carmine Cesare
Ciro Corrado Cosimo Davide Domenico Donato Edoardo Elio Emanuele Enea Ennio Enrico Enzo Ettore
Eugenio Fabio Fabrizio Ferdinando Ferruccio Filippo Flavio Franco Gaetano Gennaro Giacomo Gian
Giancarlo Gianfranco Gianluca Gianluigi Gianni Gianpaolo Giordano Giorgio Giuliano Giulio Guido
Jacopo Lamberto Luciano Luigi Marcello Massimiliano Massimo Maurizio Michelangelo Michele Mirko
Niccolo Nino Nunzio Orazio Pasquale Pier Piero Pierluigi Pietro Raffaele Riccardo Rinaldo Rino
Romano Ruggero Sandro Saverio Silvano Stefano Tommaso Ugo Umberto Valerio Vincenzo Vito Vittorio
João Tiago Gonçalo Nuno Rui Duarte Afonso Caio Wellington Edson Wanderley Dimitris Georgios
Ioannis Yiannis Konstantinos Kostas Panagiotis Spyros Vasilis Christos Evangelos Thanasis Ahmet
Cem Hakan Huseyin Kemal Okan Orhan Selim Serkan Tolga Volkan Yilmaz Amirhossein Behrouz Farhad
Mehran Mojtaba Navid Pejman Saman Shahram Siamak Avi Avraham Chaim Dov Eitan Ephraim Menachem
Mordechai Moshe Shlomo Shmuel Uri Yaakov Yehuda Yitzhak Yosef Zvi Arne Asbjorn Bjørn Einar Gunnar
Haakon Halvor Ingvar Kjell Lasse Magnus Mikkel Nils Odd Olav Ole Per Rasmus Rune Sigurd Stig
Sverre Terje Tor Torbjorn Torstein Trygve Jari Juha Jukka Kalle Kari Lauri Matti Mikko Pekka Tapio
Timo Veikko Jiri Ondrej Vaclav Vojtech Zdenek Bojan Branko Dusan Ivo Luka Marko Milos Miroslav
Nemanja Nenad Predrag Slobodan Srdjan Zeljko Ioan Ionut Gheorghe Mihai Radu Razvan Vasile Attila
Bela Gabor Gyorgy Imre Jozsef Sandor Tibor Zoltan
"""
_SURNAMES = """
MacDougall Hollingsworth Whitcombe Thibodeaux McAllister Delgado-Reyes Achterberg Szymanska
Abernathy Trevelyan Kowalczyk Mbeki Villeneuve Chamberlain Fitzpatrick Fitzsimmons Fitzroy MacLean
MacGregor MacIntyre MacKay MacMillan MacPherson MacKinnon MacNeil MacArthur McCormack McCullough
McDermott McDonnell McDonough McDougall McDowell McElroy McFadden McFarland McGill McGinley
McGowan McGrath McGregor McGuinness McHugh McIntosh McIntyre McKay McKee McKenna McKinley McKnight
McLean McLeod McMahon McMillan McNally McNamara McNeil McPherson McQueen McSweeney McTavish
McNulty McCabe McCall McCann McClain McClelland McClure McConnell McCrae McCready O'Brien
O'Callaghan O'Connell O'Connor O'Dea O'Doherty O'Donnell O'Donoghue O'Driscoll O'Dwyer O'Farrell
O'Flaherty O'Gorman O'Grady O'Hagan O'Halloran O'Hanlon O'Hara O'Keefe O'Keeffe O'Leary O'Malley
O'Neill O'Mahony O'Meara O'Toole O'Reilly O'Riordan O'Rourke O'Shea O'Sullivan Doherty Brennan
Boyle Byrne Cahill Callaghan Cassidy Clancy Coffey Colgan Concannon Conlon Connolly Conroy
Corcoran Corrigan Coughlan Cronin Crowley Cullinane Curran Daly Delaney Dempsey Devlin Dillon
Dolan Donnelly Donohue Dooley Duffy Dunne Egan Fagan Fahey Fallon Finnegan Finnerty Flaherty
Flanagan Flannery Fogarty Gaffney Galvin Geraghty Gilmartin Gleeson Gorman Halloran Hanlon
Hannigan Hanrahan Healy Heffernan Hennessy Hickey Horan Houlihan Hurley Kavanagh Keane Kearney
Keating Keegan Kehoe Kelleher Kenny Keogh Kiernan Kilbride Kinsella Lafferty Lally Larkin Lenihan
Loughlin Madigan Maguire Maher Mahoney Mannion Molloy Moloney Monaghan Mooney Moriarty Moynihan
Mulcahy Mulligan Murtagh Nolan Noonan Phelan Plunkett Quigley Quinlan Rafferty Reardon Regan
Reilly Riordan Rooney Scanlon Shaughnessy Sheehy Sheridan Slattery Tierney Tiernan Toomey Tracey
Tully Twomey Tyrrell Whelan Ainsworth Aldridge Allardyce Appleby Arkwright Armitage Askew Atherton
Attwood Aylward Babcock Bagshaw Bainbridge Bancroft Barraclough Barrowman Bartholomew Bartlett
Bassett Batchelor Baxter Beaumont Beckett Beckford Beddoes Bellamy Bickerstaffe Biggs Birchall
Blackburn Blackwell Blakely Blenkinsop Bloomfield Bosworth Boothroyd Bracewell Bradbury Bradshaw
Braithwaite Bramley Brathwaite Broadbent Brockway Bromley Brookes Bullock Burroughs Butterworth
Cadwallader Calloway Calvert Carmichael Cartwright Cavendish Chadwick Challoner Chatterton
Cheeseman Chesterfield Clegg Clutterbuck Colclough Coldwell Colquhoun Constable Cornwell Coulson
Crabtree Cranford Crawshaw Crockett Crompton Crosby Crossley Crowther Cuthbertson Dalrymple
Danvers Darlington Dewhurst Dinsdale Drummond Duckworth Dunstan Eastwood Ecclestone Eldridge
Ellsworth Elphinstone Endicott Entwistle Fairclough Fairweather Farnsworth Farquhar Faulkner
Fawcett Featherstone Fenwick Fielding Fothergill Fotheringham Garside Gascoigne Gilchrist
Gillespie Goddard Goodfellow Greenhalgh Greenwood Grimshaw Haddock Hallam Hallworth Halstead
Hampson Hargreaves Harkness Hartley Haslam Hathaway Hawthorne Haythornthwaite Hazelwood Heathcote
Hebblethwaite Hemingway Hepworth Heywood Higginbotham Hinchliffe Hindmarsh Hodgkinson Holcombe
Holdsworth Hollingshead Honeycutt Hornsby Horrocks Houghton Huddleston Hutchings Huxley Ibbotson
Illingworth Inglis Ironside Jarvis Jessop Kellett Kendall Kettlewell Kirkpatrick Kirkwood
Lancaster Langford Latham Lathbury Lathrop Leadbetter Ledbetter Leyland Lightfoot Lindsay Linley
Llewellyn Llewelyn Lockhart Lockwood Longbottom Longfellow Lonsdale Loveday Lovelace Lowther
Ludlow Lumsden Lytton Maitland Marchbanks Marsden Mather Mayhew Meredith Middleton Millward
Montague Mottram Mountford Musgrove Naismith Nettleton Newbold Newcombe Nuttall Ogden Oglethorpe
Oldfield Openshaw Ormerod Osbourne Oxley Pankhurst Partridge Pendlebury Pendleton Penhaligon
Pettigrew Pickering Pickersgill Pilkington Pinkerton Plimpton Postlethwaite Prendergast Priestley
Prichard Pritchard Pumphrey Quarmby Radcliffe Rainsford Ramsbottom Ramsden Rathbone Ravenscroft
Rawlinson Redgrave Redmond Rigby Rimmer Rochester Rothwell Rowbotham Rowntree Rutherford Saltmarsh
Sandford Satterthwaite Scarborough Schofield Seagrave Sedgwick Sellars Shackleton Shawcross
Sheffield Shipley Shuttleworth Sidebottom Silverstone Skelton Slater Smythe Somerville Southgate
Spalding Spofforth Stainforth Standish Stanhope Stapleton Stubbs Sutcliffe Swinburne Tattersall
Tewksbury Thackeray Thistlewood Thorburn Thorndike Thornhill Threlfall Thwaites Tillotson Tolliver
Towneley Treadwell Trelawney Tremaine Trevithick Trowbridge Turnbull Twigg Underhill Urquhart
Vickers Wadsworth Wainwright Wakefield Walmsley Warburton Wardle Waterhouse Weatherby Wedgwood
Westbrook Westcott Wetherby Wharton Wheelwright Whitehouse Whiteley Whitlow Whittington Whitworth
Wigglesworth Wilberforce Wildman Willoughby Winchester Windermere Winstanley Winterbottom
Witherspoon Wolstenholme Woodhouse Woodward Wooldridge Worthington Wrigley Yardley Yarwood
Aguilera Alarcon Alcaraz Alfaro Alonso Altamirano Amador Anaya Aparicio Aquino Aragon Arce Arevalo
Armendariz Armenta Arreola Arriaga Arroyo Avalos Baez Balderas Ballesteros Banuelos Barajas Barba
Barragan Barraza Barrientos Barrios Batista Becerra Beltran Benavides Bernal Betancourt Blanco
Borrego Briones Briseno Bustamante Caballero Cadena Calvillo Camarillo Canales Candelaria Cardona
Carmona Carranza Carrasco Carreon Carrera Carrion Casillas Castellano Cavazos Ceballos Ceja
Centeno Cepeda Cervantez Chacon Chavarria Collazo Colunga Cordero Cornejo Coronado Corral Cortes
Covarrubias Crespo Cuellar Davila Delgadillo Delrio Duenas Echeverria Elizondo Enriquez Escalante
Escamilla Esparza Espinal Espino Espinosa Fajardo Farias Feliciano Fierro Frias Gaitan Galarza
Galindo Gamboa Gamez Gaona Garay Garibay Garrido Gastelum Gaytan Giron Godinez Godoy Granado
Granados Grijalva Guajardo Guardado Guevara Guillen Gurule Heredia Hermosillo Hidalgo Hurtado
Iglesias Irizarry Jaime Jaquez Jasso Jurado Laureano Lazo Ledesma Leiva Lemus Lerma Leyva Linares
Lira Llamas Loera Longoria Lugo Lujan Madera Madrid Madrigal Magana Manriquez Manzanares Marin
Marrero Marroquin Mascarenas Mata Mateo Matias Matos Mayorga Medrano Melgar Menendez Merino Mesa
Millan Miramontes Mireles Monreal Monroy Montalvo Montano Montemayor Montenegro Montero Mota Moya
Munguia Muniz Muro Naranjo Narvaez Navarrete Nava Negron Nevarez Nieto Nieves Ocasio Ojeda Olguin
Olivares Olivarez Olivas Olmos Olvera Ontiveros Oquendo Ordonez Orellana Ornelas Orosco Orta Otero
Oviedo Pagan Palacios Palomino Pantoja Paredes Partida Patino Paz Pedraza Pelayo Peralta Perales
Pizarro Polanco Ponce Portillo Prado Preciado Prieto Puente Pulido Quezada Quinones Quinonez
Quintana Quintanilla Quiroga Quiroz Razo Rendon Renteria Resendez Reyna Reynoso Rincon Riojas
Rivero Robledo Rodarte Rojo Roldan Romo Roque Rosado Rosas Rosario Rueda Ruelas Ruvalcaba Saavedra
Saenz Salcedo Salcido Saldana Saldivar Salgado Samaniego Sanabria Santillan Sauceda Saucedo
Segovia Segura Sepulveda Serna Serrato Sierra Sifuentes Solano Solorio Solorzano Soria Soriano
Sotelo Tafoya Talavera Tamayo Tejada Tejeda Tellez Tello Teran Terrazas Tirado Toledo Tovar Trejo
Urbina Urias Urrutia Valadez Valdes Valentin Valle Vallejo Valles Valverde Varela Vazquez Velasco
Venegas Vera Verdugo Viera Vigil Villagomez Villalpando Villasenor Villegas Yanez Zambrano
Zaragoza Zarate Zelaya Zepeda Acharya Aggarwal Ahuja Anand Bajaj Bajwa Balakrishnan Bansal Basu
Bhat Bhatt Bhattacharya Bhattacharyya Bhardwaj Biswas Chakrabarti Chakraborty Chakravarty Chandra
Chandran Chaturvedi Chaudhary Chaudhuri Chauhan Chawla Dasgupta Datta Deshpande Dixit Dutta
Dwivedi Gandhi Ganguly Garg Gavaskar Goel Gokhale Gopalakrishnan Goswami Goyal Guha Iyengar Jadhav
Jha Johar Kale Kamble Kamath Kapadia Kapur Kaul Khatri Kohli Kothari Krishnamurthy Kumari Kurian
Lal Mahajan Mathur Mehra Mehrotra Misra Mistry Mittal Modi Mohanty Mukhopadhyay Murthy Muthu Naidu
Nambiar Narang Narayanan Natarajan Nayak Nayar Nigam Oberoi Padmanabhan Pai Pande Panicker Parekh
Parikh Pathak Patnaik Pawar Prabhu Purohit Raghavan Rajagopal Rajput Ramachandran Ramanathan
Ramaswamy Ranganathan Rastogi Rathore Raut Saha Sahni Saini Samant Sarkar Sathe Sawant Saxena
Sehgal Sen Seth Shekhawat Shenoy Sheth Shinde Singhal Singhania Sinha Sodhi Somani Sood Srinivasan
Srivastava Subramaniam Sundaram Suri Swaminathan Swamy Talwar Tandon Thakkar Thakur Thapar
Tripathi Tyagi Upadhyay Vaidya Varghese Varma Venkataraman Vohra Vyas Wadhwa Walia Abbasi
Abdullahi Afridi Afzal Alam Al-Amin Al-Hassan Al-Rashid Al-Sayed Arshad Ashraf Awan Ayub Azam Baig
Baloch Barakat Basha Bhatti Bhutto Bibi Bukhari Butt Cheema Dar Durrani El-Sayed Elmasry Farah
Farooqi Farooqui Ghani Ghazi Gilani Hamdi Hamid Haq Haque Hashimi Hijazi Hussaini Jafri Jamal
Javaid Kabir Kazmi Khalil Khatib Khattak Kiani Latif Lodhi Masood Memon Mian Minhas Mughal Mughni
Naqvi Niazi Pirzada Qadri Qazi Quraishi Rabbani Rahimi Raja Rana Rashid Rehman Rizvi Sabri Sadiq
Saeed Safi Salim Samad Sayeed Shafi Shaikh Sharif Siddiqi Soomro Suleman Syed Tahir Tariq Usmani
Wazir Yousaf Yousafzai Zaidi Zaman Zafar Zahid Abara Abiola Achebe Adebisi Adefolalu Adegoke
Adekola Adelaja Adeleke Ademola Adenuga Adeoye Aderibigbe Adesanya Adichie Afolayan Agbaje Agu
Ajayi Akande Akinfenwa Akintola Akinyemi Akpan Alabi Amadi Aniebo Anozie Anyanwu Asuquo Atanda
Awolowo Ayodele Azikiwe Babangida Bankole Bassey Buhari Chikezie Chukwuma Dada Dike Durojaiye Ebeh
Edet Effiong Egwu Eke Ekpo Ekwueme Emenike Enahoro Essien Etim Ezeh Ezeigbo Fagbemi Falana Fashola
Fasola Folarin Gbadamosi Ibekwe Idowu Igwe Ikpeazu Iroha Iwu Jaja Jegede Kalu Kuti Lawal Madu Mbah
Mbakwe Ndukwe Nnadi Nnamani Njoku Nwachukwu Nwankwo Nwaogu Nwokedi Nze Obaseki Obasanjo Obiora
Odinga Odukoya Ogbonna Ogbu Ogunbanjo Ogundipe Ojo Okereke Okon Okonjo Okorie Okoro Okpara Okwuosa
Olaniyan Olatunji Olayinka Oluwole Omotoso Onuoha Onwuka Onyeama Onyekwere Opara Orji Oshodi
Osinbajo Osuji Oyedepo Oyelowo Sanusi Soyinka Tinubu Uba Uche Udo Udeh Ugwu Umeh Usman Uzoma Yusuf
Adjei Adomako Afriyie Agyei Agyemang Aidoo Akoto Akufo Amankwah Amoako Ampofo Anane Ankrah Annan
Ansah Antwi Asamoah Asare Asiedu Ataa Atta Ayew Baah Badu Boadu Boahen Boakye Bonsu Danquah Darko
Donkor Duah Frimpong Gyamfi Gyan Kuffour Kusi Kyei Larbi Nkansah Nkrumah Nyarko Obeng Ofori Oppong
Quaye Sarpong Sarfo Tetteh Yeboah Achieng Barasa Cheruiyot Chebet Gachanja Gathogo Gichuru
Githinji Gitau Karanja Kenyatta Kibaki Kinyanjui Kiplagat Kiprop Kipsang Koech Korir Langat Limo
Macharia Maina Makori Mbugua Mburu Moraa Muchiri Mugambi Muigai Mureithi Muriithi Musyoka Mutai
Muthama Mwai Mwendwa Mworia Ndegwa Nderitu Ndirangu Ngige Ngugi Njenga Nyaga Nyong'o Obama Ogola
Okello Oloo Omondi Onyango Opiyo Ouko Owuor Rotich Ruto Tanui Waweru Wekesa Tadesse Girma Kebede
Woldemariam Mahlangu Mabaso Makhanya Mandela Mkhize Molefe Motaung Ngcobo Ntuli Pillay Tshabalala
Tutu Zuma Zwane Chikwanha Chirwa Mugabe Mutasa Sibanda Zimba Museveni Okot Kagame Fofana Camara
Konate Sissoko Kone Ouedraogo Doan Luong Trinh Vuong Quach Thach Luu Mach Ninh Ong Phung Tieu
Trieu Thai Tong Ta Jeong Ryu Jeon Moon Bae Baek Nam Noh Ha Kwak Seong Cha Joo Woo Min Bang Byun
Chung Eom Gwak Yamaguchi Yamazaki Hashimoto Yamashita Nakajima Maeda Saito Fujiwara Okamoto
Matsuda Nakagawa Nakano Harada Ono Tamura Takeuchi Kaneko Wada Nakayama Ishida Ueda Morita Hara
Shibata Sakai Kudo Yokoyama Miyazaki Miyamoto Uchida Ando Taniguchi Ohno Maruyama Imai Takada
Fujimoto Murata Ueno Sugiyama Masuda Sugawara Hirano Kojima Otsuka Chiba Kubo Matsui Iwasaki
Sakurai Kinoshita Noguchi Matsuo Nomura Kikuchi Sano Onishi Sugimoto Arai Abad Abella Aguinaldo
Alcantara Bagatsing Balagtas Baluyot Buenaventura Cabral Cacayan Catacutan Cojuangco Concepcion
Dalisay Datu Dayrit Dela Dimaculangan Dimaandal Dizon Ejercito Enrile Estacio Evangelista Galang
Gatdula Gonzaga Guinto Habacon Ilagan Ilustre Jacinto Javier Laurel Ligaya Limbaga Lacson
Macapagal Macaraeg Magbanua Magsaysay Malabanan Mallari Manalo Manansala Mangubat Manlapaz Mapa
Marasigan Natividad Pacquiao Paguio Pangilinan Panganiban Pascual Payumo Quiambao Quijano
Romualdez Roxas Salonga Sarmiento Soliman Sumulong Tolentino Tiongson Umali Villar Yap Ylagan
Adamczyk Andrzejewski Bak Baran Baranowski Bielecki Blaszczyk Borkowski Chmielewski Cieslak
Cwiklinski Czarnecki Czerwinski Dabrowski Duda Dudek Dziedzic Gajewski Glowacki Gorski Grabowski
Jablonski Jakubowski Jankowski Janowski Jasinski Jaworski Kaczmarek Kalinowski Kania Karpinski
Kaczynski Kolodziej Konieczny Kosinski Kowalewski Kozlowski Kozak Krajewski Krawczyk Krol Kubiak
Kucharski Kwiatkowski Lewandowska Lis Lisowski Maciejewski Majewski Makowski Malinowski Marciniak
Markowski Mazur Mazurek Michalak Michalski Mroz Nowakowski Nowicki Olszewski Ostrowski Pawlak
Pawlowski Pietrzak Piotrowski Pawlik Przybylski Rutkowski Sadowski Sawicki Sikora Sikorski Sobczak
Sokolowski Stepien Szczepanski Szewczyk Szulc Szymczak Tomaszewski Urban Urbanski Walczak
Wasilewski Wieczorek Wilk Wisniewska Witkowski Wlodarczyk Wojciechowski Wozniak Wroblewski Wrona
Wysocki Zajac Zakrzewski Zalewski Zawadzki Zielinska Ziolkowski Abramov Afanasyev Alekseev Alexeev
Andreev Antonov Arkhipov Baranov Belov Belyaev Bogdanov Bondarenko Borisov Chernov Davydov Denisov
Dmitriev Egorov Fedorov Filippov Frolov Fomin Gerasimov Golubev Gorbachev Grigoriev Gusev Kalinin
Karpov Kazakov Kiselev Komarov Konovalov Kovalenko Kovalev Kovalchuk Kozlov Kravchenko Krylov
Kudryavtsev Kuzmin Kuznetsova Makarov Maksimov Markov Martynov Matveev Medvedev Melnikov Mikhailov
Mironov Morozov Nazarov Nikitin Nikolaev Orlov Osipov Pavlov Petrenko Polyakov Ponomarev Popova
Romanov Sergeev Shevchenko Shevchuk Smirnova Sobolev Solovyov Sorokin Stepanov Tarasov Tikhonov
Timofeev Titov Tkachenko Tsvetkov Vasiliev Vasilyev Vinogradov Volkova Vorobyov Yakovlev Zaitsev
Zakharov Zhukov Albrecht Baumann Bergmann Böhm Brandt Dietrich Ebert Engel Fiedler Franke
Friedrich Fuchs Gerlach Graf Groß Günther Haas Hahn Hartwig Heinrich Herrmann Huber Jäger Kaiser
Köhler König Krämer Kraus Krüger Kühn Kuhn Lorenz Ludwig Maier Mayer Meier Möller Müller Otto
Pfeiffer Pohl Sauer Schäfer Schmid Schmitt Schmitz Scholz Schreiber Schröder Schubert Schulte
Schulze Schumacher Schuster Seidel Sommer Stein Steiner Strasser Thiele Vogel Vogt Voigt Walter
Wiedemann Winkler Wolff Zeller Ziegler Arsenault Aubert Barbier Beauchamp Beaulieu Belanger Benoit
Bergeron Bernier Berthelot Besson Blanchard Blanchet Boucher Bouchard Boudreaux Bourgeois Boutin
Bouvier Breton Brunet Caron Carpentier Chevalier Cloutier Colin Cormier Coulombe Cousteau
Delacroix Delorme Deschamps Desjardins Duchamp Dufour Dumas Dumont Dupont Dupuis Fortin Fournier
Francois Gagne Gagnon Garnier Gauthier Gautier Guerin Guillaume Hebert Joubert Lacroix Lafontaine
Landry Langlois Laporte Lapointe Lavoie Leblanc Leclerc Leclercq Lefevre Legrand Lemaire Lemieux
Leroux Levesque Marchand Mercier Michaud Michel Monet Morel Morin Nadeau Noel Ouellet Paquette
Parent Pelletier Perrin Perrot Picard Poirier Poulin Prevost Renaud Renault Roussel Roux Savard
Simard Tessier Thibault Tremblay Trudeau Turcotte Vasseur Vidal Amato Barbieri Basile Battaglia
Bellini Benedetti Bernardi Bertolini Bianco Brambilla Bruni Caputo Carbone Caruso Castelli
Cattaneo Conte Coppola D'Amico D'Angelo D'Agostino De'Luca Fabbri Farina Ferrara Ferraro Ferretti
Ferri Fiore Fontana Galli Gatti Gentile Giuliani Grassi Grasso Leone Lombardo Longo Mariani
Marchetti Marini Martinelli Martini Mazza Messina Monti Morelli Negri Neri Orlando Pagano Palmieri
Palumbo Parisi Pellegrini Pellegrino Piras Rinaldi Riva Rizzi Rossetti Ruggiero Sala Sanna Santini
Santoro Sartori Serra Silvestri Sorrentino Testa Valentini Vitale Vitali Zanetti Andersen Bakken
Berglund Bergstrom Bjork Carlsen Carlsson Dahl Dahlberg Ekstrom Eriksen Forsberg Frederiksen
Gustafsson Haaland Halvorsen Hansson Hedlund Hellstrom Henriksen Holm Holmberg Holmgren Iversen
Jacobsen Jakobsen Jansson Johannessen Johansen Jonasson Jonsson Jorgensen Karlsen Kristensen
Kristiansen Lindgren Lindholm Lindstrom Lund Lundberg Lundgren Lundqvist Magnusson Martinsen
Mikkelsen Moller Mortensen Nilsen Nordstrom Nygaard Nystrom Pedersen Petersson Poulsen Sandberg
Sjoberg Soderberg Solberg Strand Strom Sundberg Thomsen Thorsen Wahlberg Wallin Wikstrom Papadakis
Dimitriou Pappas Economou Yildiz Yildirim Ozdemir Kilic Moradi Jafari Ebrahimi Mizrahi Peretz
Biton Dahan Avraham Grossman Horowitz Kaufman Levi Levin Lieberman Perlman Rabinowitz Rosen
Rosenblum Rosenthal Rubinstein Silverman Weinberg Weisman Zuckerman Novotny Cerny Prochazka Kucera
Horvath Kovacevic Jovanovic Petrovic Nikolic Markovic Djordjevic Stojanovic Ilic Stankovic
Pavlovic Milosevic Popa Dumitru Stan Stoica Gheorghe Kiss Molnar Nemeth Farkas Varga Balogh Papp
Takacs Juhasz Vandenberg Vanderberg Vandermeer Vandermolen Vanhoof Dejong Hendriks Janssen Dekker
Brouwer Vermeulen Verhoeven Kuipers Hoekstra Veenstra Wouters Claes Goossens Mertens Baptiste
Toussaint Desrosiers Joseph-Louis Etienne Pierre-Louis Jean-Baptiste Batiste Broussard Fontenot
Guidry Robichaux Comeaux Arceneaux Babineaux Washington-Smith Kahananui Kealoha Kamaka Kalani
Tuilagi Tupou Fonoti Faleolo Leota Taufa Vaka Begay Yazzie Tsosie Nez Benally Whitehorse Redcloud
Blackbear
"""
_WORDLIKE = """
harsh loan rami charlie
aba addison agu amar ana anton aoi avi ayo bae bak bang baraka bea belen bianco biggs blanca
blanco bong bouchard braden brandt brooklyn bullock butt capucine cem cha chadwick cheeseman
cherry clover constable conte cruz dahl dar dat datu dela dev dot dov dulce dung duy ebo eke engel
eom ester fitzpatrick flo fournier franco gaona gerd german giang girlie graf ha haddock hai hang
haq harper hashimoto holm huw isa ivo iwu jha joo jun juniper kai kaiser kale kiss lal lam landry
lata leopold lev lis lourdes lovelace luc ludwig luong luu mapa marigold marine maud mesa mian min
mio modi monty moon morton moya my nam nana neema neri nev nez nga nia nii nino noa noh noonan nze
obi odd ojo ola ole om ong ono opal paa pai partridge paz per persephone petunia prado prem
primrose quan raja ram ramadan remedios rie rojo roux rui rune ryu saffron safi sage sai sala
savannah sen seth sho simba slater son stan strand sultan ta tam tan testa till tor tri trinidad
uba udo ugo uju ulf uma urban uri ute uwe wolff woo wren yaa yap yen yui zia zoé zvi
"""
FEMALE = frozenset(_FEMALE.lower().split())
MALE = frozenset(_MALE.lower().split())
SURNAMES = frozenset(_SURNAMES.lower().split())
WORDLIKE = frozenset(_WORDLIKE.split())
