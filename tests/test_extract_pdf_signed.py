"""What is put on a PDF after it was printed: stamps of number and day, signatures; and footnotes."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID

from extract import read_bytes
from extract.readers import tesseract
from extract.readers.pdf_signed import Signature, _time
from extract.source import load

FONT = "<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >> >> >>"
A4 = "/MediaBox [0 0 595 842]"
# A line of a page: x, y from the bottom, size, words.
Words = tuple[float, float, float, str]
HEAD: tuple[Words, ...] = (
    (80, 760, 13, "UBND XA BINH LAM"),
    (90, 740, 13, "So:              /QD-UBND"),
    (320, 740, 13, "Binh Lam, ngày            tháng          nam 2026"),
    (80, 700, 14, "Dieu 1. Giao Phong Van hoa - Xa hoi chu tri, phoi hop voi Cong an xa va cac thon."),
)


def pdf(
    lines: tuple[Words, ...],
    annotations: tuple[str, ...] = (),
    signatures: tuple[bytes, ...] = (),
    drawn: str = "",
) -> bytes:
    """A PDF of one page; annotations by the inner of their dictionaries, signatures by their CMS structure.

    drawn: operators of the page's content behind its lines.
    """
    content = "".join(f"BT /F1 {size} Tf {x} {y} Td ({words}) Tj ET\n" for x, y, size, words in lines) + drawn
    fields = [
        f"/Subtype /Widget /FT /Sig /T (S{at}) /Rect [0 0 0 0] /F 132 /V << /Type /Sig /Filter /Adobe.PPKLite "
        f"/SubFilter /adbe.pkcs7.detached /M (D:20260515164538+07'00') /ByteRange [0 1 2 3] "
        f"/Contents <{each.hex()}{'00' * 40}> >>"
        for at, each in enumerate(signatures)
    ]
    every = [*annotations, *fields]
    listed = " ".join(f"{5 + at} 0 R" for at in range(len(every)))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [{listed}] /SigFlags 3 >> >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R {A4} /Contents 4 0 R /Resources {FONT} /Annots [{listed}] >>",
        f"<< /Length {len(content)} >>\nstream\n{content}endstream",
        *(f"<< /Type /Annot {each} >>" for each in every),
    ]
    forms = {}
    for at, (x, y, size, words) in enumerate(_stamps(every)):
        inner = f"BT /F1 {size} Tf 1 2 Td ({words}) Tj ET"
        number = 5 + len(every) + at
        forms[f"AP{x:g},{y:g}"] = number
        objects.append(
            f"<< /Type /XObject /Subtype /Form /BBox [0 0 200 40] /Resources {FONT} /Length {len(inner)} >>\n"
            f"stream\n{inner}\nendstream"
        )
    made = "%PDF-1.7\n"
    places = []
    for at, text in enumerate(objects, 1):
        for name, number in forms.items():
            text = text.replace(f"/{name} ", f"/AP << /N {number} 0 R >> ")  # noqa: PLW2901
        places.append(len(made))
        made += f"{at} 0 obj\n{text}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    return (made + end + f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(made)}\n%%EOF").encode(
        "latin-1"
    )


def stamp(kind: str, x: float, y: float, words: str, size: float = 13) -> str:
    """An annotation that prints words where its frame begins; its appearance is named by that place."""
    rect = f"/Rect [{x:g} {y:g} {x + 200:g} {y + 40:g}] /F 4"
    return f"/Subtype /{kind} {rect} /AP{x:g},{y:g} %{size:g}|{words}\n"


def _stamps(every: list[str]) -> list[Words]:
    found = []
    for each in every:
        name = next((part for part in each.split() if part.startswith("/AP")), None)
        if name and "%" in each:
            x, y = map(float, name[3:].split(","))
            size, words = each.split("%")[1].strip().split("|")
            found.append((x, y, float(size), words))
    return found


@pytest.fixture(autouse=True)
def no_recognition(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "is_there", lambda: False)


@pytest.mark.parametrize("kind", ["FreeText", "Stamp", "Widget /FT /Tx /T (so) /V (1696)"])
def test_number_and_day_that_a_service_stamped_stand_on_their_lines(kind: str) -> None:
    stamps = (stamp(kind, 112, 736, "1696"), stamp(kind, 414, 739.5, "15"), stamp(kind, 470, 737, "5"))
    found = load(pdf(HEAD, stamps), "a.pdf")
    assert [found.of(line) for line in found.lines[1:3]] == [
        "So: 1696 /QD-UBND",
        "Binh Lam, ngày 15 tháng 5 nam 2026",
    ]


def test_a_stamp_stands_on_its_line_where_the_page_inherits_its_size() -> None:
    made = pdf(HEAD, (stamp("FreeText", 112, 736, "1696"),))
    inherited = made.replace(f"/Parent 2 0 R {A4}".encode(), f"/Parent 2 0 R {' ' * len(A4)}".encode())
    inherited = inherited.replace(b"/Kids [3 0 R] /Count 1", b"/Kids [3 0 R] /Count 1 " + A4.encode())
    assert A4.encode() in inherited
    assert load(inherited, "a.pdf").text == load(made, "a.pdf").text


def test_a_day_stamped_close_to_a_word_is_parted_from_it() -> None:
    lines = ((320.0, 740.0, 13.0, "Binh Lam, ngày       tháng 5 nam 2026"),)
    found = load(pdf(lines, (stamp("FreeText", 401, 738, "15"),)), "a.pdf")
    assert found.text == "Binh Lam, ngày 15 tháng 5 nam 2026"


def test_a_number_stamped_over_another_takes_its_place_and_neither_is_lost() -> None:
    lines = ((320.0, 740.0, 13.0, "ngày 15 tháng 4 nam 2026"),)
    found = load(pdf(lines, (stamp("FreeText", 396, 738, "5"),)), "a.pdf")
    assert found.text == "ngày 15 tháng 5 nam 2026"
    assert found.furniture == ("4",)


@pytest.mark.parametrize(
    "words", ["Email: ubnd@tinh.gov.vn", "15.05.2026 16:45:38", "Signed by: UBND xa", "x" * 61], ids=lambda w: w[:8]
)
def test_what_tells_of_a_signature_is_kept_apart(words: str) -> None:
    found = load(pdf(HEAD, (stamp("Widget /FT /Sig", 330, 738, words, 5),)), "a.pdf")
    assert [found.of(line) for line in found.lines if line.origin == "stamp"] == [words]
    assert all(line.box for line in found.lines if line.origin == "stamp")
    assert [found.of(line) for line in found.lines if line.origin == "body"][2].startswith("Binh Lam, ngày tháng")


@pytest.mark.parametrize("kind", ["Text", "Highlight", "Popup", "Link"])
def test_remarks_of_readers_are_no_text(kind: str) -> None:
    plain = load(pdf(HEAD), "a.pdf")
    assert load(pdf(HEAD, (stamp(kind, 112, 736, "Xem lai"),)), "a.pdf").text == plain.text


def cms(name: str, body: str) -> bytes:
    """A signature with a certificate for a name."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name(
        [x509.NameAttribute(NameOID.ORGANIZATION_NAME, body), x509.NameAttribute(NameOID.COMMON_NAME, name)]
    )
    now = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "CA")]))
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now)
        .not_valid_after(now + datetime.timedelta(days=365))
        .sign(key, hashes.SHA256())
    )
    builder = pkcs7.PKCS7SignatureBuilder().set_data(b"x").add_signer(certificate, key, hashes.SHA256())
    return builder.sign(serialization.Encoding.DER, [pkcs7.PKCS7Options.DetachedSignature])


