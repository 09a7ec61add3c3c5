"""The pages of the rulebook: read, edited in sentences, put to the vote, accepted; and what applies."""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from comity.base.clock import stopped_at
from comity.core.rulebook.presets import Places, ongoing, simple
from comity.governing import acts
from comity.governing.models import Acceptance, Question, RulebookVersion
from comity.governing.rulebook import adopted
from comity.notices.models import Ask, Mail
from tests.acts.stories_rulebook import proposed
from tests.governing.stage import CLOSES, OPENS, close, hat, say, signed_in, tenants

if TYPE_CHECKING:
    from tests.cast import Troupe

NOW = OPENS + timedelta(hours=2)


def at(troupe: "Troupe", name: str, *args: Any) -> str:
    return reverse(f"governing:rulebook{name}", args=[troupe.coalition.slug, *args])


def get(troupe: "Troupe", who: str, url: str, when: datetime = NOW, status: int = 200) -> str:
    with stopped_at(when):
        answer = signed_in(troupe.people[who]).get(url)
    assert answer.status_code == status, answer.content.decode()[-2000:]
    return answer.content.decode()


def words(page: str) -> str:
    return re.sub(r"\s+", " ", HTMLParser(page).css_first("main").text(separator=" "))


def drafted(troupe: "Troupe", **changes: Any) -> RulebookVersion:
    """A draft of the rules of an ongoing coalition, in the name of the tenants."""
    with troupe.scope():
        places = Places(troupe.assembly.pk, troupe.bodies["steering"].pk)
        return acts.draft_rulebook(
            replace(ongoing(places), **changes), why="More by few.", by=tenants(troupe), at=OPENS
        )


def typed(page: str, css: str = "input[name=read_as]") -> dict[str, Any]:
    """What a browser would send back from the form that has such an input."""
    form: Any = HTMLParser(page).css_first(css)
    while form.tag != "form":
        form = form.parent
    answers: dict[str, Any] = {}
    for one in form.css("input[name], textarea[name], select[name]"):
        name, kind = one.attributes["name"], one.attributes.get("type")
        if kind in ("radio", "checkbox") and "checked" not in one.attributes:
            continue
        if one.tag == "select":
            chosen = one.css_first("option[selected]") or one.css_first("option")
            answers[name] = chosen.attributes.get("value") or ""
        elif one.tag == "textarea":
            answers[name] = one.text().removeprefix("\n")
        else:
            answers[name] = one.attributes.get("value") or ""
    answers.pop("csrfmiddlewaretoken")
    return answers


def post(troupe: "Troupe", who: str, url: str, answers: dict[str, Any], status: int = 302) -> Any:
    with stopped_at(NOW):
        answer = signed_in(troupe.people[who]).post(url, answers)
    assert answer.status_code == status, (
        words(answer.content.decode()) if answer.status_code != 302 else answer.url
    )
    return answer


# ── reading ──


@pytest.mark.row("G2", "G5")
def test_the_charter_reads_as_sentences_with_numbers_and_as_a_matrix(troupe: "Troupe") -> None:
    draft = drafted(troupe)
    page = get(troupe, "Marta", at(troupe, "-version", draft.number))
    said = words(page)
    assert "1.1.1 Spending Up to 50,000 EUR, Steering committee decides by simple majority." in said
    assert "Above 50,000 EUR, General assembly decides by qualified majority." in said
    assert HTMLParser(page).css_first("#c-1-1-1") is not None
    rows = [row.text(separator="|") for row in HTMLParser(page).css("#matrix tbody tr")]
    assert len(rows) == 12
    assert "up to 50,000 EUR" in rows[0] and "Steering committee" in rows[0]


def test_before_there_is_a_rulebook_the_page_says_how_to_come_by_one(troupe: "Troupe") -> None:
    RulebookVersion._base_manager.all().delete()
    said = words(get(troupe, "Marta", at(troupe, "")))
    assert "There are no rules yet" in said and "nothing that binds" in said
    assert "There are no rules yet" in words(get(troupe, "Marta", at(troupe, "-applies")))
    assert "There are no rules yet" in words(get(troupe, "Marta", at(troupe, "-dues")))


