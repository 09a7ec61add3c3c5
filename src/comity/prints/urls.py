"""Addresses of this room below /c/<coalition>/."""

from django.urls import path

from comity.prints import views

app_name = "prints"
urlpatterns = [
    path("prints/of/<str:label>/<uuid:thing>/", views.page, name="page"),
    path("prints/<uuid:print>/", views.get, name="get"),
]
