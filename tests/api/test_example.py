"""The script in the documentation, run as it stands against a server."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from comity.audit.verify import verify
from comity.base.clock import now
from comity.coalitions.models import Coalition
from tests.api.stage import token_of
from tests.cast import person

SCRIPT = Path(__file__).parents[2] / "docs" / "examples" / "found_and_vote.py"


@pytest.mark.django_db(transaction=True)
@pytest.mark.wide
def test_the_documented_script_runs(live_server: Any) -> None:
    today = now()
    _token, secret = token_of(person("Amina Haddad", at=today), at=today, expires_on=today.date())
    own = {key: value for key, value in os.environ.items() if not key.startswith("COMITY_")}
    own |= {"COMITY_URL": live_server.url, "COMITY_TOKEN": secret}
    done = subprocess.run([sys.executable, SCRIPT], env=own, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Agreed: 3 to 1. Sealed as" in done.stdout
    assert list(verify(Coalition.objects.get().pk)) == []
