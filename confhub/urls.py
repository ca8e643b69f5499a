"""Every address of the site: what is for the public, and the desk."""

from django.contrib import admin
from django.urls import path

from confhub import urls_public

urlpatterns = [*urls_public.urlpatterns, path("admin/", admin.site.urls)]

handler400 = urls_public.handler400
handler404 = urls_public.handler404
handler500 = urls_public.handler500
