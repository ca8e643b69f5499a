"""Makes one record of two that are the same body or person, and two again of one. Everything public goes by release."""

from collections import defaultdict
from contextlib import suppress

from django.db import IntegrityError, transaction
from django.forms.models import model_to_dict
from django.utils import timezone

from .choices import State
from .duplicates import KINDS as NAMES
from .editorial import EDIT, state_after_edit
from .merge_log import MergeLog, comes_back, note_owners
from .models import MergeRecord, OrganisationRecord, PersonRecord
from .pointing import references, repointed
from .release import KINDS, kinds, lock_shelf, note_changes, release, released_with, sync
from .transitions import contents

# Columns of which one of the two is chosen, those together that make sense only together.
CHOICES = {
    OrganisationRecord: (("name", "name_is_description"), ("acronym",), ("classification",), ("country",), ("summary",),
                         ("listed",)),
    PersonRecord: (("name",), ("basis", "basis_reference", "listed")),  # nobody is listed without a basis
}  # fmt: skip
STANDING = ("state", "snapshot", "changed_since_release", "round")


class CannotMerge(Exception):
    """Two records that cannot be made one, or one that cannot be made two again. ``reasons``: sentences for staff."""

    def __init__(self, *reasons):
        self.reasons = reasons
        super().__init__(" ".join(reasons))


def hindrances(kept, gone):
    """Why two records cannot be made one, as sentences; none if they can."""
    if type(kept) is not type(gone) or kept.pk == gone.pk:
        return ["Choose another record of the same kind."]
    reasons = [f"“{r.name}” was merged into another record already." for r in (kept, gone) if r.merged_into_id]
    if gone.is_released and not kept.is_released:
        reasons.append(f"“{gone.name}” is public and “{kept.name}” is not: keep the public one.")
    for record in (kept, gone):
        if record.changed_since_release:
            reasons.append(f"“{record.name}” was changed since its release: release it first, or take the change back.")
    if kept.is_released and not gone.is_released and any(_naming(gone, kept, _owners(gone))):
        reasons.append(
            f"“{gone.name}” is not public, but released records point at it: they would show “{kept.name}” at once. "
            f"Release “{gone.name}” first, or take it out of those records and release them again."
        )
    return reasons


def merged_values(kept, gone, chosen):
    """``{column: value}`` of the record that stays. ``chosen``: names of columns to be taken from the one that goes.

    Names and acronyms that are not chosen become other names; notes are put one behind the other.
    """
    values = {}
    for group in CHOICES[type(kept)]:
        source = gone if group[0] in chosen else kept
        values |= {name: getattr(source, name) for name in group}
    called = [name for r in (kept, gone) for name in (r.name, getattr(r, "acronym", ""), *r.other_names) if name]
    main = {values["name"], values.get("acronym")}
    others = [*kept.other_names, *(name for name in called if name not in kept.other_names and name not in main)]
    notes = "\n\n".join(dict.fromkeys(filter(None, (kept.notes, gone.notes))))
    return values | {"other_names": list(dict.fromkeys(others)), "notes": notes}


@transaction.atomic
def merge(kept, gone, chosen, user):
    """Make ``gone`` part of ``kept``: everything that points at it follows. Returns the ``MergeRecord``.

    Raises ``CannotMerge``. Must be asked by somebody who may release, if one of the two is released. If both are, so is
    what is made of them; words that were not public before wait for another person's release.
    """
    lock_shelf()
    kept, gone = _held(kept, gone)
    if reasons := hindrances(kept, gone):
        raise CannotMerge(*reasons)
    values = merged_values(kept, gone, chosen)
    owners = _owners(gone)
    log, public = MergeLog(user, owners, kept, gone), gone.is_released
    made = MergeRecord(kind=NAMES[type(kept)], kept=kept.public_id, gone=gone.public_id, by=user)
    made.before = _plain(kept, values)
    made.was = {**_plain(gone, STANDING), "content": contents([gone])[gone.pk]}
    made.moved, made.dropped = _move(gone, kept)
    made.repointed, stirred = _repoint(gone, kept, owners)
    _edit(kept, values, user)
    made.after = _plain(kept, values)
    gone.merged_into, gone.leads_on = kept, KINDS[type(gone)].shelf.objects.filter(pk=gone.public_id).exists()
    _set_editorial(gone, {"state": State.WITHDRAWN, "snapshot": None, "changed_since_release": False})
    made.save()
    _bring_in_line(kept, gone, owners, stirred, public)
    log.keep("Merged.", {EDIT: [kept], "release": [kept] if public else [], "withdraw": [gone]}, owners)
    return made


