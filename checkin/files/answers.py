"""What people answered on a form, and what a tool says of a registration, in few words.

The words are those of the tools' own exports and of public forms in nine languages.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property, lru_cache

from checkin.domain.registrant import Answer, Mode, Status
from checkin.files.headings import normalised


def _words(text: str) -> frozenset[str]:
    return frozenset(normalised(word) for line in text.strip().splitlines() for word in line.split("|"))


class _AnyOf:
    """Finds any of some words, as whole words where the script parts words. How far a match reaches says nothing."""

    def __init__(self, text: str) -> None:
        self._text = text

    # Compiled when it is asked for: few lists have all these columns.
    @cached_property
    def search(self) -> Callable[[str], re.Match[str] | None]:
        return self._pattern.search

    @cached_property
    def match(self) -> Callable[[str], re.Match[str] | None]:
        return self._pattern.match

    @cached_property
    def sub(self) -> Callable[[str, str], str]:
        return self._pattern.sub

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        phrases = sorted((re.escape(phrase) for phrase in _words(self._text)), key=len, reverse=True)
        # Chinese and Japanese do not part words: "Zoom会议".
        spaced = r"[^\W\u2e80-\u9fff]"
        parted = "|".join(phrase for phrase in phrases if phrase[0] < "\u2e80")
        others = [phrase for phrase in phrases if phrase[0] >= "\u2e80"]
        # Bounds around all of the words, not around each, which takes longer to compile.
        return re.compile("|".join([rf"(?<!{spaced})(?:{parted})(?!{spaced})", *others]))


_STATUS: dict[Status, frozenset[str]] = {
    Status.CONFIRMED: _words("""
        attending | checked in | approved | completed | complete | confirmed | paid | registered | accepted | valid
        申込済み | 申込済 | 参加 | 参加予定 | 確定 | comparecerá | participará
        active | going | yes | ok | free | free order | approved by host | booked | subscribed | checked out | issued
        confirmé | confirmée | payé | payée | validé | validée | accepté | inscrit | inscrite | présent
        confirmado | confirmada | pagado | pagada | aprobado | aprobada | aceptado | inscrito | inscrita | asistirá
        pago | paga | aprovado | aprovada | aceite | مؤكد | مؤكدة | مقبول | مدفوع | مسجل
        imethibitishwa | amethibitishwa | imekubaliwa | 已确认 | 已通过 | 已付款 | 已报名 | 通过
        подтверждено | подтвержден | подтверждён | оплачено | одобрено | bestätigt | bezahlt | angemeldet
        approuvé | approuvée | participe | participera | terminé | terminée | asiste | completado | completada
        participa | concluído | concluída | معتمد | مكتمل | موافق عليه | تمت الموافقة | تم التأكيد
        imeidhinishwa | ameidhinishwa | imekamilika | 已批准 | 批准 | 已完成 | 已注册
        утверждено | утвержден | утверждён | одобрен | принято | принят | завершено | участвует
        genehmigt | nimmt teil | eingecheckt | abgeschlossen | akzeptiert | zugesagt | angenommen
    """),
    Status.PENDING: _words("""
        pending | pending approval | awaiting payment | awaiting approval | unpaid | invited | in review | under review
        requested | not yet confirmed | tentative | incomplete | pending payment | awaiting confirmation | maybe | open
        en attente | en attente de paiement | invité | invitée | pendiente | pendiente de pago | invitado | invitada
        pendente | convidado | قيد الانتظار | معلق | inasubiri | 待审核 | 待付款 | 待确认 | ожидает | ожидает оплаты
        на рассмотрении | ausstehend | offen | eingeladen | no response | no reply | none
        pendiente de aprobación | pendente de aprovação | قيد المراجعة | 待批准 | 待审批 | в ожидании
        in bearbeitung | zahlung ausstehend | 未払い | 承認待ち | 支払い待ち
    """),
    Status.WAITLISTED: _words("""
        waitlist | waitlisted | waiting list | wait list | on waitlist | on waiting list | on the waiting list
        liste d'attente | sur liste d'attente | lista de espera | en lista de espera | قائمة الانتظار
        キャンセル待ち | orodha ya kusubiri | 候补 | 候补名单 | лист ожидания | warteliste
    """),
    Status.CANCELLED: _words("""
        cancelled | canceled | cancelled by self | canceled by self | cancelled by host | cancelled by registrant
        refunded | not attending | declined | denied | rejected | withdrawn | expired | void | voided | deleted
        not going | no | transferred | unsubscribed | cleaned | revoked | no longer attending
        annulé | annulée | refusé | refusée | remboursé | remboursée | expiré | cancelado | cancelada | rechazado
        rechazada | reembolsado | anulado | recusado | rejeitado | reembolsada | ملغى | ملغي | مرفوض | imeghairiwa
        imekataliwa | 已取消 | 已拒绝 | 已退款 | отменено | отменен | отменён | отклонено | storniert | abgelehnt
        abgesagt | regrets
        rejeté | rejetée | retiré | retirée | ne participe pas | denegado | denegada | retirado | retirada
        negado | negada | recusada | rejeitada | تم الرفض | تم الإلغاء | مسحوب | 已撤回 | 已撤销 | 已否决
        отозвано | отозван | отказано | не участвует | zurückgezogen | nimmt nicht teil | erstattet
    """),
}
_STATUS_OF = {word: status for status, words in _STATUS.items() for word in words}

_STATUS_SAYS: tuple[tuple[Status, re.Pattern[str]], ...] = (
    (
        Status.CANCELLED,
        re.compile(
            r"cancel|\bannul|refund|rembours|reembols|\bstorn|\babgemeldet|\babgesagt|desist|withdr|declin|reject"
            r"|denied|revoked|expired|\bno asist|\bnot (?:attend|coming|going)|\bwon't|ne viendra|ne participe"
            r"|\bcan(?:'t|not| not) (?:go|come|attend|join|make)\b"
            r"|ملغ|إلغاء|مرفوض|\bime(?:futwa|ghairi|katali)|\bame(?:futwa|ghairi)|отмен|отклон|возвра|не приде"
            r"|取消|退票|退款|拒绝|未通过|不参加|キャンセル|返金|辞退"
        ),
    ),
    (
        Status.WAITLISTED,
        re.compile(
            r"wait(?:ing)?[ -]?list|liste d'attente|lista de espera|قائمة الانتظار|orodha ya kusubiri|候补"
            r"|лист ожидания|в очереди|warteliste"
        ),
    ),
    (
        Status.PENDING,
        re.compile(
            r"\b(?:not|non|no|nicht|não|nao|pas|не|haija\w+|haja\w+)\b|\bun(?:paid|confirmed|approved|verified)|\bpartial"
            r"|\bun(?:bezahlt|bestätigt)|\bto be\b|\bif\b|pend[ie]|await|\battente|aguarda|неоплач|неподтв|ожида"
            r"|غير|لم |انتظار|معلق|\binasubiri|未|待|不|ausstehend|in review"
        ),
    ),
    (
        Status.CONFIRMED,
        re.compile(
            r"^(?:yes|paid|attending|approved|registered|accepted|checked in|oui|payé|sí|pagad[oa]|sim|pago|نعم|مدفوع"
            r"|ndiyo|да|оплачено|已付款|ja|bezahlt)(?!\w)|(?<!\w)(?:confirmed|confirmée?|confirmad[oa]|مؤكدة?|подтвержд"
            r"[её]н[ао]?|bestätigt)(?!\w)|已确认"
        ),
    ),
)
"""What a status that is no known word says in part, the more careful first: "Cancelled by organiser", "Paid (card)"."""

_TRUE = frozenset({"true", "yes", "y", "1", "x", "oui", "sí", "si", "sim", "نعم", "ndiyo", "是", "да", "ja"})
_CANCELLED_ONES = frozenset(
    {"cancelled", "canceled", "withdrawn", "abgesagt", "storniert", "annulé", "cancelado", "cancelada", "anulado"}
    | {"отменено", "已取消", "ملغى", "imeghairiwa"}
)
"""Headings of columns that say yes or a date for who does not come any more."""


_FALSE = frozenset({"false", "no", "n", "0", "non", "nein", "não", "нет", "否", "لا", "hapana"})
_TICKS = frozenset({"✓", "✔", "☑", "✅", "✔️"})


def is_tick(cell: str) -> bool | None:
    """Whether a cell is nothing but a cross or a yes (True), or a no (False); None when it says more."""
    text = normalised(cell)
    if text in _TRUE or text in _TICKS:
        return True
    return False if text in _FALSE or not any(map(str.isalnum, text)) else None


def status_of(answer: str, heading: str = "") -> Status | None:
    """What a status cell says, or None for a word that is not known. `heading` turns "Void Status: true" round."""
    text = normalised(answer)
    if not any(sign.isalnum() for sign in text):
        return Status.CONFIRMED
    if "void" in normalised(heading).split() or normalised(heading) in _CANCELLED_ONES:
        cancelled = text in _TRUE or text in _STATUS[Status.CANCELLED] - {"no"} or _A_DATE.match(text)
        return Status.CANCELLED if cancelled else Status.CONFIRMED
    if heading and asks_whether(heading) and (said := answer_of(answer)) in _COMING:
        return _COMING[said]
    known = _STATUS_OF.get(text)
    return known or next((status for status, says in _STATUS_SAYS if says.search(text)), None)


_COMING = {Answer.YES: Status.CONFIRMED, Answer.NO: Status.CANCELLED}
_A_DATE = re.compile(r"\d{4}-\d\d|\d{1,2}[./]\d{1,2}[./]\d\d")
_NOT_COMING = _AnyOf("""
    cannot | can not | can't | unable | not able | won't | will not | not attend | not attending | not coming | neither
    ne peux pas | ne pourrai pas | ne pourrais pas | ne participerai pas | absent | absente | no puedo | no podré
    no asistiré | não posso | não poderei | não vou | siwezi | sitaweza | sitahudhuria | لا أستطيع | لن أتمكن | لن أحضر
    无法 | 不能 | 不参加 | не смогу | не могу | не приду | kann nicht | nicht teilnehmen | nicht dabei | لن أشارك
    no participaré | no asisto | não participarei | ne viendrai pas | не буду | 不出席 | لن أحضر
