"""The one style sheet, filled from the tokens.

No rule here may match an item view (QTableView, QTreeView, QListView, QHeaderView or *): it makes the viewport
non-opaque, and then every wheel step repaints all cells (measured: 161 cells, 25 ms, instead of 7 cells, 1.3 ms).
Views take their colours from the palette and their delegates.
"""

from ledger_app.ui.theme.tokens import Tokens

_RULES = """
QMainWindow, QDialog, QWidget#page {{ background: {chrome}; }}
QToolTip {{ background: {inverse}; color: {textInverse}; border: 0; padding: 4px 8px; }}
QMenuBar {{ background: {chrome}; color: {text}; padding: 0 6px; border: 0; }}
QMenuBar::item {{ padding: 5px 9px; border-radius: 4px; background: transparent; }}
QMenuBar::item:selected {{ background: {divider}; }}
QMenu {{ background: {surface}; color: {text}; border: 1px solid {divider}; padding: 4px; }}
QMenu::item {{ padding: 5px 28px 5px 8px; border-radius: 4px; }}
QMenu::item:selected {{ background: {selected}; }}
QMenu::item:disabled {{ color: {control}; }}
QMenu::icon {{ padding-left: 6px; }}
QMenu::indicator {{ width: {box}px; height: {box}px; left: 6px; }}
QMenu::separator {{ height: 1px; background: {hairline}; margin: 4px 8px; }}
QFrame#bar {{ background: {chrome}; border: 0; }}
QFrame#rule {{ background: {hairline}; border: 0; }}
QFrame#card {{ background: {surface}; border: 1px solid {hairline}; border-radius: 8px; }}
QFrame#drop {{ background: {surface}; border: 1px dashed {control}; border-radius: 8px; }}
QFrame#popup {{ background: {surface}; border: 1px solid {control}; border-radius: 8px; }}
QFrame#pane {{ background: {surface}; border: 0; }}
QFrame#pane[floats="true"] {{ border-left: 1px solid {control}; }}
QFrame#sub {{ background: {subtle}; border: 0; }}
QFrame#doubt {{ background: {doubt}; border: 0; border-left: 3px solid {doubtLine}; }}
QFrame#info {{ background: {accentSoft}; border: 0; border-left: 3px solid {accent}; }}
QFrame#tell {{ background: {inverse}; border: 0; border-radius: 6px; }}
QFrame#tell QLabel {{ color: {textInverse}; }}
QFrame#trouble {{ background: {doubt}; border: 1px solid {doubtLine}; border-radius: 6px; }}
QFrame#trouble QLabel {{ color: {doubtText}; }}
QFrame#trouble QToolButton {{ color: {doubtText}; }}
QFrame#trouble QToolButton:hover {{ background: {mark}; }}
QLabel {{ color: {text}; background: transparent; }}
QLabel[tone="text2"] {{ color: {text2}; }}
QLabel[tone="text3"] {{ color: {text3}; }}
QLabel[tone="accentText"] {{ color: {accentText}; }}
QLabel[tone="redText"] {{ color: {redText}; }}
QLabel[tone="doubtText"] {{ color: {doubtText}; }}
QToolButton {{ color: {text}; background: transparent; border: 1px solid transparent; border-radius: 4px;
  padding: 3px 8px; }}
QToolButton:hover {{ background: {press}; }}
QToolButton:pressed {{ background: {divider}; }}
QToolButton:checked {{ background: {accentSoft}; color: {accentText}; }}
QToolButton:focus {{ border: 2px solid {accent}; padding: 2px 7px; }}
QToolButton:disabled {{ color: {control}; }}
QToolButton::menu-indicator {{ image: none; width: 0; }}
QToolButton#link {{ color: {accentText}; padding: 1px 4px; }}
QToolButton#link:hover {{ text-decoration: underline; background: transparent; }}
QToolButton#link:focus {{ padding: 0 3px; }}
QToolButton#tellLink {{ color: {linkInverse}; padding: 1px 8px; }}
QToolButton#tellLink:hover {{ background: {inverseHover}; }}
QToolButton#tellLink:focus {{ border: 2px solid {linkInverse}; padding: 0 7px; }}
QToolButton#tellClose {{ padding: 1px 4px; }}
QToolButton#tellClose:hover {{ background: {inverseHover}; }}
QToolButton#tellClose:focus {{ border: 2px solid {linkInverse}; padding: 0 3px; }}
QToolButton#chip {{ background: {surface}; border: 1px solid {divider}; border-radius: {chipRadius}px;
  padding: 2px 10px; color: {text2}; }}
QToolButton#chip:hover {{ border-color: {control}; }}
QToolButton#chip:focus {{ border: 2px solid {accent}; padding: 1px 9px; }}
QToolButton#chip[on="true"] {{ background: {accentSoft}; border: 1px solid {accent}; color: {accentText}; }}
QToolButton#chip[on="true"]:focus {{ border: 2px solid {accent}; }}
QToolButton#tab {{ border-radius: 0; border: 0; border-bottom: 2px solid transparent; padding: 5px 2px;
  color: {text2}; background: transparent; }}
QToolButton#tab:hover {{ color: {text}; border-bottom: 2px solid {divider}; }}
QToolButton#tab:focus {{ border: 0; border-bottom: 2px solid {text}; padding: 5px 2px; }}
QToolButton#tab:checked {{ color: {accentText}; border-bottom: 2px solid {accent}; background: transparent; }}
QToolButton#tab:checked:focus {{ border-bottom: 3px solid {accent}; padding-bottom: 4px; }}
QPushButton {{ background: {surface}; color: {text}; border: 1px solid {control}; border-radius: 4px;
  padding: 4px 14px; }}
QPushButton:hover {{ background: {hover}; }}
QPushButton:pressed {{ background: {press}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: 3px 13px; }}
QPushButton:disabled {{ color: {control}; border-color: {divider}; }}
QPushButton#primary {{ background: {accent}; color: {onAccent}; border: 1px solid {accent}; }}
QPushButton#primary:hover {{ background: {accentHover}; }}
QPushButton#primary:focus {{ border: 2px solid {text}; }}
QPushButton#primary:disabled {{ background: {greySoft}; color: {greyText}; border: 1px solid {divider}; }}
QPushButton#cardButton {{ background: {surface}; border: 1px solid {hairline}; border-radius: 8px; padding: 0; }}
QPushButton#cardButton:hover {{ border: 1px solid {control}; }}
QPushButton#cardButton:focus {{ border: 2px solid {accent}; }}
QPushButton#cardButton:disabled {{ background: {subtle}; }}
QPushButton#quiet {{ border-color: {divider}; }}
QLineEdit, QComboBox, QPlainTextEdit, QDateEdit, QSpinBox {{ background: {surface}; color: {text};
  border: 1px solid {control}; border-radius: 4px; padding: 3px 8px; selection-background-color: {accent};
  selection-color: {onAccent}; }}
QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus, QDateEdit:focus, QSpinBox:focus {{
  border: 2px solid {accent}; padding: 2px 7px; }}
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled, QDateEdit:disabled, QSpinBox:disabled {{
  background: {subtle}; color: {text2}; border-color: {divider}; }}
QLineEdit[wrong="true"] {{ border: 2px solid {red}; padding: 2px 7px; }}
QPlainTextEdit {{ padding: 2px 4px; }}
QPlainTextEdit:focus {{ padding: 1px 3px; }}
QSpinBox::up-button, QSpinBox::down-button {{ width: 20px; border: 0; background: transparent; }}
QSpinBox::up-arrow {{ image: url({up}); width: 12px; height: 12px; }}
QSpinBox::down-arrow {{ image: url({arrow}); width: 12px; height: 12px; }}
QComboBox {{ combobox-popup: 0; }}
QComboBox::drop-down, QDateEdit::drop-down {{ border: 0; width: {drop}px; }}
QComboBox::down-arrow, QDateEdit::down-arrow {{ image: url({arrow}); width: {box}px; height: {box}px; }}
QTextBrowser, QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: 0; color: {text}; }}
QSplitter::handle {{ background: {hairline}; }}
QSplitter::handle:hover {{ background: {accent}; }}
QProgressBar {{ background: {greySoft}; border: 0; border-radius: 3px; max-height: 6px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {scroll}; min-height: 32px; border-radius: 3px; margin: 2px 3px; }}
QScrollBar::handle:vertical:hover {{ background: {control}; margin: 2px; border-radius: 4px; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle:horizontal {{ background: {scroll}; min-width: 32px; border-radius: 3px; margin: 3px 2px; }}
QScrollBar::handle:horizontal:hover {{ background: {control}; margin: 2px; border-radius: 4px; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{ background: none;
  border: 0; width: 0; height: 0; }}
QCheckBox, QRadioButton {{ color: {text}; spacing: 6px; }}
QCheckBox::indicator {{ width: {box}px; height: {box}px; border: 1px solid {control}; border-radius: 3px;
  background: {surface}; }}
QCheckBox::indicator:checked {{ background: {accent}; border-color: {accent}; image: url({check}); }}
QCheckBox::indicator:disabled {{ background: {subtle}; border-color: {divider}; }}
QCheckBox:focus {{ color: {accentText}; }}
"""


def style_sheet(t: Tokens, arrow: str, check: str, up: str) -> str:
    """The program's style sheet; `arrow`, `check` and `up` are the files of what boxes show."""
    return _RULES.format(
        **t.colors, arrow=arrow, check=check, up=up, chipRadius=t.px(26) // 2, box=t.px(14), drop=t.px(22)
    )
