"""A form of a new record that is sent twice makes one record: the second sending is answered with the first's."""

from django.contrib.auth import get_user_model
from django.utils.crypto import get_random_string

# In the session of the member of staff: ``{kind and token of a form: key of the record made of it}``.
MADE = "made_of_forms"
KEPT = 50


class Once:
    """Mixed into ``RecordAdmin``."""

    def token(self, request):
        """What marks this very form, also when it comes back with mistakes."""
        return request.POST.get("once") or get_random_string(22)

    def made_before(self, request, object_id):
        """The record this form has made already, or None. Must run in the transaction that makes it."""
        if object_id or not request.POST.get("once") or not self.has_add_permission(request):
            return None
        # Two sendings at the same time wait for each other here; what the first kept is read afresh.
        get_user_model().objects.select_for_update().filter(pk=request.user.pk).values_list("pk").first()
        made = type(request.session)(request.session.session_key).get(MADE, {})
        return self.get_queryset(request).filter(pk=made.get(self._mark(request))).first()

    def answer_again(self, request, record):
        """As if it had been made just now."""
        request.told = ["The form was sent twice; there is one record."]
        return self.response_add(request, record)

    def remember(self, request, record):
        """Keep which record the form made."""
        if request.POST.get("once"):
            made = [item for item in request.session.get(MADE, {}).items() if item[0] != self._mark(request)]
            request.session[MADE] = {**dict(made[1 - KEPT :]), self._mark(request): record.pk}
            request.session.save()

    def _mark(self, request):
        return f"{self.opts.label_lower} {request.POST['once'][:40]}"
