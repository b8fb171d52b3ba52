"""What a page says of itself for programs: JSON-LD, schema.org/Legislation."""

from __future__ import annotations

import json
from typing import Any

from regcheck.model import Provision
from regcheck.reporters.markup import well_formed
from regcheck.site.page import href, shown
from regcheck.site.reading import Reading

_CONTEXT = "https://schema.org"


def regulation_data(reading: Reading) -> dict[str, Any]:
    """The text as a whole, with its articles as parts."""
    document = reading.document
    parts = [_part(reading, each, reading.home) for each in reading.outline.articles]
    data: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "Legislation",
        "name": reading.title,
        "alternateName": reading.name,
        "legislationIdentifier": reading.folder,
        "legislationType": document.kind,
        "inLanguage": "zh-Hans-CN",
        "creativeWorkStatus": reading.mark,
        "hasPart": parts,
    }
    data |= _force(reading)
    if reading.earlier:
        data["isBasedOn"] = {"@type": "Legislation", "name": reading.earlier.name}
    return data


def article_data(reading: Reading, article: Provision) -> dict[str, Any]:
    """One article as a part of its text, with the words of its 款 and 项."""
    return {
        "@context": _CONTEXT,
        **_part(reading, article, f"{reading.folder}/{article.id}.html"),
        **_force(reading),
        "inLanguage": "zh-Hans-CN",
        "text": shown(reading.source.slice(reading.extent(article))),
        "isPartOf": {"@type": "Legislation", "name": reading.title},
    }


def _force(reading: Reading) -> dict[str, Any]:
    """A draft is not in force; of an enacted text, the day of its wording where it is told."""
    if reading.document.stage != "enacted":
        return {"legislationLegalForce": "https://schema.org/NotInForce"}
    adopted = reading.facts.adopted
    return {"legislationDateVersion": adopted.isoformat()} if adopted else {}


def _part(reading: Reading, article: Provision, page: str) -> dict[str, Any]:
    """An article as a part, its place told from a page."""
    return {
        "@type": "Legislation",
        "legislationIdentifier": article.id,
        "name": reading.citation(article),
        "url": href(reading.to(article.id), page),
    }


def json_ld(data: Any) -> str:
    """Data as it may stand in a script element: no word of a draft ends the element."""
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    safe = written.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return well_formed(safe)