def test_signatures_name_their_signers_once_each() -> None:
    person = cms("Nguyễn Văn A", "ỦY BAN NHÂN DÂN XÃ BÌNH LÂM")
    body = cms("ỦY BAN NHÂN DÂN XÃ BÌNH LÂM", "ỦY BAN NHÂN DÂN XÃ BÌNH LÂM")
    found = load(pdf(HEAD, (), (person, body, body, b"\x30\x03hong")), "a.pdf")
    assert [found.of(line) for line in found.lines if line.origin == "stamp"] == [
        "Chữ ký số: Nguyễn Văn A (ỦY BAN NHÂN DÂN XÃ BÌNH LÂM), 16:45:38 15/05/2026",
        "Chữ ký số: ỦY BAN NHÂN DÂN XÃ BÌNH LÂM, 16:45:38 15/05/2026",
    ]
    (note,) = [note for note in found.notes if note.code == "signed"]
    assert "Nguyễn Văn A" in note.message


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (b"D:20260515164538+07'00'\x00", "16:45:38 15/05/2026"),
        (b"D:20260515", "00:00:00 15/05/2026"),
        (b"", ""),
        (b"hom qua", ""),
    ],
)
def test_the_time_of_a_signature(said: bytes, told: str) -> None:
    assert _time(said) == told
    assert Signature("A", "B", told).text == (f"A (B), {told}" if told else "A (B)")


