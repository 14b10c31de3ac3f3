"""The small live picture of the camera at the door: where to hold the badge, and a frame around it once it is read."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

_FLASH_MS = 400
_LINE = 5


class CameraView(QWidget):
    """`door_camera`. The picture is mirrored, as people expect of themselves."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("door_camera")
        self.setAccessibleName(self.tr("Camera: hold the badge in front of it"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._picture = QImage()
        self._flash = QTimer(self, singleShot=True, interval=_FLASH_MS)
        self._flash.timeout.connect(self.update)
        self.hide()

    def sizeHint(self) -> QSize:
        # In a low window the counts and the last arrivals need the height.
        return QSize(240, 150 if self.window().height() > 50 * self.fontMetrics().height() / 2 else 84)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def show_picture(self, picture: QImage, read: bool) -> None:
        """Show the newest picture; `read` says that a code was read in it."""
        self._picture = picture.flipped(Qt.Orientation.Horizontal)
        if read:
            self._flash.start()
        self.update()

    def forget(self) -> None:
        """The camera is off: no face stays on the screen."""
        self._picture = QImage()
        self._flash.stop()
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#111418"))
        if not self._picture.isNull():
            size = self._picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRect(
                (self.width() - size.width()) // 2, (self.height() - size.height()) // 2, size.width(), size.height()
            )
            painter.drawImage(place, self._picture)
        if self._flash.isActive():
            painter.setPen(QPen(self.palette().highlight().color(), _LINE))
            painter.drawRect(self.rect().adjusted(_LINE // 2, _LINE // 2, -_LINE // 2, -_LINE // 2))
        painter.end()
