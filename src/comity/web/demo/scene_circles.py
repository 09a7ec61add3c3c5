"""The grant writers of the invented coalition: five people of four organisations, their meetings, a thread with an
answer that came by mail, and an idea that became an initiative.
"""

from datetime import datetime, time, timedelta
from email.message import EmailMessage
from typing import TYPE_CHECKING

from comity.base.capacity import ActsFor, Capacity
from comity.network.acts import circle_ideas, circle_meetings, circle_posts, circles
from comity.network.circles import reading
from comity.network.circles.jobs import by_hour
from comity.network.circles.receiving import take
from comity.network.models import Circle, CircleIdea, CircleMeeting, CircleMember, CirclePost
from comity.people.acts import confirm_address

if TYPE_CHECKING:
    from comity.web.demo.story import Story

#: who belongs, for whom; the first one keeps it
WRITERS = {
    "Kofi Mensah": "OD", "Gareth Pugh": "LL", "Helen Achterberg": "VC", "Selam Gebru": "HT", "Jana Vrba": "OD",
}  # fmt: skip
SUBJECT = "A budget the county foundation reads to the end"


def begin(story: "Story", at: datetime) -> None:
    """Kofi begins it; the others join, and plan what they meet for."""
    kofi = _hat(story, "Kofi Mensah")
    circle = circles.begin_circle(
        name="Grant writers", every="month", by=kofi, at=at,
        purpose="We write applications in four offices and each thought they were alone with it. Once a month we read "
        "each other’s drafts aloud; in between we ask.",
    )  # fmt: skip
    for name in list(WRITERS)[1:]:
        circles.join_circle(circle, by=_hat(story, name), at=at)
    for name in WRITERS:
        one = story.people[name]
        confirm_address(one, one.email or "", by=Capacity(one.pk, one.name, ActsFor.SELF, None, "", None), at=at)
    circles.name_keeper(_member(story, "Gareth Pugh"), True, by=kofi, at=at)
    circle_meetings.plan_meetings(
        circle, title="Drafts, read aloud", first_on=story.moment(22.2).date(), hour=time(17), minutes=75,
        every="month", count=3, place="Lantern Legal Advice, upstairs", link="https://meet.example.org/grant-writers",
        by=kofi, at=at,
    )  # fmt: skip


def meet(story: "Story", at: datetime) -> None:
    """All are asked, three come, and Kofi notes who was there."""
    by_hour(story.coalition_id, at)
    meeting = CircleMeeting.objects.filter(starts_at__gt=at).select_related("coalition").earliest("starts_at")
    for name, says in zip(WRITERS, ("coming", "coming", "away", "coming", "coming"), strict=True):
        circle_meetings.answer_meeting(meeting, says, by=_hat(story, name), at=at)


def note(story: "Story", at: datetime) -> None:
    """What came of the last one."""
    meeting = CircleMeeting.objects.filter(starts_at__lt=at, noted_at=None).select_related("coalition").latest("starts_at")
    there = [_member(story, name) for name in ("Kofi Mensah", "Gareth Pugh", "Selam Gebru", "Jana Vrba")]
    words = "Two drafts read. We cut each summary to six lines. Gareth shares his list of deadlines."
    circle_meetings.note_meeting(meeting, there, notes=words, by=_hat(story, "Kofi Mensah"), at=at)


def write(story: "Story", at: datetime) -> None:
    """Selam asks on the page; Gareth answers her mail, and Helen answers on the page again."""
    circle = Circle.objects.select_related("coalition").get()
    selam = _hat(story, "Selam Gebru")
    text = "Ours is three pages and they always ring. Has anyone a template that they take as it is?"
    first = circle_posts.write_post(circle, subject=SUBJECT, text=text, by=selam, at=at)
    mail = EmailMessage()
    mail["From"], mail["Message-ID"] = f"Gareth Pugh <{story.people['Gareth Pugh'].email}>", "<7a31@lantern.example.org>"
    mail["Subject"], mail["In-Reply-To"] = f"Re: [Grant writers] {SUBJECT}", first.message
    mail.set_content(
        "Yes: one page, and a second one with how we reckoned. It came through twice without a call. I attach it.\n\n"
        "And could we keep one list of all deadlines, instead of four?\n\n"
        f"On Sunday, 12:00, Selam Gebru via Grant writers wrote:\n> {text}\n"
    )
    sheet = b"item,what it is for,euros\nstaff,half a post for a year,24000\nroom,a third of the rent,3600\n"
    mail.add_attachment(sheet, maintype="text", subtype="csv", filename="budget-template.csv")
    take(circle, reading.read(mail.as_bytes()), at=at + timedelta(hours=3))
    answer = CirclePost.objects.get(by_mail=True)
    thanks = "Thank you, Gareth. The second page is what ours lacked. Yes to the list!"
    helen = _hat(story, "Helen Achterberg")
    circle_posts.write_post(circle, subject=SUBJECT, text=thanks, answers=answer, by=helen, at=at + timedelta(hours=21))


def raise_ideas(story: "Story", at: datetime) -> None:
    """Gareth’s list becomes an idea that three would share, and then an initiative; another one is open."""
    circle, gareth = Circle.objects.select_related("coalition").get(), _hat(story, "Gareth Pugh")
    idea = circle_ideas.raise_idea(
        circle, title="One list of all deadlines", post=CirclePost.objects.get(by_mail=True), by=gareth, at=at,
        text="Four of us look up the same deadlines each month. One list, kept by each for two months a year.",
    )  # fmt: skip
    for name in ("Helen Achterberg", "Selam Gebru"):
        circle_ideas.support_idea(idea, True, by=_hat(story, name), at=at)
    other = circle_ideas.raise_idea(
        circle, title="One grant writer for four houses", by=_hat(story, "Selam Gebru"), at=at,
        text="None of us can pay a whole post. Together we could pay one, a day a week for each.",
    )  # fmt: skip
    circle_ideas.support_idea(other, True, by=gareth, at=at)


def promote(story: "Story", at: datetime) -> None:
    """Kofi takes the list further."""
    idea = CircleIdea.objects.select_related("coalition").get(post__isnull=False)
    circle_ideas.promote_idea(idea, by=_hat(story, "Kofi Mensah"), at=at)


def _hat(story: "Story", name: str) -> Capacity:
    organisation = story.organisations[WRITERS[name]]
    person = story.people[name]
    return Capacity(person.pk, name, ActsFor.ORGANISATION, organisation.pk, organisation.name, story.coalition_id)


def _member(story: "Story", name: str) -> CircleMember:
    found: CircleMember = CircleMember.objects.select_related("circle").get(person=story.people[name])
    return found


#: in which month what happens
EVENTS = (
    (21.9, begin), (22.1, meet), (22.4, note), (22.6, write), (22.8, raise_ideas), (23.1, promote), (23.15, meet),
    (23.4, note), (23.97, meet),
)  # fmt: skip