""")
_BUT = re.compile(
    r"[,;.()（），；。،]|(?<!\w)(?:but|although|though|mais|pero|sino|mas|aber|sondern|но|lakini|لكن|ولكن)(?!\w)|但"
)
_COMES = _AnyOf("""
    attend | join | come | participate | take part | participer | participerai | asistir | asistiré | participar
    participarei | teilnehmen | участвовать | участвую | أشارك | 参加
""")
_NOT_SO = _AnyOf("not | no | pas | non | não | nicht | не | لا | ليس | sio | hapana | 不")
_ONLINE = _AnyOf("""
    online | on-line | zoom | virtual | virtually | remote | remotely | webinar | teams | livestream | live stream
    by video | en ligne | à distance | distanciel | visio | visioconférence | en línea | a distancia | virtualmente
    à distância | remoto | mtandaoni | عن بعد | عبر الإنترنت | افتراضي | 线上 | 在线 | онлайн | дистанционно | per zoom
    удалённо | удаленно | digital | en linea | a distance | kwa mtandao | kupitia mtandao | kimtandao | عن بُعد
    онлайн-билет | onlineticket | onlineteilnahme
    オンライン | ライブ配信 | عبر الانترنت | 网上 | زووم | على الإنترنت | أونلاين | اونلاين | 远程 | 网络
