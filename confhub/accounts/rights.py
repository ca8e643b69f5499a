"""Which rights need a second factor in this session, and what somebody owes before they may go on."""

from django.conf import settings
from django.contrib.auth.backends import ModelBackend

from .models import Factor

# Accounts, ways in and tokens of partners; what only keepers see and do.
APPS = {"auth", "accounts", "partners"}
KEPT = {
    "conference_sessions.see_true_speakers",
    "conference_sessions.delete_sourcefile",
    "organisations.delete_personrecord",
}
# What is public as soon as it is saved, and how it is edited.
PUBLIC_AT_ONCE = {
    f"{app}.{verb}_{model}"
    for app, model in (
        ("organisations", "country"),
        ("organisations", "countryalias"),
        ("conference_sessions", "theme"),
    )
    for verb in ("add", "change", "delete")
}
VERIFIED = "second_factor"
CODE, ENROL = "code", "enrol"


def releases(permission):
    """Whether a permission lets something out, or takes it back: ``lessons.release_lessonrecord``."""
    return permission.partition(".")[2].startswith("release_") or permission in PUBLIC_AT_ONCE


def is_kept(permission):
    """Whether a permission is one of keepers."""
    return permission in KEPT or permission.partition(".")[0] in APPS


class Backend(ModelBackend):
    """Django's own, but that rights which need a second factor are not there without one.

    Everything that asks for a right asks here: the admin, its lists of actions, the buttons of forms, the labels of
    speakers. Only superusers are never asked; they get no further than ``owed`` lets them.
    """

    def get_all_permissions(self, user_obj, obj=None):
        held = super().get_all_permissions(user_obj, obj)
        if getattr(user_obj, "verified", False):
            return held
        return {each for each in held if not (releases(each) or is_kept(each))}

    def held(self, user):
        """Every right of an account, whether it can be used in this session or not."""
        return super().get_all_permissions(user)


def note_factor(request, user):
    """Set on an account ``factor``, its ``Factor`` or None, and ``verified``: whether it was given in this session."""
    user.factor = Factor.objects.filter(account=user).first() if settings.SECOND_FACTOR else None
    given = user.factor and request.session.get(VERIFIED) == user.factor.pk
    user.verified = bool(given) or not settings.SECOND_FACTOR
    return user


def owed(user):
    """What a member of staff has to do before anything else: "" for nothing, ``CODE`` or ``ENROL``."""
    if user.verified:
        return ""
    return CODE if user.factor else ENROL if _must_enrol(user) else ""


def could_release(user):
    """Whether somebody would have rights to release in this session, had they a second factor."""
    return not user.verified and any(map(releases, Backend().held(user)))


def _must_enrol(user):
    return user.is_superuser or any(map(is_kept, Backend().held(user)))
