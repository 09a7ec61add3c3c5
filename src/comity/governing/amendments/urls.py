"""Addresses of amendments, below those of their proposal."""

from django.urls import path

from comity.governing.views import amendments

ALL = "decisions/<uuid:question>/amendments/"
ONE = f"{ALL}<int:number>/"
patterns = [
    path(ALL, amendments.amendments, name="amendments"),
    path(f"{ALL}new/", amendments.amend, name="amend"),
    path(ONE, amendments.amendment, name="amendment"),
    path(f"{ONE}accept/", amendments.accept, name="accept-amendment"),
    path(f"{ONE}decline/", amendments.decline, name="decline-amendment"),
    path(f"{ONE}put/", amendments.put, name="put-amendment"),
    path(f"{ONE}back/", amendments.take_back, name="take-amendment-back"),
]
