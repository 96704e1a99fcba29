"""The fields (trường) that a Word template may print: what each is, in a clerk's words, and an example."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from generate.wording import LineKind


@dataclass(frozen=True, slots=True)
class Field:
    """is_list: it is printed by `{%p for … in <name> %}`; is_needed: a document without it is not whole."""

    name: str
    says: str
    example: str
    is_list: bool = False
    is_needed: bool = True


FIELDS = (
    Field("co_quan_cap_tren", "tên cơ quan chủ quản trực tiếp, có thể trống", "UBND TỈNH KHÊ GIANG", is_needed=False),
    Field("co_quan", "các dòng tên cơ quan ban hành", "ỦY BAN NHÂN DÂN / XÃ VÀM TRÀM", is_list=True),
    Field("so", "số của văn bản, … khi chưa cấp", "…"),
    Field("ky_hieu", "ký hiệu của văn bản", "KH-UBND"),
    Field("dia_danh", "địa danh", "Vàm Tràm"),
    Field("ngay_thang", "ngày, tháng, năm", "ngày … tháng … năm 2026"),
    Field("la_cong_van", "có phải công văn không, để dùng trong {%p if … %}", "", is_needed=False),
    Field("ten_loai", "tên loại văn bản, trống với công văn", "KẾ HOẠCH", is_needed=False),
    Field("trich_yeu", "trích yếu", "Chuyển đổi số trên địa bàn xã Vàm Tràm năm 2026"),
    Field("kinh_gui", "các nơi ở dòng Kính gửi", "Ủy ban nhân dân tỉnh", is_list=True, is_needed=False),
    Field("noi_dung", "các đoạn của văn bản", "doan.kieu, doan.nhan, doan.chu", is_list=True),
    Field("kem_theo", "các đoạn của phụ lục, tài liệu kèm theo", "doan.kieu, doan.nhan, doan.chu", is_list=True),
    Field("noi_nhan", "các dòng nơi nhận", "UBND tỉnh (b/c)", is_list=True),
    Field("chuc_vu", "các dòng quyền hạn, chức vụ của người ký", "TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH", is_list=True),
    Field("nguoi_ky", "họ và tên người ký, … khi chưa biết", "Nguyễn Thị Bích Trâm"),
)
# What a paragraph of `noi_dung` and `kem_theo` has.
PARTS = (
    Field("doan.kieu", "kiểu của đoạn", "mục"),
    Field("doan.nhan", "nhãn in đậm đứng trước chữ của đoạn kiểu «nhãn đậm»", "Điều 1."),
    Field("doan.chu", "chữ của đoạn", "Giao Phòng Văn hóa - Xã hội chủ trì …"),
)
KINDS: tuple[str, ...] = get_args(LineKind)
OF_PARAGRAPHS = ("noi_dung", "kem_theo")
