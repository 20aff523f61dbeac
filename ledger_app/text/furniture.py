"""Site furniture (网页杂项): lines that a web page puts around a plan and that are no part of it."""

import re

from ledger_app.text.folding import plain

_LINE = re.compile(
    "|".join(
        (
            r"第?[ ]*\[?\d+\]?[ \[\]\d]*页.*",
            r"共[ ]*\[?\d+\]?[ ]*页.*",
            r"[—\- ]*\d{1,4}[—\- ]+",
            r"【(?:打印|字体|大|中|小|关闭|收藏|纠错|分享|返回|视力|背景|浏览|来源|时间|发布|推荐|导读|延伸|相关)[^】]{0,12}】.*",
            r"[上下]一[篇页条].*",
            r"[— ]*相关(?:文章|资讯|阅读|链接|内容).*",
            r"(?:分享|打印|关闭|收藏|返回)(?:到|本页|窗口|顶部|列表|首页)?.{0,12}",
            r"(?:责任)?编辑:.*",
            r"(?:信息|文章|稿件)?来源:.*",
            r"(?:浏览|点击|阅读)(?:次数|量|率|数|此处|这里).*",
            r"字体:.*",
            r"发布(?:时间|日期|机构):.*",
            r"(?:当前|您的|你的|您现在的)?位置:.*",
            r"首页[ ]*>.*",
            r".*(?:版权所有|查看全文|ICP备).*",
            r"(?:copyright|https?://|www\.).*",
            r"郑重声明:.*",
            r"(?:发表)?评论.{0,12}",
            r"扫一扫.*",
            r"前言:本站.*",
            r"[ |│┃┆]+",  # between the cells of a table, on a line of its own
            r".{0,40}(?:下载文档|文档下载|在线预览|仅部分预览|下载后(?:可|即可)?(?:任意)?(?:编辑|修改)|付费下载|申请退款|合集下载).*",
        )
    ),
    re.IGNORECASE,
)
_LONGEST = 200


def is_furniture(line: str) -> bool:
    """Whether a line belongs to the web page and not to the plan."""
    text = plain(line).strip()
    return bool(text) and len(text) <= _LONGEST and _LINE.fullmatch(text) is not None
