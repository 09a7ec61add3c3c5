"""Topics are added, renamed, merged, retired and brought back."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.refusal import require
from comity.base.text import fold, tidy
from comity.base.versions import Version, fresh
from comity.coalitions.permissions import same_coalition
from comity.coalitions.standing import home
from comity.topics.models import Topic
from comity.topics.permissions import may_add, may_keep


@act("topics.topic.added", says=gettext_noop("added the topic {about}"))
def add_topic(
    *, name: str, by: Capacity, at: datetime, description: str = "", parent: Topic | None = None
) -> Changes[Topic]:
    """Add a topic, below another if `parent` is given. ValidationError for a name that is there already."""
    require(may_add(by, at=at))
    topic = Topic(coalition_id=home(by), name=name, description=description, added_at=at)
    _place(topic, parent, by)
    _only_one(topic)
    topic.store()
    return Changes(topic, words={"about": topic.name, "description": description}, parent=topic.parent_id)


@act("topics.topic.changed", says=gettext_noop("changed the topic {old} to {about}"))
def change_topic(
    topic: Topic, *, by: Capacity, at: datetime, name: str, description: str = "", parent: Topic | None = None,
    read: Version | None = None,
) -> Changes[Topic]:  # fmt: skip
    """Change its name, what belongs to it, and where it stands."""
    require(may_keep(by, topic, at=at))
    fresh(topic, read)
    _live(topic)
    old, topic.name, topic.description = topic.name, name, description
    _place(topic, parent, by)
    _only_one(topic)
    topic.store()
    words = {"about": topic.name, "old": old, "description": description}
    return Changes(topic, words=words, parent=topic.parent_id)


@act("topics.topic.merged", says=gettext_noop("merged the topic {about} into {kept}"))
def merge_topics(gone: Topic, kept: Topic, *, by: Capacity, at: datetime) -> Changes[Topic]:
    """Two names for one thing become one: `gone` is an alias of `kept` from now on, and so are its own aliases.

    What hangs on it stays there and is shown with the topic that is kept; topics below it move along.
    """
    require(may_keep(by, gone, at=at) or may_keep(by, kept, at=at))
    fresh(gone)
    _live(gone)
    _live(fresh(kept))
    if gone.pk == kept.pk or kept.parent_id == gone.pk:
        raise ValidationError({"into": _("A topic can’t become part of itself. Choose another.")})
    moved = list(Topic.objects.filter(merged_into=gone))
    for alias in moved:
        alias.merged_into = kept
    below = list(Topic.objects.filter(parent=gone))
    for child in below:
        child.parent = kept.parent or kept
    gone.merged_into, gone.parent = kept, None
    also = [row.store() for row in (*moved, *below)]
    gone.store()
    return Changes(gone, also=[*also, kept], words={"about": gone.name, "kept": kept.name})


@act("topics.topic.retired", says=gettext_noop("retired the topic {about}"))
def retire_topic(topic: Topic, *, by: Capacity, at: datetime) -> Changes[Topic]:
    """It can’t be chosen any more. What hangs on it stays; topics below it must be retired or moved first."""
    require(may_keep(by, topic, at=at))
    _live(fresh(topic))
    if Topic.objects.filter(parent=topic, retired_at=None).exists():
        raise ValidationError(_("There are topics below it. Move or retire these first."))
    topic.retired_at = at
    topic.store()
    return Changes(topic, words={"about": topic.name})


@act("topics.topic.restored", says=gettext_noop("brought the topic {about} back"))
def restore_topic(topic: Topic, *, by: Capacity, at: datetime) -> Changes[Topic]:
    """It can be chosen again: one that was retired, or one that was merged by mistake."""
    require(may_keep(by, topic, at=at))
    fresh(topic)
    if topic.is_live:
        raise ValidationError(_("This topic is in use already."))
    topic.retired_at = topic.merged_into = None
    if topic.parent is not None and not topic.parent.is_live:
        topic.parent = None
    topic.store()
    return Changes(topic, words={"about": topic.name}, parent=topic.parent_id)


def _place(topic: Topic, parent: Topic | None, by: Capacity) -> None:
    """One level at most: a topic below another has none below itself."""
    if parent is not None:
        require(same_coalition(by, parent))
        if parent.parent_id is not None or not parent.is_live or parent.pk == topic.pk:
            raise ValidationError({"parent": _("Choose a topic that stands on its own.")})
        if topic.pk and Topic.objects.filter(parent=topic).exists():
            raise ValidationError({"parent": _("There are topics below this one, so it must stand on its own.")})
    topic.parent = parent


def _only_one(topic: Topic) -> None:
    same = Topic.objects.filter(folded=fold(tidy(topic.name))[:200]).exclude(pk=topic.pk).first()
    if same is None:
        return
    if same.merged_into is not None:
        words = _("“{name}” is another name of “{kept}” already.").format(name=same.name, kept=same.merged_into)
    elif same.retired_at:
        words = _("“{name}” was retired. Bring it back instead.").format(name=same.name)
    else:
        words = _("“{name}” is there already.").format(name=same.name)
    raise ValidationError({"name": words})


def _live(topic: Topic) -> None:
    if not topic.is_live:
        raise ValidationError(_("This topic is not in use any more."))
