from django.apps import AppConfig


class PartnersConfig(AppConfig):
    """Who may ask the API more often, and how often everybody has asked. Nothing here decides what is answered."""

    name = "confhub.partners"
    verbose_name = "Partners"
    default_auto_field = "django.db.models.BigAutoField"
