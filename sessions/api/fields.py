"""Parts that answers about meetings are made of."""

from organisations.api.fields import LanguageAsked, NamedTerm, ShelfSerializer

from ..choices import Level
from ..models import Conference, Session, Theme

# What a row on the shelf can have: nothing withheld is there.
PUBLIC_LEVELS = [(value, label) for value, label in Level.choices if value != Level.WITHHELD]


class ThemeBriefSerializer(NamedTerm):
    """A theme inside another answer."""

    language = LanguageAsked("`name`")

    class Meta:
        model = Theme
        fields = ["slug", "name", "language"]


class ConferenceBriefSerializer(ShelfSerializer):
    """A conference inside another answer."""

    class Meta:
        model = Conference
        fields = ["id", "slug", "title"]


class SessionBriefSerializer(ShelfSerializer):
    """A session inside another answer."""

    class Meta:
        model = Session
        fields = ["id", "slug", "title"]
