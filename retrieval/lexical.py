"""BM25 for Chinese and English: the sparse vectors of passages and questions.

The tokenizer is Qdrant's multilingual one, for both stores: it segments Chinese, stems English and
drops stop words and bare numbers. A term is known only by its number, a hash of the token.
"""

from qdrant_edge import Bm25, Bm25Config, Language, SparseVector, StopwordsSet, TokenizerType

# What people ask with, beside what they ask about; Qdrant's own lists are for prose. Words are
# compared as terms: the tokenizer rewrites Chinese characters before it looks for stop words, so
# that its own lists, and any given to it, miss some (应该, 请问, 为什么).
_ASKING_EN = """tell please know need would could may might must get got give take make want like
    help explain describe mean say does did going happen happens always lately"""
_ASKING_ZH = """什么 怎么 怎样 怎么样 怎么办 为什么 多少 如何 哪些 是否 可以 应该 需要 时候 吗 嘛 吧
    啊 呀 呢 的 了 是 有 去 来 吃 能 会 得 要 想 办 样 挂 科 帮 请 请问 问 知道 告诉 一下 咨询 情况
    最近 总是 老是 经常 我 你 您 他 她"""


class Lexical:
    """Reusable and thread-safe: nothing changes after it is made."""

    def __init__(self) -> None:
        stopwords = StopwordsSet(languages={Language.English, Language.Chinese})
        self._bm25 = Bm25(Bm25Config(tokenizer=TokenizerType.Multilingual, stopwords=stopwords))
        asking = f"{_ASKING_EN} {_ASKING_ZH}".split()
        self._asking = {term for word in asking for term in self._bm25.embed_query(word).indices}

    def document(self, text: str) -> SparseVector:
        return self._bm25.embed_document(_encodable(text))

    def query(self, text: str) -> SparseVector:
        """Every distinct content term once; empty for a text that has none."""
        found = self._bm25.embed_query(_encodable(text)).indices
        terms = [term for term in found if term not in self._asking]
        return SparseVector(terms, [1.0] * len(terms))

    def terms(self, text: str) -> frozenset[int]:
        return frozenset(self.query(text).indices)


def _encodable(text: str) -> str:
    """A lone surrogate (half an emoji, cut by a client) cannot cross into the engine."""
    return text.encode("utf-8", "replace").decode("utf-8")
