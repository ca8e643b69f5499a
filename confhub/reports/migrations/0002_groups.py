"""All groups read reports and deal with them; keepers can delete what should never have been written."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

VERBS = {"curator": ("view", "change"), "reviewer": ("view", "change"), "keeper": ("view", "change", "delete")}


def allow(apps, schema_editor):
    """Give the groups what they need. Rights that others gave them stay."""
    config = apps.get_app_config("reports")
    config.models_module = True  # past models have none, and Django would pass over them
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    rights = {
        row.codename: row for row in apps.get_model("auth", "Permission").objects.filter(codename__endswith="_report")
    }
    for name, verbs in VERBS.items():
        group = apps.get_model("auth", "Group").objects.get_or_create(name=name)[0]
        group.permissions.add(*(rights[f"{verb}_report"] for verb in verbs))


def take_back(apps, schema_editor):
    """Take these rights from the groups."""
    rights = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="reports")
    for group in apps.get_model("auth", "Group").objects.filter(name__in=VERBS):
        group.permissions.remove(*rights)


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial"), ("lessons", "0002_groups")]

    operations = [migrations.RunPython(allow, take_back)]
