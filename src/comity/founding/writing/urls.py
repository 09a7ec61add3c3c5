"""Addresses of the founding texts, below those of a coalition."""

from django.urls import path

from comity.founding.writing import views

urlpatterns = [
    path("structure/", views.structure, name="structure"),
    path("texts/<slug:kind>/begin/", views.begin, name="begin-text"),
    path("texts/<slug:kind>/put/", views.put, name="put-text"),
]
