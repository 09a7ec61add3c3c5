"""Addresses of statements and of the media log, below those of a coalition."""

from django.urls import path

from comity.governing.views import media, statements

urlpatterns = [
    path("statements/", statements.statements, name="statements"),
    path("statements/new/", statements.new, name="new-statement"),
    path("statements/<uuid:statement>/", statements.statement, name="statement"),
    path("statements/<uuid:statement>/edit/", statements.write, name="write-statement"),
    path("statements/<uuid:statement>/submit/", statements.submit, name="submit-statement"),
    path("statements/<uuid:statement>/clear/", statements.clear, name="clear-statement"),
    path("statements/<uuid:statement>/publish/", statements.publish, name="publish-statement"),
    path("statements/<uuid:statement>/raise/", statements.raise_, name="raise-statement"),
    path("statements/<uuid:statement>/withdraw/", statements.withdraw, name="withdraw-statement"),
    path("statements/<uuid:statement>/drop/", statements.drop, name="drop-statement"),
    path("media/", media.media, name="media"),
    path("media/new/", media.log_media, name="log-media"),
    path("media/<uuid:entry>/", media.change_media, name="change-media"),
    path("media/<uuid:entry>/strike/", media.strike_media, name="strike-media"),
]
