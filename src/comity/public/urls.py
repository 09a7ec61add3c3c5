"""What everyone may see."""

from django.urls import path

from comity.public import answering, endorsing, views

app_name = "public"
urlpatterns = [
    path("", views.front, name="front"),
    path("robots.txt", views.robots, name="robots"),
    path("p/<slug:slug>/", views.coalition, name="coalition"),
    path("p/<slug:slug>/statements/<uuid:statement>/", views.statement, name="statement"),
    path("p/<slug:slug>/calls/<uuid:call>/", answering.call, name="call"),
    path("p/<slug:slug>/answers/<str:token>/", answering.confirm, name="confirm-answer"),
    path("p/<slug:slug>/mission/", endorsing.mission, name="mission"),
    path("p/<slug:slug>/mission/counter/", endorsing.counter, name="mission-counter"),
    path("p/<slug:slug>/mission/counter.svg", endorsing.picture, name="mission-picture"),
    path("p/<slug:slug>/endorsements/<str:token>/", endorsing.endorsement, name="endorsement"),
    path("o/<slug:slug>/", views.organisation, name="organisation"),
]
