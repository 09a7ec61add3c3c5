"""Addresses of surveys, below those of a coalition."""

from django.urls import path

from comity.surveys.views import answers, drafts, rounds, surveys, translations

app_name = "surveys"
urlpatterns = [
    path("surveys/", surveys.surveys, name="surveys"),
    path("surveys/new/", drafts.new, name="new"),
    path("surveys/<uuid:survey>/", surveys.survey, name="survey"),
    path("surveys/<uuid:survey>/preview/", surveys.preview, name="preview"),
    path("surveys/<uuid:survey>/paper/", surveys.paper, name="paper"),
    path("surveys/<uuid:survey>/edit/", drafts.edit, name="edit"),
    path("surveys/<uuid:survey>/copy/", drafts.copy, name="copy"),
    path("surveys/<uuid:survey>/withdraw/", drafts.withdraw, name="withdraw"),
    path("surveys/<uuid:survey>/add/<str:kind>/", drafts.add, name="add"),
    path("surveys/<uuid:survey>/language/", translations.begin, name="begin-translation"),
    path("surveys/<uuid:survey>/open/", rounds.open_, name="open"),
    path("surveys/questions/<uuid:question>/", drafts.question, name="question"),
    path("surveys/questions/<uuid:question>/move/", drafts.move, name="move"),
    path("surveys/questions/<uuid:question>/remove/", drafts.remove, name="remove"),
    path("surveys/translations/<uuid:translation>/", translations.translation, name="translation"),
    path("surveys/translations/<uuid:translation>/remove/", translations.remove, name="remove-translation"),
    path("surveys/rounds/<uuid:round>/", surveys.round_, name="round"),
    path("surveys/rounds/<uuid:round>/asked/", surveys.asked, name="asked"),
    path("surveys/rounds/<uuid:round>/answers/", surveys.answers, name="answers"),
    path("surveys/rounds/<uuid:round>/table/", answers.table, name="table"),
    path("surveys/rounds/<uuid:round>/import/", answers.import_, name="import"),
    path("surveys/rounds/<uuid:round>/ask/", rounds.ask_also, name="ask-also"),
    path("surveys/rounds/<uuid:round>/remind/", rounds.remind, name="remind"),
    path("surveys/rounds/<uuid:round>/prolong/", rounds.prolong, name="prolong"),
    path("surveys/rounds/<uuid:round>/close/", rounds.close, name="close"),
    path("surveys/rounds/<uuid:round>/call-off/", rounds.call_off, name="call-off"),
    path("surveys/asked/<uuid:respondent>/", answers.answer, name="answer"),
    path("surveys/asked/<uuid:respondent>/type-in/", answers.type_in, name="type-in"),
]
