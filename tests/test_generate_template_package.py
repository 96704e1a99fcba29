"""Packages that are no honest template: macros, links, entities, bombs, huge pictures; each refused in a sentence."""

from __future__ import annotations

import re
import resource
import struct
import time
import zipfile
import zlib
from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path

import pytest

from corpus.errors import TemplateError
from corpus.model import Document
from generate import template_package
from generate.template_package import inspect
from kehoach.templating import examine, rendered
from tests import patterns

PLAN = Path(str(files("generate.templates").joinpath("ke_hoach.docx")))
_PARAGRAPH = b"<w:p><w:r><w:t>a</w:t></w:r></w:p>"
_REL = (
    '<Relationship Id="rId900" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"'
    ' Target="{target}" TargetMode="External"/></Relationships>'
)
Change = Callable[[dict[str, bytes]], None]


def packed(folder: Path, change: Change) -> Path:
    """The template of plans with its parts changed."""
    with zipfile.ZipFile(PLAN) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    change(parts)
    path = folder / "ke_hoach.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return path


def in_body(words: bytes) -> Change:
    def change(parts: dict[str, bytes]) -> None:
        parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:body>", b"<w:body>" + words, 1)

    return change


def before_root(words: bytes) -> Change:
    def change(parts: dict[str, bytes]) -> None:
        parts["word/document.xml"] = re.sub(
            rb"(<\?xml[^>]*>)?", rb"\g<0>" + words, parts["word/document.xml"], count=1
        )

    return change


def linked(kind: str, target: str) -> Change:
    def change(parts: dict[str, bytes]) -> None:
        name = "word/_rels/document.xml.rels"
        parts[name] = parts[name].replace(b"</Relationships>", _REL.format(kind=kind, target=target).encode())

    return change


def with_part(name: str, data: bytes) -> Change:
    return lambda parts: parts.update({name: data})


def picture(width: int, height: int) -> bytes:
    """A PNG that says it has this size, and holds nothing."""
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"")),
        (b"IEND", b""),
    )
    said = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(said)


_LAUGHS = b'<!DOCTYPE a [<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY a%d "%s">' % (at, (b"&a%d;" % (at - 1) if at > 1 else b"&a;") * 10) for at in range(1, 12)
)
HOSTILE: Mapping[str, tuple[Change, str]] = {
    "macros": (with_part("word/vbaProject.bin", b"\xd0\xcf"), "macro"),
    "macro document": (
        lambda parts: parts.update(
            {
                "[Content_Types].xml": parts["[Content_Types].xml"].replace(
                    b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                    b"application/vnd.ms-word.document.macroEnabled.main+xml",
                )
            }
        ),
        "macro",
    ),
    "ActiveX": (with_part("word/activeX/activeX1.bin", b"x"), "macro"),
    "laughs": (before_root(_LAUGHS + b"]>"), "thực thể"),
    "file as entity": (before_root(b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), "thực thể"),
    "remote template": (linked("attachedTemplate", "http://127.0.0.1/a.dotm"), "liên kết"),
    "remote picture": (linked("image", "http://127.0.0.1/a.png"), "liên kết"),
    "template that says hyperlink": (linked("attachedTemplate", "http://evil.example/hyperlink"), "liên kết"),
    "mode with spaces": (
        lambda parts: parts.update(
            {
                "word/_rels/document.xml.rels": parts["word/_rels/document.xml.rels"].replace(
                    b"</Relationships>",
                    _REL.format(kind="image", target="http://127.0.0.1/a.png").replace("=", " = ").encode(),
                )
            }
        ),
        "liên kết",
    ),
    "links in UTF-16": (
        lambda parts: parts.update(
            {
                "word/_rels/document.xml.rels": parts["word/_rels/document.xml.rels"]
                .replace(b"</Relationships>", _REL.format(kind="image", target="http://127.0.0.1/a.png").encode())
                .decode()
                .replace("UTF-8", "UTF-16")
                .encode("utf-16")
            }
        ),
        "UTF-8",
    ),
    "another encoding": (with_part("word/a.xml", b'<?xml version="1.0" encoding = "UTF-7"?><a/>'), "UTF-8"),
    "tags without end": (with_part("word/a.xml", b"<a" * 20_000), "bị hỏng"),
    "deep behind a comment": (in_body(b"<w:p><!--</w:p>-->" * 2000 + b"</w:p>" * 2000), "lồng nhau"),
    "file as object": (linked("oleObject", "file:///etc/passwd"), "liên kết"),
    "zip bomb": (in_body(_PARAGRAPH * 3_000_000), "giải nén"),
    "many parts": (lambda parts: parts.update({f"word/p{at}.xml": bytes(1 << 20) for at in range(80)}), "giải nén"),
    "huge picture": (with_part("word/media/image1.png", picture(60_000, 60_000)), "ảnh quá lớn"),
    "large picture": (with_part("word/media/image1.png", picture(12_000, 12_000)), "ảnh quá lớn"),
    "deep": (in_body(b"<w:tbl><w:tr><w:tc>" * 2000 + b"</w:tc></w:tr></w:tbl>" * 2000), "lồng nhau"),
}
_SECONDS, _BYTES = 2.0, 256 << 20


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_package_is_refused_in_a_sentence(name: str, tmp_path: Path) -> None:
    change, says = HOSTILE[name]
    path = packed(tmp_path, change)
    began, held = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(TemplateError) as refused:
        inspect(path)
    assert time.process_time() - began < _SECONDS
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - held) * 1024 < _BYTES
    sentence = str(refused.value)
    assert says in sentence
    assert sentence.startswith("Mẫu «ke_hoach.docx» ")
    assert sentence.count(".") == sentence.count(".docx") + 1  # one sentence


