"""Stories of files."""

from datetime import timedelta

from comity.files import acts as files
from comity.files.jobs import sweep
from tests.acts.stories import LATER, story
from tests.cast import Troupe
from tests.files.stage import sent, uploaded
from tests.texts.stage import chair


@story(
    "files.file.uploaded", "files.file.replaced", "files.file.withdrawn", "files.file.restored", "files.file.emptied"
)  # fmt: skip
def a_file_comes_and_goes(troupe: Troupe) -> None:
    by = chair(troupe)
    newer = files.replace_file(uploaded(troupe), sent("Newer.txt", b"newer"), by=by, at=LATER)
    files.withdraw_file(newer, why="It was the wrong one", by=by, at=LATER)
    files.restore_file(newer, by=by, at=LATER)
    files.withdraw_file(newer, by=by, at=LATER)
    sweep(troupe.coalition.pk, LATER + timedelta(days=31))
