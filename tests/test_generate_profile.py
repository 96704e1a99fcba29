"""The profile of a unit: a name is enough, a file says more, and what cannot be used is said in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import AmbiguousUnit, ProfileError, UnknownUnit
from generate.profile import load_profile


@pytest.mark.parametrize(
    ("name", "full", "superior", "place", "hamlet"),
    [
        ("phường Sa Đéc, tỉnh Đồng Tháp", "phường Sa Đéc", "tỉnh Đồng Tháp", "Sa Đéc", "khóm"),
        ("P. Sa Đéc, Đồng Tháp", "phường Sa Đéc", "tỉnh Đồng Tháp", "Sa Đéc", "khóm"),
        ("xã Tháp Mười, tỉnh Đồng Tháp", "xã Tháp Mười", "tỉnh Đồng Tháp", "Tháp Mười", "ấp"),
        ("phường Phan Rang, tỉnh Khánh Hòa", "phường Phan Rang", "tỉnh Khánh Hòa", "Phan Rang", "khu phố"),
        ("phường Phú Định, Hồ Chí Minh", "phường Phú Định", "Thành phố Hồ Chí Minh", "Phú Định", "khu phố"),
        ("xã Đại Thanh, thành phố Hà Nội", "xã Đại Thanh", "thành phố Hà Nội", "Đại Thanh", "thôn"),
    ],
)
def test_a_name_gives_the_usual_profile(name: str, full: str, superior: str, place: str, hamlet: str) -> None:
    profile = load_profile(name)
    assert (profile.name, profile.superior, profile.place, profile.hamlet) == (full, superior, place, hamlet)
    assert profile.issuer == f"Ủy ban nhân dân {full}"
    assert (profile.authority, profile.position, profile.signer) == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", None)
    assert not profile.is_hamlet_known


@pytest.mark.parametrize(
    ("name", "error", "says"),
    [
        ("xã Không Có Thật, tỉnh Đồng Tháp", UnknownUnit, "Không có đơn vị nào"),
        ("xã Tân Quy Tây", UnknownUnit, "phường Sa Đéc"),
        ("xã Tân Thành", AmbiguousUnit, "đề nghị ghi rõ tên tỉnh"),
        ("tỉnh Đồng Tháp", ProfileError, "cấp tỉnh"),
    ],
)
def test_a_name_that_cannot_be_used(name: str, error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says):
        load_profile(name)


FILE = """\
don_vi: phường Sa Đéc, tỉnh Đồng Tháp
nguoi_ky: Nguyễn Văn A
chuc_vu: KT. CHỦ TỊCH PHÓ CHỦ TỊCH
thon: khu phố
co_quan:
  Phòng Kinh tế, Hạ tầng và Đô thị: Phòng Kinh tế
phong_trao:
  Xây dựng nông thôn mới: Xây dựng đô thị văn minh
ke_hoach_cap_tren: Kế hoạch số 12/KH-UBND ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh Đồng Tháp về thi đua
noi_nhan: [UBND tỉnh Đồng Tháp (b/c), Trưởng các khu phố]
luu: VT, NV
giai_doan: 2026-2030
som_hon: 10
"""


def _written(folder: Path, text: str) -> Path:
    path = folder / "don_vi.yaml"
    path.write_text(text, "utf-8")
    return path


def test_a_file_says_more(tmp_path: Path) -> None:
    profile = load_profile(_written(tmp_path, FILE))
    assert (profile.signer, profile.position) == ("Nguyễn Văn A", "KT. CHỦ TỊCH PHÓ CHỦ TỊCH")
    assert (profile.hamlet, profile.is_hamlet_known) == ("khu phố", True)
    assert profile.bodies == (("Phòng Kinh tế, Hạ tầng và Đô thị", "Phòng Kinh tế"),)
    assert profile.movements == (("Xây dựng nông thôn mới", "Xây dựng đô thị văn minh"),)
    assert profile.superior_plan is not None
    assert profile.superior_plan.startswith("Kế hoạch số 12/KH-UBND")
    assert profile.recipients == ("UBND tỉnh Đồng Tháp (b/c)", "Trưởng các khu phố")
    assert profile.archive == "VT, NV"
    assert (profile.period, profile.sooner) == ((2026, 2030), 10)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("thon: khóm\n", "thiếu mục don_vi"),
        ("don_vi: phường Sa Đéc, tỉnh Đồng Tháp\nchu_tich: A\n", "mục không biết: chu_tich"),
        ("- phường Sa Đéc\n", "mục: giá trị"),
        ("don_vi: [", "cú pháp YAML"),
        ("don_vi: phường Sa Đéc, tỉnh Đồng Tháp\nnoi_nhan: UBND tỉnh\n", "danh sách"),
        ("don_vi: phường Sa Đéc, tỉnh Đồng Tháp\nco_quan: Phòng Kinh tế\n", "tên thường dùng"),
        ("don_vi: phường Sa Đéc, tỉnh Đồng Tháp\nthon: [khóm]\n", "một dòng chữ"),
        ("don_vi: phường Sa Đéc, tỉnh Đồng Tháp\ngiai_doan: 2030-2026\n", "giai_doan phải viết như"),
        ("don_vi: phường Sa Đéc, tỉnh Đồng Tháp\nsom_hon: mười\n", "số ngày"),
    ],
)
def test_a_file_that_cannot_be_used(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(ProfileError, match=says):
        load_profile(_written(tmp_path, text))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match="Không mở được"):
        load_profile(tmp_path / "khong-co.yaml")


def test_a_new_unit_may_be_named_in_full(tmp_path: Path) -> None:
    profile = load_profile(_written(tmp_path, "don_vi: xã Trường Khê, tỉnh Khê Giang\n"))
    assert (profile.name, profile.superior, profile.code) == ("xã Trường Khê", "tỉnh Khê Giang", None)
