"""The answer to trying too often."""

from collections.abc import Callable
from functools import wraps
from math import ceil
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from comity.people.throttle import TooOften

View = Callable[..., HttpResponse]


def slowed(view: View) -> View:
    """A view that answers 429, with when to try again, once something was tried too often."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except TooOften as trouble:
            answer = render(request, "429.html", {"minutes": ceil(trouble.seconds / 60)}, status=429)
            answer.headers["Retry-After"] = str(trouble.seconds)
            return answer

    return answered