@pytest.mark.row("G5")
def test_what_applies_is_looked_up_and_says_why_a_smaller_body_may_not(troupe: "Troupe") -> None:
    with troupe.scope():
        places = Places(troupe.assembly.pk, troupe.bodies["steering"].pk)
        from comity.base.capacity import the_rule

        rule = the_rule(troupe.coalition.pk)
        acts.adopt_rulebook(acts.draft_rulebook(ongoing(places), by=rule, at=OPENS), by=rule, at=OPENS)
    small = words(get(troupe, "Ruth", at(troupe, "-applies") + "?kind=spending&amount=5,000"))
    assert "Steering committee decides" in small
    large = words(get(troupe, "Ruth", at(troupe, "-applies") + "?kind=spending&amount=60.000"))
    assert "General assembly decides" in large
    assert "Steering committee may decide up to 50,000 EUR (clause 1.1.1); this is 60,000 EUR." in large
    none = words(get(troupe, "Ruth", at(troupe, "-applies") + "?kind=spending"))
    assert "Who decides this depends on the amount. Say how much it is." in none
    get(troupe, "Ruth", at(troupe, "-applies") + "?kind=spending&amount=much", status=422)


@pytest.mark.row("G13")
@pytest.mark.binds("MembershipRules.dues", "Dues.base", "Dues.flat", "Dues.by_sector", "Dues.due_month")
def test_dues_are_shown_for_each_member_by_the_rule(troupe: "Troupe") -> None:
    with troupe.scope():
        from comity.base.capacity import the_rule

        rule = the_rule(troupe.coalition.pk)
        places = Places(troupe.assembly.pk, troupe.bodies["steering"].pk)
        acts.adopt_rulebook(acts.draft_rulebook(ongoing(places), by=rule, at=OPENS), by=rule, at=OPENS)
    page = get(troupe, "Ruth", at(troupe, "-dues"))
    rows = {row.css_first("th").text().strip(): row.text() for row in HTMLParser(page).css("tbody tr")}
    assert "2,000 EUR" in rows["Harbour Health Service"] and "January" in rows["Harbour Health Service"]
    assert "0 EUR" in rows["Harbour Tenants’ Union"]
    assert "500 EUR" in rows["Open Door Shelter"]
    with stopped_at(NOW):
        file = signed_in(troupe.people["Ruth"]).get(at(troupe, "-dues") + "?format=csv")
    assert "2000,2027-01-01,EUR" in b"".join(file.streaming_content).decode()


# ── drafting ──


def test_a_preset_begins_a_draft_and_the_type_of_the_coalition_is_proposed(troupe: "Troupe") -> None:
    troupe.coalition.type = "campaign"
    troupe.coalition.save()
    page = get(troupe, "Marta", at(troupe, "-new"))
    assert HTMLParser(page).css_first("#p-running[checked]") is not None
    answer = post(troupe, "Marta", at(troupe, "-new"), {"preset": "campaign"})
    assert answer.url == at(troupe, "-version", 2)
    post(troupe, "Marta", at(troupe, "-new"), {"preset": "anarchy"}, status=404)


@pytest.mark.row("G2")
def test_a_rule_is_edited_as_sentences_and_kept(troupe: "Troupe") -> None:
    draft = drafted(troupe)
    url = at(troupe, "-kind", draft.number, "spending")
    answers = typed(get(troupe, "Amina", url))
    assert answers["band-0-upto"] == "50,000"
    post(
        troupe,
        "Amina",
        url,
        answers | {"band-0-upto": "7 500,50", "band-0-method": "consent", "band-0-overrule": "3/4"},
    )
    with troupe.scope():
        rules = RulebookVersion.objects.get(pk=draft.pk).rules
    band, last = rules.kinds[0].bands
    assert band.upto == last.above == 750_050
    assert band.way.method == "consent" and str(band.way.overrule) == "3/4"


