"""What the page of those online says: why somebody is proposed, and who or what was connected."""

from __future__ import annotations

from checkin.domain.online_matching import Why
from checkin.domain.online_names import Kind
from checkin.services.online import Item, Review
from checkin.ui.parts.wording import translate


def why(reason: Why) -> str:
    """The reason for a proposal, in a sentence."""
    return {
        Why.EMAIL: translate("Online", "The e-mail address is this person's."),
        Why.EMAIL_AND_NAME: translate("Online", "Several people share the address; the name is this person's."),
        Why.SAME_NAME: translate("Online", "The name is the same, and nobody else on the list has it."),
        Why.SAME_NAME_TAGGED_EMAIL: translate("Online", "The name is the same, and the address differs by a tag only."),
        Why.RENAMED: translate("Online", "The name in brackets is this person's; another one stands before it."),
        Why.ONE_WORD: translate("Online", "Both have only this one word as a name."),
        Why.PART_OF_NAME: translate("Online", "Part of the name is the same."),
        Why.TYPING_ERROR: translate("Online", "The name differs by one letter."),
        Why.OTHER_SCRIPT: translate("Online", "The name sounds the same in another script."),
        Why.EMAIL_AS_NAME: translate("Online", "The name is an address, which is this person's."),
        Why.CLAIMED_TWICE: translate("Online", "The name is the same, but somebody else online may be this person."),
        Why.SHARED_EMAIL: translate("Online", "Several people on the list share this address."),
        Why.EMAIL_OF_ANOTHER: translate("Online", "The address is one person's, the name is another's."),
        Why.HOST_EMAIL: translate("Online", "The host's account has this person's address; the name is another one."),
        Why.NAMESAKES: translate("Online", "Several people on the list have this name: ask which one."),
        Why.OTHER_EMAIL: translate("Online", "The name is the same, the address is another one."),
        Why.ORGANISATION: translate("Online", "The name is that of an organisation."),
        Why.NO_PERSON: translate("Online", "This is no person's name."),
        Why.NOBODY: translate("Online", "Nobody on the list has this name or address."),
    }[reason]


def kind(of: Kind) -> str:
    """Who or what was connected."""
    return {
        Kind.PERSON: translate("Online", "Person"),
        Kind.HOST: translate("Online", "Host"),
        Kind.ROOM: translate("Online", "Room"),
        Kind.DEVICE: translate("Online", "Device"),
        Kind.PHONE: translate("Online", "Telephone"),
        Kind.BOT: translate("Online", "Bot"),
    }[of]


def decision(item: Item, review: Review) -> str:
    """What was decided about an entry; "" while nobody has decided."""
    if item.decided is None:
        return ""
    if item.registrant_id is None:
        return translate("Online", "Left aside")
    person = review.registrants.get(item.registrant_id)
    return translate("Online", "Recognised as {name}").format(name=person.name if person is not None else "—")
