"""Addresses of credit, below those of a coalition."""

from django.urls import path

from comity.credits import views

app_name = "credits"
urlpatterns = [
    path("credits/", views.credits, name="credits"),
    path("credits/new/", views.new, name="new"),
    path("credits/order/", views.order, name="order"),
    path("credits/<uuid:credit>/", views.credit, name="credit"),
    path("credits/<uuid:credit>/confirm/", views.confirm, name="confirm"),
    path("credits/<uuid:credit>/amend/", views.amend, name="amend"),
    path("credits/<uuid:credit>/drop/", views.drop, name="drop"),
    path("credits/<uuid:credit>/naming/", views.naming, name="naming"),
]