def test_saving_a_rule_unchanged_changes_nothing(troupe: "Troupe") -> None:
    draft = drafted(troupe)
    for key in [one.key for one in draft.rules.kinds]:
        url = at(troupe, "-kind", draft.number, key)
        post(troupe, "Amina", url, typed(get(troupe, "Amina", url)))
    for part in ("ground", "conflict", "membership", "rules"):
        url = at(troupe, "-part", draft.number, part)
        post(troupe, "Amina", url, typed(get(troupe, "Amina", url)))
    with troupe.scope():
        assert RulebookVersion.objects.get(pk=draft.pk).rules == draft.rules


@pytest.mark.row("G2")
@pytest.mark.parametrize(
    ("key", "field", "value", "said"),
    [
        ("spending", "band-0-quorum", "4", "the body has 3 places"),
        ("spending", "band-0-shortest", "99", "Swap or widen them"),
        ("rules", "band-0-share", "more 1/2", "more than half. Ask for a larger share"),
        ("spending", "band-1-upto", "90,000", "Nobody decides above 90,000 EUR"),
        ("spending", "band-0-upto", "fifty", "Write an amount in figures"),
        ("statements", "band-0-private", "yes", "Consent needs to know who objects"),
    ],
)
def test_a_contradiction_is_refused_beside_its_field_with_the_mend(
    troupe: "Troupe", key: str, field: str, value: str, said: str
) -> None:
    draft = drafted(troupe)
    url = at(troupe, "-kind", draft.number, key)
    answer = post(troupe, "Amina", url, typed(get(troupe, "Amina", url)) | {field: value}, status=422)
    page = answer.content.decode()
    assert said in words(page)
    assert HTMLParser(page).css_first(f"[name={field}][aria-invalid=true]") is not None
    with troupe.scope():
        assert RulebookVersion.objects.get(pk=draft.pk).rules == draft.rules


def test_a_body_for_larger_amounts_is_added_and_taken_out_without_script(troupe: "Troupe") -> None:
    draft = drafted(troupe)
    url = at(troupe, "-kind", draft.number, "contracts")
    page = post(
        troupe, "Amina", url, typed(get(troupe, "Amina", url)) | {"add": "1"}, status=200
    ).content.decode()
    answers = typed(page)
    assert answers["bands"] == "3"
    answers |= {"band-1-upto": "80,000"}
    post(troupe, "Amina", url, answers)
    with troupe.scope():
        assert len(RulebookVersion.objects.get(pk=draft.pk).rules.kinds[1].bands) == 3
    answers = typed(get(troupe, "Amina", url)) | {"band-1-out": "on"}
    post(troupe, "Amina", url, answers)
    with troupe.scope():
        assert len(RulebookVersion.objects.get(pk=draft.pk).rules.kinds[1].bands) == 2


@pytest.mark.binds("Kind.name", "Rulebook.currency")
def test_ground_rules_of_ones_own_a_kind_and_a_currency(troupe: "Troupe") -> None:
    draft = drafted(troupe)
    url = at(troupe, "-own-rules", draft.number)
    post(troupe, "Amina", url, typed(get(troupe, "Amina", url)) | {"rule-0-text": "We cook for each other."})
    url = at(troupe, "-add-kind", draft.number)
    post(troupe, "Amina", url, {"kind": "own", "name": "Street parties"})
    post(troupe, "Amina", url, {"kind": "own", "name": ""}, status=422)
    url = at(troupe, "-part", draft.number, "rules")
    post(troupe, "Amina", url, typed(get(troupe, "Amina", url)) | {"currency_code": "JPY"})
    with troupe.scope():
        rules = RulebookVersion.objects.get(pk=draft.pk).rules
    assert rules.ground.own[0].text == "We cook for each other."
    assert rules.kinds[-1].name == "Street parties" and rules.kinds[-1].key == "own-1"
    assert rules.kinds[0].bands[0].upto == 50_000, "fifty thousand, in a currency without parts"
    post(troupe, "Amina", at(troupe, "-take-out", draft.number, "own-1"), {"sure": "on"})
    said = words(get(troupe, "Amina", at(troupe, "-version", draft.number)))
    assert "Street parties" not in said and "We cook for each other." in said


