"""Addresses of this wing, under /c/<coalition>/."""

from django.urls import include, path

from comity.founding import views

app_name = "founding"
urlpatterns = [
    path("", include("comity.founding.path.urls")),
    path("founding/", views.checklist, name="checklist"),
    path("founding/answer/", views.answer, name="answer"),
    path("founding/answer/<slug:question>/", views.question, name="question"),
    path("founding/ask/", views.ask_all, name="ask"),
    path("founding/go-on/<slug:question>/", views.go_on, name="go-on"),
    path("founding/instead/<slug:form>/", views.instead, name="instead"),
    path("founding/", include("comity.founding.reasons.urls")),
    path("founding/", include("comity.founding.kind.urls")),
    path("founding/", include("comity.founding.copying.urls")),
    path("founding/", include("comity.founding.prospects.urls")),
    path("founding/", include("comity.founding.brief.urls")),
    path("founding/", include("comity.founding.writing.urls")),
    path("founding/", include("comity.founding.mission.urls")),
    path("founding/", include("comity.founding.diligence.urls")),
    path("founding/", include("comity.founding.library.urls")),
    path("founding/", include("comity.founding.methods.urls")),
    path("founding/", include("comity.founding.redlines.urls")),
    path("founding/", include("comity.founding.convening.urls")),
]
