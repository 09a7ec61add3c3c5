"""Addresses of copying a structure, below those of founding."""

from django.urls import path

from comity.founding.copying import views

urlpatterns = [
    path("copy/", views.copy, name="copy"),
    path("copy/<slug:source>/", views.copy_from, name="copy-from"),
]
