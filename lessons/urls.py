"""Addresses of lessons, countries and themes."""

from django.urls import path

from . import views

urlpatterns = [
    path("countries/", views.countries, name="countries"),
    path("countries/<slug:slug>/", views.country, name="country"),
    path("themes/", views.themes, name="themes"),
    path("themes/<slug:slug>/", views.theme, name="theme"),
    path("lessons/", views.lessons, name="lessons"),
    path("lessons/<slug:lesson_id>/", views.lesson, name="lesson-id"),
    path("lessons/<slug:lesson_id>/<str:slug>/", views.lesson, name="lesson"),
]
