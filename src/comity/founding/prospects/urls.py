"""Addresses of looking for partners, below founding/."""

from django.urls import path

from comity.founding.prospects import views, views_gaps

urlpatterns = [
    path("prospects/", views.board, name="prospects"),
    path("prospects/list/", views.all_of_them, name="prospects-list"),
    path("prospects/new/", views.new, name="prospects-new"),
    path("prospects/import/", views.bring_in, name="prospects-import"),
    path("prospects/take/", views.take, name="prospects-take"),
    path("prospects/compare/", views.compare, name="prospects-compare"),
    path("prospects/coverage/", views_gaps.coverage, name="prospects-coverage"),
    path("prospects/coverage/name/", views_gaps.name_needs, name="prospects-needs"),
    path("prospects/coverage/<uuid:need>/explain/", views_gaps.explain, name="prospects-explain"),
    path("prospects/coverage/<uuid:need>/strike/", views_gaps.strike_need, name="prospects-strike-need"),
    path("prospects/waves/", views_gaps.waves, name="prospects-waves"),
    path("prospects/waves/plan/", views_gaps.plan_wave, name="prospects-plan-wave"),
    path("prospects/waves/<uuid:wave>/begin/", views_gaps.begin_wave, name="prospects-begin-wave"),
    path("prospects/criteria/", views_gaps.criteria, name="prospects-criteria"),
    path("prospects/criteria/committee/", views_gaps.begin, name="prospects-begin"),
    path("prospects/criteria/state/", views_gaps.state, name="prospects-state"),
    path("prospects/criteria/adopt/", views_gaps.adopt, name="prospects-adopt"),
    path("prospects/criteria/<uuid:criterion>/strike/", views_gaps.strike, name="prospects-strike-criterion"),
    path("prospects/<uuid:prospect>/", views.one, name="prospects-one"),
    path("prospects/<uuid:prospect>/edit/", views.edit, name="prospects-edit"),
    path("prospects/<uuid:prospect>/move/", views.move, name="prospects-move"),
    path("prospects/<uuid:prospect>/score/", views.score, name="prospects-score"),
    path("prospects/<uuid:prospect>/strike/", views.strike, name="prospects-strike"),
]
