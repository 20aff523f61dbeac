"""What is told beside a sheet: sentences that name the cells a clerk should look at."""

from collections.abc import Iterator, Sequence

from ledger_app.documents.sheet_scan import Place, SheetScan
from ledger_app.domain.document import column_letters

_NAMED = 5  # cells that a sentence names


def sheet_notes(scan: SheetScan, height: int, width: int) -> Iterator[str]:
    """What was learned of the used area that a clerk would not see in the grid."""

    def used(places: Sequence[Place]) -> list[Place]:
        return [(row, column) for row, column in places if row < height and column < width]

    rows = sum(row < height for row in scan.hidden_rows)
    columns = sum(column < width for column in scan.hidden_columns)
    if rows or columns:
        told = "、".join(f"{count}{kind}" for count, kind in ((rows, "行"), (columns, "列")) if count)
        yield f"有{told}是隐藏的，也已读入"
    if scan.filtered:
        yield "工作表正在筛选，筛掉的行也已读入"
    if found := used(scan.uncalculated):
        yield f"{named(found)}是公式但没有计算结果，请先在 Excel 中打开并保存"
    if found := used(tuple(scan.faults)):
        kinds = "、".join(dict.fromkeys(scan.faults[place] for place in found))
        yield f"{named(found)}是错误值（{kinds}），请在 Excel 中改正后再导入"
    if found := used(scan.no_days):
        yield f"{named(found)}设成了日期格式，但里面的数字不是日期"
    if found := used(scan.struck):
        yield f"{named(found)}的文字带删除线，也已读入"


def named(places: Sequence[Place]) -> str:
    """The cells by their addresses, the first few of many: B3、C7等12格."""
    cells = "、".join(f"{column_letters(column)}{row + 1}" for row, column in places[:_NAMED])
    return cells if len(places) <= _NAMED else f"{cells}等{len(places)}格"
