"""Addresses of the library, below founding/."""

from django.urls import path

from comity.founding.library import views

urlpatterns = [
    path("library/", views.library, name="library"),
    path("library/new/", views.new, name="library-new"),
    path("library/import/", views.bring_in, name="library-import"),
    path("library/links/<uuid:link>/remove/", views.unlink, name="library-unlink"),
    path("library/<uuid:precedent>/", views.one, name="library-one"),
    path("library/<uuid:precedent>/edit/", views.edit, name="library-edit"),
    path("library/<uuid:precedent>/strike/", views.strike, name="library-strike"),
    path("library/<uuid:precedent>/link/", views.link, name="library-link"),
]
