"""The words of the commands of reporting on the command line: kehoach progress | report | calendar."""

from __future__ import annotations

import argparse
import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kehoach.arguments import Run, file_of, overwrite

if TYPE_CHECKING:
    from kehoach.reporting_commands import Asked


def day(text: str) -> date:
    """A day as people write it: `30/9/2026`, `2026-09-30`."""
    from generate import progress_cells as cells

    try:
        found = cells.day(None, text.strip())
    except cells.Wrong as wrong:
        raise argparse.ArgumentTypeError(str(wrong)) from wrong
    if found is None:
        raise argparse.ArgumentTypeError("thiếu ngày; đề nghị ghi như 30/9/2026")
    return found


def progress(one: argparse.ArgumentParser) -> Run:
    """`kehoach progress`."""
    one.add_argument("plan", type=Path, metavar="KẾ_HOẠCH", help="kế hoạch cần theo dõi")
    says = "sổ .xlsx ghi ra (mặc định: progress.xlsx); với --units là thư mục"
    one.add_argument("-o", "--output", type=Path, default=Path("progress.xlsx"), metavar="SỔ", help=says)
    says = "danh sách đơn vị (.xlsx): lập sổ cho mọi đơn vị cùng báo cáo về kế hoạch này"
    one.add_argument("--units", type=Path, metavar="DANH_SÁCH", help=says)
    says = "với --units: ghi mọi nhiệm vụ của kế hoạch (mặc định: chỉ nhiệm vụ cấp xã chủ trì hoặc phối hợp)"
    one.add_argument("--all-tasks", action="store_true", help=says)
    overwrite(one)

    def run(given: argparse.Namespace) -> int:
        from kehoach import reporting_commands as commands

        if given.units:
            return commands.progress_all(given.plan, given.units, given.output, every=given.all_tasks)
        try:
            book = file_of(".xlsx")(str(given.output))
        except argparse.ArgumentTypeError as error:
            one.error(f"argument -o/--output: {error}")
        return commands.progress(given.plan, book, overwrite=given.overwrite)

    return run


def report(one: argparse.ArgumentParser) -> Run:
    """`kehoach report`."""
    one.add_argument("plan", type=Path, metavar="KẾ_HOẠCH", help="kế hoạch mà báo cáo nói đến")
    source = one.add_mutually_exclusive_group(required=True)
    source.add_argument("--progress", type=Path, metavar="SỔ", help="sổ tiến độ đã điền (.xlsx)")
    says = "cấp tỉnh: thư mục sổ tiến độ (và kế hoạch) các xã, phường gửi lên, để tổng hợp"
    source.add_argument("--join", type=Path, metavar="THƯ_MỤC", help=says)
    period = "kỳ báo cáo, như «tháng 9/2026», «quý III/2026», «6 tháng đầu năm 2026», «tổng kết giai đoạn 2021-2025»"
    one.add_argument("--period", required=True, metavar="KỲ", help=period)
    unit = "đơn vị báo cáo: tên, như «phường Sa Đéc, tỉnh Đồng Tháp», hoặc tệp hồ sơ đơn vị (.yaml)"
    one.add_argument("--unit", required=True, metavar="ĐƠN_VỊ", help=unit)
    says = "ngày chốt số liệu, như 30/9/2026 (mặc định: ngày cuối kỳ, hoặc hôm nay nếu kỳ chưa hết)"
    one.add_argument("--as-of", type=day, metavar="NGÀY", help=says)
    one.add_argument(
        "-o", "--output", type=Path, default=Path("out"), metavar="THƯ_MỤC", help="nơi ghi kết quả (mặc định: out)"
    )
    printed = one.add_mutually_exclusive_group()
    for form, says in (("pdf", "ghi thêm bản PDF"), ("pdfa", "ghi thêm bản PDF/A để lưu trữ lâu dài")):
        printed.add_argument(f"--{form}", dest="pdf", action="store_const", const=form, default="none", help=says)
    one.add_argument(
        "--urge", action="store_true", help="soạn thêm công văn đôn đốc nhiệm vụ quá hạn, chưa có báo cáo"
    )
    one.add_argument(
        "--by", type=day, metavar="NGÀY", help="ngày phải hoàn thành, báo cáo, ghi trong công văn đôn đốc"
    )
    one.add_argument("--ics", action="store_true", help="ghi thêm lịch thời hạn của các nhiệm vụ chưa xong (.ics)")
    says = "với --join: danh sách đơn vị phải báo cáo (.xlsx; mặc định: mọi xã, phường, đặc khu của tỉnh)"
    one.add_argument("--units", type=Path, metavar="SỔ", help=says)
    one.add_argument(
        "--due", type=day, metavar="NGÀY", help="với --join: hạn gửi báo cáo, để biết đơn vị nào gửi chậm"
    )
    one.add_argument("--to", metavar="NƠI_NHẬN", help="với --join: nơi nhận ở dòng «Kính gửi»")
    folder = os.environ.get("KEHOACH_TEMPLATES")
    one.add_argument("--templates", type=Path, default=folder, metavar="THƯ_MỤC", help="mẫu riêng của cơ quan")

    def run(given: argparse.Namespace) -> int:
        from kehoach import reporting_commands as commands

        if given.join:
            return commands.joined(_asked(given), given.join, given.units)
        return commands.report(_asked(given), given.progress)

    return run


def _asked(given: argparse.Namespace) -> Asked:
    from kehoach.reporting_commands import Asked

    return Asked(
        plan=given.plan,
        period=given.period,
        unit=given.unit,
        out=given.output,
        day=given.as_of,
        templates=given.templates,
        pdf=given.pdf,
        urge=given.urge,
        by=given.by,
        ics=given.ics,
        due=given.due,
        to=given.to,
    )


def calendar(one: argparse.ArgumentParser) -> Run:
    """`kehoach calendar`."""
    one.add_argument("plan", type=Path, metavar="KẾ_HOẠCH", help="kế hoạch có thời hạn")
    one.add_argument("--owner", metavar="CƠ_QUAN", help="chỉ nhiệm vụ của cơ quan này, như «Phòng Kinh tế»")
    says = "tệp .ics ghi ra (mặc định: thoi-han.ics)"
    one.add_argument("-o", "--output", type=file_of(".ics"), default="thoi-han.ics", metavar="LỊCH", help=says)
    overwrite(one)

    def run(given: argparse.Namespace) -> int:
        from kehoach import reporting_commands as commands

        return commands.calendar(given.plan, given.output, given.owner, overwrite=given.overwrite)

    return run
