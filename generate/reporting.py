"""What a report is made of: a plan, what was reported of it, who reports, the period, and the counts of all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from corpus.model import Document
from corpus.progress import Achieved, Followed, Progress, Tally, achieve, by_owner, coming, follow, late, tally
from corpus.report_period import ReportPeriod
from generate.profile import Profile


@dataclass(frozen=True)
class Reporting:
    """What a report is made of. profile: of the unit that reports; day: the one as of which is counted."""

    plan: Document
    progress: Progress
    profile: Profile
    period: ReportPeriod
    day: date

    @cached_property
    def followed(self) -> tuple[Followed, ...]:
        """Each task, and where it stands on the day."""
        return follow(self.progress.tasks, self.progress.results, self.day)

    @cached_property
    def tally(self) -> Tally:
        """The counts of all tasks."""
        return tally(self.followed)

    @cached_property
    def owners(self) -> tuple[tuple[str, Tally], ...]:
        """The counts of each owner."""
        return by_owner(self.followed)

    @cached_property
    def late(self) -> tuple[Followed, ...]:
        """The overdue tasks."""
        return late(self.followed)

    @cached_property
    def achieved(self) -> tuple[Achieved, ...]:
        """The targets against what was reached."""
        return achieve(self.progress.aims, self.progress.values)

    @property
    def coming(self) -> tuple[Followed, ...]:
        """The open tasks that fall due in the next period; behind a review, all."""
        following = self.period.following
        return tuple(coming(self.followed, self.day, following.end if following else None))
