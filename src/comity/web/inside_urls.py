from django.urls import URLPattern

app_name = "inside"
urlpatterns: list[URLPattern] = []
