"""Addresses of questions and decisions, below those of a coalition."""

from django.urls import path

from comity.governing.amendments.urls import patterns as amendments
from comity.governing.areas.urls import urlpatterns as areas
from comity.governing.conflicts.urls import urlpatterns as conflicts
from comity.governing.reports.urls import patterns as reports
from comity.governing.rulebook.urls import urlpatterns as rulebook
from comity.governing.statements.urls import urlpatterns as statements
from comity.governing.views import (
    afterwards,
    answers,
    balance,
    ballots,
    decisions,
    discussing,
    others,
    questions,
    register,
    reopening,
)

app_name = "governing"
urlpatterns = [
    path("bodies/<uuid:body>/say/", balance.balance, name="balance"),
    path("bodies/<uuid:body>/say.csv", balance.as_csv, name="balance-csv"),
    path("decisions/", register.register, name="register"),
    path("decisions/new/", questions.new, name="new"),
    path("decisions/new/advice/", questions.advice, name="new-advice"),
    path("decisions/<uuid:question>/", questions.question, name="question"),
    path("decisions/<uuid:question>/edit/", questions.edit, name="edit"),
    path("decisions/<uuid:question>/open/", questions.open_, name="open"),
    path("decisions/<uuid:question>/later/", questions.later, name="later"),
    path("decisions/<uuid:question>/withdraw/", questions.withdraw, name="withdraw"),
    path("decisions/<uuid:question>/close/", questions.close, name="close"),
    path("decisions/<uuid:question>/share/", discussing.share, name="share"),
    path("decisions/<uuid:question>/discussion/", discussing.discussion, name="discussion"),
    path("decisions/<uuid:question>/asked/<uuid:inquiry>/", discussing.answer_inquiry, name="answer-inquiry"),
    path("decisions/<uuid:question>/review/", afterwards.review, name="review"),
    path("decisions/<uuid:question>/carry-out/", afterwards.carry_out, name="carry-out"),
    path("decisions/<uuid:question>/put-to-all/", afterwards.put_to_all, name="put-to-all"),
    path("decisions/<uuid:question>/extract/", afterwards.extract, name="extract"),
    path("decisions/<uuid:question>/again/", reopening.reopen, name="reopen"),
    path("decisions/<uuid:question>/again/<uuid:reopening>/support/", reopening.support, name="support"),
    path(
        "decisions/<uuid:question>/again/<uuid:reopening>/back/", reopening.withdraw_request, name="withdraw-request"
    ),
    path("matters/<uuid:matter>/rest/", afterwards.freeze, name="freeze"),
    path("matters/<uuid:matter>/go-on/", afterwards.thaw, name="thaw"),
    path("decisions/<uuid:question>/answer/", answers.answer, name="answer"),
    path("decisions/<uuid:question>/mark/", ballots.mark, name="mark"),
    path("decisions/<uuid:question>/mark/<uuid:unit>/", ballots.mark, name="mark-for"),
    path("decisions/<uuid:question>/phoned/", others.phoned, name="phoned"),
    path("decisions/<uuid:question>/tie/", others.tie, name="tie"),
    path("decisions/<uuid:question>/votes/<uuid:vote>/contest/", others.contest, name="contest"),
    path("decisions/proxies/", others.proxies, name="proxies"),
    path("decisions/proxies/<uuid:proxy>/accept/", others.accept, name="accept-proxy"),
    path("decisions/proxies/<uuid:proxy>/end/", others.end, name="end-proxy"),
    path("decisions/<uuid:question>/ballot/", ballots.ways, name="ways"),
    path("decisions/<uuid:question>/ballot/<slug:method>/", ballots.way, name="way"),
    path("decisions/<uuid:question>/options/", ballots.options, name="options"),
    path("decisions/<uuid:question>/object/", answers.object_, name="object"),
    path("decisions/<uuid:question>/objections/<uuid:objection>/back/", answers.take_back, name="take-back"),
    path("decisions/<uuid:question>/objections/<uuid:objection>/aside/", answers.stand_aside, name="stand-aside"),
    path(
        "decisions/<uuid:question>/objections/<uuid:objection>/keep/", answers.keep_objection, name="keep-objection"
    ),
    path("decisions/<uuid:question>/objections/<uuid:objection>/reply/", answers.reply, name="reply"),
    path("decisions/<uuid:question>/objections/<uuid:objection>/take-in/", answers.take_in, name="take-in"),
    path("decisions/<uuid:question>/receipts/<uuid:vote>/", decisions.receipt_page, name="receipt"),
    path("decisions/<uuid:question>/decision.json", decisions.as_json, name="json"),
    path("decisions/<uuid:question>/votes.csv", decisions.as_csv, name="csv"),
    path("decisions/<uuid:question>/ballots/<slug:form>/", decisions.ballots, name="ballots"),
    *amendments,
    *areas,
    *conflicts,
    *reports,
    *rulebook,
    *statements,
]
