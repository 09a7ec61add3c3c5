"""Addresses of reach, values and introductions, below those of a coalition."""

from django.urls import path

from comity.network.views import reach

urlpatterns = [
    path("reach/", reach.reach, name="reach"),
    path("reach/introduction/", reach.ask_between, name="ask-go-between"),
    path("reach/introduction/<uuid:between>/", reach.between, name="go-between"),
    path("reach/introduction/<uuid:between>/withdraw/", reach.withdraw, name="withdraw-go-between"),
    path("values/", reach.values, name="values"),
    path("values/new/", reach.state, name="state-value"),
    path("values/<uuid:value>/affirm/", reach.affirm, name="affirm-value"),
    path("values/<uuid:value>/retire/", reach.retire, name="retire-value"),
]
