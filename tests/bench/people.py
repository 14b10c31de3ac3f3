"""Invented registrants in eight scripts, the same ones for the same seed: what the benches search, list and print."""

# ruff: noqa: SIM905 - names as they are read, not as lists of quoted words

from __future__ import annotations

import random
import unicodedata
import uuid
from dataclasses import dataclass
from functools import cache

from checkin.domain import code
from checkin.domain.registrant import Details, Mode, Registrant


def people(n: int, seed: int) -> list[Registrant]:
    """Invent `n` registrants; about two of three have a name in Latin letters, one in twelve no e-mail address."""
    chance = random.Random(seed)  # noqa: S311 - the same people each time is the point
    return [_person(chance) for _ in range(n)]


def as_typed_in_latin(name: str) -> str:
    """Write a name in the Latin letters its bearer would use (محمد: Mohamed), not those of a table of letters."""
    return " ".join(_latin_spelling().get(word, word) for word in name.split())


@dataclass(frozen=True, slots=True)
class _Names:
    """Name words of one corner of the world: given (and fathers') names, family names, how many make a full name."""

    given: tuple[str, ...]
    family: tuple[str, ...]
    givens: int = 1
    families: int = 1
    family_first: bool = False
    glue: str = " "


def _ends(stems: str, endings: str) -> tuple[str, ...]:
    """Family names from stems and endings, as half the world makes them."""
    return tuple(stem + ending for stem in stems.split() for ending in endings.split())


