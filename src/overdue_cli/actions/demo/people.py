"""Invented customers of the demo: names in many scripts, numbers that belong to nobody.

Telephone numbers come from the range that a country keeps for fiction, where it has one, else
from a block of zeros. E-mail addresses are of the domains kept for examples (RFC 2606).
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import NamedTuple, TypeVar

T = TypeVar("T")

SEED = 20_260_630


class Chance:
    """Draws that are the same on every machine and every version of Python."""

    def __init__(self, number: int) -> None:
        self._next = Random(SEED + number * 7919).random

    def whole(self, low: int, high: int) -> int:
        """A whole number in [low, high]."""
        return low + int(self._next() * (high - low + 1))

    def pick(self, items: Sequence[T]) -> T:
        """One of the items."""
        return items[int(self._next() * len(items))]

    def hit(self, percent: int) -> bool:
        """True in so many of a hundred cases."""
        return self._next() * 100 < percent


class Land(NamedTuple):
    """How people and companies of one country are called, and where they are reached.

    ``#`` in a phone number or a street stands for a digit. ``firm`` has a place for the trade.
    """

    language: str
    currency: str
    officer: str
    phone: str
    street: str
    regions: tuple[tuple[str, str], ...]
    person: str
    family: tuple[str, ...]
    given: tuple[str, ...]
    firm: str
    trades: tuple[str, ...]


#: Officers and the branch each one belongs to.
BRANCHES = {"chen": "Shanghai", "lin": "Chengdu", "novak": "Prague", "haddad": "Singapore"}

LANDS = {
    "CN": Land(
        "zh-CN",
        "CNY",
        "chen",
        "+86 138 0000 ####",
        "人民路##号",
        (
            ("上海", "Asia/Shanghai"),
            ("广东", "Asia/Shanghai"),
            ("浙江", "Asia/Shanghai"),
            ("新疆", "Asia/Urumqi"),
        ),
        "{family}{given}",
        tuple("王李张刘陈杨赵黄周吴徐孙马朱胡郭何林高罗"),
        tuple(
            "伟 芳 娜 敏 静 磊 洋 艳 勇 杰 丽 强 秀英 建华 志强 晓梅 雨桐 子轩 欣怡 海燕".split()
        ),
        "{}有限公司",
        tuple("华丰贸易 宏达五金 东方食品 金桥建材 新源电子 顺通物流".split()),
    ),
    "CN-SC": Land(
        "zh-CN",
        "CNY",
        "lin",
        "+86 139 0000 ####",
        "天府大道##号",
        (("四川", "Asia/Shanghai"), ("重庆", "Asia/Shanghai"), ("云南", "Asia/Shanghai")),
        "{family}{given}",
        tuple("唐冯邓曹彭曾蒋蔡潘袁董叶杜程魏苏吕丁任卢"),
        tuple("军 玲 涛 霞 平 刚 桂英 明 辉 燕 宇航 思远 春梅 国强 嘉怡 浩然".split()),
        "成都{}有限公司",
        tuple("蜀香餐饮 锦江机械 天府农资 青城茶业 川源纸业".split()),
    ),
    "GB": Land(
        "en-GB",
        "EUR",
        "novak",
        "+44 7700 900###",
        "## Mill Lane",
        (("England", "Europe/London"), ("Scotland", "Europe/London")),
        "{given} {family}",
        ("O'Brien", "Lee", "Okafor", "Smith-Jones", "McAllister", "Patel"),
        ("Siobhán", "James", "Chloë", "Owen", "Amelia", "Ngozi"),
        "{} Ltd",
        ("Harbour Supplies", "Dales Joinery", "Brown & Daughters", "Fenland Foods"),
    ),
    "DE": Land(
        "de-DE",
        "EUR",
        "novak",
        "+49 30 23125 ###",
        "Gartenstraße ##",
        (("Berlin", "Europe/Berlin"), ("Bayern", "Europe/Berlin")),
        "{given} {family}",
        ("Müller", "Groß", "Schäfer", "Köhler", "Weiß", "Jäger"),
        ("Jürgen", "Käthe", "Uwe", "Bärbel", "Sören", "Anneliese"),
        "{} GmbH",
        ("Möbelbau Süd", "Kälte & Klima", "Weißwarenhaus", "Straßenbau Nord"),
    ),
    "FR": Land(
        "fr-FR",
        "EUR",
        "novak",
        "+33 6 39 98 ## ##",
        "## rue des Écoles",
        (("Île-de-France", "Europe/Paris"), ("Bretagne", "Europe/Paris")),
        "{given} {family}",
        ("Lefèvre", "Noël", "Çelik", "Dupré", "Béranger"),
        ("Marie-Hélène", "François", "Zoé", "Jérôme", "Anaïs"),
        "{} SARL",
        ("Boulangerie de l'Étoile", "Garage du Château", "Librairie Émile"),
    ),
    "CZ": Land(
        "cs-CZ",
        "EUR",
        "novak",
        "+420 600 000 ###",
        "Dlouhá ##",
        (("Praha", "Europe/Prague"), ("Brno", "Europe/Prague")),
        "{given} {family}",
        ("Krejčí", "Kočí", "Tomšů", "Martinů", "Jarní"),
        ("Jiří", "Zdeňka", "Ondřej", "Šárka", "Věra"),
        "{} s.r.o.",
        ("Pekařství U Lípy", "Strojírna Žďár", "Květinářství Růže"),
    ),
    "SE": Land(
        "sv-SE",
        "EUR",
        "novak",
        "+46 70 174 06 ##",
        "Ågatan ##",
        (("Stockholm", "Europe/Stockholm"), ("Skåne", "Europe/Stockholm")),
        "{given} {family}",
        ("Åkerström", "Sjöberg", "Öberg", "Lindqvist"),
        ("Åsa", "Björn", "Göran", "Märta"),
        "{} AB",
        ("Åkerström & Söner", "Fjällvärme", "Öresund Bygg"),
    ),
    "RU": Land(
        "ru-RU",
        "USD",
        "novak",
        "+7 900 000 ## ##",
        "ул. Лесная, ##",
        (("Москва", "Europe/Moscow"), ("Новосибирск", "Asia/Novosibirsk")),
        "{given} {family}",
        ("Шевченко", "Черных", "Бондаренко", "Ким", "Седых"),
        ("Анна", "Сергей", "Ольга", "Дмитрий", "Наталья", "Артём"),
        "ООО «{}»",
        ("Северный лес", "Сибирь-Мёд", "Волга Транс"),
    ),
    "US": Land(
        "en-US",
        "USD",
        "novak",
        "+1 202 555 01##",
        "1## Oak Street",
        (
            ("New York", "America/New_York"),
            ("Texas", "America/Chicago"),
            ("California", "America/Los_Angeles"),
        ),
        "{given} {family}",
        ("García", "Johnson", "Nguyen", "O'Neill", "Washington"),
        ("María José", "Tyler", "Aaliyah", "Robert", "Grace"),
        "{} LLC",
        ("Blue Ridge Tools", "Lone Star Packaging", "Bay & Pine"),
    ),
    "EG": Land(
        "ar-EG",
        "USD",
        "haddad",
        "+20 10 0000 ####",
        "## شارع النيل",
        (("القاهرة", "Africa/Cairo"), ("الإسكندرية", "Africa/Cairo")),
        "{given} {family}",
        ("حسن", "إبراهيم", "السيد", "عبد الله", "منصور"),
        ("محمد", "فاطمة", "أحمد", "مريم", "يوسف", "ليلى"),
        "شركة {}",
        ("النور للتجارة", "دلتا للأغذية", "الأمل للنسيج"),
    ),
    "IN": Land(
        "hi-IN",
        "USD",
        "haddad",
        "+91 90000 00###",
        "## गांधी मार्ग",
        (("दिल्ली", "Asia/Kolkata"), ("उत्तर प्रदेश", "Asia/Kolkata")),
        "{given} {family}",
        ("शर्मा", "वर्मा", "गुप्ता", "सिंह", "पटेल", "यादव"),
        ("अनिता", "राहुल", "प्रिया", "विजय", "सुनीता", "मोहन"),
        "{} प्रा. लि.",
        ("गंगा टेक्सटाइल्स", "भारत मसाले", "सूर्य ट्रेडर्स"),
    ),
    "TH": Land(
        "th-TH",
        "USD",
        "haddad",
        "+66 80 000 ####",
        "## ถนนสุขุมวิท",
        (("กรุงเทพฯ", "Asia/Bangkok"), ("เชียงใหม่", "Asia/Bangkok")),
        "{given} {family}",
        ("ใจดี", "ศรีสุข", "ทองดี", "วงศ์สวัสดิ์", "บุญมี"),
        ("สมชาย", "สุดา", "ประเสริฐ", "มาลี", "นภา"),
        "บริษัท {} จำกัด",
        ("ข้าวหอม", "สยามเซรามิก", "ล้านนาการค้า"),
    ),
    "VN": Land(
        "vi-VN",
        "USD",
        "haddad",
        "+84 900 000 ###",
        "## đường Nguyễn Huệ",
        (("Hà Nội", "Asia/Ho_Chi_Minh"), ("Đà Nẵng", "Asia/Ho_Chi_Minh")),
        "{family} {given}",
        ("Nguyễn", "Trần", "Lê", "Phạm", "Đặng", "Võ"),
        ("Thị Ánh", "Văn Hùng", "Thị Hồng", "Quốc Bảo", "Thùy Dương", "Minh Đức"),
        "Công ty TNHH {}",
        ("Thương mại Sao Việt", "Cà phê Tây Nguyên", "Gỗ Trường Sơn"),
    ),
    "JP": Land(
        "ja-JP",
        "JPY",
        "haddad",
        "+81 90 0000 ####",
        "本町#丁目#番",
        (("東京都", "Asia/Tokyo"), ("大阪府", "Asia/Tokyo")),
        "{family} {given}",
        ("田中", "佐藤", "鈴木", "髙橋", "渡邉"),
        ("美咲", "翔太", "さくら", "健一", "ひろみ"),
        "株式会社{}",
        ("ひまわり商事", "青空フーズ", "みなと運輸", "エーゼット工業"),
    ),
    "KR": Land(
        "ko-KR",
        "USD",
        "haddad",
        "+82 10 0000 ####",
        "중앙로 ##",
        (("서울", "Asia/Seoul"), ("부산", "Asia/Seoul")),
        "{family}{given}",
        ("김", "이", "박", "최", "정"),
        ("민준", "서연", "지우", "하은", "도윤"),
        "주식회사 {}",
        ("한빛상사", "동해수산", "푸른종이"),
    ),
}

# How often each country comes up, in a hundred.
_SHARES = "CN 30 CN-SC 16 GB 6 DE 6 FR 5 CZ 4 SE 3 RU 6 US 4 EG 4 IN 4 TH 3 VN 4 JP 3 KR 2".split()
_DRAWN = tuple(
    code
    for code, share in zip(_SHARES[::2], _SHARES[1::2], strict=True)
    for _ in range(int(share))
)

_EMPLOYERS = (
    "City hospital",
    "Primary school 12",
    "Metro operator",
    "Self-employed",
    "Textile works",
    "",
    "",
)


class Fate(NamedTuple):
    """What becomes of a customer by the demo day.

    ``late`` is the age in days of the oldest unpaid due date; below zero it is still to come.
    ``twist`` names what is special, '' for nothing.
    """

    stage: str
    late: int
    twist: str = ""


class Customer(NamedTuple):
    """One invented customer and their fate; the first eleven cells are the import's columns."""

    customer_id: str
    name: str
    kind: str
    phone: str
    email: str
    address: str
    region: str
    time_zone: str
    language: str
    employer: str
    income: str
    land: Land
    fate: Fate


