"""The formats that are read, by the ending of a file's name. A new one is one file here and one line in `READERS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ingest.formats import docx, html, pdf, text
from ingest.formats.layout import Extract
from ingest.source import UnreadableSource

#: Reads the bytes of a file; the name is for messages. Raises UnreadableSource.
Reader = Callable[[bytes, str], Extract]

READERS: Mapping[str, Reader] = {
    ".txt": text.read,
    ".docx": docx.read,
    ".pdf": pdf.read,
    ".html": html.read,
    ".htm": html.read,
}
#: Endings of files that hold documents in a form that is not read, and the mend.
REFUSED: Mapping[str, str] = {
    **dict.fromkeys(
        (".doc", ".rtf", ".odt", ".wpd", ".wps", ".pages", ".epub", ".dotx", ".docm"),
        "save the document as .docx or .pdf",
    ),
    **dict.fromkeys((".tar", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar"), "unpack it, or pack it as .zip"),
    **dict.fromkeys((".xls", ".xlsx", ".ods", ".ppt", ".pptx"), "export what is to be read as .docx or .pdf"),
}
#: How files of other kinds begin.
_MAGIC = (
    (b"%PDF-", ".pdf"), (b"PK\x03\x04", "zip"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"), (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a PNG image"), (b"\xff\xd8\xff", "a JPEG image"), (b"GIF8", "a GIF image"), (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"), (b"\x7fELF", "a program"), (b"\x1f\x8b", "a gzip file"), (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"), (b"SQLite format 3", "a database"),
)  # fmt: skip


def read(data: bytes, name: str, suffix: str) -> Extract:
    """What stands in a file of one of the kinds in `READERS`.

    Raises UnreadableSource with the reason and the mend: for files that are empty, of another kind than their name says,
    damaged, protected, or without text.
    """
    if not data.strip():
        raise UnreadableSource(f"{name}: the file is empty; download or save it again")
    kind = next((kind for magic, kind in _MAGIC if data.startswith(magic)), "")
    if kind == "ole":
        raise UnreadableSource(f"{name}: {_compound(data)}")
    if kind == ".pdf" != suffix:
        raise UnreadableSource(f"{name}: this is a PDF file whatever its name says; call it .pdf")
    if kind == "zip" and suffix != ".docx":
        raise UnreadableSource(f"{name}: this is a ZIP or DOCX file whatever its name says; call it .zip or .docx")
    if " " in kind:
        raise UnreadableSource(f"{name}: this is {kind} and no document; give the text of the document")
    return READERS[suffix](data, name)


def _compound(data: bytes) -> str:
    """What an OLE compound file is: a protected DOCX, or a document of Word before 2007."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "the document is protected by a password; save it without one"
    return "this is a document of Word before 2007 (.doc); save it as .docx"