def test_two_who_edit_one_draft_see_both_texts(troupe: "Troupe") -> None:
    draft = drafted(troupe)
    url = at(troupe, "-part", draft.number, "conflict")
    first = typed(get(troupe, "Amina", url))
    post(troupe, "Amina", url, first | {"talk": "3"})
    page = post(troupe, "Amina", url, first | {"talk": "5"}, status=409).content.decode()
    assert "for 3 days at most" in words(page) and "for 5 days at most" in words(page)
    post(troupe, "Amina", url, typed(page))
    with troupe.scope():
        path = RulebookVersion.objects.get(pk=draft.pk).rules.conflict
    assert path is not None and path.ladder[0].days == 5


def test_others_can_read_a_draft_and_not_change_it(troupe: "Troupe") -> None:
    draft = drafted(troupe)
    assert "This is a draft" in words(get(troupe, "Henk", at(troupe, "-version", draft.number)))
    get(troupe, "Henk", at(troupe, "-kind", draft.number, "spending"), status=403)
    get(troupe, "Henk", at(troupe, "-propose", draft.number), status=403)


# ── voting and accepting ──


@pytest.mark.row("G2", "G10")
def test_a_change_is_checked_put_to_the_vote_and_comes_into_force(troupe: "Troupe") -> None:
    draft = drafted(troupe)
    url = at(troupe, "-propose", draft.number)
    page = get(troupe, "Amina", url)
    assert "Up to 50,000 EUR, Steering committee decides by simple majority." in words(page)
    assert "More than half of yes and no votes must be in favour" in words(page)
    answers = typed(page) | {"closes_at": CLOSES.strftime("%Y-%m-%dT%H:%M")}
    post(troupe, "Amina", url, answers)
    with troupe.scope():
        question = Question.objects.get()
        say(troupe, question, NOW, HT="yes", OD="yes", HH="yes")
        close(question)
        assert adopted(troupe.coalition.pk, CLOSES + timedelta(days=1)) == draft
    said = words(get(troupe, "Henk", at(troupe, ""), CLOSES + timedelta(days=1)))
    assert "Does Dock Road Traders accept these rules?" in said and "0 of 4 members have accepted" in said


@pytest.mark.row("G2")
def test_who_has_not_accepted_is_asked_by_mail_and_accepts_in_two_clicks(
    troupe: "Troupe", client: Any
) -> None:
    with troupe.scope():
        version = proposed(troupe)
        assert version.question is not None
        say(troupe, version.question, HT="yes", OD="yes", HH="yes")
        close(version.question)
    mail = Mail.objects.get(kind="governing.rulebook", to__contains="henk")
    link = re.search(r"https?://[^\s\"<]+say=yes", mail.html.replace("&amp;", "&"))
    assert link is not None
    path = "/" + link[0].split("/", 3)[3]
    with stopped_at(CLOSES + timedelta(days=1)):
        page = client.get(path).content.decode()
        assert not Acceptance._base_manager.exists(), "opening changes nothing"
        assert HTMLParser(page).css_first("input[name=say][value=yes][checked]") is not None
        assert client.post(path, {"say": "no", "why": ""}).status_code == 422
        assert client.post(path, {"say": "yes", "why": ""}).status_code == 302
        assert "Dock Road Traders accepts our rulebook" in words(
            client.get(path.split("?")[0]).content.decode()
        )
    said = Acceptance._base_manager.get()
    assert said.accepted and said.organisation == troupe.organisations["DR"]
    assert Ask.objects.get(kind="rulebook.accept", organisation=said.organisation_id).closed_at is not None
    assert Ask.objects.filter(kind="rulebook.accept", closed_at=None).count() == 4, (
        "two of the tenants, and two others"
    )


