"""What becomes of files that are no sound document: each one named state and one sentence that says what to do."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from corpus import errors, office
from extract import read_bytes
from extract.readers import office as office_reader
from kehoach.intake import take_in
from kehoach.intake.supervisor import STATES

SAMPLES = Path(str(files("corpus.samples")))
DOCX = (SAMPLES / "01_ke_hoach_tinh_khe_giang.docx").read_bytes()
PDF = (SAMPLES / "03_ke_hoach_xa_vam_tram.pdf").read_bytes()
HTML = (SAMPLES / "08_ke_hoach_so_hoa_ho_so.html").read_bytes()
RTF = rb"{\rtf1\ansi K\u7870?HO\u7840?CH}"
DOCUMENT = "word/document.xml"
SENTENCE = re.compile(r"[A-ZĐÀ-Ỹ][^\n.!?]{10,200}; đề nghị [^\n.]{8,100}\.")


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    archive = zipfile.ZipFile(io.BytesIO(data))
    return {name: archive.read(name) for name in archive.namelist()}


def without(part: str) -> bytes:
    return zipped({name: data for name, data in unzipped(DOCX).items() if name != part})


def cut(part: str, share: float) -> bytes:
    parts = unzipped(DOCX)
    return zipped(parts | {part: parts[part][: int(len(parts[part]) * share)]})


def spoilt(data: bytes, start: float, end: float) -> bytes:
    first, last = int(len(data) * start), int(len(data) * end)
    return data[:first] + bytes((at * 7 + 3) % 256 for at in range(last - first)) + data[last:]


def first_part(data: bytes, share: float) -> bytes:
    return data[: int(len(data) * share)]


def ole(*streams: str) -> bytes:
    """As much of an OLE file as tells what it holds: its mark and the names of its streams."""
    names = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in streams)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + names


# A name says nothing: what the file holds decides.
@pytest.mark.parametrize(
    ("name", "data", "form"),
    [
        ("a.pdf", DOCX, "docx"),
        ("a.doc", HTML, "html"),
        ("a.docx", PDF, "pdf"),
        ("a", PDF, "pdf"),
        ("a.docx", HTML, "html"),
    ],
    ids=["docx named pdf", "html named doc", "pdf named docx", "pdf without a name", "html named docx"],
)
def test_a_wrong_name_changes_nothing(name: str, data: bytes, form: str) -> None:
    found = read_bytes(data, name)
    assert found.source.format == form
    assert found.kind == "KH"
    assert found.number is not None


UNREADABLE: list[tuple[str, bytes, type[errors.SourceError], str]] = [
    ("nothing.docx", b"", errors.EmptyFile, "nộp lại đúng tệp"),
    ("spaces.txt", b"  \n\t \r\n", errors.EmptyFile, "nộp lại đúng tệp"),
    ("zeros.pdf", bytes(500), errors.EmptyFile, "nộp lại đúng tệp"),
    ("hard-spaces.txt", "\u00a0\u200b\n".encode(), errors.EmptyFile, "kiểm tra lại tệp gốc"),
    ("no-words.docx", zipped(unzipped(DOCX) | {DOCUMENT: b"<a/>"}), errors.DamagedFile, "lưu lại bản mới"),
    ("zip.docx", zipped({"a.txt": b"x", "b/c.jpg": b"y"}), errors.UnknownFormat, "giải nén"),
    ("docx-in-zip.docx", zipped({"ke-hoach.docx": DOCX}), errors.UnknownFormat, "giải nén"),
    ("rar.docx", b"Rar!\x1a\x07\x01\0" + bytes(90), errors.UnknownFormat, "giải nén"),
    ("7z.pdf", b"7z\xbc\xaf\x27\x1c" + bytes(90), errors.UnknownFormat, "giải nén"),
    ("sheet.docx", zipped({"[Content_Types].xml": b"", "xl/workbook.xml": b""}), errors.UnknownFormat, "Excel"),
    ("slides.docx", zipped({"[Content_Types].xml": b"", "ppt/a.xml": b""}), errors.UnknownFormat, "PowerPoint"),
    ("sheet.doc", ole("Root Entry", "Workbook"), errors.UnknownFormat, "Excel"),
    ("slides.doc", ole("Root Entry", "PowerPoint Document"), errors.UnknownFormat, "PowerPoint"),
    ("mail.doc", ole("Root Entry", "__substg1.0_0037001F"), errors.UnknownFormat, "đính kèm"),
    ("other.doc", ole("Root Entry", "Contents"), errors.UnknownFormat, "DOCX hoặc PDF"),
    ("photo.pdf", b"\xff\xd8\xff\xe0" + bytes(90), errors.UnknownFormat, "chuyển ảnh thành tệp PDF"),
    ("picture.docx", b"\x89PNG\r\n\x1a\n" + bytes(90), errors.UnknownFormat, "chuyển ảnh thành tệp PDF"),
    ("fax.pdf", b"II*\0" + bytes(90), errors.UnknownFormat, "chuyển ảnh thành tệp PDF"),
    ("film.pdf", bytes(4) + b"ftypmp42" + bytes(90), errors.UnknownFormat, "âm thanh hoặc video"),
    ("program.docx", b"MZ\x90\0" + bytes(90), errors.UnknownFormat, "công nghệ thông tin"),
    ("noise.pdf", bytes(range(1, 256)), errors.UnknownFormat, "DOCX hoặc PDF"),
    ("first-third.docx", first_part(DOCX, 0.3), errors.DamagedFile, "lưu lại bản mới"),
    ("lost-end.docx", first_part(DOCX, 0.95), errors.DamagedFile, "lưu lại bản mới"),
    ("spoilt-middle.docx", spoilt(DOCX, 0.4, 0.5), errors.DamagedFile, "lưu lại bản mới"),
    ("spoilt-beginning.docx", spoilt(DOCX, 0.0, 0.1), errors.UnknownFormat, "DOCX hoặc PDF"),
    ("no-body.docx", without(DOCUMENT), errors.DamagedFile, "lưu lại bản mới"),
    ("empty-body.docx", cut(DOCUMENT, 0.0), errors.DamagedFile, "lưu lại bản mới"),
    ("first-tenth.pdf", first_part(PDF, 0.1), errors.DamagedFile, "lưu lại bản mới"),
    ("half.pdf", first_part(PDF, 0.5), errors.DamagedFile, "lưu lại bản mới"),
    ("lost-end.pdf", first_part(PDF, 0.95), errors.DamagedFile, "lưu lại bản mới"),
    ("head-only.pdf", b"%PDF-1.7\n", errors.DamagedFile, "lưu lại bản mới"),
    ("locked.docx", ole("Root Entry", "EncryptedPackage", "EncryptionInfo"), errors.EncryptedFile, "bỏ mật khẩu"),
]


@pytest.mark.parametrize(("name", "data", "error", "advice"), UNREADABLE, ids=[row[0] for row in UNREADABLE])
def test_what_cannot_be_read_is_a_named_error_that_says_what_to_do(
    name: str, data: bytes, error: type[errors.SourceError], advice: str
) -> None:
    with pytest.raises(errors.SourceError) as raised:
        read_bytes(data, name)
    assert type(raised.value) is error
    assert SENTENCE.fullmatch(str(raised.value)), str(raised.value)
    assert advice in str(raised.value)
    assert raised.value.state in STATES


def locked_pdf() -> bytes:
    """A PDF that only opens with a password: its keys (ISO 32000-1, 7.6.3) fit no empty one."""
    key = "00" * 32
    lock = f"<< /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -4 >>"
    trailer = re.search(rb"trailer\s*<<", PDF)
    start = re.search(rb"startxref\s+(\d+)", PDF)
    assert trailer is not None
    assert start is not None
    return PDF[: trailer.end()] + f" /Encrypt {lock} /ID [<00><00>] ".encode() + PDF[trailer.end() :]


def test_a_pdf_with_a_password_says_so() -> None:
    with pytest.raises(errors.EncryptedFile, match="PDF có mật khẩu; đề nghị bỏ mật khẩu rồi nộp lại"):
        read_bytes(locked_pdf(), "a.pdf")


@pytest.mark.libreoffice
def test_a_doc_with_a_password_is_told_without_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "a.docx"
    source.write_bytes(DOCX)
    (made,) = office.convert((source,), tmp_path / "doc", "doc")
    data = bytearray(made.read_bytes())
    # The information block of a Word text begins its stream, at the beginning of a sector ([MS-DOC], 2.5.1).
    at = next(at for at in range(512, len(data), 512) if data[at : at + 2] == b"\xec\xa5")
    data[at + 11] |= 1

    def never(*_: object, **__: object) -> tuple[Path, ...]:
        raise AssertionError("LibreOffice was started")

    monkeypatch.setattr(office_reader, "convert", never)
    with pytest.raises(errors.EncryptedFile, match="Word có mật khẩu; đề nghị bỏ mật khẩu rồi nộp lại"):
        read_bytes(bytes(data), "a.doc")


# --- what is read, with a note -----------------------------------------------------------------------------------

POEM = (
    "Sáng nay trời đổ mưa rào\nHàng cau trước ngõ lao xao gió đùa\n"
    "Mẹ ngồi đan nốt áo thưa\nNghe con tập đọc, nắng vừa sang sân.\n"
)
LOG = "2026-11-25 08:30:01 INFO server started on port 8080\n2026-11-25 08:30:02 WARN disk 91% full\n"
CODE = 'def main():\n    for i in range(10):\n        print(i)\n\n\nif __name__ == "__main__":\n    main()\n'
ENGLISH = "Dear team,\n\nThe report is due on Friday. Please send 10 figures.\n\n1. Revenue\n3. Costs\n\nJohn Smith\n"
LETTER = (
    "Bạn thân mến,\n\nDạo này mình vẫn khỏe. Hôm qua mình đi chợ với mẹ và mua được 3 cân cam.\n\nThân ái,\nLan\n"
)


@pytest.mark.parametrize(
    "text",
    [POEM * 3, LOG * 20, CODE * 5, ENGLISH, LETTER, f"<html><body><p>{POEM}</p></body></html>"],
    ids=["poem", "log", "code", "English", "letter to a friend", "page with a poem"],
)
def test_a_text_that_is_no_document_gets_one_note_and_keeps_its_words(text: str) -> None:
    found = read_bytes(text.encode(), "a.txt")
    (note,) = found.warnings
    assert note.code == "no-document"
    assert SENTENCE.fullmatch(note.message)
    assert (found.kind, found.number, found.title, found.level, found.period) == (None, None, None, None, None)
    kept = "".join(found.text.split())
    assert all("".join(line.split()) in kept for line in re.sub("<[^>]*>", "", text).splitlines())


@pytest.mark.parametrize(
    "text",
    [
        "KẾ HOẠCH\nChuyển đổi số",
        "UBND XÃ BÌNH LÂM\nSố: 5/QĐ-UBND\n",
        "1. Sở Nội vụ chủ trì, phối hợp với Sở Tài chính rà soát.",
    ],
    ids=["kind", "number", "a task alone"],
)
def test_a_piece_of_a_document_is_no_other_text(text: str) -> None:
    assert "no-document" not in {note.code for note in read_bytes(text.encode(), "a.txt").warnings}


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: cut(DOCUMENT, 0.5), "damaged-part"),
        (lambda: cut("word/styles.xml", 0.5), "damaged-part"),
        (lambda: first_part(HTML, 0.5), "truncated"),
    ],
    ids=["half a body", "half the styles", "half a page"],
)
def test_what_is_read_in_part_says_so(make: Callable[[], bytes], code: str) -> None:
    found = read_bytes(make(), "a")
    assert found.kind == "KH"
    (message,) = [note.message for note in found.warnings if note.code == code]
    assert message.endswith(".")


def test_the_register_names_the_state_of_each(tmp_path: Path) -> None:
    made = {
        "0.docx": (DOCX, "xong"),
        "1.pdf": (b"", "rong"),
        "2.txt": (POEM.encode(), "khong-phai-van-ban"),
        "3.docx": (cut(DOCUMENT, 0.5), "can-xem-lai"),
        "4.docx": (first_part(DOCX, 0.3), "hong"),
        "5.pdf": (locked_pdf(), "co-mat-khau"),
        "6.docx": (zipped({"a": b"b"}), "khong-ro-dinh-dang"),
    }
    for name, (data, _) in made.items():
        (tmp_path / name).write_bytes(data)
    outcomes = list(take_in([tmp_path / name for name in made], tmp_path, workers=2))
    assert [(each.name, each.state) for each in outcomes] == [(name, state) for name, (_, state) in made.items()]
    assert [bool(each.sentence) for each in outcomes] == [state != "xong" for _, state in made.values()]
    assert [each.is_read for each in outcomes] == [True, False, True, True, False, False, False]
