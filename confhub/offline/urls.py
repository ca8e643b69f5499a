"""Addresses of copies to take along."""

from django.urls import path

from . import views

urlpatterns = [
    path("countries/<slug:slug>/offline.zip", views.of_country, name="country-offline"),
    path("conferences/<slug:conference_id>/offline.zip", views.of_conference, name="conference-offline"),
]
