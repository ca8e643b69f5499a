from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """What readers report: handed in from the public site, read on the desk alone."""

    name = "confhub.reports"
    verbose_name = "Reports from the public"
    default_auto_field = "django.db.models.BigAutoField"
