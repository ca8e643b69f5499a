"""Addresses of conferences, sessions and statements."""

from django.urls import path

from . import views

urlpatterns = [
    path("conferences/", views.conferences, name="conferences"),
    path("conferences/<slug:slug>/", views.conference, name="conference"),
    path("conferences/<slug:conference_slug>/<slug:slug>/", views.session, name="session"),
    path("statements/", views.statements, name="statements"),
    path("statements/<slug:statement_id>/", views.statement, name="statement"),
]
