"""What fills the window: a rail with the four pages, a line with the session's facts, and the page itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from checkin.domain.admission import Reason, Verdict
from checkin.domain.errors import DeskError
from checkin.ui.door.door_page import DoorPage
from checkin.ui.frame_head import FrameHead
from checkin.ui.parts.icons import icon
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.parts.theme import Theme
from checkin.ui.parts.wording import sentence
from checkin.ui.practice_sign import PracticeSign

if TYPE_CHECKING:  # The services come after the first paint.
    from checkin.ui.station import Station

_BESIDE_MS = 8000
"""As long as a verdict stays."""

_LARGEST_ICON = 34
"""Pixels of an icon on the rail: with large text the words need the height, and five pages stand above each other."""

POINTS = 12.0
"""Ordinary text (pt) at 100 %: 16 px, as the drafts are drawn."""


class Frame(QWidget):
    """The central widget of the window. `attach` gives it a station; the other pages are made when first opened."""

    titled = Signal(str)
    dressed = Signal(object)
    closing = Signal()

    def __init__(self, theme: Theme, last_key_age: Callable[[], float], text_size: int = 100) -> None:
        super().__init__()
        self.setObjectName("frame")
        self.station: Station | None = None
        self.theme = theme
        self.points = POINTS * text_size / 100
        self._can_save = True
        self._makers: dict[str, Callable[[], QWidget]] = {}
        self.page_door = DoorPage(theme, last_key_age)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.page_door)
        self._rail = QFrame()
        self._rail.setProperty("look", "rail")
        self._rail_buttons = QButtonGroup(self)
        self._icon_names: dict[QToolButton, str] = {}
        self._rail_column = QVBoxLayout(self._rail)
        self._rail_column.setContentsMargins(8, 12, 8, 12)
        self._rail_column.setSpacing(6)
        self._rail_column.addStretch(1)
        self._head = FrameHead()
        self._above = QWidget()
        above = QVBoxLayout(self._above)
        above.setContentsMargins(14, 0, 16, 0)
        self._above.hide()
        self._beside = PlainLabel(look="notice", wrap=True)
        self._beside.setObjectName("beside_the_page")
        self._beside.hide()
        self._keep_beside = QTimer(self, singleShot=True, interval=_BESIDE_MS)
        self._practice = PracticeSign(self, self._head, theme)
        self._lay_out()
        self.page_door.verdict.set_sizes(self.points)

    def _lay_out(self) -> None:
        self._right = right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self._practice)
        right.addWidget(self._head)
        right.addWidget(self._above)
        right.addWidget(self._beside)
        right.addWidget(self.pages, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail)
        row.addLayout(right, 1)
        self._rail.hide()

    # -- pages ---------------------------------------------------------------------------------------------------

    def add_page(self, name: str, title: str, icon_name: str, make: Callable[[], QWidget]) -> None:
        """Put a page on the rail; Ctrl+1, Ctrl+2 … lead to it in the order of adding. `make` is called when the page is
        first asked for, and its page carries `name` as object name.
        """
        number = len(self._makers) + 1
        self._makers[name] = make
        button = QToolButton()
        button.setObjectName(f"open_{name}")
        button.setText(title)
        button.setAccessibleName(title)
        button.setToolTip(self.tr("{title} (Ctrl+{number})").format(title=title, number=number))
        button.setProperty("look", "page")
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self._dress_rail(button, icon_name)
        button.clicked.connect(lambda: self.open_page(self.page(name)))
        self._rail_buttons.addButton(button, number)
        self._rail_column.insertWidget(number - 1, button)
        QShortcut(QKeySequence(f"Ctrl+{number}"), self).activated.connect(lambda: self._go_to(name))

    def page(self, name: str) -> QWidget:
        """The page of this name, made if need be."""
        made = self.pages.findChild(QWidget, name, Qt.FindChildOption.FindDirectChildrenOnly)
        if made is None:
            made = self._makers[name]()
            self.pages.addWidget(made)
        return made

    def _go_to(self, name: str) -> None:
        # The welcome page and the guide stand alone: leaving them is done with their own buttons.
        if not self._rail.isHidden():
            self.open_page(self.page(name))

    def add_menu(self, menu: QToolButton) -> None:
        """Put the desk's menu at the foot of the rail."""
        self._dress_rail(menu, "settings")
        self._rail_column.addWidget(menu)
        menu.show()

    def _dress_rail(self, button: QToolButton, icon_name: str) -> None:
        side = min(round(self.points * 2), _LARGEST_ICON)
        button.setIconSize(QSize(side, side))
        button.setIcon(icon(icon_name, self.theme.secondary))
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._icon_names[button] = icon_name

    def open_page(self, page: QWidget) -> None:
        """Show a page; the door takes the keys at once."""
        self.pages.setCurrentWidget(page)
        button = self.findChild(QToolButton, f"open_{page.objectName()}")
        if isinstance(button, QToolButton):
            button.setChecked(True)
            self._let_tab_find(button)
        _give_keys(page)

    def _let_tab_find(self, open_page: QToolButton) -> None:
        """Tab leads to the open page's button, and the arrow keys from there; Qt sees to it only once one has had the
        focus.
        """
        for button in self._icon_names:
            if self._rail_buttons.id(button) >= 0:
                tab = button is open_page
                button.setFocusPolicy(Qt.FocusPolicy.TabFocus if tab else Qt.FocusPolicy.NoFocus)

    def show_whole(self, page: QWidget) -> None:
        """Show a page that stands alone: the welcome page or the guide."""
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self._rail.hide()
        self._above.hide()
        self.pages.setCurrentWidget(page)
        _give_keys(page)

    @property
    def shows_rail(self) -> bool:
        """Whether the open page is one of those on the rail."""
        return not self._rail.isHidden()

    def add_above(self, notice: QWidget) -> None:
        """Put something above the pages on the rail, and not above one that stands alone."""
        above = self._above.layout()
        assert above is not None  # noqa: S101 - made with it
        above.addWidget(notice)

    def add_foot(self, foot: QWidget) -> None:
        """Put something below the pages."""
        self._right.addWidget(foot)

    def back_to(self, page: QWidget) -> None:
        """Leave a page that stood alone, for one on the rail."""
        self._rail.show()
        self._above.show()
        self.open_page(page)

    # -- the station ---------------------------------------------------------------------------------------------

    def attach(self, station: Station, notice: str = "") -> None:
        """Serve an open event. `notice` says what is unusual about it, such as the demo's clock."""
        self.station = station
        self._can_save = True
        self.page_door.attach(station)
        station.judged.connect(self._judged)
        station.troubled.connect(self.tell)
        station.unwell.connect(self._tell_beside)
        station.viewed.connect(self._seen)
        station.changed.connect(self._show_facts)
        self._head.notice.show_text(notice)
        self._practice.show_for(station.place.session)
        self._show_facts()
        self.back_to(self.page_door)

    @property
    def notice(self) -> str:
        """What is unusual about the open event."""
        return self._head.notice.text()

    def _seen(self) -> None:
        # The counts could be read again; what stands beside the page has had its time.
        if not self._keep_beside.isActive():
            self._beside.show_text("")

    def _show_facts(self) -> None:
        if self.station is None:
            return
        place = self.station.place
        name = self._practice.title or self.station.whole_event.name
        self.titled.emit(self.tr("{event} — Check-in").format(event=name))
        is_saved = self._can_save and not place.session.is_practice
        self._head.show_facts(self.station.whole_event.name, place, is_saved=is_saved)

    def scanned(self, raw: str, by_keys: str = "", *, by_camera: bool = False) -> None:
        """A scan came, whatever page is open; its answer is at the door. The guide and the designer, which hold what is
        not kept yet, are not left for it.
        """
        page = self.pages.currentWidget()
        if self.station is not None and page is not self.page_door and not hasattr(page, "stays_when_scanned"):
            self.back_to(self.page_door)
        self.page_door.scanned(raw, by_keys, by_camera=by_camera)

    def _judged(self, verdict: Verdict) -> None:
        # Beside "not saved" on the panel, the line must not go on saying the contrary.
        self._can_save = verdict.reason is not Reason.NOT_SAVED
        self._show_facts()
        if self.pages.currentWidget() is not self.page_door:
            # A page that stays open when a scan comes: the answer must be seen all the same.
            self._beside.show_text(self.page_door.verdict.accessibleName())
            self._keep_beside.start()

    def _tell_beside(self, problem: DeskError) -> None:
        """Say what is wrong beside the verdict, and not in its place: it is what the person at the door waits for."""
        self._can_save = False
        self._show_facts()
        self._beside.show_text(sentence(problem))
        self._keep_beside.start()

    def tell(self, problem: DeskError) -> None:
        """Show what failed where the person is looking: on the open page, else at the door."""
        page = self.pages.currentWidget()
        tell = getattr(page, "tell", None)
        (tell or self.page_door.tell)(problem)

    def set_look(self, theme: Theme, text_size: int) -> None:
        """Change between light and dark, and the text size (per cent). The application's own look is changed before."""
        self.theme = theme
        self.points = POINTS * text_size / 100
        self.page_door.verdict.set_sizes(self.points)
        self._practice.set_theme(theme)
        self.dressed.emit(theme)
        for button, name in self._icon_names.items():
            self._dress_rail(button, name)
        for place in range(self.pages.count()):
            change = getattr(self.pages.widget(place), "set_theme", None)
            if change is not None:
                change(theme)

    def take_keys(self) -> None:
        """The window has become the active one: the door takes the keys."""
        if self.pages.currentWidget() is self.page_door:
            self.page_door.take_focus()

    def let_go(self) -> None:
        """The window closes: what runs is finished or stopped, and the event file is given back."""
        self.closing.emit()
        for place in range(self.pages.count()):
            # The guide: what it still does stops, and leaves nothing behind.
            close_files = getattr(self.pages.widget(place), "close_files", None)
            if close_files is not None:
                close_files()
        if self.station is not None:
            self.station.close()
            self.station = None


def _give_keys(page: QWidget) -> None:
    """Let the next key go where it belongs: to the door's field, a filter, a list, else to what scrolls the page."""
    scroll = page.findChild(QScrollArea) or page
    scroll.setAccessibleName(page.accessibleName())
    getattr(page, "take_focus", scroll.setFocus)()