_LATIN = (
    _Names(
        tuple(
            "Grace Mary Faith Joy Mercy Esther Brian Kevin Dennis Peter John James Samuel Daniel Akinyi Achieng Atieno "
            "Wanjirũ Wambui Nyambura Wangari Njeri Moraa Kerubo Chebet Jepkosgei Kipchoge Kiprono Otieno Ochieng "
            "Omondi Mutua Mwende Ndunge Kavata Zawadi Amani Baraka Neema Rehema Juma Halima Salma Asha".split()
        ),
        (
            *"Kamau Njoroge Mwangi Kariũki Ng'ang'a Ng'eno Wanyama Barasa Wekesa Simiyu Odhiambo Owino Onyango".split(),
            *_ends(
                "Kip Chep Mwan Wam Nja Gath Muth Nyam Oti Och Awu Mur Kin Git Mba Nda Kil Mus Ond Kar Mai Thu",
                "koech ruto lagat sang ugi bua oki ori eri itu ungu oka ari ega uri ngi olo enya ama iti onda umbi",
            ),
        ),
        givens=2,
    ),
    _Names(
        tuple(
            "Emma Olivia Charlotte Amelia Sophie Harriet Eleanor Beatrice Edith Florence George Harry Arthur Oliver "
            "William Thomas Edward Henry Frederick Hugh Siobhán Aoife Niamh Ciarán Pádraig Seán Eilidh Rhys Cerys "
            "Christopher Alexandra Jonathan Katherine Elizabeth Margaret Benjamin Stephanie Philippa".split()
        ),
        (
            *"O'Shaughnessy O’Brien O'Connor MacDonald Fitzgerald Smith-Jones Ashworth-Lee Lloyd-Price".split(),
            *_ends(
                "Ash Black Brad Brook Clay Cran Dun East Fair Green Hart Hazel Hol Kings Lang Long Marsh Mid New North "
                "Oak Pem Red Rock Shel Stan Strat Thorn Wake West White Win Wood Wol Had Hunt Rad Sut Bur Cul",
                "ton ley field ford well wood man son burn brook worth bury ham by shaw wick more stone ridge gate",
            ),
        ),
    ),
    _Names(
        tuple(
            "Awa Fatou Aminata Mariam Aïssatou Kadiatou Ramatoulaye Rokhaya Moussa Ibrahima Mamadou Ousmane Abdoulaye "
            "Souleymane Boubacar Cheikh Modou Adama Issouf Salif Léa Chloé Zoé Élodie Amélie Océane Hélène Agnès "
            "François Rémi Jérôme Thérèse Gaël Noël Mathéo Grégoire Jean-Luc Marie-Claire Anne-Sophie".split()
        ),
        (
            *"Ouedraogo Sawadogo Kaboré Diallo Traoré Coulibaly N'Diaye N'Guessan D'Almeida Kouyaté Touré".split(),
            *_ends(
                "Beau Bel Bois Cham Clair Du Font Gran Haute La Le Mal Mont Mor Per Pré Ri Roche Saint Val Ver Vil Del",
                "mont fort champ bert court ville lier pierre roux val chamberlain net deau rival gnon ssier land quin",
            ),
        ),
    ),
    _Names(
        tuple(
            "María José Guadalupe Ximena Sofía Lucía Inés Belén Noemí Rocío Andrés Martín Joaquín Sebastián Óscar "
            "Ramón Tomás Íñigo Ángel César João Inês Conceição Luís Antônio Estêvão Célia Letícia Vinícius".split()
        ),
        (
            *"Muñoz Núñez Peña García Rodríguez González Hernández Gonçalves Magalhães Simões Brandão".split(),
            *_ends(
                "Alv Ben Cal Card Cort Dom Est Fern Gal Gut Her Ibañ Jim Lob Lop Mach Mart Mend Mor Nav Ort Per Quint "
                "Ram Riv Rosal Sanch Sarm Sot Vald Vasc Vel Zamb Zap",
                "ez ado ero illo ales osa eda ique ano ola ente igo uro oso ares ejo ín ón",
            ),
        ),
        families=2,
    ),
    _Names(
        tuple(
            "Jürgen Günther Jörg Käthe Björn Åsa Øyvind Søren Lærke Þóra Guðrún Mięczysław Łukasz Małgorzata Agnieszka "
            "Václav Jiří Růžena Željko Đorđe Zoltán Erzsébet György Anneliese Friederike Wolfgang Reinhard".split()
        ),
        (
            *"Müller Großmann Köhler Schäfer Ødegård Bjørnsson Kovačević Đurić Wiśniewski Brzęczyszczykiewicz".split(),
            *_ends(
                "Acker Berg Birken Blumen Brücken Buch Eber Eich Fels Fried Gold Grün Hag Hirsch Hof Kauf Kirch Küster "
                "Linden Nieder Ober Rosen Sand Schön Silber Stein Stern Wald Weiß Winter Wolf Zimmer",
                "mann berg bauer heim hof stein feld burg bach meier dorf thal haus brand wald",
            ),
            *_ends("Lind Sjö Berg Hol Niel Jan Sten Ek Gran Dahl", "ström kvist gren lund mark strand sson dóttir"),
        ),
    ),
    _Names(
        tuple(
            "Anh Bình Châu Dũng Đức Giang Hạnh Hương Khánh Lan Linh Mai Minh Ngọc Phương Quân Thảo Tuấn Vy Cường Diệp "
            "Dung Hải Hiếu Hoa Hùng Khoa Kiên Long Loan My Nam Nga Nhung Phúc Quyên Sơn Tâm Thu Trang Tú Uyên".split()
        ),
        tuple("Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Mạc Tô".split()),
        givens=3,
        family_first=True,
    ),
    _Names(
        tuple(
            "Ayşe Fatma Emine Hatice Zeynep Elif Şerife Özlem Gülşen Çiğdem Mehmet Mustafa Hüseyin İbrahim İsmail Ömer "
            "Oğuz Çağlar Işıl Nimâ Aditya Putri Dewi Bayu Siti Nurhaliza Chukwuemeka Oluwaseun Ngozi Adaeze".split()
        ),
        _ends(
            "Ak Altın Ay Bal Boz Çelik Dağ Demir Er Göl Gül İnce Kara Kaya Kılıç Kurt Öz Şahin Taş Uz Yıl Yıldız",
            "oğlu kaya taş demir soy türk can türk kan han er alp gil baş bulut dal maz",
        ),
    ),
)


def _pairs(text: str) -> dict[str, str]:
    """Words in native script with the Latin spelling their bearers use."""
    parts = text.split()
    return dict(zip(parts[::2], parts[1::2], strict=True))