NOTED: tuple[Words, ...] = (
    (80, 700, 14, "Giao Phong Van hoa - Xa hoi chu tri tong hop ket qua cua 12 thon"),
    (497, 706, 8, "1"),
    (80, 680, 14, "va bao cao truoc ngày 15 tháng 6 nam 2026."),
    (80, 100, 10, "1. Thon: Mot, Hai, Ba va"),
    (80, 88, 10, "cac thon con lai."),
    (290, 40, 12, "2"),
)


def test_footnotes_stand_behind_the_text_and_their_marks_are_no_words() -> None:
    found = load(pdf(NOTED), "a.pdf")
    assert found.text.split("\n") == [
        "Giao Phong Van hoa - Xa hoi chu tri tong hop ket qua cua 12 thon va bao cao truoc ngày 15 tháng 6 nam 2026.",
        "1. Thon: Mot, Hai, Ba va cac thon con lai.",
    ]
    assert [line.origin for line in found.lines] == ["body", "footnote"]
    assert found.furniture == ("2",)


def test_small_print_that_nothing_points_to_is_text() -> None:
    found = load(pdf(NOTED[:1] + NOTED[2:]), "a.pdf")
    assert {line.origin for line in found.lines} == {"body"}


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "number", "date"),
    [
        ("546415ad4b", 193, "2026-01-10"),
        ("760bbee8d0", 1696, "2026-05-15"),
        ("a963d97847", 5778, "2021-12-13"),
        ("24eeacea3b", 6, "2020-11-12"),
    ],
)
def test_stamped_numbers_of_real_files(name: str, number: int, date: str, shared: Path) -> None:
    from extract import read

    document = read(next((shared / "corpus" / "more").glob(f"{name}*")))
    assert (document.number, document.date) == (number, date)


BODY = "ỦY BAN NHÂN DÂN XÃ BÌNH LÂM"


@pytest.mark.parametrize(
    ("signers", "printed", "name"),
    [
        ((("Nguyễn Văn An", BODY), (BODY, BODY)), None, "Nguyễn Văn An"),
        ((("Lê Thị Bình", BODY), ("Đỗ Văn Cường", BODY), (BODY, BODY)), None, "Đỗ Văn Cường"),
        (((BODY, BODY),), None, None),
        ((("Sở Y Tế", "UBND tỉnh"), ("Trung tâm Tin học", BODY)), None, None),
        ((("Nguyễn Văn An", BODY),), "Tran Thi Mai", "Tran Thi Mai"),
    ],
    ids=["one", "the last", "a body", "bodies that look like persons", "the page has it"],
)
def test_a_certificate_names_the_signer_where_the_page_does_not(
    signers: tuple[tuple[str, str], ...], printed: str | None, name: str | None
) -> None:
    lines = (*HEAD, (330.0, 200.0, 13.0, "TM. UBND"), (330.0, 184.0, 13.0, "CHÁNH THANH TRA"))
    lines += ((330.0, 100.0, 13.0, printed),) if printed else ()
    read = read_bytes(pdf(lines, (), tuple(cms(*each) for each in signers)), "a.pdf")
    assert read.signer.name == name
    certified = [note.message for note in read.warnings if note.code == "signer-by-certificate"]
    assert len(certified) == (name is not None and printed is None)
    if name:
        place = read.evidence["/signer/name"]
        assert read.text[place.start : place.end] == name
        assert (place.rule == "certificate") is (printed is None)
        assert name in "".join(certified) or printed
