"""The form in which names and questions are compared: one width, one script, one case, plain quotation marks."""

from __future__ import annotations

import functools
import re
import threading
import unicodedata

import opencc

from graph.names import key

_HAN = re.compile(r"[㐀-鿿]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("‘’‛`´", "'"),
        **dict.fromkeys("“”„‟«»《》〈〉「」『』", '"'),
        **dict.fromkeys("—–−‑", "-"),
        **dict.fromkeys("·・‧", " "),
        "，": ",",
        "；": ";",
        "：": ":",
        "！": "!",
        "？": "?",
        "。": ".",
        "、": ",",
        "（": "(",
        "）": ")",
    }
)
#: Letters with accents, and an acronym with the number of a session run on: UNEA4.
_ACCENTED = re.compile(r"[À-ɏ]")
_RUN_ON = re.compile(r"(?<![A-Za-z0-9/.-])([A-Z]{3,5})(\d{1,2})(?![A-Za-z0-9/.-])")
_QUOTE = re.compile(r'"')
_SPACE = re.compile(r"\s+")
_ARTICLE = re.compile(
    r"(?i)\b(of|for|in|at|to|on|and|by|from|under|with|between|that|did|does|was|were|is|are|has|had|have|when|where|which|what) (?:the|an|a) (?=\w)"
)
_POSSESSIVE = re.compile(r"(?<=[A-Za-z])'s\b|(?<=s)'(?=\s)")
_SHORT_WORDS = (
    (re.compile(r"(?i)\bwhat's\b"), "what is"),
    (re.compile(r"(?i)\bwho's\b"), "who is"),
    (re.compile(r"(?i)\bwhere's\b"), "where is"),
    (re.compile(r"(?i)\bwhen's\b"), "when is"),
    (re.compile(r"(?i)\bit's\b"), "it is"),
    (re.compile(r"(?i)\b(did|does|do|was|were|is|are|has|have|had)n't\b"), r"\1 not"),
)
#: A converter is not safe to share between threads, and costs a few milliseconds to make.
_local = threading.local()


@functools.lru_cache(maxsize=65536)
def simplified(text: str) -> str:
    """Traditional characters as simplified ones; text without Chinese characters comes back as it is.

    >>> simplified("環境署由哪項決議設立")
    '环境署由哪项决议设立'
    """
    if not _HAN.search(text):
        return text
    converter = getattr(_local, "converter", None)
    if converter is None:
        converter = _local.converter = opencc.OpenCC("t2s")
    return str(converter.convert(text))


def cased(text: str) -> str:
    """The form in which names and questions are compared, but for the case, by which WHO is told from who.

    Articles inside are left out: people put them where names have none. One at the beginning stays.
    """
    text = key(unicodedata.normalize("NFKC", text).translate(_PLAIN)).translate(_PLAIN)
    text = simplified(text)
    if _ACCENTED.search(text):
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    text = _RUN_ON.sub(r"\1-\2", text)
    for pattern, long in _SHORT_WORDS:
        text = pattern.sub(long, text)
    text = _QUOTE.sub("", _POSSESSIVE.sub("", text))
    return _SPACE.sub(" ", _ARTICLE.sub(r"\1 ", text)).strip()


@functools.lru_cache(maxsize=131072)
def normal(text: str) -> str:
    """The form in which names and questions are compared. Quotation marks and the possessive 's are gone.

    >>> normal("《巴厘戰略計劃》"), normal("UNEP’s  Division")
    ('巴厘战略计划', 'unep division')
    """
    return cased(text).lower()


def language_of(text: str) -> str:
    """`zh` or `en`: the language of the asker's own words. English words in a Chinese sentence leave it Chinese; a
    Chinese name in an English sentence leaves it English.

    >>> language_of("EMG由谁设立？"), language_of("Which decision created 环境管理小组?"), language_of("EMG")
    ('zh', 'en', 'en')
    """
    han = len(_HAN.findall(text))
    if not han:
        return "en"
    asks = re.match(r"\s*(?:and |so |then )?(?:which|what|who|whom|whose|when|where|how|did|does|do|is|are|was|were|has|have|list|show|tell|give|name|in|by|under|on)\b",
                    text, re.IGNORECASE)  # fmt: skip
    return "en" if asks and len(_LATIN_WORD.findall(text)) >= 2 else "zh"
