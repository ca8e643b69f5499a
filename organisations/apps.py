from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class OrganisationsConfig(AppConfig):
    """Bodies and people, and what every app needs: countries, editorial states, the change log."""

    name = "organisations"
    verbose_name = "Organisations, people and countries"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Make the kinds of every app, and what follows from their release, known to ``release``."""
        autodiscover_modules("kinds", "release", "similar", "safety")
