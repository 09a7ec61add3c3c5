"""Addresses of red lines, below founding/."""

from django.urls import path

from comity.founding.redlines import views

urlpatterns = [
    path("red-lines/", views.red_lines, name="redlines"),
    path("red-lines/new/", views.new, name="redlines-new"),
    path("red-lines/<uuid:line>/lift/", views.lift, name="redlines-lift"),
    path("red-lines/acknowledge/<uuid:question>/", views.acknowledge, name="redlines-acknowledge"),
]
