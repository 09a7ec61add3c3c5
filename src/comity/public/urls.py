"""What everyone may see."""

from django.urls import path

from comity.public import answering, views

app_name = "public"
urlpatterns = [
    path("", views.front, name="front"),
    path("robots.txt", views.robots, name="robots"),
    path("p/<slug:slug>/", views.coalition, name="coalition"),
    path("p/<slug:slug>/statements/<uuid:statement>/", views.statement, name="statement"),
    path("p/<slug:slug>/calls/<uuid:call>/", answering.call, name="call"),
    path("p/<slug:slug>/answers/<str:token>/", answering.confirm, name="confirm-answer"),
    path("o/<slug:slug>/", views.organisation, name="organisation"),
]
