"""What the property table of a legal site (thuộc tính văn bản) says of a document's head."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus import kinds
from corpus.model import Evidence, Source
from extract.chunks import NUMBER

_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_PREFIX = "Số: "


def find(source: Source, symbol: str) -> Iterator[tuple[str, object, Evidence]]:
    """Values by their names in the record, each with its place. symbol: what the text itself gives, or nothing."""
    for line in source.lines:
        if line.origin != "property":
            continue
        name, _, value = source.of(line).partition(":")
        name, value = name.lower(), value.strip()
        place = Evidence(line.end - len(value), line.end, rule="property-table")
        if name in ("số hiệu", "số ký hiệu", "số/ký hiệu") and (match := NUMBER.match(f"{_PREFIX}{value}")):
            symbol = symbol or match["symbol"]
            at = place.start - len(_PREFIX)
            number = int(match["number"]) if match["number"] else None
            for key, said in (("symbol", match["symbol"]), ("number", number)):
                yield key, said, replace(place, start=at + match.start(key), end=at + match.end(key))
        elif name == "ngày ban hành" and (day := _DAY.match(value)):
            yield "date", f"{day[3]}-{int(day[2]):02}-{int(day[1]):02}", place
        elif name == "loại văn bản":
            yield "kind", kinds.code_of(value), place
        elif name in ("cơ quan ban hành", "nơi ban hành") and "UBND" in symbol:
            yield "issuer", f"Ủy ban nhân dân {value[:1].lower()}{value[1:]}", place
