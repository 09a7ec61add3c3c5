"""Addresses of open calls, below those of a coalition."""

from django.urls import path

from comity.network.views import crowd

urlpatterns = [
    path("open-calls/", crowd.open_calls, name="open-calls"),
    path("open-calls/new/", crowd.new, name="ask-everybody"),
    path("open-calls/<uuid:open_call>/", crowd.open_call, name="open-call"),
    path("open-calls/<uuid:open_call>/close/", crowd.close, name="close-open-call"),
    path("open-calls/<uuid:open_call>/reopen/", crowd.reopen, name="reopen-open-call"),
    path("open-calls/answers/<uuid:open_answer>/", crowd.open_answer, name="open-answer"),
    path("open-calls/answers/<uuid:open_answer>/erase/", crowd.erase, name="erase-open-answer"),
]