class Role(NamedTuple):
    """A customer that every demo of some size has."""

    customer_id: str
    name: str
    kind: str
    land: str
    fate: Fate


#: The first customers of every demo: each shows something.
CAST = (
    Role("C-0001", "王芳", "person", "CN", Fate("phone", 6, "three loans")),
    Role("C-0002", "李伟", "person", "CN", Fate("phone", 4, "call back today")),
    Role("000003", "Jo [jr] Lee [/b]", "person", "GB", Fate("phone", 9)),
    Role("C-0004", "=1+1 Trading Ltd", "company", "GB", Fate("message", 24, "currencies")),
    Role("C-0005", "Jürgen Groß", "person", "DE", Fate("phone", 13, "call back tomorrow")),
    Role("C-0006", "Анна Бондаренко", "person", "RU", Fate("visit", 47, "promise broken")),
    Role("000007", "فاطمة حسن", "person", "EG", Fate("legal", 128, "refusal")),
    Role("C-0008", "अनिता शर्मा", "person", "IN", Fate("message", 19, "promise pending")),
    Role("C-0009", "สมชาย ใจดี", "person", "TH", Fate("current", -20, "promise kept")),
    Role("C-0010", "Nguyễn Thị Ánh", "person", "VN", Fate("reminder", -5)),
    Role("C-0011", "田中 美咲", "person", "JP", Fate("phone", 3, "bounced")),
    Role("C-0012", "김민준", "person", "KR", Fate("visit", 72, "part")),
    Role("C-0013", "冯桂英", "person", "CN-SC", Fate("phone", 11, "called today")),
    Role("C-0014", "宏达五金有限公司", "company", "CN", Fate("visit", 55, "disputed")),
    Role("000015", "Åkerström & Söner AB", "company", "SE", Fate("current", -18, "credit note")),
    Role("C-0016", "刘洋", "person", "CN", Fate("closed", 0, "overpaid")),
    Role("C-0017", "O'Brien, Siobhán", "person", "GB", Fate("reminder", -12, "paid yesterday")),
    Role("C-0018", "株式会社ひまわり商事", "company", "JP", Fate("visit", 36, "currencies")),
    Role("C-0019", "赵敏", "person", "CN", Fate("legal", 163, "fee")),
    Role("C-0020", "Šárka Krejčí-Martinů", "person", "CZ", Fate("current", -21, "promise kept")),
    Role("000021", "彭涛", "person", "CN-SC", Fate("message", 22, "promise partly kept")),
    Role("C-0022", "Λ & Söhne GmbH", "company", "DE", Fate("legal", 101, "currencies")),
    Role("C-0023", "渡邉 さくら", "person", "JP", Fate("message", 18, "promise due today")),
)

