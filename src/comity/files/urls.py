"""Addresses of this room below /c/<coalition>/."""

from django.urls import path

from comity.files import views

app_name = "files"
ONE = "files/<uuid:file>/"
urlpatterns = [
    path("files/", views.files, name="files"),
    path("files/of/<str:label>/<uuid:thing>/", views.new, name="new"),
    path(ONE, views.file, name="file"),
    path(f"{ONE}get/", views.get, name="get"),
    path(f"{ONE}replace/", views.replace, name="replace"),
    path(f"{ONE}withdraw/", views.withdraw, name="withdraw"),
    path(f"{ONE}bring-back/", views.bring_back, name="bring-back"),
]
