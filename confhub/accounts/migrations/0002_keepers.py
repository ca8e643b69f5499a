"""Keepers take away second factors that were lost, and read the record of logins; other groups do neither."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

RIGHTS = ("view_factor", "delete_factor", "view_login")


def allow_keepers(apps, schema_editor):
    """Give the group of keepers what it needs. Rights that others gave it stay."""
    config = apps.get_app_config("accounts")
    config.models_module = True  # past models have none, and Django would pass over them
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    keepers = apps.get_model("auth", "Group").objects.get_or_create(name="keeper")[0]
    rights = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="accounts")
    keepers.permissions.add(*rights.filter(codename__in=RIGHTS))


def take_back(apps, schema_editor):
    """Take these rights from the keepers."""
    rights = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="accounts")
    for keepers in apps.get_model("auth", "Group").objects.filter(name="keeper"):
        keepers.permissions.remove(*rights)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("lessons", "0002_groups"),
    ]

    operations = [migrations.RunPython(allow_keepers, take_back)]
