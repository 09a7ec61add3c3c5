"""The description of the interface, and the pages on which people make and revoke tokens."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from comity.api.schema import description


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """The interface as OpenAPI 3.1."""
    return JsonResponse(description(), json_dumps_params={"ensure_ascii": False})


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The same for people."""
    return render(request, "api/docs.html", {})