_CYRILLIC_GIVEN = _pairs(
    "Ольга Olga Наталья Natalia Екатерина Ekaterina Дмитрий Dmitri Юлия Yulia Алексей Alexey Фёдор Fedor Пётр Petr "
    "Людмила Lyudmila Сергей Sergey Андрей Andrey Ксения Ksenia Михаил Mikhail Евгений Evgeny Анастасия Anastasia "
    "Тетяна Tetiana Олександр Oleksandr Ірина Iryna Світлана Svitlana Богдан Bohdan Вячеслав Vyacheslav Зоя Zoya"
)
_CYRILLIC_STEM = _pairs(
    "Куз Kuz Сокол Sokol Мороз Moroz Волк Volk Павл Pavl Семён Semen Голуб Golub Виноград Vinograd Богдан Bogdan "
    "Тарас Taras Бел Bel Комар Komar Жук Zhuk Щерб Shcherb Гончар Gonchar Шевч Shevch Лукьян Lukyan Крав Krav"
)
_CYRILLIC_END = _pairs("ов ov ова ova енко enko ин in ина ina чук chuk ский sky ская skaya ович ovich ак ak юк yuk")
_GREEK_GIVEN = _pairs(
    "Γιώργος Giorgos Ελένη Eleni Κώστας Kostas Μαρία Maria Νίκος Nikos Αθηνά Athina Δημήτρης Dimitris Σοφία Sofia "
    "Βασιλική Vasiliki Σπύρος Spyros Αναστασία Anastasia Χρήστος Christos Ιωάννα Ioanna Θανάσης Thanasis"
)
_GREEK_STEM = _pairs(
    "Παπα Papa Δημητρ Dimitr Νικολα Nikola Γεωργ Georg Αντων Anton Κωνσταντιν Konstantin Βλαχ Vlach Μακρ Makr"
)
_GREEK_END = _pairs("όπουλος opoulos ίδης idis άκης akis άτος atos άς as έλης elis ογλου oglou ιάδης iadis ούσης ousis")
_ARABIC = _pairs(
    "محمد Mohamed أحمد Ahmed فاطمة Fatima عائشة Aisha علي Ali حسين Hussein حسن Hassan يوسف Youssef خالد Khaled "
    "مريم Mariam إبراهيم Ibrahim عبدالله Abdullah ليلى Layla سعاد Souad نورة Noura طارق Tarek سمير Samir زينب Zeinab "
    "مصطفى Mustafa كريم Karim هدى Huda آمنة Amina رشيد Rachid سلمى Salma بلال Bilal جمال Jamal وليد Walid هشام Hisham"
)
_ARABIC_FAMILY = _pairs(
    "الحسن Alhassan المصري Almasri الخطيب Alkhatib النجار Alnajjar الشريف Alsharif العلوي Alaoui منصور Mansour "
    "حداد Haddad بركات Barakat درويش Darwish شاهين Shahin قاسم Qasem سليمان Suleiman غانم Ghanem عثمان Othman "
    "الزهراني Alzahrani القحطاني Alqahtani التميمي Altamimi بوعزيز Bouaziz مرزوق Marzouk رحماني Rahmani"
)
_DEVANAGARI = _pairs(
    "सुनीता Sunita प्रिया Priya राहुल Rahul अनिता Anita विकास Vikas मनोज Manoj संजय Sanjay रेखा Rekha दीपक Deepak "
    "पूजा Pooja अमित Amit नेहा Neha राजेश Rajesh किरण Kiran सीता Sita लक्ष्मी Lakshmi गीता Gita अर्जुन Arjun मीना Meena "
    "विजय Vijay कविता Kavita रवि Ravi उषा Usha मोहन Mohan सुरेश Suresh आशा Asha शांति Shanti अशोक Ashok"
)
_DEVANAGARI_FAMILY = _pairs(
    "शर्मा Sharma वर्मा Verma गुप्ता Gupta सिंह Singh पटेल Patel यादव Yadav मिश्रा Mishra जोशी Joshi थापा Thapa "
    "श्रेष्ठ Shrestha राणा Rana कुलकर्णी Kulkarni देशमुख Deshmukh चौधरी Chaudhary पांडे Pandey तिवारी Tiwari नायर Nair"
)
_ETHIOPIC = _pairs(
    "ትዕግሥት Tigist አበበ Abebe ሙሉጌታ Mulugeta ሰላም Selam ዳዊት Dawit ሄለን Helen ብርሃኑ Birhanu ሀና Hanna "
    "ተስፋዬ Tesfaye ገብረ Gebre ማርታ Marta ዮሐንስ Yohannes ሣራ Sara ከበደ Kebede አስቴር Aster ኃይሌ Haile "
    "መሠረት Meseret ግርማ Girma ዘነበ Zenebe ታደሰ Tadesse ሶፍያ Sofia በቀለ Bekele ወርቁ Worku ለማ Lemma "
    "አለሙ Alemu እሌኒ Eleni ሩት Rut ያሬድ Yared"
)
_HAN_FAMILY = _pairs(
    "李 Li 王 Wang 张 Zhang 刘 Liu 陈 Chen 杨 Yang 赵 Zhao 黄 Huang 周 Zhou 吴 Wu 徐 Xu 孙 Sun 朱 Zhu 马 Ma "
    "胡 Hu 郭 Guo 林 Lin 何 He 高 Gao 梁 Liang 郑 Zheng 罗 Luo 宋 Song 谢 Xie 唐 Tang 韩 Han 冯 Feng 邓 Deng "
    "曹 Cao 彭 Peng"
)
_HAN_GIVEN = _pairs(
    "伟 wei 芳 fang 娜 na 敏 min 静 jing 丽 li 强 qiang 磊 lei 军 jun 洋 yang 勇 yong 艳 yan 杰 jie 娟 juan "
    "超 chao 秀 xiu 霞 xia 平 ping 刚 gang 桂 gui 英 ying 华 hua 玉 yu 兰 lan 红 hong 梅 mei 建 jian 国 guo "
    "海 hai 雪 xue 晨 chen 思 si 雨 yu 欣 xin 佳 jia 宇 yu 浩 hao 天 tian 子 zi 晓 xiao 春 chun 明 ming 文 wen"
)
_HANGUL_FAMILY = _pairs(
    "김 Gim 이 I 박 Bag 최 Choe 정 Jeong 강 Gang 조 Jo 윤 Yun 장 Jang 임 Im 한 Han 오 O 서 Seo 신 Sin 권 Gwon 황 Hwang "
    "안 An 송 Song 류 Ryu 홍 Hong 전 Jeon 고 Go 문 Mun 손 Son 배 Bae 백 Baeg 허 Heo 남 Nam 심 Sim 노 No"
)
_HANGUL_GIVEN = _pairs(
    "민 min 수 su 지 ji 영 yeong 현 hyeon 준 jun 서 seo 연 yeon 우 u 진 jin 은 eun 하 ha 윤 yun 호 ho 성 seong "
    "미 mi 희 hui 재 jae 혜 hye 승 seung 원 won 태 tae 정 jeong 동 dong 소 so 나 na 선 seon 인 in 주 ju 도 do"
)


