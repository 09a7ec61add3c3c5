"""What somebody wants to try: another majority, another quorum, other weights. Nothing of it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from comity.core.ballots.types import Quorum, Threshold
from comity.governing.rules import QUORUMS, SHARES

#: no organisation has more votes than this
MOST = 1000
#: so many organisations are weighed one by one; of more, sectors and standings are weighed
ONE_BY_ONE = 40
#: what a field of a weight is called
WEIGHT = "w-"


@dataclass(frozen=True)
class Asked:
    """A majority, a quorum (by their keys), and weights by organisation id or by group; all others have one vote.

    wrong: fields that could not be read, with the mend.
    """

    share: str = "half"
    quorum: str = "half"
    weights: Mapping[str, int] = field(default_factory=dict)
    wrong: Mapping[str, str] = field(default_factory=dict)

    @property
    def threshold(self) -> Threshold:
        """The share that carries."""
        return SHARES[self.share][0]

    @property
    def needed(self) -> Quorum | None:
        """The quorum, in organisations."""
        return QUORUMS[self.quorum][0]

    @property
    def what_if(self) -> bool:
        """Whether anything but the usual is asked."""
        return bool(self.weights) or (self.share, self.quorum) != ("half", "half")

    def weight_of(self, organisation: UUID, groups: tuple[str, ...]) -> int:
        """Its votes: as asked for itself, else for a group it belongs to, else one."""
        for key in (str(organisation), *groups):
            if key in self.weights:
                return self.weights[key]
        return 1


def asked_of(sent: Mapping[str, str], wrong_number: str) -> Asked:
    """Read what an address asks. What can't be read stays as it usually is and is named in `wrong`."""
    share, quorum = sent.get("share", ""), sent.get("quorum", "")
    weights: dict[str, int] = {}
    wrong: dict[str, str] = {}
    for name, text in sent.items():
        if not name.startswith(WEIGHT) or not text.strip():
            continue
        number = _whole(text)
        if number is None:
            wrong[name] = wrong_number
        elif number != 1:
            weights[name.removeprefix(WEIGHT)] = number
    return Asked(share if share in SHARES else "half", quorum if quorum in QUORUMS else "half", weights, wrong)


def _whole(text: str) -> int | None:
    written = text.strip()
    if not (written.isascii() and written.isdigit() and len(written) <= len(str(MOST))):
        return None
    return int(written) if int(written) <= MOST else None
