"""Which symbol an address leads to."""

from __future__ import annotations

import pytest

from ingest.links import symbol_of


@pytest.mark.parametrize(
    ("address", "symbol"),
    [
        ("https://undocs.org/en/A/RES/97/3", "A/RES/97/3"),
        ("http://www.undocs.org/A/RES/97/3", "A/RES/97/3"),
        ("https://undocs.org/zh/A/RES/1212(XX)", "A/RES/1212(XX)"),
        ("https://docs.un.org/en/A/79/6(Sect.22)", "A/79/6(Sect.22)"),
        ("https://docs.un.org/en/A/RES/97/29a", "A/RES/97/29A"),
        ("https://docs.un.org/en/S/RES/1325%20(2000)", "S/RES/1325(2000)"),
        ("https://undocs.org/UNEP/EA.9/Res.4", "UNEP/EA.9/RES.4"),
        ("https://documents.un.org/api/symbol/access?s=E/2031/9&l=zh&t=pdf", "E/2031/9"),
        ("https://www.un.org/en/ga/search/view_doc.asp?symbol=A%2FRES%2F97%2F3", "A/RES/97/3"),
        ("https://undocs.org/Home/Mobile?FinalSymbol=E%2F9&Language=E", "E/9"),
        ("https://unhabitat.org/resolution-21", None),
        ("https://docs.un.or/en/A/RES/97/3", None),
        ("https://undocs.org.example.com/A/RES/97/3", None),
        ("https://www.un.org/en/about-us", None),
        ("https://undocs.org/", None),
        ("mailto:a@un.org", None),
        ("https://[", None),
        ("", None),
    ],
)
def test_addresses(address: str, symbol: str | None) -> None:
    assert symbol_of(address) == symbol
