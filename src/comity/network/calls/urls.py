"""Addresses of calls for help, below those of a coalition."""

from django.urls import path

from comity.network.views import calls

urlpatterns = [
    path("asks/", calls.help_calls, name="help-calls"),
    path("asks/new/", calls.new, name="ask-for-help"),
    path("asks/<uuid:help_call>/", calls.help_call, name="help-call"),
    path("asks/<uuid:help_call>/edit/", calls.edit, name="change-help"),
    path("asks/<uuid:help_call>/close/", calls.close, name="close-help"),
    path("asks/<uuid:help_call>/reopen/", calls.reopen, name="reopen-help"),
    path("asks/<uuid:help_call>/offer/", calls.offer, name="offer-help"),
    path("asks/offers/<uuid:offer>/answer/", calls.answer, name="answer-offer"),
    path("asks/offers/<uuid:offer>/withdraw/", calls.withdraw, name="withdraw-offer"),
    path("asks/offers/<uuid:offer>/given/", calls.given, name="confirm-help"),
]
