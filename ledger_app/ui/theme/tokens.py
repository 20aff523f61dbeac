"""Design tokens: every colour, type size and space of the window in one place (no Qt here).

All pixel sizes are those at 100 %; `Tokens.px` brings them to the clerk's font size.
"""

from dataclasses import dataclass
from typing import Final

# Chinese first, Latin from the same font: with a Latin font first “ ” … — would be drawn half-width.
FAMILIES: Final = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "WenQuanYi Micro Hei",
    "PingFang SC",
    "SimSun",
)

# role -> (points, bold, line pitch in px)
TYPE: Final[dict[str, tuple[float, bool, int]]] = {
    "caption": (9.0, False, 16),  # 12 px: derived words, chips, counts, status bar
    "captionStrong": (9.0, True, 16),
    "list": (9.75, False, 20),  # 13 px: rows, navigation, menus, buttons, fields
    "listStrong": (9.75, True, 20),
    "body": (10.5, False, 22),  # 14 px: text that is read
    "bodyStrong": (10.5, True, 22),
    "heading": (12.0, True, 22),  # 16 px: title of a view or pane
    "title": (15.0, True, 28),  # 20 px: title of a page
    "number": (20.25, True, 34),  # 27 px: counters
}

SCALES: Final = (1.0, 1.125, 1.25, 1.5)  # the steps of Ctrl+= and Ctrl+-

LIGHT: Final[dict[str, str]] = {
    "chrome": "#F3F4F6",
    "surface": "#FFFFFF",
    "subtle": "#F7F8FA",
    "hover": "#F1F4F9",
    "press": "#E6E9EE",
    "selected": "#DCE9FB",
    "selectedIdle": "#E9ECF1",
    "inverse": "#2B3039",
    "inverseHover": "#3C434E",
    "hairline": "#E4E7EC",
    "divider": "#D3D7DE",
    "control": "#828A97",
    "scroll": "#B9C0CA",
    "text": "#1A1D23",
    "text2": "#474F5C",
    "text3": "#5C6573",
    "textInverse": "#FFFFFF",
    "linkInverse": "#9CC7FF",
    "accent": "#1558B0",
    "accentHover": "#0F4A97",
    "accentSoft": "#E4EEFC",
    "accentText": "#124E9E",
    "onAccent": "#FFFFFF",
    "leadBg": "#E1ECFC",
    "leadText": "#124A94",
    "respBg": "#DDF1EC",
    "respText": "#0C5A49",
    "suppText": "#474F5C",
    "suppLine": "#B4BBC7",
    "mark": "#FFF1B8",
    "markText": "#5A4300",
    "doubt": "#FFF4D6",
    "doubtLine": "#B77900",
    "doubtText": "#6E4A00",
    "added": "#DFF3E4",
    "addedText": "#155D29",
    "removed": "#FCE4E1",
    "removedText": "#96231A",
    "red": "#C4291C",
    "redSoft": "#FBE3E0",
    "redText": "#A3211A",
    "yellow": "#E8A600",
    "yellowSoft": "#FFF0C2",
    "yellowText": "#6B4800",
    "yellowLine": "#946300",
    "green": "#1C7C3A",
    "greenSoft": "#E0F2E5",
    "greenText": "#17662F",
    "blue": "#2B66C4",
    "blueSoft": "#E1ECFC",
    "blueText": "#124A94",
    "grey": "#76808E",
    "greySoft": "#ECEEF2",
    "greyText": "#525B68",
}

DARK: Final[dict[str, str]] = {
    "chrome": "#191B1F",
    "surface": "#212429",
    "subtle": "#282C32",
    "hover": "#2A2F36",
    "press": "#2A2E34",
    "selected": "#1F3B5E",
    "selectedIdle": "#323740",
    "inverse": "#E7E9ED",
    "inverseHover": "#D5D9E0",
    "hairline": "#30353C",
    "divider": "#3D434C",
    "control": "#7E8794",
    "scroll": "#59606B",
    "text": "#ECEEF1",
    "text2": "#C0C6CF",
    "text3": "#A2AAB6",
    "textInverse": "#1A1D23",
    "linkInverse": "#124E9E",
    "accent": "#6AA9F7",
    "accentHover": "#8BBDFA",
    "accentSoft": "#20344F",
    "accentText": "#8FBFFB",
    "onAccent": "#0B1A2C",
    "leadBg": "#213A5C",
    "leadText": "#B4D4FD",
    "respBg": "#173F37",
    "respText": "#9FE0CE",
    "suppText": "#C0C6CF",
    "suppLine": "#58606C",
    "mark": "#4E4014",
    "markText": "#FFE08A",
    "doubt": "#3A3117",
    "doubtLine": "#D6A12E",
    "doubtText": "#F4D58A",
    "added": "#1B3B25",
    "addedText": "#A6E0B5",
    "removed": "#4A2320",
    "removedText": "#FFB9B0",
    "red": "#FF8A7C",
    "redSoft": "#4C2421",
    "redText": "#FFB3A8",
    "yellow": "#F0BE3C",
    "yellowSoft": "#42360F",
    "yellowText": "#F7D778",
    "yellowLine": "#F0BE3C",
    "green": "#6CCB86",
    "greenSoft": "#1D3B27",
    "greenText": "#9BDFAE",
    "blue": "#7DB2FA",
    "blueSoft": "#213A5C",
    "blueText": "#B4D4FD",
    "grey": "#8E97A4",
    "greySoft": "#343941",
    "greyText": "#B9C0CA",
}


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme at one font size: what everything that draws is given."""

    dark: bool = False
    scale: float = 1.0

    @property
    def colors(self) -> dict[str, str]:
        """All colours of this theme by name."""
        return DARK if self.dark else LIGHT

    def c(self, name: str) -> str:
        """A colour as #RRGGBB."""
        return self.colors[name]

    def px(self, value: float) -> int:
        """A pixel size at the clerk's font size."""
        return round(value * self.scale)

    def pitch(self, role: str) -> int:
        """The distance of two lines of a type role, in pixels."""
        return self.px(TYPE[role][2])
