"""Every version of every record."""

import django.db.models.deletion
import organisations.public_ids
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0010_review"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalOrganisationRecord",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("parts", models.JSONField(null=True)),
                (
                    "public_id",
                    models.CharField(
                        db_index=True, default=organisations.public_ids.new_public_id, editable=False, max_length=8
                    ),
                ),
                (
                    "high_risk",
                    models.BooleanField(
                        default=False,
                        help_text="Somebody could be hurt if this is wrong. It comes first in the queue; never public.",
                    ),
                ),
                ("notes", models.TextField(blank=True, help_text="For staff only. Never public.")),
                (
                    "slug",
                    models.SlugField(
                        help_text="The last part of the address on the site. It stays once it was public.",
                        max_length=80,
                        verbose_name="address",
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("acronym", models.CharField(blank=True, max_length=40)),
                ("other_names", models.JSONField(blank=True, default=list)),
                (
                    "name_is_description",
                    models.BooleanField(
                        default=False,
                        help_text="The source gives no name; this one is in our words.",
                        verbose_name="the name is a description",
                    ),
                ),
                (
                    "classification",
                    models.CharField(
                        choices=[
                            ("government", "Government"),
                            ("local_government", "Local government"),
                            ("other_public", "Other public body"),
                            ("international_ngo", "International NGO"),
                            ("national_ngo", "National NGO"),
                            ("regional_ngo", "Regional NGO"),
                            ("partner_country_ngo", "Partner-country NGO"),
                            ("public_private_partnership", "Public–private partnership"),
                            ("multilateral", "Multilateral organisation"),
                            ("foundation", "Foundation"),
                            ("private_sector", "Private sector"),
                            ("academic", "Academic or research body"),
                            ("network", "Network"),
                            ("mission", "International mission"),
                            ("security_institution", "Security institution"),
                            ("parliament", "Parliament"),
                            ("media", "Media"),
                            ("other", "Other"),
                        ],
                        max_length=30,
                        verbose_name="kind of body",
                    ),
                ),
                ("summary", models.TextField(blank=True, help_text="One or two sentences in our own words.")),
                ("listed", models.BooleanField(default=False, help_text="Show it even if nothing released names it.")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "country",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Where it is based, if it is known.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organisations.country",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical organisation",
                "verbose_name_plural": "historical organisations",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPersonRecord",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("parts", models.JSONField(null=True)),
                (
                    "public_id",
                    models.CharField(
                        db_index=True, default=organisations.public_ids.new_public_id, editable=False, max_length=8
                    ),
                ),
                (
                    "high_risk",
                    models.BooleanField(
                        default=False,
                        help_text="Somebody could be hurt if this is wrong. It comes first in the queue; never public.",
                    ),
                ),
                ("notes", models.TextField(blank=True, help_text="For staff only. Never public.")),
                (
                    "slug",
                    models.SlugField(
                        help_text="The last part of the address on the site. It stays once it was public.",
                        max_length=80,
                        verbose_name="address",
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("other_names", models.JSONField(blank=True, default=list)),
                (
                    "listed",
                    models.BooleanField(
                        default=False, help_text="Show the person even if nothing released names them."
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("consent", "Consent recorded"),
                            ("published_source", "Named in a published source"),
                            ("public_office", "Public office, acting publicly"),
                        ],
                        max_length=20,
                        verbose_name="basis for naming",
                    ),
                ),
                (
                    "basis_reference",
                    models.CharField(
                        blank=True,
                        help_text="Where the basis can be checked: document and date, page, address.",
                        max_length=300,
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical person",
                "verbose_name_plural": "historical people",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]
