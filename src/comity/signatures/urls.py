"""Addresses of what is signed, below those of a coalition."""

from django.urls import path

from comity.signatures import views

app_name = "signatures"
urlpatterns = [
    path("signatures/", views.sheets, name="sheets"),
    path("signatures/new/", views.new, name="new"),
    path("signatures/<uuid:sheet>/", views.sheet, name="sheet"),
    path("signatures/<uuid:sheet>/sign/", views.sign, name="sign"),
    path("signatures/<uuid:sheet>/decline/", views.decline, name="decline"),
    path("signatures/<uuid:sheet>/withdraw/", views.withdraw, name="withdraw"),
    path("signatures/<uuid:sheet>/close/", views.close, name="close"),
    path("signatures/<uuid:sheet>/call-off/", views.call_off, name="call-off"),
    path("signatures/<uuid:sheet>/print/", views.printed, name="print"),
]
