"""Tells Django's admin to use the site of ``confhub.curation``."""

from django.contrib.admin import apps


class DeskConfig(apps.AdminConfig):
    """Takes the place of ``django.contrib.admin`` among the installed apps."""

    default_site = "confhub.curation.CurationSite"
