"""Making and revoking tokens.

Both stand in the install's own record, as everything about an account does: a coalition need not know which programs
its people use. What is done with a token stands in the coalition's record, as if it had been done on a page.
"""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_noop

from comity.api.models import KeptAnswer, Token
from comity.api.permissions import may_issue, may_revoke
from comity.api.scopes import COLUMNS, Scope
from comity.api.tokens import hash_of
from comity.audit.acts import Changes, act
from comity.base.capacity import ActsFor, Capacity
from comity.base.refusal import require
from comity.people.models import Person
from comity.people.permissions import may_speak_as

#: what stands for the name of a token whose person is gone
NAMELESS = "–"


@act("api.token.issued", says=gettext_noop("made the access token {about}"))
def issue_token(
    person: Person, *, name: str, secret: str, scopes: Collection[Scope], expires_on: date, by: Capacity, at: datetime,
    coalition: UUID | None = None, acts_for: ActsFor | None = None, of: UUID | None = None, strong: bool = False,
) -> Changes[Token]:  # fmt: skip
    """Make a token for oneself. Nothing is kept of the secret but its hash, and nothing of it is recorded.

    acts_for, of: the one hat it wears. strong: the person has shown a second factor in this sitting.
    """
    require(may_issue(by, person, expires_on=expires_on, at=at))
    token = Token(
        person=person, name=name, coalition_id=coalition, acts_for=acts_for or "", of=of, strong=strong,
        secret_hash=hash_of(secret), ending=secret[-4:], made_at=at, expires_on=expires_on,
    )  # fmt: skip
    for scope, column in COLUMNS.items():
        setattr(token, column, scope in scopes)
    token.store()
    return Changes(
        token, words={"about": token.name}, person=person.pk, scopes=sorted(scopes), coalition=coalition,
        acts_for=token.acts_for, of=of, expires_on=expires_on, strong=strong,
    )  # fmt: skip


@act("api.token.revoked", says=gettext_noop("revoked the access token {about}"))
def revoke_token(token: Token, *, by: Capacity, at: datetime) -> Changes[Token]:
    """End a token at once."""
    require(may_revoke(by, token))
    token.revoked_at = at
    token.store()
    return Changes(token, words={"about": token.name}, person=token.person_id)


@act("api.tokens.given_up", says=gettext_noop("gave up every access token"))
def give_up_tokens(person: Person, *, by: Capacity, at: datetime) -> Changes[Person]:
    """End all of a person's tokens, and forget their names and answers, as the person is being erased."""
    require(may_speak_as(by, person))
    tokens = list(Token.objects.filter(person=person))
    for token in tokens:
        token.name, token.revoked_at = NAMELESS, token.revoked_at or at
        token.store()
    KeptAnswer.objects.filter(token__in=tokens).delete()
    return Changes(person, also=tokens)
