"""kehoach demo: the main job on the bundled samples: a folder is read, drafts and reports written, plans compared."""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from pathlib import Path
from shutil import copyfile

from corpus import codec
from corpus.errors import KehoachError, MissingTool
from corpus.model import Document
from corpus.report_period import parse
from generate import report
from generate.deadline_calendar import calendar
from generate.profile import load_profile
from generate.progress_report import Reporting
from kehoach import reporting, screen
from kehoach.batch import take_folder
from kehoach.drafting import Made, Manner, make_draft
from kehoach.intake import Caps
from kehoach.writing import settle

# What the demo drafts: a sample and the unit that it is drafted for (the profile is the samples' own).
_SOURCE = "01_ke_hoach_tinh_khe_giang.docx"
_PROFILE = "don_vi.yaml"
_MODEL_FOR = "phường Sa Đéc, tỉnh Đồng Tháp"
# What is reported on: a sample with its filled workbook and its unit, as of a day after the quarter.
_REPORTED, _BOOK, _REPORTER = "02_ke_hoach_xa_truong_khe.docx", "tien_do_xa_truong_khe.xlsx", "don_vi_truong_khe.yaml"
_DAY = date(2026, 10, 5)
_DOCUMENTS = (".docx", ".pdf", ".html", ".txt", ".md")


def run(out: Path) -> int:
    """Do the main job into `out` and name the files made; exit status 0 where all of it was done."""
    inbox = _inbox(out / "van-ban-den")
    taken = take_folder(inbox, out, Caps(), again=True)
    screen.outcomes(taken.outcomes)
    made = [taken.records, taken.ledger]
    documents = [codec.from_json(line) for line in taken.records.read_text("utf-8").splitlines()]
    for draft in _drafts(documents, out / "du-thao"):
        made += [path for path in (draft.document, draft.checklist, draft.pdf) if path]
    made += _report(documents, out / "bao-cao")
    made += _comparison([document for document in documents if document.kind == "KH"], out)
    screen.files("Đã làm xong. Các tệp kết quả:", made)
    return int(not all(outcome.is_read for outcome in taken.outcomes))


def _inbox(folder: Path) -> Path:
    """The samples as an office would receive them: files in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for sample in files("corpus.samples").iterdir():
        if Path(sample.name).suffix in _DOCUMENTS and sample.name[0].isdigit():
            copyfile(Path(str(sample)), folder / sample.name)
    return folder


def _drafts(documents: list[Document], out: Path) -> list[Made]:
    """Two drafts of the province's plan: for its own commune, and as a mere model for a unit elsewhere."""
    source = next(document for document in documents if document.source.name == _SOURCE)
    units = (str(files("corpus.samples").joinpath(_PROFILE)), _MODEL_FOR)
    return [_draft(source, unit, out) for unit in screen.progress(units, len(units), "Soạn dự thảo")]


def _draft(source: Document, unit: str, out: Path) -> Made:
    """With a PDF where LibreOffice is there; without one the draft is made all the same."""
    profile = load_profile(unit)
    try:
        return make_draft(source, profile, out, Manner(pdf="pdf"))
    except MissingTool as error:
        screen.err.print(str(error), markup=False, soft_wrap=True)
        return make_draft(source, profile, out)


def _report(documents: list[Document], out: Path) -> list[Path]:
    """The report of a commune from its filled workbook, the letter to those who are late, and the deadlines left."""
    plan = next(document for document in documents if document.source.name == _REPORTED)
    profile = load_profile(str(files("corpus.samples").joinpath(_REPORTER)))
    filled = reporting.read_progress(Path(str(files("corpus.samples").joinpath(_BOOK))), plan)
    given = Reporting(plan, filled.progress, profile, parse("quý III/2026"), _DAY)
    letter = reporting.draw_letter(given, None, _DAY.year)
    papers = [reporting.draw_report(given, filled.faults, _DAY.year), *([letter] if letter else [])]
    handed = [reporting.hand_out(paper, out) for paper in screen.progress(papers, len(papers), "Lập báo cáo")]
    data, _ = calendar(plan, [each.task for each in given.followed if not each.is_done])
    return [*(path for each in handed for path in each.files), settle(data, out / "thoi-han.ics")]


def _comparison(plans: list[Document], out: Path) -> list[Path]:
    from corpus.compare import compare

    if len(plans) < 2:
        raise KehoachError("Bộ mẫu thiếu văn bản để so sánh; đề nghị cài lại chương trình.")
    paths = [out / f"so-sanh{suffix}" for suffix in (".html", ".xlsx", ".json")]
    comparison = compare(plans)
    for path in screen.progress(paths, len(paths), "So sánh kế hoạch"):
        report.write(comparison, path)
    return paths
