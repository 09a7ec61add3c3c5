"""A name drawn with finger, pen or mouse: strokes of whole numbers on a sheet of 600 × 200, and nothing else."""

import re

from django.utils.translation import gettext as _

WIDE, HIGH = 600, 200
#: how many points a name may have, and how many letters its path
MOST_POINTS, LONGEST = 1500, 15_000
STROKE = re.compile(r"M(\d{1,3}) (\d{1,3})((?:L\d{1,3} \d{1,3})*)")
POINT = re.compile(r"(\d{1,3}) (\d{1,3})")


def checked(path: str) -> str:
    """The path as it is kept: "M10 20L11 21M…". ValueError, with a sentence for people, for anything else."""
    given = path.strip()
    strokes = STROKE.findall(given) if len(given) <= LONGEST else []
    if "".join(f"M{x} {y}{rest}" for x, y, rest in strokes) != given or not given:
        raise ValueError(_("This drawing can’t be read. Draw your name again, or type it."))
    points = [(int(x), int(y)) for x, y in POINT.findall(given)]
    if any(x > WIDE or y > HIGH for x, y in points):
        raise ValueError(_("This drawing leaves its sheet. Draw your name again, or type it."))
    if not 2 <= len(points) <= MOST_POINTS:
        raise ValueError(_("Draw your whole name, in at most {n} points.").format(n=MOST_POINTS))
    return given
