"""Themes have names and definitions in other languages."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("conference_sessions", "0006_what_a_release_knew"),
    ]

    operations = [
        migrations.AddField(
            model_name="theme",
            name="definitions",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="theme",
            name="names",
            field=models.JSONField(blank=True, default=dict),
        ),
    ]
