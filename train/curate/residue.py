"""What a page leaves behind when its text is taken: menus, share buttons, copyright lines, cookie
notices, code, captions of images and videos.

Judged by the line: a good page has a few such lines, a bad one consists of them. A page that is
mostly lines of a word or two, none of which ends like a sentence, is a menu.
"""

import re
from dataclasses import dataclass
from typing import Final

from train.curate.document import Document, Filter

# Lines that begin so.
_BEGIN_ZH = """
首页 上一页 上一篇 下一页 下一篇 返回首页 返回顶部 返回列表 当前位置 您的位置 你的位置 网站地图
联系我们 关于我们 版权所有 版权声明 免责声明 友情链接 设为首页 加入收藏 收藏本站 收藏本页 打印本页
打印本文 关闭窗口 责任编辑 编辑： 编辑: 来源： 来源: 发布时间 更新时间 点击数 阅读次数 浏览次数
相关阅读 相关文章 相关推荐 相关链接 相关新闻 推荐阅读 热门文章 热门标签 热门推荐 最新文章 分享到
分享至 我要评论 发表评论 网友评论 找回密码 查看更多 展开全文 点击查看 点击加载 点击展开 点击放大
点击图片 阅读全文 全文阅读 标签： 标签: 扫一扫 上传者 下载地址 下载附件 图片来源 图源 视频加载中
正在缓冲 播放视频 播放次数 字幕： 剪辑： 摄影： 备案号 增值电信业务
"""
_BEGIN_EN = """
skip to |back to top|image credit|photo by|photo credit|image source|getty images|shutterstock|
video player|filed under|posted by|posted on|follow us|view full|view all|share this|email this|
powered by|copyright|©|leave a comment|leave a reply|related articles|related posts|
you may also like|subscribe to|sign up for|click here|read more|terms of|privacy policy
"""
_BEGIN: Final = (*_BEGIN_ZH.split(), *_BEGIN_EN.replace("\n", "").split("|"))
# Lines that say nothing else.
_ALONE_WORDS = """
home|menu|search|log in|login|sign in|sign up|register|subscribe|share|tweet|print|e-mail|email|
contact|contact us|about|about us|privacy|terms|sitemap|site map|learn more|load more|show more|
see all|see more|view more|next|previous|prev|related links|recent posts|categories|tags|comments|
by admin|advertisement|sponsored|facebook|twitter|linkedin|pinterest|instagram|youtube|rss|
newsletter|play video|watch video|transcript|close|ok|accept|accept all|add to cart|cart|
登录|注册|搜索|打赏|点赞|举报|投诉|收藏|分享|评论|回复|更多|展开|收起|导航|目录|关闭
"""
_ALONE: Final = frozenset(_ALONE_WORDS.replace("\n", "").split("|"))
_WITHIN: Final = (
    *("icp备", "版权所有", "不得转载", "转载请注明", "公网安备", "all rights reserved"),
    *("uses cookies", "use cookies", "cookie policy", "enable javascript", "javascript is "),
    *("lorem ipsum", "does not support html5", "copyright ©", "&nbsp;", "&quot;", "&#"),
)
_CODE: Final = re.compile(
    r"</?(?:div|span|script|style|table|td|tr|img|a|iframe|input|button|ul|li|br|p)\b[^>]*>"
    r"|^(?:function\s*\w*\(|var \w+\s*=|document\.|window\.|\$\(|@media|[.#][\w-]+\s*\{)"
)
_TRAIL: Final = re.compile(r"(?:[^|›»>]{1,30}\s?[|›»>]\s?){3,}")  # Home » Health » Heart » …

_CODE_SIGNS: Final = ("<", "{", "(", "=", ".")
_TRAIL_SIGNS: Final = ("|", "›", "»", ">")
_SENTENCE: Final = 200  # a line this long says something, whatever else it holds


@dataclass(frozen=True)
class Residue(Filter):
    """`share`: the largest share of such lines; a text of fewer than `lines` lines is left alone
    unless every line is one. `menu`: the largest share of lines of a word or two in a text of at
    least `menu_lines` lines."""

    share: float = 0.2
    lines: int = 5
    menu: float = 0.6
    menu_lines: int = 20
    name = "residue"

    def reason(self, document: Document) -> str:
        lines = document.lines
        # What the whole text lacks no line of it needs to be asked for.
        within = tuple(phrase for phrase in _WITHIN if phrase in document.lowered)
        left = sum(_is_residue(line.lower(), within) for line in lines if len(line) < _SENTENCE)
        most = self.share * len(lines) if len(lines) >= self.lines else len(lines) - 1
        if left > most:
            return "page_residue"
        if document.prose and len(lines) >= self.menu_lines:
            entries = sum(_is_entry(line) for line in lines)
            return "page_residue" if entries > self.menu * len(lines) else ""
        return ""


def _is_entry(line: str) -> bool:
    """A word or two, as a menu has them: no item of a list, no end of a sentence."""
    short = len(line) <= (8 if not line.isascii() else 24)
    return short and line[0] not in "-•·*#|0123456789" and line[-1] not in ".。！？!?;；:：,，、"


def _is_residue(line: str, within: tuple[str, ...]) -> bool:
    if line.rstrip(" :|›»>.…：") in _ALONE or any(phrase in line for phrase in within):
        return True
    # A sentence may begin as a button does.
    if len(line) < 80 and line.startswith(_BEGIN):
        return True
    if any(sign in line for sign in _CODE_SIGNS) and _CODE.search(line):
        return True
    return any(sign in line for sign in _TRAIL_SIGNS) and _TRAIL.match(line) is not None


make = Residue
