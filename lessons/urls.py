"""Addresses of lessons, countries and themes."""

from django.urls import path

from organisations.citing.downloads import cite_paths

from . import downloads, feeds, overviews, views

urlpatterns = [
    path("countries/", views.countries, name="countries"),
    path("countries/<slug:slug>/", views.country, name="country"),
    path("themes/", views.themes, name="themes"),
    path("themes/<slug:slug>/", views.theme, name="theme"),
    path("countries/<slug:slug>/feed.atom", feeds.of_country, name="country-feed"),
    path("themes/<slug:slug>/feed.atom", feeds.of_theme, name="theme-feed"),
    path("conferences/<slug:conference_id>/feed.atom", feeds.of_conference, name="conference-feed"),
    path("evidence/", overviews.evidence, name="evidence"),
    path("compare/", overviews.compare, name="compare"),
    path("lessons/", views.lessons, name="lessons"),
    path("lessons/feed.atom", feeds.all_lessons, name="lessons-feed"),
    path("lessons/<slug:lesson_id>/", views.lesson, name="lesson-id"),
    path("lessons/<slug:lesson_id>/<str:slug>/", views.lesson, name="lesson"),
]
# Addresses that are the same in every language.
files = [
    path("evidence/matrix.csv", overviews.evidence_table, name="evidence-table"),
    *cite_paths("lessons/<slug:lesson_id>/", downloads.cite_lesson, "lesson-cite"),
]
