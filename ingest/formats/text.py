"""Plain text in the encodings that texts of the United Nations come in."""

from __future__ import annotations

import re

from ingest.formats.layout import Extract
from ingest.source import UnreadableSource

_KNOWN = "UTF-8, UTF-16, GB18030 nor Windows-1252"
_MEND = "open it in an editor that shows it right and save it as UTF-8"
_BROKEN = "\ufffd"
#: Bytes to which Windows-1252 gives no character.
_NOT_1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_HIGH = re.compile(rb"[\x80-\xff]+")
_HAN = re.compile(r"[一-鿿]")


def read(data: bytes, name: str) -> Extract:
    """The text of a plain-text file. Raises UnreadableSource."""
    return Extract(decode(data, name))


def decode(data: bytes, name: str) -> str:
    """Bytes to text.

    UTF-8 and UTF-16 (with a mark of byte order or without) are told by their form, GB18030 from Windows-1252 by how the
    high bytes stand: in runs there, alone between letters here. Raises UnreadableSource for binary files, for bytes in no
    encoding that is known here, and for text that was broken when it was saved.
    """
    text = _unicode(data, name) or _legacy(data, name)
    if text.count(_BROKEN) * 200 > len(text):
        raise UnreadableSource(f"{name}: one character in {len(text) // text.count(_BROKEN)} was lost when it was saved; {_MEND}")
    return text


def _unicode(data: bytes, name: str) -> str:
    """The text where the bytes are Unicode of some form, else nothing."""
    if data[:4] in (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff"):
        raise UnreadableSource(f"{name}: UTF-32 is not read; save it as UTF-8")
    marked = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    if marked or b"\x00" in data[:4096]:
        order = "utf-16" if marked else _order(data)
        try:
            text = data.decode(order) if order else ""
        except UnicodeDecodeError:
            text = ""
        if not text or "\x00" in text:
            raise UnreadableSource(f"{name}: this is no text file (it holds NUL bytes); give the text of the document")
        return text
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text = data.decode("utf-8", "replace")
        if sum(c > "\x7f" for c in text) > 10 * text.count(_BROKEN):
            raise UnreadableSource(f"{name}: this is UTF-8 but for byte {error.start + 1}; {_MEND}") from error
    # Chinese in UTF-16 may hold no NUL byte at all.
    if order := _order(data):
        return data.decode(order)
    return ""


def _order(data: bytes) -> str:
    """The byte order of UTF-16 without a mark; nothing where the bytes are no such text."""
    head = data[: 4096 - len(data) % 2]
    if len(head) % 2:
        head = head[:-1]
    for order in ("utf-16-le", "utf-16-be"):
        try:
            text = head.decode(order)
        except UnicodeDecodeError:
            continue
        usual = sum(c in "\r\n\t，。、；：（）“”《》’–" or " " <= c <= "~" or "一" <= c <= "鿿" for c in text)
        # Other bytes read as UTF-16 give Chinese characters by chance, but neither spaces, line ends nor stops.
        if usual * 20 >= 19 * len(text) and re.search(r"[ \n，。、]", text) and len(data) % 2 == 0:
            return order
    return ""


def _legacy(data: bytes, name: str) -> str:
    """The text of bytes that are no Unicode: Chinese of the mainland, or a Western European language."""
    runs = [len(run) for run in _HIGH.findall(data)]
    in_pairs = sum(n for n in runs if n > 1) * 2 > sum(runs)
    if in_pairs:
        try:
            text = data.decode("gb18030")
        except UnicodeDecodeError:
            text = ""
        # In other encodings of Chinese the same bytes give characters that hardly anybody writes.
        han = _HAN.findall(text)
        if han and sum(_is_common(c) for c in han) * 10 >= 9 * len(han):
            return text
        if text and len(han) * 2 > sum(map(str.isalpha, text)):
            raise UnreadableSource(f"{name}: neither {_KNOWN}, but perhaps Chinese in Big5 or another encoding; {_MEND}")
    elif not _NOT_1252.search(data):
        return data.decode("cp1252")
    raise UnreadableSource(f"{name}: neither {_KNOWN}; {_MEND}")


def _is_common(char: str) -> bool:
    """Whether a character is of the first level of GB 2312: the 3,755 in everyday use."""
    try:
        return 0xB0 <= char.encode("gb2312")[0] <= 0xD7
    except UnicodeEncodeError:
        return False
