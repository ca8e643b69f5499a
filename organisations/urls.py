"""Addresses of organisations and people."""

from django.urls import path

from . import views

urlpatterns = [
    path("organisations/", views.organisations, name="organisations"),
    path("organisations/<slug:slug>/", views.organisation, name="organisation"),
    path("people/", views.people, name="people"),
    path("people/<slug:slug>/", views.person, name="person"),
]
