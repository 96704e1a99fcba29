"""The command line: kehoach read | draft | progress | report | compare | check | batch | demo | doctor.

Each command parses its words here and does its work elsewhere; libraries are imported when a command runs, so
that help answers at once. Whatever goes wrong is one Vietnamese sentence on stderr and an exit status.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import KehoachError
from kehoach import reporting_words
from kehoach.arguments import USAGE_ERROR, Parser, Run, file_of, overwrite, positive, years

if TYPE_CHECKING:
    from kehoach.checking import Asked


def _read(one: argparse.ArgumentParser) -> Run:
    one.add_argument("files", nargs="+", type=Path, metavar="TỆP", help=f"một hay nhiều tệp {READ}")
    one.add_argument("--json", action="store_true", help="in mỗi văn bản một dòng JSON")
    says = "chỉ in thể thức, số mục, số nhiệm vụ và các lưu ý"
    one.add_argument("--short", action="store_true", help=says)
    says = "ghi bản PDF tìm và chép được chữ: ảnh trang giữ nguyên, thêm lớp chữ nhận dạng không nhìn thấy"
    one.add_argument("--searchable", type=file_of(".pdf"), metavar="TỆP.pdf", help=says)
    overwrite(one)

    def run(given: argparse.Namespace) -> int:
        from kehoach import commands

        if given.searchable:
            return commands.searchable(given.files, given.searchable, overwrite=given.overwrite)
        return commands.read(given.files, as_json=given.json, short=given.short)

    return run


def _draft(one: argparse.ArgumentParser) -> Run:
    unit = "tên đơn vị, như «phường Sa Đéc, tỉnh Đồng Tháp», hoặc tệp hồ sơ đơn vị (.yaml)"
    one.add_argument("source", type=Path, metavar="TỆP", help="kế hoạch nguồn")
    whom = one.add_mutually_exclusive_group(required=True)
    whom.add_argument("--unit", metavar="ĐƠN_VỊ", help=unit)
    whom.add_argument("--units", type=Path, metavar="SỔ", help="sổ đơn vị (.xlsx): soạn cho mọi đơn vị trong sổ")
    one.add_argument(
        "--kind", default="KH", choices=["KH"], metavar="LOẠI", help="loại văn bản soạn ra (KH: kế hoạch)"
    )
    one.add_argument("--period", type=years, metavar="2026-2030", help="giai đoạn mới, hoặc một năm: 2026")
    _output(one, Path("out"))
    printed = one.add_mutually_exclusive_group()
    for form, says in (("pdf", "ghi thêm bản PDF"), ("pdfa", "ghi thêm bản PDF/A để lưu trữ lâu dài")):
        printed.add_argument(f"--{form}", dest="pdf", action="store_const", const=form, default="none", help=says)
    one.add_argument("--dry-run", action="store_true", help="chỉ xem sẽ thay những gì, không ghi tệp nào")
    folder = os.environ.get("KEHOACH_TEMPLATES")
    says = "mẫu riêng của cơ quan, được ưu tiên (mặc định: biến môi trường KEHOACH_TEMPLATES)"
    one.add_argument("--templates", type=Path, default=folder, metavar="THƯ_MỤC", help=says)

    def run(given: argparse.Namespace) -> int:
        from kehoach import drafting_commands as commands
        from kehoach.drafting import Manner

        manner = Manner(given.period, given.templates, given.pdf)
        if given.dry_run:
            return commands.dry_run(given.source, given.unit or given.units, manner)
        if given.units:
            return commands.draft_all(given.source, given.units, given.output, manner)
        return commands.draft(given.source, given.unit, given.output, manner)

    return run


def _units(one: argparse.ArgumentParser) -> Run:
    init = _inner(one).add_parser("init", help="ghi sổ đơn vị của một tỉnh, mỗi xã, phường một dòng, để điền tiếp")
    init.add_argument("province", metavar="TỈNH", help="như «tỉnh Đồng Tháp»")
    says = "tệp .xlsx ghi ra (mặc định: units.xlsx)"
    init.add_argument("-o", "--output", type=file_of(".xlsx"), default="units.xlsx", metavar="SỔ", help=says)
    overwrite(init)

    def run(given: argparse.Namespace) -> int:
        from kehoach import drafting_commands as commands

        return commands.units_init(given.province, given.output, overwrite=given.overwrite)

    return run


def _template(one: argparse.ArgumentParser) -> Run:
    inner = _inner(one)
    check = inner.add_parser("check", help="tìm lỗi trong mẫu Word, nêu đoạn có lỗi, in thử với văn bản mẫu")
    check.add_argument("file", type=Path, metavar="MẪU", help="tệp mẫu .docx")
    says = "nơi ghi bản in thử (.docx)"
    check.add_argument("-o", "--output", type=file_of(".docx"), metavar="TỆP_RA", help=says)
    overwrite(check)
    inner.add_parser("fields", help="liệt kê các trường dùng được trong mẫu, có ví dụ")

    def run(given: argparse.Namespace) -> int:
        from kehoach import drafting_commands as commands

        if given.inner == "check":
            return commands.template_check(given.file, given.output, overwrite=given.overwrite)
        return commands.fields()

    return run


def _changes(one: argparse.ArgumentParser) -> Run:
    one.add_argument("file", type=Path, metavar="DỰ_THẢO", help="dự thảo đã sửa trong Word (.docx)")
    one.add_argument("--original", type=Path, metavar="TỆP", help="bản gốc, nếu dự thảo đã chuyển sang thư mục khác")

    def run(given: argparse.Namespace) -> int:
        from kehoach import drafting_commands as commands

        return commands.changed(given.file, given.original)

    return run


def _inner(one: argparse.ArgumentParser) -> argparse._SubParsersAction[argparse.ArgumentParser]:
    """The commands inside a command: `kehoach units init`."""
    return one.add_subparsers(title="Lệnh", metavar="LỆNH", dest="inner", required=True, prog=one.prog)


def _compare(one: argparse.ArgumentParser) -> Run:
    formats = ".html, .xlsx, .docx, .pdf hoặc .json; có thể nêu nhiều lần"
    files = "từ hai văn bản trở lên: tệp, thư mục, hoặc bản ghi .jsonl của lệnh batch"
    one.add_argument("files", nargs="+", type=Path, metavar="TỆP", help=files)
    one.add_argument(
        "--against", type=Path, metavar="TỆP", help="kế hoạch cấp trên: nơi nào đã, nơi nào chưa triển khai"
    )
    kind = file_of(".html", ".xlsx", ".docx", ".pdf", ".json")
    one.add_argument("-o", "--output", type=kind, action="append", required=True, metavar="TỆP_RA", help=formats)
    overwrite(one)
    kept = "nhớ chủ đề vào tệp này; lần sau chỉ xếp kế hoạch mới vào các chủ đề đã có"
    one.add_argument("--keep", type=Path, metavar="TỆP", help=kept)
    unit = "đơn vị lập báo cáo .docx, .pdf: tên, như «tỉnh Đồng Tháp», hoặc tệp hồ sơ đơn vị (.yaml)"
    one.add_argument("--unit", metavar="ĐƠN_VỊ", help=unit)

    def run(given: argparse.Namespace) -> int:
        from kehoach import commands
        from kehoach.writing import refuse_taken

        refuse_taken(given.output, overwrite=given.overwrite, sources=given.files)
        return commands.compare(given.files, given.output, given.against, keep=given.keep, unit=given.unit)

    return run


def _check(one: argparse.ArgumentParser) -> Run:
    one.add_argument("files", nargs="+", type=Path, metavar="TỆP", help="tệp DOCX hoặc PDF (PDF phải có lớp chữ)")
    one.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    one.add_argument("--fix", action="store_true", help="sửa phần trình bày, không đổi chữ nào; ghi ra tệp mới")
    where = one.add_mutually_exclusive_group()
    kind = file_of(".docx")
    where.add_argument("-o", "--output", type=kind, metavar="TỆP_RA", help="nơi ghi tệp đã sửa (.docx)")
    where.add_argument("--in-place", action="store_true", help="ghi bản đã sửa đè lên chính tệp đó")
    says = "ghi thêm bản Word có ghi chú ở từng chỗ (.docx)"
    one.add_argument("--comments", type=kind, metavar="TỆP_RA", help=says)
    overwrite(one)

    def run(given: argparse.Namespace) -> int:
        from kehoach import checking
        from kehoach.writing import refuse_taken

        asked = _asked(one, given)
        refuse_taken((given.output, given.comments), overwrite=given.overwrite)
        return checking.check(given.files, asked, as_json=given.json)

    return run


def _asked(one: argparse.ArgumentParser, given: argparse.Namespace) -> Asked:
    """What else is wanted of the files; words that do not go together are wrong usage."""
    from kehoach.checking import Asked

    into = given.files[0] if given.in_place else given.output
    if given.fix and into is None:
        one.error("--fix cần -o TỆP_RA (nơi ghi tệp đã sửa) hoặc --in-place")
    if into is not None and not given.fix:
        one.error("-o và --in-place chỉ dùng cùng --fix")
    if len(given.files) > 1 and (into or given.comments):
        one.error("--fix và --comments mỗi lần chỉ dùng cho một tệp")
    if not given.in_place and any(
        each and each.resolve() == given.files[0].resolve() for each in (into, given.comments)
    ):
        one.error("tệp ra trùng với tệp vào; đề nghị chọn tên khác, hoặc dùng --in-place")
    return Asked(given.fix, into, given.comments)


def _batch(one: argparse.ArgumentParser) -> Run:
    one.add_argument("folder", type=Path, metavar="THƯ_MỤC", help="thư mục chứa văn bản")
    _output(one, Path("out"))
    one.add_argument("--workers", type=positive, metavar="SỐ", help="số tệp đọc cùng lúc (mặc định: số nhân của máy)")
    one.add_argument(
        "--seconds", type=positive, default=300, metavar="GIÂY", help="thời gian tối đa cho một tệp (mặc định: 300)"
    )
    one.add_argument(
        "--memory", type=positive, default=2048, metavar="MB", help="bộ nhớ tối đa cho một tệp (mặc định: 2048)"
    )

    says = "đọc lại cả những tệp đã đọc ở lần chạy trước"
    one.add_argument("--again", action="store_true", help=says)

    def run(given: argparse.Namespace) -> int:
        from kehoach.batch import batch
        from kehoach.intake import Caps

        caps = Caps(seconds=given.seconds, memory=given.memory << 20)
        return batch(given.folder, given.output, caps, given.workers, again=given.again)

    return run


def _demo(one: argparse.ArgumentParser) -> Run:
    _output(one, Path("out/demo"))

    def run(given: argparse.Namespace) -> int:
        from kehoach import demo

        return demo.run(given.output)

    return run


def _doctor(_: argparse.ArgumentParser) -> Run:
    def run(_: argparse.Namespace) -> int:
        from kehoach import doctor

        return doctor.run()

    return run


def _output(one: argparse.ArgumentParser, default: Path) -> None:
    says = f"nơi ghi kết quả (mặc định: {default})"
    one.add_argument("-o", "--output", type=Path, default=default, metavar="THƯ_MỤC", help=says)


# The formats that are read, as extract/source.py tells them apart.
READ = "DOCX, DOC, RTF, ODT, PDF, bản quét, trang web đã lưu (HTML, MHT), TXT hoặc MD"

COMMANDS: dict[str, tuple[Callable[[argparse.ArgumentParser], Run], str]] = {
    "read": (_read, "đọc văn bản thành dữ liệu: thể thức, bố cục, ai làm gì, thời hạn"),
    "draft": (_draft, "soạn dự thảo kế hoạch của đơn vị mình từ kế hoạch cấp trên hoặc nơi khác"),
    "units": (_units, "sổ đơn vị, để soạn dự thảo cho nhiều xã, phường một lần"),
    "template": (_template, "kiểm tra mẫu Word của cơ quan, xem các trường dùng trong mẫu"),
    "changes": (_changes, "xem văn thư đã sửa những gì trong dự thảo từ khi soạn"),
    "progress": (reporting_words.progress, "lập sổ theo dõi tiến độ của kế hoạch, để điền kết quả từng nhiệm vụ"),
    "report": (reporting_words.report, "lập báo cáo kết quả thực hiện kế hoạch từ sổ tiến độ đã điền"),
    "calendar": (reporting_words.calendar, "ghi thời hạn của kế hoạch thành lịch .ics cho điện thoại, Outlook"),
    "compare": (_compare, "so sánh kế hoạch nhiều nơi: ai làm gì, bao giờ, còn thiếu gì"),
    "check": (_check, "kiểm tra thể thức theo Nghị định số 30/2020/NĐ-CP"),
    "batch": (_batch, "đọc cả thư mục văn bản đến, mỗi tệp một kết quả"),
    "demo": (_demo, "chạy thử trọn công việc trên bộ văn bản mẫu"),
    "doctor": (_doctor, "kiểm tra cài đặt: tệp chương trình, phần mềm cần có, phông chữ"),
}


def _parser() -> Parser:
    parser = Parser(
        prog="kehoach",
        description="Đọc, soạn lại và so sánh kế hoạch của cơ quan hành chính, không cần mạng.",
        epilog="Trợ giúp của từng lệnh: kehoach LỆNH --help",
    )
    parser.add_argument("--version", action="store_true", help="in số phiên bản")
    commands = parser.add_subparsers(title="Lệnh", metavar="LỆNH", dest="command", prog="kehoach")
    for name, (declare, says) in COMMANDS.items():
        one = commands.add_parser(name, help=says, description=f"{says[0].upper()}{says[1:]}.")
        one.set_defaults(run=declare(one))
    return parser


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status: 0 done, 1 found something, 2 wrong usage, else the error's."""
    parser = _parser()
    given = parser.parse_args(words)
    if given.version:
        from importlib.metadata import version

        print(f"kehoach {version('kehoach')}")
        return 0
    if not given.command:
        parser.print_help()
        return USAGE_ERROR
    try:
        return int(given.run(given))
    except KehoachError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except OSError as error:
        place = f" «{error.filename}»" if error.filename else ""
        print(
            f"Không đọc hoặc ghi được tệp{place}: {_REASONS.get(error.errno or 0, error.strerror)}.", file=sys.stderr
        )
        return KehoachError.exit_code
    except Exception:
        if os.environ.get("KEHOACH_DEBUG"):
            raise
        sentence = (
            "Chương trình gặp lỗi ngoài dự kiến, tệp gốc không bị thay đổi; chạy lại với KEHOACH_DEBUG=1 để xem lỗi."
        )
        print(sentence, file=sys.stderr)
        return KehoachError.exit_code
    except KeyboardInterrupt:
        print("Đã dừng theo yêu cầu.", file=sys.stderr)
        return 130


_REASONS = {
    1: "không được phép",
    2: "không có tệp hoặc thư mục này",
    13: "không đủ quyền; đề nghị chọn nơi khác hoặc xin quyền",
    17: "đã có tệp trùng tên",
    20: "đường dẫn đi qua một tệp, không phải thư mục",
    21: "đây là thư mục, không phải tệp",
    28: "ổ đĩa đã đầy; đề nghị giải phóng dung lượng",
    30: "ổ đĩa chỉ cho đọc; đề nghị chọn nơi ghi khác",
}


if __name__ == "__main__":
    raise SystemExit(main())