""")
_ROOM = _AnyOf("""
    in person | in-person | inperson | onsite | on-site | on site | physical | physically | face to face | face-to-face
    f2f | in the room | at the venue | présentiel | en présentiel | en personne | sur place | présence | presencial
    presencialmente | en persona | em pessoa | ana kwa ana | حضوري | حضوريا | حضور شخصي | شخصيا | 线下 | 现场 | очно
    лично | vor ort | präsenz | persönlich | en salle | dans la salle | en sala | na sala | 到场 | 亲自 | في القاعة
    vor-ort | vor-ort-ticket | präsenzticket | präsenzteilnahme | очное | очный | очная | حضورية | شخصياً | 現地参加
    会場 | 現地 | ukumbini | حضورياً | وجاهي | وجاهيا | وجاهياً | en presentiel | im saal | kwenye ukumbi | 实地
""")


def is_way_alone(text: str) -> bool:
    """Whether a text is nothing but words for ways of taking part: "Online via Zoom", "In person"."""
    rest = _ROOM.sub(" ", _ONLINE.sub(" ", normalised(text)))
    return not any(map(str.isalnum, _BY.sub(" ", rest)))


_BY = re.compile(r"\b(?:via|by|on|through|per|par|por|über|kupitia)\b|通过")
_WHETHER = re.compile(
    r"\brsvp\b|^(?:attendance )?confirmed(?: attendance)?$|^¿?confirma |^confirmez-vous"
    r"|^(?:will|can|are) you (?:be )?(?:able to )?(?:attend|com|join|there)|^¿?(?:asistirá|participer|viendrez"
    r"|serez-vous présent|virá|participará|utahudhuria|вы придёте|вы придете|придёте ли|придете ли|nehmen sie teil"
    r"|kommen sie|هل ستحضر|是否参加|是否出席)"
)
_HOW = re.compile(r"in[ -]person|online|virtual|\bhow\b|présentiel|en ligne|presencial|очно|онлайн|线上|عن بعد")


def asks_whether(heading: str) -> bool:
    """Whether a heading asks if someone will come, and not how: "RSVP", "Will you attend?"."""
    text = normalised(heading)
    return _WHETHER.search(text) is not None and _HOW.search(text) is None and mode_of(text) is Mode.NOT_SAID


@lru_cache(maxsize=1024)
def mode_of(answer: str, heading: str = "") -> Mode:
    """How someone will take part, from the words of the answer; NOT_SAID when it says both, or nothing known. A "no"
    means that the person cannot come where `heading` asks just that.
    """
    text = normalised(answer)
    if not text:
        return Mode.NOT_SAID
    if heading and asks_whether(heading) and answer_of(answer) is Answer.NO:
        return Mode.CANNOT_COME
    wanted, refused = set(), set()
    cannot = comes = False
    # "I cannot come in person, I will join online" is online; "cannot attend in person" alone is no.
    for part in _BUT.split(text):
        ways = {way for way, words in ((Mode.ONLINE, _ONLINE), (Mode.ROOM, _ROOM)) if words.search(part)}
        if _NOT_COMING.search(part):
            cannot = True
            refused |= ways
        elif ways and _NOT_SO.search(part):
            refused |= ways
        else:
            wanted |= ways
            comes = comes or (not ways and _COMES.search(part) is not None)
    if not wanted and comes and len(refused) == 1:
        # "I can attend but not in person" leaves the other way.
        wanted = {Mode.ONLINE, Mode.ROOM} - refused
    if len(wanted) == 1:
        return wanted.pop()
    return Mode.CANNOT_COME if cannot and not wanted else Mode.NOT_SAID


_YES = _AnyOf("""
    ok | okay | agreed | consent | i consent | opt in | opted in | already a member | happy to | consens | je consens
    de acuerdo | doy mi consentimiento | consiento | de acordo | consinto | einverstanden | nakubaliana
    ✓ | ✔ | ☑ | ✅ | ✔️ | yes | y | true | 1 | agree | i agree
    accept | i accept | sure | of course | oui | j'accepte | d'accord | sí
    si | acepto | sim | aceito | concordo | نعم | أوافق | موافق | ndiyo | ndio | nakubali | 是 | 同意 | 可以 | 愿意 | да
    согласен | согласна | ja
