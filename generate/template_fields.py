"""The fields (trường) that a Word template may print: what each is, in a clerk's words, and an example."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from generate.wording import LineKind


@dataclass(frozen=True, slots=True)
class Field:
    """is_list: it is printed by `{%p for … in <name> %}`; is_needed: a document without it is not whole.

    parts: the names of what each of the list, or the field itself, consists of.
    """

    name: str
    says: str
    example: str
    is_list: bool = False
    is_needed: bool = True
    parts: tuple[str, ...] = ()


_OF_PARAGRAPH = ("kieu", "nhan", "chu")
_HEAD = (
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
)
_ENDING = (
    Field("noi_nhan", "các dòng nơi nhận", "UBND tỉnh (b/c)", is_list=True),
    Field("chuc_vu", "các dòng quyền hạn, chức vụ của người ký", "TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH", is_list=True),
    Field("nguoi_ky", "họ và tên người ký, … khi chưa biết", "Nguyễn Thị Bích Trâm"),
)
# Of templates that print any document of their kind, paragraph by paragraph.
FIELDS = (
    *_HEAD,
    Field("noi_dung", "các đoạn của văn bản", "doan.kieu, doan.nhan, doan.chu", is_list=True, parts=_OF_PARAGRAPH),
    Field(
        "kem_theo",
        "các đoạn của phụ lục, tài liệu kèm theo",
        "doan.kieu, doan.nhan, doan.chu",
        is_list=True,
        parts=_OF_PARAGRAPH,
    ),
    *_ENDING,
)
# What a paragraph of `noi_dung` and `kem_theo` has.
PARTS = (
    Field("doan.kieu", "kiểu của đoạn", "mục"),
    Field("doan.nhan", "nhãn in đậm đứng trước chữ của đoạn kiểu «nhãn đậm»", "Điều 1."),
    Field("doan.chu", "chữ của đoạn", "Giao Phòng Văn hóa - Xã hội chủ trì …"),
)
KINDS: tuple[str, ...] = get_args(LineKind)


# --- templates with an outline of their own --------------------------------------------------------------


def _word(name: str, says: str, example: str, parts: tuple[str, ...] = ()) -> Field:
    return Field(name, says, example, is_needed=False, parts=parts)


def _list(name: str, says: str, example: str, parts: tuple[str, ...] = ()) -> Field:
    return Field(name, says, example, is_list=True, is_needed=False, parts=parts)


_COUNTS = ("tong_so", "hoan_thanh", "duy_tri", "chua_den_han", "qua_han", "chua_bao_cao")
_TASK = ("stt", "ten", "chu_tri", "co_quan", "phoi_hop", "thoi_han", "han", "trang_thai", "tinh_trang")
_RESULT = (*_TASK, "ket_qua", "ly_do")
_AIM = ("stt", "ten", "muc_giao")
_OF_PLAN = (
    _word("ke_hoach", "viện dẫn đầy đủ kế hoạch", "Kế hoạch số 25/KH-UBND ngày 06 tháng 02 năm 2026 của … về …"),
    _word("ke_hoach_ngan", "viện dẫn lần sau", "Kế hoạch số 25/KH-UBND"),
    _word("ten_ke_hoach", "tên kế hoạch", "Kế hoạch chuyển đổi số năm 2026"),
    _word("co_quan_bao_cao", "cơ quan ban hành văn bản", "Ủy ban nhân dân xã Vàm Tràm"),
    _word("cap_tren", "Ủy ban nhân dân cấp tỉnh, trống với cấp tỉnh", "Ủy ban nhân dân tỉnh Khê Giang"),
    _word("ky", "kỳ báo cáo", "quý III năm 2026"),
    _word("ky_rieng", "kỳ báo cáo, trống khi tên kế hoạch đã nêu kỳ ấy", "quý III năm 2026"),
    _word("ky_sau", "kỳ sau, trống khi sơ kết, tổng kết", "quý IV năm 2026"),
    _word("ngay_chot", "ngày chốt số liệu", "30/9/2026"),
    _word("kem_theo_van_ban", "dòng dưới tên phụ lục", "(Kèm theo Báo cáo số …/BC-UBND ngày … của …)"),
)
_TOLD = (
    _list("tinh_hinh", "các câu về tình hình chung", "Đã hoàn thành 05/14 nhiệm vụ (35,7%), đều đúng thời hạn."),
    _list("ly_do", "lý do, vướng mắc đã ghi trong sổ", "Số hóa hồ sơ: Máy quét hỏng trong tháng 8."),
    _list("nhiem_vu_toi", "các việc thời gian tới", "Khẩn trương hoàn thành 01 nhiệm vụ quá hạn."),
    _word("bieu_do", "biểu đồ, đứng riêng một đoạn", ""),
    _word("tong_cong", "dòng tổng cộng của bảng", "tong_cong.tong_so", _COUNTS),
)
_OF_REPORT = (
    *_TOLD,
    _word("giao_nhiem_vu", "câu kế hoạch giao bao nhiêu nhiệm vụ", "Kế hoạch giao 14 nhiệm vụ cho 09 cơ quan …"),
    _word("ghi_chu_nhieu_co_quan", "câu về nhiệm vụ nhiều cơ quan cùng chủ trì, có thể trống", "Nhiệm vụ giao …"),
    _word("cau_chi_tieu", "câu đã đạt bao nhiêu chỉ tiêu", "Cả 03 chỉ tiêu của Kế hoạch đều đã đạt …"),
    _word("cau_qua_han", "câu có bao nhiêu nhiệm vụ quá hạn", "Không có nhiệm vụ quá hạn."),
    _word("khong_den_han", "câu kỳ sau không có việc đến hạn, trống khi có", "Kế hoạch không có nhiệm vụ …"),
    _list("ket_qua", "kết quả cụ thể từng nhiệm vụ", "Số hóa hồ sơ: Đã số hóa 2.860 hồ sơ."),
    _list("ton_tai", "tồn tại theo số liệu", "Còn 01 nhiệm vụ quá hạn."),
    _list("chi_tieu_chua_dat", "chỉ tiêu chưa đạt", "Tỷ lệ thanh toán trực tuyến 75% (đã đạt 68,4%)."),
    _word("cung_ky", "tiêu đề cột cùng kỳ; trống thì bỏ cột", "Cùng kỳ năm trước"),
    _list("theo_co_quan", "bảng: mỗi cơ quan chủ trì một dòng", "dong.ten", ("stt", "ten", *_COUNTS)),
    _list("chi_tieu", "bảng: mỗi chỉ tiêu một dòng", "dong.muc_giao", (*_AIM, "ket_qua", "ty_le", "danh_gia")),
    _list("qua_han", "bảng: mỗi nhiệm vụ quá hạn một dòng", "viec.so_ngay", (*_RESULT, "so_ngay")),
    _list("nhiem_vu", "bảng: mỗi nhiệm vụ một dòng", "viec.chu_tri", _RESULT),
)
_OF_JOINED = (
    *_TOLD,
    _word("noi_gui", "nơi nhận ở dòng Kính gửi", "Bộ Khoa học và Công nghệ"),
    _list("gui_bao_cao", "các câu ai đã ban hành kế hoạch, gửi báo cáo", "Có 98/102 xã, phường, đặc khu …"),
    _word("cau_so_lieu", "câu bao nhiêu đơn vị đã báo cáo", "Tính đến ngày 30/9/2026, 98 đơn vị …"),
    _word("cach_ghep", "cách ghép nhiệm vụ, trống khi cùng một kế hoạch", ", ghép theo nội dung …"),
    _word("so_chi_tieu", "số chỉ tiêu", "07"),
    _list(
        "chi_tieu",
        "bảng: mỗi chỉ tiêu một dòng",
        "dong.so_don_vi",
        (*_AIM, "so_don_vi", "dat", "chua_dat", "thap_nhat", "cao_nhat"),
    ),
    _list("dia_phuong", "bảng: mỗi địa phương một dòng", "dong.ten", ("stt", "ten", "ke_hoach", "bao_cao", *_COUNTS)),
    _list("nhiem_vu", "bảng: mỗi nhiệm vụ chung một dòng", "dong.ten", ("stt", "ten", "so_don_vi", *_COUNTS)),
)
_OF_LETTER = (
    _word("cau_con_lai", "còn bao nhiêu nhiệm vụ", "01 nhiệm vụ quá hạn, 02 nhiệm vụ chưa có báo cáo"),
    _list("don_doc", "việc của từng cơ quan", "Phòng Kinh tế khẩn trương hoàn thành …"),
    _word("truoc_ngay", "hạn hoàn thành, báo cáo", "trước ngày 20/10/2026"),
    _word("noi_tong_hop", "cơ quan tổng hợp, … khi chưa rõ", "Phòng Văn hóa - Xã hội"),
    _list("nhiem_vu", "bảng: mỗi nhiệm vụ một dòng", "viec.so_ngay", (*_RESULT, "so_ngay")),
)
_OF_ANNEX = (
    _word("kem_theo_van_ban", "dòng dưới tên phụ lục", "(Kèm theo Kế hoạch số …/KH-UBND ngày … của …)"),
    _list(
        "nhiem_vu",
        "bảng: mỗi nhiệm vụ một dòng",
        "viec.chu_tri",
        ("stt", "ten", "chu_tri", "phoi_hop", "thoi_han", "san_pham"),
    ),
)
# Of templates with an outline, by the beginning of their names; the first that fits.
OUTLINES: tuple[tuple[str, str, tuple[Field, ...]], ...] = (
    ("bao_cao_tong_hop", "báo cáo tổng hợp của tỉnh", (*_OF_PLAN, *_OF_JOINED)),
    ("cong_van_don_doc", "công văn đôn đốc", (*_OF_PLAN, *_OF_LETTER)),
    ("phu_luc_phan_cong", "phụ lục bảng phân công của kế hoạch", _OF_ANNEX),
    ("bao_cao", "báo cáo tháng, quý, 6 tháng, năm, sơ kết, tổng kết", (*_OF_PLAN, *_OF_REPORT)),
)


def outline_fields(stem: str) -> tuple[Field, ...]:
    """The fields of a template with an outline, by its name: those of its kind, and of head and ending."""
    own = next((fields for begins, _, fields in OUTLINES if stem.startswith(begins)), OUTLINES[-1][2])
    if own is _OF_ANNEX:
        return own
    return (*(each for each in _HEAD if each.name != "trich_yeu"), *own, *_ENDING)