@pytest.mark.parametrize("name", ["macros", "remote picture", "laughs"])
def test_it_is_refused_wherever_a_template_is_used(name: str, tmp_path: Path) -> None:
    path = packed(tmp_path, HOSTILE[name][0])
    with pytest.raises(TemplateError, match=HOSTILE[name][1]):
        examine(path)
    with pytest.raises(TemplateError, match=HOSTILE[name][1]):
        rendered(Document(kind="KH"), path)


@pytest.mark.parametrize(
    "change",
    [
        lambda _: None,
        linked("hyperlink", "https://vanban.chinhphu.vn"),  # followed by a click only
        with_part("word/media/image1.png", picture(600, 200)),  # an emblem
        with_part("word/media/image2.emf", b"\x01\x00\x00\x00"),
    ],
)
def test_an_honest_package_passes(change: Change, tmp_path: Path) -> None:
    inspect(packed(tmp_path, change))


def test_our_own_templates_pass() -> None:
    for path in PLAN.parent.glob("*.docx"):
        inspect(path)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"not a zip at all"])
def test_what_is_no_package_is_told(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    with pytest.raises(TemplateError, match="không phải tệp Word"):
        inspect(path)


def test_a_broken_stream_is_told(tmp_path: Path) -> None:
    path = packed(tmp_path, lambda _: None)
    data = bytearray(path.read_bytes())
    at = 30 + int.from_bytes(data[26:28], "little") + int.from_bytes(data[28:30], "little")
    data[at : at + 8] = b"\xff" * 8
    path.write_bytes(data)
    with pytest.raises(TemplateError, match="bị hỏng"):
        inspect(path)


ROWS: list[patterns.Row] = [
    ("template_package._MACROS", "word/vbaProject.bin", "vbaProject"),
    ("template_package._MACROS", "word/document.xml", None),
]


@pytest.mark.parametrize(("name", "text", "found"), ROWS)
def test_each_pattern(name: str, text: str, found: str | None) -> None:
    assert patterns.found(patterns.named([template_package])[name], text) == found
