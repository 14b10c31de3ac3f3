"""What guests read in front of the door, on a poster and on their ticket, in the languages that an event may choose.
Drafts: a native speaker of each should read them before they are shown to a hall.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GuestWords:
    """One language: its own name, the welcome, what to have ready, how to register, how to come online, what to do with
    a ticket. `rtl`: read from the right.
    """

    own_name: str
    welcome: str
    ready: str
    register: str
    online: str
    show: str
    rtl: bool = False


WORDS: dict[str, GuestWords] = {
    "en": GuestWords(
        "English",
        "Welcome",
        "Please have your QR code ready",
        "Not registered yet? Scan this",
        "Joining online? Scan this",
        "Show this code at the door, on your phone or on paper",
    ),
    "fr": GuestWords(
        "Français",
        "Bienvenue",
        "Préparez votre code QR, s’il vous plaît",
        "Pas encore inscrit ? Scannez ceci",
        "Vous participez en ligne ? Scannez ceci",
        "Présentez ce code à l’entrée, sur votre téléphone ou sur papier",
    ),
    "ar": GuestWords(
        "العربية",
        "أهلاً وسهلاً",
        "يرجى تجهيز رمز QR الخاص بكم",
        "لم تسجّلوا بعد؟ امسحوا هذا الرمز",
        "تشاركون عبر الإنترنت؟ امسحوا هذا الرمز",
        "أظهروا هذا الرمز عند الباب، على الهاتف أو على الورق",
        rtl=True,
    ),
    "es": GuestWords(
        "Español",
        "Le damos la bienvenida",
        "Tenga listo su código QR, por favor",
        "¿Aún no se ha registrado? Escanee esto",
        "¿Participa en línea? Escanee esto",
        "Muestre este código en la puerta, en su teléfono o en papel",
    ),
    "sw": GuestWords(
        "Kiswahili",
        "Karibu",
        "Tafadhali andaa msimbo wako wa QR",
        "Hujajisajili bado? Skani hapa",
        "Unashiriki mtandaoni? Skani hapa",
        "Onyesha msimbo huu mlangoni, kwenye simu au kwenye karatasi",
    ),
    "pt": GuestWords(
        "Português",
        "Boas-vindas",
        "Tenha o seu código QR à mão, por favor",
        "Ainda não se inscreveu? Leia este código",
        "Participa online? Leia este código",
        "Mostre este código à entrada, no telemóvel ou em papel",
    ),
    "ru": GuestWords(
        "Русский",
        "Добро пожаловать",
        "Пожалуйста, приготовьте QR-код",
        "Ещё не зарегистрированы? Отсканируйте этот код",
        "Участвуете онлайн? Отсканируйте этот код",
        "Покажите этот код у входа, на телефоне или на бумаге",
    ),
    "zh": GuestWords(
        "中文",
        "欢迎",
        "请准备好您的二维码",
        "还没有登记？请扫这里",
        "线上参加？请扫这里",
        "入场时请出示此二维码，手机或纸质均可",
    ),
}
"""By the language's ISO 639-1 code, in the order in which they are offered."""


def words_of(languages: Iterable[str]) -> list[GuestWords]:
    """The words of an event's languages in their order; English where none of them is known here."""
    return [WORDS[one] for one in languages if one in WORDS] or [WORDS["en"]]
