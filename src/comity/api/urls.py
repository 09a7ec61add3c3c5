"""The interface, its description, and the pages of tokens."""

from django.urls import path

from comity.api import views

app_name = "api"
urlpatterns = [
    path("api/v1/openapi.json", views.openapi, name="openapi"),
    path("api/docs/", views.docs, name="docs"),
    path("account/tokens/", views.tokens, name="tokens"),
    path("account/tokens/new/", views.new, name="new-token"),
    path("account/tokens/<uuid:pk>/revoke/", views.revoke, name="revoke-token"),
]