def undo_hindrances(made, kept, gone):
    """Why a merge cannot be undone, as sentences; none if it can."""
    if made.undone_at or gone.merged_into_id != kept.pk:
        return ["This was undone already."]
    reasons = [f"“{kept.name}” was merged into another record since: undo that first."] if kept.merged_into_id else []
    changed = [name for name, value in _plain(kept, made.after).items() if value != made.after[name]]
    names = ", ".join(kept._meta.get_field(name).verbose_name for name in changed)
    if changed:
        reasons.append(f"Changed since: {names}. Put back what the merge had made of it first.")
    if made.was["snapshot"] and not kept.is_released:
        reasons.append(f"“{kept.name}” was withdrawn since: what was merged into it may not come back by itself.")
    if made.was["snapshot"] and kept.changed_since_release:
        reasons.append(f"“{kept.name}” was changed since its release: release it first, or take the change back.")
    return reasons


@transaction.atomic
def undo(made, user=None):
    """Make two records again of one; what was moved then and is still there moves back. Raises ``CannotMerge``."""
    lock_shelf()
    model = next(model for model, name in NAMES.items() if name == made.kind)
    kept, gone = _held(*(model.objects.get(public_id=public_id) for public_id in (made.kept, made.gone)))
    made.refresh_from_db()
    if reasons := undo_hindrances(made, kept, gone):
        raise CannotMerge(*reasons)
    moved, dropped, owners = _coming_back(made, kept)
    log = MergeLog(user, owners, kept, gone)
    _edit(kept, made.before, user)
    gone.merged_into, gone.leads_on = None, False
    public = comes_back(made, kept)
    was = {name: made.was[name] for name in STANDING if name in made.was}
    waits = {"state": State.IN_REVIEW, "snapshot": None, "changed_since_release": False}
    _set_editorial(gone, was if public or not made.was["snapshot"] else was | waits)
    _move_back(moved, dropped, gone)
    stirred = _point_back(made)
    made.undone_at = timezone.now()
    made.save(update_fields=["undone_at"])
    # What became part of the one that stays, such as relations, was edited there.
    owners[model].add(gone.pk)
    log.words[model][gone.pk] = made.was.get("content", "")
    _bring_in_line(kept, gone, owners, stirred, public)
    log.keep("Merge undone.", {EDIT: [kept], "release": [kept, gone] if public else []}, owners)


def _held(*records):
    """Both as they are by now. Nobody else may point at either until commit (``FOR UPDATE``), nor change them."""
    rows = type(records[0]).objects.select_for_update().order_by("pk").in_bulk([record.pk for record in records])
    return [rows[record.pk] for record in records]


def _plain(record, names):
    """``{column: value}`` as JSON has it."""
    values = model_to_dict(record, [n for n in names if record._meta.get_field(n).editable])
    return {name: values.get(name, getattr(record, name)) for name in names}


def _edit(record, values, user):
    """Give a record values, as a form would: approved words that are not out yet go back to review."""
    record._history_user = user
    for name, value in values.items():
        field = record._meta.get_field(name)
        setattr(record, field.attname, value.pk if hasattr(value, "pk") else value)
    record.save()
    if record.state != (state := state_after_edit(record.state, record.is_released)):
        _set_editorial(record, {"state": state})


def _set_editorial(record, values):
    for name, value in values.items():
        setattr(record, name, value)
    record.save_without_historical_record(update_fields=[*values, "merged_into", "leads_on", "updated_at"])


def _move(gone, kept):
    """``(moved, dropped)`` of the rows that pointed at ``gone``."""
    moved, dropped = [], []
    for model, column in references(type(gone)):
        rows = list(model.objects.filter(**{column: gone.pk}).select_for_update().order_by("pk"))
        moved.append([model._meta.label, column, _pointed_at(model, column, rows, kept, dropped)])
    return moved, dropped


