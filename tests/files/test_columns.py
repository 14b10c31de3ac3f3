"""Which row holds the headings, and which column is what."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checkin.domain.errors import DeskError
from checkin.files.columns import FIELDS, Columns, recognise
from checkin.files.table import Table
from checkin.files.tables import read_tables

LISTS = Path(__file__).parents[1] / "data" / "lists"
EXPECTED = json.loads((LISTS / "EXPECTED.json").read_text(encoding="utf-8"))["files"]
REGISTRANTS = sorted(name for name, held in EXPECTED.items() if held["kind"] == "registrants")


def table(*rows: str) -> Table:
    """A table whose cells are parted by "|"."""
    return Table("", tuple(tuple(row.split("|")) for row in rows))


def read(*rows: str, given: dict[str, str] | None = None) -> dict[str, str]:
    return recognise(table(*rows), given, file="list.csv").titles


def sample(name: str) -> Columns:
    return recognise(read_tables(LISTS / name)[0], file=name)


@pytest.mark.parametrize("name", REGISTRANTS)
def test_the_columns_of_every_sample_are_the_held_ones(name: str) -> None:
    held = EXPECTED[name]["columns"]
    columns = sample(name)
    titles = columns.titles
    assert columns.header_row == EXPECTED[name]["header_row"]
    assert titles["email"] == held["email"]
    assert titles["name"] == (held["name"] if isinstance(held["name"], str) else " + ".join(held["name"]))
    assert titles.get("given_name") == held["given"]
    assert titles.get("family_name") == held["family"]
    for field in ("phone", "country", "registered_at", "status", "mode"):
        if field in held:
            assert titles[field] == held[field]


@pytest.mark.parametrize(
    ("name", "organisation", "code"),
    [
        ("google_forms.csv", "Organisation / Institution", None),
        ("google_forms.xlsx", "Name of your organisation", "Registration code"),
        ("ms_forms.xlsx", "Organisation you represent", None),
        ("eventbrite.csv", "Company", "Barcode #"),
        ("zoom_registration.csv", "Organization", None),
        ("indico_registrations.csv", "Affiliation", "ID"),
        ("pretix_attendees.csv", "Company", "Order code + Position ID"),
        ("luma_guests.csv", "What organisation are you affiliated with?", "qr_code_url"),
        ("impact_form.csv", "Organization", None),
    ],
)
def test_organisation_and_code_of_every_sample(name: str, organisation: str, code: str | None) -> None:
    assert sample(name).titles["organisation"] == organisation
    assert sample(name).titles.get("code") == code


@pytest.mark.parametrize(
    ("name", "tool"),
    [
        ("google_forms.csv", "Google Forms"),
        ("ms_forms.xlsx", "Microsoft Forms"),
        ("eventbrite.csv", "Eventbrite"),
        ("zoom_registration.csv", "Zoom"),
        ("indico_registrations.csv", "Indico"),
        ("pretix_attendees.csv", "pretix"),
        ("luma_guests.csv", "Luma"),
    ],
)
def test_the_tool_that_wrote_a_list_is_known(name: str, tool: str) -> None:
    assert sample(name).tool == tool


def test_the_questions_of_the_coalition_s_form_are_understood() -> None:
    titles = sample("impact_form.csv").titles
    assert titles["mode"] == "How will you take part in the kick-off session on May 10?"
    assert titles["joining"] == "Would you like to join the ImPACT Coalition?"
    assert titles["listed"] == "May we list your name and organization among participants?"


def test_of_two_companies_the_attendee_s_is_taken_and_not_the_invoice_s() -> None:
    columns = sample("pretix_attendees.csv")
    assert [at for at, title in enumerate(columns.headings) if title == "Company"] == [18, 35]
    assert columns.fields["organisation"] == (18,)


HALVES = {"given_name", "family_name", "email"}


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        ("Full name|E-mail address|Organization|Country", {"name", "email", "organisation", "country"}),
        ("Nom complet|Courriel|Organisme|Pays de résidence", {"name", "email", "organisation", "country"}),
        ("Nombre completo|Correo electrónico|Institución|País", {"name", "email", "organisation", "country"}),
        ("Nome completo|Endereço de e-mail|Instituição|País", {"name", "email", "organisation", "country"}),
        ("الاسم الكامل|البريد الإلكتروني|الجهة|البلد", {"name", "email", "organisation", "country"}),
        ("Jina kamili|Barua pepe|Shirika|Nchi", {"name", "email", "organisation", "country"}),
        ("姓名|电子邮箱|所属机构|国家/地区", {"name", "email", "organisation", "country"}),
        ("Ф.И.О.|Электронная почта|Организация|Страна", {"name", "email", "organisation", "country"}),
        ("Vor- und Nachname|E-Mail-Adresse|Einrichtung|Land", {"name", "email", "organisation", "country"}),
        ("Vorname|Nachname|E-Mail", HALVES),
        ("名|姓|邮箱", HALVES),
        ("الاسم الأول|اسم العائلة|الايميل", HALVES),
        ("Jina la kwanza|Jina la ukoo|Anwani ya barua pepe", HALVES),
        ("1. First name *|2. Last name *|3. Your e-mail *", HALVES),
        ("FIRST_NAME|LAST_NAME|EMAIL", HALVES),
        ("What is your full name?|What is your e-mail address?", {"name", "email"}),
    ],
)
def test_headings_of_nine_languages_are_understood(headings: str, fields: set[str]) -> None:
    assert set(read(headings)) - {"name"} == fields - {"name"}
    assert "name" in read(headings)


@pytest.mark.parametrize(
    ("headings", "row", "given", "family"),
    [
        ("Nom|Prénom|Courriel", "KABORÉ|Gaël|g@x.example", "Prénom", "Nom"),
        ("Name|Vorname|E-Mail", "Groß|Jürgen|j@x.example", "Vorname", "Name"),
        ("Nombre|Apellidos|Correo", "José Ángel|Núñez|j@x.example", "Nombre", "Apellidos"),
        ("Nome|Apelido|E-mail", "João|Guimarães|j@x.example", "Nome", "Apelido"),
        ("Имя|Фамилия|Почта", "Анна|Кузнецова|a@x.example", "Имя", "Фамилия"),
    ],
)
def test_a_bare_name_beside_one_half_is_the_other_half(headings: str, row: str, given: str, family: str) -> None:
    titles = read(headings, row)
    assert (titles["given_name"], titles["family_name"]) == (given, family)


def test_a_bare_name_that_holds_the_half_beside_it_is_the_full_name() -> None:
    titles = read("Name|Vorname|E-Mail", "Jürgen Groß|Jürgen|j@x.example", "Ute Alt|Ute|u@x.example")
    assert titles["name"] == "Name"
    assert "family_name" not in titles


def test_other_people_s_columns_are_not_taken() -> None:
    titles = read(
        "Buyer first name|Buyer last name|Buyer email|Attendee first name|Attendee last name|Attendee email|Event name",
        "Bo|Buyer|b@x.example|Ann|Doe|a@x.example|Kick-off",
    )
    assert titles["name"] == "Attendee first name + Attendee last name"
    assert titles["email"] == "Attendee email"
    emergency = read("Name|Emergency contact name|Emergency phone|Phone", "Ann|Bo|112|0700")
    assert (emergency["name"], emergency["phone"]) == ("Name", "Phone")


@pytest.mark.parametrize(
    ("headings", "row", "name", "email"),
    [
        (
            "Имя покупателя|Email покупателя|Имя участника|Фамилия участника|Email участника",
            "Боб|b@x.example|Анна|Орлова|a@x.example",
            "Имя участника + Фамилия участника",
            "Email участника",
        ),
        ("购票人姓名|购票人邮箱|参会人姓名|参会人邮箱", "王|b@x.example|李|a@x.example", "参会人姓名", "参会人邮箱"),
        (
            "Jina la mnunuzi|Barua pepe ya mnunuzi|Jina la mshiriki|Barua pepe ya mshiriki",
            "Bo|b@x.example|Asha|a@x.example",
            "Jina la mshiriki",
            "Barua pepe ya mshiriki",
        ),
        (
            "Bestellnummer|E-Mail|Produkt|Name des Teilnehmers|E-Mail-Adresse des Teilnehmers",
            "ABC12|b@x.example|T|Ute|a@x.example",
            "Name des Teilnehmers",
            "E-Mail-Adresse des Teilnehmers",
        ),
        (
            "Contact person|Contact email|Delegate name|Delegate e-mail|Organisation name",
            "Bo|b@x.example|Ann|a@x.example|NGO",
            "Delegate name",
            "Delegate e-mail",
        ),
        (
            "Nombre del comprador|Apellidos del comprador|Correo del comprador|Nombre del asistente"
            "|Apellidos del asistente|Correo del asistente|Código de barras",
            "Bo|Ruiz|b@x.example|Ana|Gil|a@x.example|42",
            "Nombre del asistente + Apellidos del asistente",
            "Correo del asistente",
        ),
        (
            "Nom acheteur|Prénom acheteur|Email acheteur|Nom participant|Prénom participant|Email participant",
            "Roy|Bo|b@x.example|Lys|Ana|a@x.example",
            "Prénom participant + Nom participant",
            "Email participant",
        ),
        ("Teilnehmer|E-Mail|Unternehmen", "Ute Alt|a@x.example|ACME", "Teilnehmer", "E-Mail"),
        (
            "Participant's name|E-mail of the participant|E-mail",
            "Ann|a@x|b@x",
            "Participant's name",
            "E-mail of the participant",
        ),
    ],
)
def test_the_attendee_is_taken_and_not_the_buyer(headings: str, row: str, name: str, email: str) -> None:
    titles = read(headings, row)
    assert (titles["name"], titles["email"]) == (name, email)


def test_of_two_address_columns_the_one_with_addresses_is_taken() -> None:
    titles = read(
        "Name|Email|Contact", "Ann|anonymous|a@x.example", "Bo|anonymous|b@x.example", "Cy|anonymous|c@x.example"
    )
    assert titles["email"] == "Contact"
    forms = read("Name|E-mail|Email address", "Ann|anonymous|a@x.example", "Bo|anonymous|b@x.example")
    assert forms["email"] == "Email address"


def test_addresses_under_a_heading_that_says_nothing_are_found() -> None:
    assert (
        read("Name|Where can we reach you?", "Ann|a@x.example", "Bo|b@x.example")["email"] == "Where can we reach you?"
    )


def test_salutations_are_no_role_and_row_numbers_no_code() -> None:
    titles = read("No.|Title|Full name|E-mail", "1|Ms|Ann Doe|a@x.example", "2|Dr.|Bo Roe|b@x.example")
    assert "role" not in titles
    assert "code" not in titles
    assert read("Code|Title|Full name", "00042|Director|Ann Doe")["role"] == "Title"
    assert read("Code|Title|Full name", "00042|Director|Ann Doe")["code"] == "Code"


def test_a_status_that_is_a_profession_is_no_status() -> None:
    assert "status" not in read("Nom complet|Statut", "Ann|Étudiante", "Bo|Salarié", "Cy|Retraité")


def test_headings_below_a_preamble_and_under_merged_cells_are_found() -> None:
    columns = recognise(
        table(
            "Participants of the session",
            "",
            "Person||Contact|Organisation",
            "First name|Last name|E-mail|",
            "Ann|Doe|a@x|ACME",
        )
    )
    assert columns.header_row == 4
    assert columns.titles["organisation"] == "Organisation"


@pytest.mark.parametrize(
    ("rows", "name", "others"),
    [
        (("Name||E-mail", "First|Last|", "Ann|Bee|a@x.example"), "First Name + Last Name", {"email": "E-mail"}),
        (
            ("Name||E-mail|Company", "First name|Last name||", "Ann|Bee|a@x.example|ACME"),
            "First name + Last name",
            {"email": "E-mail", "organisation": "Company"},
        ),
        (
            ("The list", "", "Name||Contact|", "Given|Family|E-mail|Phone", "Ann|Bee|a@x.example|0700"),
            "Given Name + Family Name",
            {"email": "E-mail", "phone": "Phone"},
        ),
        (
            ("Participant||Organisation||", "Name|E-mail|Name|Country|E-mail", "Ann|a@x.example|ACME|KE|o@x.example"),
            "Name",
            {"email": "E-mail", "organisation": "Organisation Name", "country": "Country"},
        ),
        (
            ("Buyer||Participant|", "Name|E-mail|Name|E-mail", "Bo|b@x.example|Ann|a@x.example"),
            "Name",
            {"email": "E-mail"},
        ),
    ],
)
def test_headings_in_two_rows_are_joined(rows: tuple[str, ...], name: str, others: dict[str, str]) -> None:
    columns = recognise(table(*rows))
    assert columns.header_row == len(rows) - 1
    assert columns.titles == {"name": name, **others} | {
        half: title
        for half, title in zip(("given_name", "family_name"), name.split(" + "), strict=False)
        if " + " in name
    }


def test_a_buyer_above_two_columns_is_not_the_participant_beside() -> None:
    columns = recognise(table("Buyer||Participant|", "Name|E-mail|Name|E-mail", "Bo|b@x.example|Ann|a@x.example"))
    assert (columns.fields["name"], columns.fields["email"]) == ((2,), (3,))


@pytest.mark.parametrize("person", ["Ann|Bee|", "Ann|Bee|n/a", "Guest|Ann|", "Name|Ann|"])
def test_the_first_person_is_no_second_row_of_headings(person: str) -> None:
    assert recognise(table("Name||E-mail", person, "Bo|Cee|b@x.example")).header_row == 1


def test_a_person_overrules_the_recognition() -> None:
    rows = ("Name|E-mail|Team|Company", "Ann|a@x.example|Red|ACME")
    assert read(*rows)["organisation"] == "Company"
    assert read(*rows, given={"organisation": "team"})["organisation"] == "Team"
    assert "organisation" not in read(*rows, given={"organisation": ""})
    assert "name" not in read(*rows, given={"organisation": "Name"})


def test_what_was_recognised_can_be_given_back_as_it_was_told() -> None:
    for name in ("impact_form.csv", "pretix_attendees.csv", "ms_forms.xlsx"):
        sheet = read_tables(LISTS / name)[0]
        titles = recognise(sheet).titles
        assert recognise(sheet, titles).titles == titles


def test_headings_that_are_not_known_can_be_given_by_a_person() -> None:
    rows = ("Wer|Woher", "Ann|Rom")
    with pytest.raises(DeskError, match="no row of headings"):
        read(*rows)
    assert read(*rows, given={"name": "Wer", "country": "Woher"}) == {"name": "Wer", "country": "Woher"}


def test_an_unknown_field_or_heading_is_refused_and_the_possible_ones_are_named() -> None:
    rows = ("Name|E-mail", "Ann|a@x.example")
    with pytest.raises(DeskError, match="There is no field surname") as refused:
        read(*rows, given={"surname": "Name"})
    assert all(field in str(refused.value) for field in FIELDS)
    with pytest.raises(DeskError, match=r"No column has the heading Nmae\. The headings are: Name; E-mail"):
        read(*rows, given={"name": "Nmae"})
    with pytest.raises(DeskError, match=r"No column has the heading Nmae\. The headings are: Wer; Wohin"):
        read("Wer|Wohin", "Ann|a@x.example", given={"name": "Nmae"})


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (("Meeting ID|Topic", "1|X", "", "Name (Original Name)|User Email|Join Time|Leave Time"), "who took part"),
        (("Name (original name)|Email|Total duration (minutes)|Guest",), "who took part"),
        (("Nombre (nombre original)|Correo electrónico|Hora de entrada",), "who took part"),
        (
            ("Topic|Meeting ID|User Name|User Email|Creation Time|Participants", "X|1|Y|y@x.example|1|2"),
            "list of meetings",
        ),
        (("Full Name|User Action|Timestamp", "Ann Bo|Joined|5/10/2024"), "report of Teams"),
        (("1. Summary", "Meeting title|X", "2. Participants", "Name|First Join|Last Leave"), "report of Teams"),
    ],
)
def test_reports_that_are_no_registrant_list_name_the_export_to_take(rows: tuple[str, ...], words: str) -> None:
    with pytest.raises(DeskError, match=words) as refused:
        recognise(table(*rows), file="report.csv")
    assert "report" in refused.value.remedy or "registration" in refused.value.remedy


@pytest.mark.parametrize("name", ["zoom_participants.csv", "impact_zoom_participants.csv"])
def test_the_samples_of_zoom_participants_are_refused(name: str) -> None:
    with pytest.raises(DeskError, match="who took part"):
        sample(name)


@pytest.mark.parametrize(
    "headings",
    [
        "Ticket Full Name,Ticket Email,Ticket Company Name,Order Name,Order Email,Order Company Name",
        "Delegate name,Delegate email,Delegate organisation,Booker name,Booker email,Booker organisation",
        "Name,Email,Company,Payer name,Payer email,Payer company",
        "Nom complet,Courriel,Organisme,Nom du responsable,Email du responsable,Organisme du responsable",
        "Attendee name,Attendee email,Company,Invoice address name,Invoice email,Company",
        "Full name,E-mail,Organisation,Registered by,Registered by e-mail,Registered by organisation",
    ],
)
def test_what_the_buyer_says_of_themselves_is_not_the_attendee_s_also_where_these_say_less(headings: str) -> None:
    rows = "Ann Lee,ann@x.example,,Boss,boss@x.example,ACME", "Bo Li,bo@x.example,UNEP,Boss,boss@x.example,ACME"
    fields = recognise(table(*(row.replace(",", "|") for row in (headings, *rows)))).fields
    assert (fields["name"], fields["email"], fields["organisation"]) == ((0,), (1,), (2,))