""")
_NO = _AnyOf("""
    opt out | opted out | ✗ | ✘ | ❌
    no | n | false | 0 | not | don't | do not | disagree | non | pas | não | لا | hapana | 否 | 不 | нет | не | nein
    nicht
""")
_KNOW_MORE = _AnyOf("""
    know more | more information | learn more | more info | tell me more | hear more | en savoir plus
    plus d'informations | saber más | más información | saber mais | mais informações | معرفة المزيد | kujua zaidi
    了解更多 | 更多信息 | узнать больше | mehr erfahren | mehr wissen
""")
_MAYBE = _AnyOf("""
    maybe | not sure | undecided | perhaps | peut-être | tal vez | quizás | talvez | ربما | labda | 也许 | возможно
    vielleicht
""")
_NO_OBJECTION = _AnyOf("""
    no objection | no objections | don't mind | do not mind | sans objection | aucune objection | sin objeción
    sin inconveniente | sem objeção | keine einwände | не возражаю | не против | لا مانع | sina pingamizi | 无异议
    没有异议
""")


@lru_cache(maxsize=1024)
def answer_of(answer: str) -> Answer:
    """Yes, no or know more, from the words of the answer; NOT_SAID for an empty cell and for what is neither."""
    text = normalised(answer)
    if not text:
        return Answer.NOT_SAID
    if text == "x" or _NO_OBJECTION.search(text):
        return Answer.YES
    if _KNOW_MORE.search(text):
        return Answer.KNOW_MORE
    if _YES.match(text):
        return Answer.YES
    # "I do not agree" has a word of both, and the no is the one that was meant.
    for value, words in ((Answer.KNOW_MORE, _MAYBE), (Answer.NO, _NO), (Answer.YES, _YES)):
        if words.search(text):
            return value
    return Answer.NOT_SAID