# Stage, how many of a hundred customers, and the days late they are drawn from.
_FATES = (
    ("current", 42, (-28, -16)),
    ("reminder", 18, (-14, -1)),
    ("phone", 15, (2, 15)),
    ("message", 7, (16, 29)),
    ("visit", 4, (33, 60)),
    ("visit", 3, (63, 88)),
    ("legal", 4, (95, 200)),
    ("closed", 7, (0, 0)),
)
_HUNDRED = tuple(fate for fate in _FATES for _ in range(fate[1]))
_TWISTS_LATE = (
    "part",
    "part",
    "bounced",
    "fee",
    "promise broken",
    "promise pending",
    *[""] * 9,
)


def customer(number: int, chance: Chance) -> Customer:
    """The customer of that number, counted from 1; the same in a demo of any size."""
    if number <= len(CAST):
        role = CAST[number - 1]
        land = LANDS[role.land]
        return _reached(chance, land, role.customer_id, role.name, role.kind, role.fate)
    land = LANDS[chance.pick(_DRAWN)]
    kind = "company" if chance.hit(18) else "person"
    name = (
        land.firm.format(chance.pick(land.trades)) if kind == "company" else _person(chance, land)
    )
    prefix = "00" if chance.hit(12) else "C-"
    return _reached(chance, land, f"{prefix}{number:04d}", name, kind, _fate(number, chance))


