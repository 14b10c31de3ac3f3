"""What stands where the door's answer stands: the verdict, people to choose from, a form to fill in; one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

from checkin.ui.door.verdict_panel import VerdictPanel
from checkin.ui.parts.theme import Theme

if TYPE_CHECKING:  # The station brings the services; the page is painted before they are read from the disk.
    from checkin.ui.door.hits import HitsPanel
    from checkin.ui.door.next_steps import NextSteps
    from checkin.ui.door.walk_in import WalkInForm
    from checkin.ui.door.why_form import WhyForm


class DoorPanels(QStackedWidget):
    """The verdict alone until `furnish` brings the others, which nobody needs before an event is open."""

    def __init__(self, verdict: VerdictPanel) -> None:
        super().__init__()
        self.verdict = verdict
        self.is_furnished = False
        self.addWidget(verdict)

    def furnish(self, hits: HitsPanel, form: WalkInForm, steps: NextSteps) -> None:
        """Take the other panels."""
        self.hits, self.form, self.steps = hits, form, steps
        self.is_furnished = True
        for panel in (hits, form, *steps.panels):
            self.addWidget(panel)

    @property
    def has_form_open(self) -> bool:
        """Whether a walk-in is being typed."""
        return self.is_furnished and self.currentWidget() is self.form

    @property
    def to_choose_from(self) -> HitsPanel | None:
        """The people that are shown to choose from, if any are."""
        lists = (self.hits, self.steps.check_ins) if self.is_furnished else ()
        return next((one for one in lists if one is self.currentWidget()), None)

    def move_by(self, step: int) -> None:
        """Move the highlight among the people to choose from, if any are shown."""
        shown = self.to_choose_from
        if shown is not None:
            shown.move_by(step)

    @property
    def to_fill_in(self) -> WalkInForm | WhyForm | None:
        """The form that is shown to be filled in, if one is."""
        forms = (self.form, self.steps.why) if self.is_furnished else ()
        return next((one for one in forms if one is self.currentWidget()), None)

    def set_theme(self, theme: Theme) -> None:
        """Repaint in the light or the dark set."""
        self.verdict.set_theme(theme)
        if self.is_furnished:
            for panel in (self.hits, self.steps.check_ins, self.form.question.people):
                panel.set_theme(theme)
