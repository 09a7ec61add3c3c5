"""All addresses. Those of one coalition lie under /c/<coalition>/ and are read in its scope."""

from django.urls import include, path

from comity.api.interface import interface

in_coalition = [
    path("", include("comity.web.inside_urls")),
    path("", include("comity.coalitions.urls")),
    path("", include("comity.texts.urls")),
    path("", include("comity.files.urls")),
    path("", include("comity.topics.urls")),
    path("", include("comity.surveys.urls")),
    path("", include("comity.tasks.urls")),
    path("", include("comity.signatures.urls")),
    path("", include("comity.credits.urls")),
    path("", include("comity.prints.urls")),
    path("", include("comity.governing.urls")),
    path("", include("comity.meetings.urls")),
    path("", include("comity.network.urls")),
    path("", include("comity.founding.urls")),
    path("", include("comity.journey.urls")),
]

handler500 = "comity.base.views.broken"

urlpatterns = [
    path("", include("comity.api.urls")),
    path("api/v1/", interface.urls),
    path("c/<slug:coalition>/", include(in_coalition)),
    path("", include("comity.people.urls")),
    path("", include("comity.people.open_urls")),
    path("", include("comity.notices.urls")),
    path("", include("comity.coalitions.outside_urls")),
    path("", include("comity.meetings.outside_urls")),
    path("", include("comity.network.circles.outside_urls")),
    path("", include("comity.public.urls")),
    path("", include("comity.web.urls")),
]