def test_declining_needs_a_reason_and_stands_beside_the_rules(troupe: "Troupe") -> None:
    url = at(troupe, "-accept", 1)
    post(troupe, "Marta", url, {"say": "no", "why": ""}, status=422)
    post(troupe, "Marta", url, {"say": "no", "why": "Too much for the assembly."})
    page = words(get(troupe, "Henk", at(troupe, "")))
    assert "Open Door Shelter does not accept it: Too much for the assembly." in page
    post(troupe, "Marta", url, {"say": "yes", "why": ""})
    assert "1 of 4 members have accepted" in words(get(troupe, "Henk", at(troupe, "")))
    assert "Too much" not in words(get(troupe, "Henk", at(troupe, "-acceptances")))
    assert "Too much" in words(get(troupe, "Henk", at(troupe, "-acceptances") + "?said=replaced"))


def test_a_version_that_was_not_agreed_to_is_taken_up_again_and_given_up(troupe: "Troupe") -> None:
    with troupe.scope():
        version = proposed(troupe)
        assert version.question is not None
        say(troupe, version.question, HT="yes", OD="no", HH="no", DR="no")
    post(troupe, "Amina", at(troupe, "-take-up", version.number), {}, status=409)
    with troupe.scope():
        close(version.question)
    post(troupe, "Amina", at(troupe, "-take-up", version.number), {})
    post(troupe, "Amina", at(troupe, "-drop", version.number), {})
    assert "Given up" in words(get(troupe, "Amina", at(troupe, "-versions")))


@pytest.mark.row("G2")
def test_two_versions_are_compared_sentence_by_sentence(troupe: "Troupe") -> None:
    with troupe.scope():
        before = adopted(troupe.coalition.pk, OPENS)
        assert before is not None
        rules = simple(Places(troupe.assembly.pk))
        acts.draft_rulebook(replace(rules, accept_days=9), by=tenants(troupe), at=OPENS)
    page = HTMLParser(get(troupe, "Marta", at(troupe, "-changes", 2)))
    assert [one.text() for one in page.css("del")] == [
        "Each member says within 30 days whether it accepts a new version."
    ]
    assert [one.text() for one in page.css("ins")] == [
        "Each member says within 9 days whether it accepts a new version."
    ]
    assert "It was the first" in words(get(troupe, "Marta", at(troupe, "-changes", 1)))
    get(troupe, "Marta", at(troupe, "-changes", 2) + "?with=77", status=404)


MEMBERS = [("OD", "Marta"), ("HH", "Okafor"), ("DR", "Henk")]


@pytest.mark.parametrize("many", [1, 3])
def test_pages_take_no_more_queries_for_three_answers_than_for_one(
    many: int, troupe: "Troupe", django_assert_max_num_queries: Any
) -> None:
    with troupe.scope():
        version = adopted(troupe.coalition.pk, OPENS)
        assert version is not None
        for mark, who in MEMBERS[:many]:
            acts.accept_rulebook(version, False, why="No.", by=hat(troupe, who, mark), at=OPENS)
    for _draft in range(many):
        draft = drafted(troupe)
    with troupe.scope():
        proposed(troupe)
    asked = "?kind=spending&amount=100"
    pages = [at(troupe, name) for name in ("", "-versions", "-acceptances", "-dues", "-applies")]
    pages += [at(troupe, "-applies") + asked, at(troupe, "-kind", draft.number, "spending")]
    pages += [at(troupe, "-propose", draft.number), at(troupe, "-part", draft.number, "ground")]
    for number in (1, draft.number, draft.number + 1):
        pages += [at(troupe, "-version", number), at(troupe, "-changes", number)]
    client = signed_in(troupe.people["Amina"])
    with stopped_at(NOW):
        client.get(pages[0])
        for page in pages:
            with django_assert_max_num_queries(12, info=page):
                assert client.get(page).status_code == 200, page
