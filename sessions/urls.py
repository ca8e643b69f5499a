"""Addresses of conferences, sessions and statements."""

from django.urls import path

from organisations.citing.downloads import cite_paths

from . import downloads, views

urlpatterns = [
    path("conferences/", views.conferences, name="conferences"),
    path("conferences/<slug:slug>/", views.conference, name="conference"),
    path("conferences/<slug:conference_slug>/<slug:slug>/", views.session, name="session"),
    path("sessions/<slug:session_id>/", views.session_by_id, name="session-id"),
    path("statements/", views.statements, name="statements"),
    path("statements/<slug:statement_id>/", views.statement, name="statement"),
]
# Addresses that are the same in every language.
files = [
    path("conferences/<slug:conference_id>/akoma-ntoso.xml", downloads.akoma_ntoso, name="conference-akoma-ntoso"),
    path("conferences/<slug:conference_id>/popolo.json", downloads.popolo, name="conference-popolo"),
    *cite_paths("conferences/<slug:conference_id>/", downloads.cite_conference, "conference-cite"),
    *cite_paths("sessions/<slug:session_id>/", downloads.cite_session, "session-cite"),
    *cite_paths("statements/<slug:statement_id>/", downloads.cite_statement, "statement-cite"),
]