def _person(chance: Chance, land: Land) -> str:
    family, given = chance.pick(land.family), chance.pick(land.given)
    return land.person.format(family=family, given=given)


def _fate(number: int, chance: Chance) -> Fate:
    """The next of every hundred fates, dealt in steps that have no divisor with a hundred."""
    stage, _, (low, high) = _HUNDRED[number * 37 % 100]
    twists = _TWISTS_LATE if low > 0 else ("overpaid", "", "") if stage == "closed" else ("",)
    return Fate(stage, chance.whole(low, high), chance.pick(twists))


def _reached(
    chance: Chance, land: Land, customer_id: str, name: str, kind: str, fate: Fate
) -> Customer:
    """A customer with everything that is known about how to reach them."""
    region, zone = chance.pick(land.regions)
    domain = "example.com" if chance.hit(60) else "example.org"
    is_person = kind == "person"
    return Customer(
        customer_id,
        name,
        kind,
        _digits(chance, land.phone),
        f"{customer_id.lower()}@{domain}" if chance.hit(80) else "",
        _digits(chance, land.street),
        region,
        zone,
        land.language,
        chance.pick(_EMPLOYERS) if is_person else "",
        f"{chance.whole(30, 240) * 100}.00" if is_person and chance.hit(70) else "",
        land,
        fate,
    )


def _digits(chance: Chance, pattern: str) -> str:
    """The pattern with a digit for every ``#``; the first one of a run may not be 0."""
    marks = [
        str(chance.whole(0 if before == "#" else 1, 9)) if mark == "#" else mark
        for before, mark in zip(" " + pattern, pattern, strict=False)
    ]
    return "".join(marks)