def _pointed_at(model, column, rows, kept, dropped):
    """Keys of rows that point at ``kept`` now. One that would stand there twice, or point at itself, is dropped."""
    keys = [row.pk for row in rows]
    if _updated(model, keys, column, kept):
        return keys
    kept_keys = [pk for pk in keys if _updated(model, [pk], column, kept)]
    for row in rows:
        if row.pk not in kept_keys:
            columns = {field.attname: getattr(row, field.attname) for field in model._meta.concrete_fields}
            dropped.append([model._meta.label, columns])
            row.delete()
    return kept_keys


def _updated(model, keys, column, record):
    try:
        with transaction.atomic():
            model.objects.filter(pk__in=keys).update(**{column: record.pk})
    except IntegrityError:
        return False
    return True


def _coming_back(made, kept):
    """``([(model, column, rows)], rows that were dropped, owners)`` of what was moved and is still there."""
    models, owners = {model._meta.label: model for model, _ in references(type(kept))}, defaultdict(set)
    moved = [
        (models[label], column, list(models[label].objects.filter(pk__in=keys, **{column: kept.pk})))
        for label, column, keys in made.moved
    ]
    dropped = [models[label](**columns) for label, columns in made.dropped]
    for rows in (*(rows for *_, rows in moved), dropped):
        note_owners(owners, rows)
    return moved, dropped, owners


def _move_back(moved, dropped, gone):
    for model, column, rows in moved:
        _updated(model, [row.pk for row in rows], column, gone)
    for row in dropped:
        with suppress(IntegrityError), transaction.atomic():
            row.save(force_insert=True)


def _owners(record):
    """``{model: keys}`` of the records whose rows point at a record."""
    owners = defaultdict(set)
    for model, column in references(type(record)):
        note_owners(owners, model.objects.filter(**{column: record.pk}))
    return owners


def _naming(gone, kept, owners):
    """``(kind, path, record, its snapshot if it named kept instead)`` of released records that name ``gone``."""
    for kind in kinds():
        for path in kind.refers.get(NAMES[type(gone)], ()):
            for record in released_with(kind.record, pk__in=owners[kind.record]).exclude(public_id=gone.public_id):
                once = kind.once.get(path.partition(".")[0], ())
                made = repointed(record.snapshot, path, gone.pk, kept.pk, once)
                if made != record.snapshot:
                    yield kind, path, record, made


def _repoint(gone, kept, owners):
    """Let snapshots that name the one name the other. ``(what was done, {kind: records})``."""
    done, stirred = [], defaultdict(list)
    for kind, path, record, made in _naming(gone, kept, owners):
        part = path.partition(".")[0]
        done.append([kind.name, record.pk, part, record.snapshot[part], made[part]])
        stirred[kind.name].append(_with_snapshot(record, made))
    return done, stirred


def _point_back(made):
    stirred = defaultdict(list)
    for name, pk, part, before, after in made.repointed:
        record = KINDS[name].record.objects.filter(pk=pk).exclude(snapshot__isnull=True).first()
        if record and record.snapshot.get(part) == after:
            stirred[name].append(_with_snapshot(record, {**record.snapshot, part: before}))
    return stirred


def _with_snapshot(record, snapshot):
    record.snapshot = snapshot
    type(record).objects.filter(pk=record.pk).update(snapshot=snapshot)
    return record


def _bring_in_line(kept, gone, owners, stirred, public):
    """The shelf, and the marks of records that differ from what is public of them. ``public``: both were."""
    at = timezone.now()
    for kind in kinds():
        if kind.name in stirred:
            sync(kind, stirred[kind.name], at)
    if public:
        release([kept])
    elif kept.is_released:
        note_changes([kept])
        sync(KINDS[type(kept)], [kept], at)
    sync(KINDS[type(kept)], [gone], at, explicit=True)
    for model, keys in owners.items():
        note_changes(model.objects.filter(pk__in=keys).exclude(pk=kept.pk if model is type(kept) else None))
