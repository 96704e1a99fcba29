"""LibreOffice, guarded: the real program, its caps, its network, and what is said where it is missing."""

from __future__ import annotations

import http.server
import io
import shutil
import subprocess
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest

from corpus import office
from corpus.errors import LimitExceeded, MissingTool, SourceError

with_office = [
    pytest.mark.libreoffice,
    pytest.mark.skipif(not shutil.which("soffice"), reason="máy chưa cài LibreOffice"),
]


def written(path: Path, text: str = "Kế hoạch của Ủy ban nhân dân xã") -> Path:
    word = docx.Document()
    word.add_paragraph(text)
    word.save(str(path))
    return path


class TestConvert:
    pytestmark = with_office

    def test_several_files_become_pdf_in_order(self, tmp_path: Path) -> None:
        paths = [written(tmp_path / name) for name in ("b.docx", "a (2).docx", "Kế hoạch số 1.docx")]
        made = office.to_pdf(paths, tmp_path / "ra")
        assert [each.name for each in made] == ["b.pdf", "a (2).pdf", "Kế hoạch số 1.pdf"]
        assert all(each.read_bytes().startswith(b"%PDF") for each in made)

    @pytest.mark.parametrize(("to", "begins"), [("docx", b"PK"), ("txt", b"\xef\xbb\xbfK")])
    def test_other_formats(self, tmp_path: Path, to: Any, begins: bytes) -> None:
        (made,) = office.convert((written(tmp_path / "a.docx"),), tmp_path / "ra", to)
        assert made.suffix == f".{to}"
        assert made.read_bytes().startswith(begins)

    def test_no_file_starts_nothing(self, tmp_path: Path) -> None:
        assert office.to_pdf((), tmp_path / "ra") == ()

    def test_a_file_that_is_not_made_is_named(self, tmp_path: Path) -> None:
        good, bad = written(tmp_path / "tốt.docx"), tmp_path / "hỏng.docx"
        bad.write_bytes(b"PK\x03\x04" + bytes(200))
        with pytest.raises(SourceError, match=r"hỏng\.docx.*đề nghị") as fault:
            office.to_pdf((good, bad), tmp_path / "ra")
        assert "tốt.docx" not in str(fault.value)
        assert (tmp_path / "ra" / "tốt.pdf").is_file()

    def test_a_file_made_before_is_not_taken_for_a_new_one(self, tmp_path: Path) -> None:
        bad = tmp_path / "a.docx"
        bad.write_bytes(b"PK\x03\x04" + bytes(200))
        (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 cu")
        with pytest.raises(SourceError, match=r"a\.docx"):
            office.to_pdf((bad,), tmp_path)

    def test_files_of_one_name_in_two_folders_are_converted_from_their_own_bytes(self, tmp_path: Path) -> None:
        for name in ("một", "hai"):
            (tmp_path / name).mkdir()
            (made,) = office.convert((written(tmp_path / name / "a.docx", name),), tmp_path / name / "ra", "txt")
            assert made.read_text("utf-8-sig").strip() == name

    def test_the_cap_on_time_ends_it(self, tmp_path: Path) -> None:
        with pytest.raises(LimitExceeded, match="đề nghị"):
            office.to_pdf((written(tmp_path / "a.docx"),), tmp_path / "ra", seconds=0.05)

    def test_a_linked_picture_is_not_fetched(self, tmp_path: Path, asked: tuple[str, list[str]]) -> None:
        address, requests = asked
        office.to_pdf((linked(written(tmp_path / "a.docx"), address),), tmp_path / "ra")
        assert requests == []


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """A server on this machine, and what was asked of it."""
    requests: list[str] = []

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            requests.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/anh.png", requests
    server.shutdown()
    server.server_close()


def linked(path: Path, address: str) -> Path:
    """The DOCX with a picture that lies elsewhere."""
    picture = (
        '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:r><w:pict>'
        '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:50pt;height:50pt"><v:imagedata r:id="rIdX" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/></v:shape></w:pict></w:r></w:p>'
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    relation = f'<Relationship Id="rIdX" Type="{kind}" Target="{address}" TargetMode="External"/>'
    changes = {
        "word/document.xml": ("<w:sectPr", f"{picture}<w:sectPr"),
        "word/_rels/document.xml.rels": ("</Relationships>", f"{relation}</Relationships>"),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name in changes:
                data = data.decode().replace(*changes[name], 1).encode()
            target.writestr(name, data)
    path.write_bytes(out.getvalue())
    return path


def test_a_missing_libreoffice_is_said_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path / "a.docx")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingTool, match=r"LibreOffice.*đề nghị cài"):
        office.to_pdf((path,), tmp_path / "ra")


def test_the_profile_runs_no_macro_and_updates_no_link(tmp_path: Path) -> None:
    office._harden(tmp_path)
    settings = (tmp_path / "user" / "registrymodifications.xcu").read_text("utf-8")
    for name, value in (("MacroSecurityLevel", "3"), ("DisableMacrosExecution", "true"), ("Link", "0")):
        assert f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value>' in settings


@pytest.mark.skipif(not office._without_network(), reason="hệ thống không cho tách mạng")
def test_the_program_sees_no_network() -> None:
    shown = subprocess.run(
        [*office._without_network(), "cat", "/proc/net/dev"], capture_output=True, text=True, check=True
    )
    names = {line.split(":")[0].strip() for line in shown.stdout.splitlines() if ":" in line}
    assert names <= {"lo"}


def test_a_start_that_ended_leaves_no_child_and_no_profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "soffice"
    child = tmp_path / "con"
    program.write_text(f"#!/bin/sh\nsleep 60 &\necho $! > {child}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(office, "_program", lambda: str(program))
    monkeypatch.setattr(office, "_without_network", tuple)
    start = office.Start("pdf", (), tmp_path)
    assert start.ended(20) == 0
    start.kill()
    start.kill()  # what is gone already is no error
    state = Path("/proc", child.read_text().strip(), "stat")
    for _ in range(100):
        if not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "Z":
            break
        time.sleep(0.02)
    else:
        pytest.fail("tiến trình con còn chạy")
    assert not (tmp_path / "hoso").exists()
