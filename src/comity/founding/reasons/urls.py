"""Addresses of the reasons, under /c/<coalition>/."""

from django.urls import path

from comity.founding.reasons import views

urlpatterns = [
    path("reasons/", views.reasons, name="reasons"),
    path("reasons/add/<slug:kind>/", views.add, name="add-reason"),
    path("reasons/say/", views.reaffirm, name="reaffirm"),
    path("reasons/ask/", views.ask_all, name="ask-reasons"),
    path("reasons/<uuid:pk>/drop/", views.drop, name="drop-reason"),
]