def _all_pairs(stems: dict[str, str], ends: dict[str, str]) -> dict[str, str]:
    return {stem + end: stems[stem] + ends[end] for stem in stems for end in ends}


_CYRILLIC_FAMILY = _all_pairs(_CYRILLIC_STEM, _CYRILLIC_END)
_GREEK_FAMILY = _all_pairs(_GREEK_STEM, _GREEK_END)
_OTHER = (
    _Names((*_CYRILLIC_GIVEN,), (*_CYRILLIC_FAMILY,), givens=2),
    _Names((*_GREEK_GIVEN,), (*_GREEK_FAMILY,), givens=2),
    _Names((*_ARABIC,), (*_ARABIC_FAMILY,), givens=2),
    _Names((*_DEVANAGARI,), (*_DEVANAGARI_FAMILY,), givens=2),
    _Names((*_ETHIOPIC,), (*_ETHIOPIC,), givens=2),
    _Names((*_HAN_GIVEN,), (*_HAN_FAMILY,), givens=2, family_first=True, glue=""),
    _Names((*_HANGUL_GIVEN,), (*_HANGUL_FAMILY,), givens=2, family_first=True, glue=""),
)


@cache
def _latin_spelling() -> dict[str, str]:
    """Every word of the names that are not in Latin letters, with its Latin spelling."""
    spelling = _CYRILLIC_GIVEN | _CYRILLIC_FAMILY | _GREEK_GIVEN | _GREEK_FAMILY | _ARABIC | _ARABIC_FAMILY
    spelling |= _DEVANAGARI | _DEVANAGARI_FAMILY | _ETHIOPIC
    for families, givens in ((_HAN_FAMILY, _HAN_GIVEN), (_HANGUL_FAMILY, _HANGUL_GIVEN)):
        for family, family_latin in families.items():
            for first, first_latin in givens.items():
                for second, second_latin in givens.items():
                    spelling[family + first + second] = f"{family_latin} {first_latin}{second_latin}"
    return spelling


