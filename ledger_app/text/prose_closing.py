"""A sentence behind a group of items that sets the time for all of them: 以上任务2026年8月底前完成。"""

import re
from collections.abc import Sequence
from dataclasses import replace

from ledger_app.text.folding import plain
from ledger_app.text.prose_lines import ProseLine, shortened
from ledger_app.text.said_once import time_for_all

_LONGEST = 80  # characters of such a sentence
_CLOSING = re.compile(
    r"(?:^|(?<=[。;)\]】]))[ ]*(?P<said>(?:以上|上述|前述|上列)"
    r"(?:各项|所有|全部|所列|[\d一二两三四五六七八九十]{1,3}[项条])?"
    r"(?:重点|整改|工作){0,2}(?:任务|工作|措施|事项|项目|内容|问题)[^。;:()]{0,40})[。; ]*$"
)


def with_closing_times(lines: Sequence[ProseLine]) -> list[ProseLine]:
    """The lines without such sentences; the line each stood on, or behind, knows the time it sets."""
    found: list[ProseLine] = []
    for line in lines:
        offset = max(0, len(line.text) - _LONGEST)
        closing = _CLOSING.search(plain(line.text[offset:]))
        time = None if closing is None else time_for_all(line.text[offset + closing.start("said") :])
        if closing is None or time is None:
            found.append(line)
        elif offset + closing.start("said") > 0:
            found.append(replace(shortened(line, offset + closing.start("said")), for_group=time))
        elif found:
            found[-1] = replace(found[-1], for_group=time)
    return found
