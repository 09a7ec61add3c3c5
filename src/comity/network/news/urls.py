"""Addresses of news, below those of a coalition."""

from django.urls import path

from comity.network.views import news

urlpatterns = [
    path("news/", news.news, name="news"),
    path("news/new/", news.new, name="post-news"),
    path("news/<uuid:item>/", news.item, name="news-item"),
    path("news/<uuid:item>/edit/", news.edit, name="change-news"),
    path("news/<uuid:item>/withdraw/", news.withdraw, name="withdraw-news"),
    path("news/<uuid:item>/answer/", news.answer, name="answer-news"),
]
