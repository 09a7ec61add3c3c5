"""Addresses of tasks, below those of a coalition."""

from django.urls import path

from comity.tasks.views import deeds, pages

app_name = "tasks"
urlpatterns = [
    path("tasks/", pages.tasks, name="tasks"),
    path("tasks/board/", pages.board, name="board"),
    path("tasks/new/", deeds.new, name="new"),
    path("tasks/<uuid:task>/", pages.task, name="task"),
    path("tasks/<uuid:task>/edit/", deeds.edit, name="edit"),
    path("tasks/<uuid:task>/accept/", deeds.accept, name="accept"),
    path("tasks/<uuid:task>/decline/", deeds.decline, name="decline"),
    path("tasks/<uuid:task>/done/", deeds.done, name="done"),
    path("tasks/<uuid:task>/reopen/", deeds.reopen, name="reopen"),
    path("tasks/<uuid:task>/hand-over/", deeds.hand_over, name="hand-over"),
    path("tasks/<uuid:task>/drop/", deeds.drop, name="drop"),
]
