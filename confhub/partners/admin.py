"""Tokens in the admin, for keepers: made, shown once, revoked. The words of a token are in no list and in no log."""

from django import forms
from django.contrib import admin
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.html import format_html

from .models import Scope, Token, every_scope
from .tokens import MARK, new_token

STANDINGS = {"valid": "public", "expired": "approved", "revoked": "withdrawn"}  # {standing: its colour in desk.css}


class TokenForm(forms.ModelForm):
    scopes = forms.MultipleChoiceField(
        choices=Scope,
        initial=every_scope,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "terms"}),
        label="More of",
        help_text="Of anything else, as much as anybody.",
    )

    class Meta:
        model = Token
        fields = ("name", "scopes", "expires_on")
        widgets = {"expires_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}


@admin.register(Token)
class TokenAdmin(admin.ModelAdmin):
    """No token is deleted, and none comes back: what a revoked one was for can still be looked up."""

    form = TokenForm
    change_form_template = "partners/token_form.html"
    list_display = ("name", "begins", "standing", "more_of", "expires_on", "used_at", "created_by")
    list_select_related = ("created_by",)
    search_fields = ("name", "prefix")
    search_help_text = "Who uses it, or its first characters."
    show_full_result_count = False
    view_on_site = False
    actions = None

    def get_fieldsets(self, request, obj=None):
        own = ("The token", {"fields": ("name", "scopes", "expires_on")})
        facts = ("begins", "standing", "revoked_at", "used_at", "created_at", "created_by")
        return [own, ("What became of it", {"fields": facts})] if obj else [own]

    def get_readonly_fields(self, request, obj=None):
        facts = ("begins", "standing", "revoked_at", "used_at", "created_at", "created_by")
        return (*facts, "name", "scopes", "expires_on") if obj and obj.revoked_at else facts

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        """A new token gets its words; they stay with the request that made it."""
        if not change:
            made, request.token_words = new_token()
            obj.prefix, obj.digest, obj.created_by = made.prefix, made.digest, request.user
        elif "_revoke" in request.POST and not obj.revoked_at:
            obj.revoked_at = timezone.now()
        super().save_model(request, obj, form, change)

    def construct_change_message(self, request, form, formsets, add=False):
        if "_revoke" in request.POST and not add:
            return "Revoked."
        return super().construct_change_message(request, form, formsets, add)

    def response_add(self, request, obj, post_url_continue=None):
        """The page with the words, not a message: messages are kept until they are read."""
        frame = {**self.admin_site.each_context(request), "opts": self.opts, "title": "The token, this once"}
        return TemplateResponse(
            request, "partners/token_made.html", {**frame, "token": obj, "words": request.token_words}
        )

    @admin.display(description="begins with")
    def begins(self, token):
        return f"{MARK}{token.prefix}…"

    @admin.display(description="standing")
    def standing(self, token):
        word = token.standing(timezone.now().date())
        return format_html('<span class="standing {}">{}</span>', STANDINGS[word], word.capitalize())

    @admin.display(description="more of")
    def more_of(self, token):
        return ", ".join(label for value, label in Scope.choices if value in token.scopes)
