"""Addresses of reports at home."""

from django.urls import path

from comity.governing.views import reports

patterns = [
    path("reports/", reports.reports, name="reports"),
    path("reports/tell/", reports.tell, name="tell-home"),
]
