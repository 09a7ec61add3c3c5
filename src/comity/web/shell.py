"""What every page's frame shows: coalition, hats, navigation, what needs one."""

from typing import Any

from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, Any]:
    return {"shell": {}}
