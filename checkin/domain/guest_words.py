"""What guests read in front of the door, in the languages that a session may choose. Drafts: a native speaker of each
should read them before they are shown to a hall.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GuestWords:
    """One language: its own name, the welcome, what to have ready, how to register. `rtl`: read from the right."""

    own_name: str
    welcome: str
    ready: str
    register: str
    rtl: bool = False


WORDS: dict[str, GuestWords] = {
    "en": GuestWords("English", "Welcome", "Please have your QR code ready", "Not registered yet? Scan this"),
    "fr": GuestWords(
        "Français", "Bienvenue", "Préparez votre code QR, s’il vous plaît", "Pas encore inscrit ? Scannez ceci"
    ),
    "ar": GuestWords(
        "العربية", "أهلاً وسهلاً", "يرجى تجهيز رمز QR الخاص بكم", "لم تسجّلوا بعد؟ امسحوا هذا الرمز", rtl=True
    ),
    "es": GuestWords(
        "Español",
        "Le damos la bienvenida",
        "Tenga listo su código QR, por favor",
        "¿Aún no se ha registrado? Escanee esto",
    ),
    "sw": GuestWords("Kiswahili", "Karibu", "Tafadhali andaa msimbo wako wa QR", "Hujajisajili bado? Skani hapa"),
    "pt": GuestWords(
        "Português", "Boas-vindas", "Tenha o seu código QR à mão, por favor", "Ainda não se inscreveu? Leia este código"
    ),
    "ru": GuestWords(
        "Русский",
        "Добро пожаловать",
        "Пожалуйста, приготовьте QR-код",
        "Ещё не зарегистрированы? Отсканируйте этот код",
    ),
    "zh": GuestWords("中文", "欢迎", "请准备好您的二维码", "还没有登记？请扫这里"),
}
"""By the language's ISO 639-1 code, in the order in which they are offered."""
