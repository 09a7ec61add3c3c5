from django.urls import URLPattern

app_name = "coalitions"
urlpatterns: list[URLPattern] = []
