"""What is doubtful about a row: its units, its dates, damage to its words."""

from ledger_app.domain.measure import DoubtKind
from ledger_app.domain.unit import Role
from ledger_app.text.cleaning import damage_in
from ledger_app.text.deadlines import DeadlineReading
from ledger_app.text.lending import Taken
from ledger_app.text.outline import Basis, Remark
from ledger_app.text.units import render_units

INHERITED = {Basis.ABOVE: DoubtKind.UNIT_FROM_ABOVE, Basis.BELOW: DoubtKind.UNIT_FROM_BELOW}


def unit_remarks(taken: Taken) -> list[Remark]:
    """What is doubtful about the units a row takes."""
    remarks = []
    assigned = [duty for phrase in taken.phrases for duty in phrase.assigned]
    unread = "；".join(phrase.unread for phrase in taken.phrases if phrase.unread)
    if taken.basis in INHERITED:
        remarks.append(_inherited_remark(taken))
    if unread:
        remarks.append(Remark(kind=DoubtKind.UNIT_UNREAD, message=f"{{row}}的单位有一处没有读懂：“{unread}”。"))
    elif taken.basis is Basis.OWN and any(phrase.guessed for phrase in taken.phrases):
        names = "、".join(phrase.guessed for phrase in taken.phrases if phrase.guessed)
        remarks.append(_guessed_remark(names, assigned))
    elif not assigned:
        nowhere = "" if taken.basis is Basis.NOWHERE else "，上下行也推不出来"
        remarks.append(Remark(kind=DoubtKind.NO_UNIT, message=f"{{row}}没有写单位{nowhere}。"))
    if assigned and all(role is Role.SUPPORT for _, role in assigned):
        remarks.append(Remark(kind=DoubtKind.NO_LEAD, message="{row}只写了配合单位，没有牵头或负责单位。"))
    if taken.basis is Basis.OWN and any(phrase.open_list for phrase in taken.phrases):
        remarks.append(Remark(kind=DoubtKind.OPEN_LIST, message="{row}的单位以“等”结尾，名单没有列全。"))
    return remarks


def _guessed_remark(names: str, assigned: list[tuple[str, Role]]) -> Remark:
    """Units behind a lead without a word of their own: 配合 is proposed, 负责 is the other reading, each in full."""
    otherwise = [
        (name, Role.RESPONSIBLE if role is Role.SUPPORT and name in names.split("、") else role)
        for name, role in assigned
    ]
    return Remark(
        kind=DoubtKind.UNIT_UNREAD,
        message=f"{{row}}的“{names}”没有写明是牵头还是配合，推定为配合单位。",
        proposal=render_units(assigned, "，"),
        alternatives=(render_units(otherwise, "，"),),
    )


def _inherited_remark(taken: Taken) -> Remark:
    below = "按跨页承下推定为" if taken.over_page else "按承下推定为"
    ground = "按承上推定为" if taken.basis is Basis.ABOVE else below
    return Remark(
        kind=INHERITED[taken.basis],
        message=f"{{row}}没有写单位，{ground}“{taken.printed}”{'' if taken.printed.endswith('。') else '。'}",
        proposal=taken.printed,
        alternatives=taken.alternatives,
    )


def date_remarks(reading: DeadlineReading) -> tuple[Remark, ...]:
    """A date that was guessed, or could not be told."""
    deadline = reading.deadline
    if reading.undated:
        message = f"{{row}}的时限“{deadline.phrase}”没有确定的日期：{deadline.how}。"
        return (Remark(kind=DoubtKind.DATE_UNREAD, message=message),)
    if not reading.guessed or deadline.last_day is None:
        return ()
    day = deadline.last_day.isoformat()
    message = f"{{row}}的时限“{deadline.phrase}”推定为{day}：{deadline.how}。"
    later = () if reading.otherwise is None else (reading.otherwise.isoformat(),)
    return (Remark(kind=DoubtKind.DATE_GUESSED, message=message, proposal=day, alternatives=later),)


def lent_date_remarks(reading: DeadlineReading, where: str) -> tuple[Remark, ...]:
    """That a row's time is said elsewhere (所在标题), and which day it means."""
    deadline = reading.deadline
    day = deadline.last_day.isoformat() if deadline.last_day else ""
    how = "：".join(part for part in (f"推定为{day}" if day else "推定", deadline.how) if part)
    message = f"{{row}}没有写时限，按{where}的“{deadline.phrase}”{how}。"
    return (Remark(kind=DoubtKind.DATE_GUESSED, message=message, proposal=day),)


def damage_remarks(text: str) -> tuple[Remark, ...]:
    """Words that seem lost or masked."""
    found = damage_in(text)
    if not found:
        return ()
    places = "、".join(f"“{place}”" for place in found)
    return (Remark(kind=DoubtKind.TEXT_DAMAGED, message=f"{{row}}的文字疑有缺损：{places}，请对照原件。"),)
