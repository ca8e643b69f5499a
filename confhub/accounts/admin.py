"""Second factors and logins in the admin, for keepers: a factor that was lost is taken away, logins are read."""

from django.contrib import admin
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.html import format_html

from .models import Factor, Login, Outcome
from .tries import write_down


class ReadOnly(admin.ModelAdmin):
    """Nothing is entered here, and no row has a page of its own."""

    list_display_links = None
    show_full_result_count = False
    view_on_site = False
    actions = None

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(Factor)
class FactorAdmin(ReadOnly):
    """Whoever lost theirs logs in with the password and sets up another once this one is taken away."""

    delete_confirmation_template = "accounts/reset.html"
    list_display = ("account", "made_at", "codes_left", "take_away")
    list_select_related = ("account",)
    ordering = ("account__username",)
    search_fields = ("account__username",)
    search_help_text = "The name of an account."

    def get_queryset(self, request):
        left = Count("recovery_codes", filter=Q(recovery_codes__used_at=None))
        return super().get_queryset(request).annotate(left=left)

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": "Second factors", **(extra_context or {})})

    def delete_view(self, request, object_id, extra_context=None):
        return super().delete_view(request, object_id, {"title": "Take away a second factor", "subtitle": None})

    def get_deleted_objects(self, objs, request):
        return [str(factor) for factor in objs], {}, set(), []

    def delete_model(self, request, obj):
        account = obj.account
        super().delete_model(request, obj)
        write_down(request, Outcome.RESET, account)

    @admin.display(description="recovery codes left")
    def codes_left(self, factor):
        return factor.left

    @admin.display(description="lost?")
    def take_away(self, factor):
        return format_html(
            '<a class="go" href="{}">Take away<span class="visually-hidden"> that of {}</span></a>',
            reverse("admin:accounts_factor_delete", args=[factor.pk]),
            factor.account.get_username(),
        )


@admin.register(Login)
class LoginAdmin(ReadOnly):
    """The latest first."""

    list_display = ("at", "whose", "outcome", "address")
    list_filter = ("outcome",)
    list_select_related = ("account",)
    date_hierarchy = "at"
    search_fields = ("account__username",)
    search_help_text = "The name of an account."

    def has_delete_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        Login.objects.forget_addresses()
        return super().changelist_view(request, {"title": "Who logged in", **(extra_context or {})})

    @admin.display(description="account", ordering="account__username")
    def whose(self, login):
        return login.account.get_username() if login.account else "No such account"
