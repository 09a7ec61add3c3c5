"""Addresses of the kind of coalition, under /c/<coalition>/founding/."""

from django.urls import path

from comity.founding.kind import views

urlpatterns = [
    path("kind/", views.kind, name="kind"),
    path("kind/ask/<slug:trait>/", views.question, name="kind-question"),
    path("kind/choose/<slug:kind>/", views.choose, name="kind-choose"),
]