_ORGANISATION = (
    "University of {}", "{} Bar Association", "{} Human Rights Commission", "Ministry of Justice of {}",
    "{} Youth Parliament", "Institute for Global Law, {}", "{} Women’s League", "Radio {}", "{} Climate Coalition",
    "Université de {}", "Universität {}", "{} Chamber of Lawyers", "Friends of the Court {}", "{} Legal Aid",
)  # fmt: skip
_PLACE = (
    "Nairobi Mombasa Kisumu Nakuru Kampala Kigali Dodoma Arusha Lagos Accra Dakar Bamako Ouagadougou Abidjan Tunis "
    "Cairo Rabat Beirut Amman Delhi Pune Kathmandu Dhaka Colombo Hanoi Beijing Shanghai Seoul Busan Manila Jakarta "
    "Suva Apia Quito Bogotá Lima Santiago Brasília Lisboa Madrid Paris Genève Den-Haag Oslo København Malmö Berlin "
    "München Warszawa Kyiv Athens Thessaloniki Ankara İzmir Tbilisi London Dublin Edinburgh Ottawa Addis-Abeba"
).split()
_MAILER = ("mail.example", "post.example", "inbox.example.org", "web.example.net")
_SYLLABLE = "ba be bi bo da de di do fa go gu ja jo ka ke ki ko la le lo ma mi mo na ne ni pa ra ri so ta".split()


def _person(chance: random.Random) -> Registrant:
    names = chance.choice(_LATIN if chance.random() < 2 / 3 else _OTHER)
    givens = chance.sample(names.given, names.givens)
    families = [chance.choice(names.family) for _ in range(names.families)]
    given, family = names.glue.join(givens), " ".join(families)
    name = names.glue.join((family, given) if names.family_first else (given, family))
    organisation = chance.choice(_ORGANISATION).format(chance.choice(_PLACE)) if chance.random() < 5 / 6 else ""
    details = Details(
        name=name,
        given_name=given,
        family_name=family,
        email=_address(chance, name, organisation) if chance.random() < 11 / 12 else "",
        organisation=organisation,
        mode=chance.choice((Mode.ROOM, Mode.ROOM, Mode.ROOM, Mode.ONLINE, Mode.NOT_SAID)),
        registered_at="2024-05-02 10:15:00",
    )
    person_id = str(uuid.UUID(int=chance.getrandbits(128), version=4))
    return Registrant(person_id, details, codes=(_own_code(chance),))


def _address(chance: random.Random, name: str, organisation: str) -> str:
    """An address as people have them: from the name in Latin letters, or one that has nothing to do with it."""
    parts = _plain(as_typed_in_latin(name)).split()
    form = chance.randrange(4)
    if not parts or form == 0:
        local = "".join(chance.choices(_SYLLABLE, k=3)) + str(chance.randrange(100))
    elif form == 1:
        local = f"{parts[0][0]}{parts[-1]}{chance.randrange(100)}"
    else:
        local = f"{parts[0]}.{parts[-1]}{chance.randrange(1000)}"
    own_host = organisation and chance.random() < 0.4
    host = _plain(organisation).replace(" ", "") + ".example" if own_host else chance.choice(_MAILER)
    return f"{local}@{host}"


def _plain(text: str) -> str:
    """The words of a text in the letters of an address."""
    bare = unicodedata.normalize("NFD", text).encode("ascii", "ignore").decode().lower()
    return " ".join("".join(filter(str.isalnum, word)) for word in bare.split() if any(map(str.isalnum, word)))


def _own_code(chance: random.Random) -> str:
    """A code as the application makes them, but the same one for the same seed."""
    letters = "".join(chance.choices(code.ALPHABET, k=code.RANDOM_LETTERS))
    return code.PREFIX + letters + code.check_letters(letters)
