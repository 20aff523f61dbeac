"""Where the focus goes in a part of the window."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


class LeadsFocus:
    """A part that hands the focus to one of its own. With a focus proxy it would take Tab's turn for it, and whatever
    stands before that one would never be reached."""

    _lead: QWidget

    def lead_focus(self, to: QWidget) -> None:
        """Let that one have the focus whenever the part is given it."""
        self._lead = to

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Give the focus to the one that has it for this part."""
        self._lead.setFocus(reason)
