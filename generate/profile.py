"""The profile of a unit (hồ sơ đơn vị): what is known of the commune that a draft is written for.

A name as people write it (`phường Sa Đéc, tỉnh Đồng Tháp`) is enough: the rest has its defaults.
A YAML file says more:

    don_vi: phường Sa Đéc, tỉnh Đồng Tháp
    chuc_vu: KT. CHỦ TỊCH PHÓ CHỦ TỊCH
    nguoi_ky: Nguyễn Văn A
    thon: khóm                      # thôn, ấp, khóm, khu phố, tổ dân phố …
    cac_thon: [Khóm 1, Khóm Tân Mỹ] # their names, where a source lists its own
    co_quan:                        # the unit's own name of a body, by the name it usually has
      Phòng Kinh tế, Hạ tầng và Đô thị: Phòng Kinh tế - Hạ tầng
    phong_trao:                     # the unit's name of a movement, by that of the source
      Chung sức xây dựng nông thôn mới: Xây dựng đô thị văn minh
    ke_hoach_cap_tren: Kế hoạch số 12/KH-UBND ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh Đồng Tháp về …
    giai_doan: 2026-2030            # the years of its drafts, where the command names none
    som_hon: 10                     # days by which its own deadlines come before the superior's
    noi_nhan: [UBND tỉnh Đồng Tháp (b/c), Trưởng các khóm]
    luu: VT, VHXH
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from corpus import units
from corpus.errors import AmbiguousUnit, ProfileError, UnknownUnit

# What hamlets are called (Luật 72/2025/QH15 has only "thôn, tổ dân phố"). Local words from memory of usage, to be
# confirmed by the clerk: the list beside the draft says so. Đồng Tháp: seeds 002 (ấp) and phường Sa Đéc (khóm).
HAMLETS = {"xã": "thôn", "phường": "tổ dân phố", "đặc khu": "khu dân cư"}
LOCAL_HAMLETS = {
    "Đồng Tháp": {"xã": "ấp", "phường": "khóm"},
    "An Giang": {"xã": "ấp", "phường": "khóm"},
    "Vĩnh Long": {"xã": "ấp", "phường": "khóm"},
    "Cà Mau": {"xã": "ấp", "phường": "khóm"},
    "Cần Thơ": {"xã": "ấp", "phường": "khu vực"},
    "Tây Ninh": {"xã": "ấp", "phường": "khu phố"},
    "Đồng Nai": {"xã": "ấp", "phường": "khu phố"},
    "Hồ Chí Minh": {"xã": "ấp", "phường": "khu phố"},
    "Khánh Hòa": {"xã": "thôn", "phường": "khu phố"},
}
_TEXTS = {
    "dia_danh": "place",
    "tham_quyen": "authority",
    "chuc_vu": "position",
    "nguoi_ky": "signer",
    "thon": "hamlet",
    "ke_hoach_cap_tren": "superior_plan",
    "luu": "archive",
}
KEYS = frozenset({"don_vi", "cac_thon", "co_quan", "phong_trao", "noi_nhan", "giai_doan", "som_hon", *_TEXTS})
_YEARS = re.compile(r"(?P<first>20\d\d)(?: ?[-–] ?(?P<last>20\d\d))?")
_MOST_DAYS = 90


@dataclass(frozen=True, slots=True)
class Profile:
    """word: `xã`, `phường`, `đặc khu`; short: `Sa Đéc`; province_word: `tỉnh` or `thành phố`; province: `Đồng Tháp`.

    code: the unit's code in the gazetteer. hamlet: what the unit calls its hamlets, `is_hamlet_known` False where
    that is only the usual word; hamlets: their names. bodies, movements: pairs of the usual (the source's) name and
    the unit's own. superior_plan: how the basis names the superior's plan. period: first and last year of its drafts;
    sooner: days by which its deadlines come before the superior's. signer, recipients, archive: None or () for what
    the house makes of them.
    """

    word: str
    short: str
    province_word: str
    province: str
    code: str | None = None
    place: str = ""
    hamlet: str = "thôn"
    is_hamlet_known: bool = False
    authority: str = "TM. ỦY BAN NHÂN DÂN"
    position: str = "CHỦ TỊCH"
    signer: str | None = None
    bodies: tuple[tuple[str, str], ...] = ()
    movements: tuple[tuple[str, str], ...] = ()
    superior_plan: str | None = None
    recipients: tuple[str, ...] = ()
    hamlets: tuple[str, ...] = ()
    archive: str | None = None
    period: tuple[int, int] | None = None
    sooner: int = 0

    @property
    def name(self) -> str:
        """`phường Sa Đéc`; `Phường 1`, `Phường Trần Hưng Đạo` (Decree 30, annex II, part III.1)."""
        return units.Unit(self.code or "", self.word, self.short, "commune").full_name

    @property
    def issuer(self) -> str:
        """`Ủy ban nhân dân phường Sa Đéc`."""
        return f"Ủy ban nhân dân {self.name}"

    @property
    def superior(self) -> str:
        """`tỉnh Đồng Tháp`, `Thành phố Hồ Chí Minh`."""
        return units.Unit("", self.province_word, self.province, "province").full_name

    @property
    def superior_issuer(self) -> str | None:
        """`Ủy ban nhân dân tỉnh Đồng Tháp`; None for a province's own profile."""
        return f"Ủy ban nhân dân {self.superior}" if self.province else None


def load_profile(unit: str | Path, *, provinces: bool = False) -> Profile:
    """The profile of a unit's name, or of a YAML file. provinces: whether it may be a province's own.

    Raises UnknownUnit or AmbiguousUnit for a name, ProfileError for a file that cannot be used.
    """
    path = Path(unit)
    if path.suffix.lower() in (".yaml", ".yml"):
        return profile_of(_read(path), f"Tệp {path.name}", provinces=provinces)
    return (_of_province(str(unit)) if provinces else None) or usual(str(unit))


def usual(name: str) -> Profile:
    """What is usual for the unit of this name. Raises UnknownUnit or AmbiguousUnit."""
    unit = units.find(_nfc(name))
    if unit.level == "province":
        raise ProfileError(f"«{unit.full_name}» là đơn vị cấp tỉnh; đề nghị nêu tên một xã, phường hoặc đặc khu.")
    return _usual(unit)


def all_of(province: str) -> tuple[Profile, ...]:
    """The usual profiles of the communes of a province, by their codes. Raises UnknownUnit or ProfileError."""
    above = units.find(_nfc(province))
    if above.level != "province":
        raise ProfileError(f"«{above.full_name}» không phải đơn vị cấp tỉnh; đề nghị nêu tên một tỉnh, thành phố.")
    return tuple(_usual(unit) for unit in units.communes() if unit.parent == above.code)


def _usual(unit: units.Unit) -> Profile:
    above = units.superior(unit)
    return Profile(
        word=unit.kind,
        short=unit.name,
        province_word=above.kind,
        province=above.name,
        code=unit.code,
        place=unit.full_name if unit.takes_capital else unit.name,
        hamlet=_hamlet(unit.kind, above.name),
    )


_PROVINCE = re.compile(r"(?P<word>tỉnh|thành phố) (?P<short>[^,]+)", re.IGNORECASE)
_FULL_NAME = re.compile(
    r"(?P<word>xã|phường|đặc khu) (?P<short>[^,]+), (?P<above>tỉnh|thành phố) (?P<province>[^,]+)"
)


def _of_province(name: str) -> Profile | None:
    """The profile of a province's own papers: it has no superior among the units. None where it is no province.

    One that the gazetteer does not know (new, renamed) is taken by its name in full.
    """
    try:
        unit = units.find(_nfc(name))
    except (UnknownUnit, AmbiguousUnit):
        match = _PROVINCE.fullmatch(" ".join(_nfc(name).split()))
        if not match:
            return None
        unit = units.Unit("", match["word"].lower(), match["short"], "province")
    if unit.level != "province":
        return None
    return Profile(unit.kind, unit.name, "", "", place=unit.full_name if unit.takes_capital else unit.name)


def _in_full(name: str) -> Profile:
    """The usual profile; a unit that the gazetteer does not know yet (new, renamed) is taken by its name in full."""
    try:
        return usual(name)
    except UnknownUnit:
        match = _FULL_NAME.fullmatch(" ".join(_nfc(name).split()))
        if not match:
            raise
        word, short, province = match["word"], match["short"], match["province"]
        hamlet = _hamlet(word, province)
        return Profile(word, short, match["above"], province, place=short, hamlet=hamlet)


def _hamlet(word: str, province: str) -> str:
    return LOCAL_HAMLETS.get(province, HAMLETS).get(word, HAMLETS[word])


def profile_of(said: Mapping[str, object], where: str, *, provinces: bool = False) -> Profile:
    """The profile of the keys of a profile file, however they were written. where: what a message calls their place.

    provinces: whether it may be a province's own.

    Raises ProfileError for what cannot be used, UnknownUnit or AmbiguousUnit for the unit's name.
    """
    unknown = sorted(set(said) - KEYS)
    if unknown:
        raise ProfileError(
            f"{where} có mục không biết: {', '.join(unknown)}; các mục được dùng: {', '.join(sorted(KEYS))}."
        )
    if not said.get("don_vi"):
        raise ProfileError(f"{where} thiếu mục don_vi (tên đơn vị); đề nghị bổ sung.")
    name = _text(where, said, "don_vi") or ""
    made = (_of_province(name) if provinces else None) or _in_full(name)
    given = {field: _text(where, said, key) for key, field in _TEXTS.items() if key in said}
    return replace(
        made,
        **{field: value for field, value in given.items() if value},
        is_hamlet_known=bool(given.get("hamlet")),
        bodies=_pairs(where, said, "co_quan"),
        movements=_pairs(where, said, "phong_trao"),
        recipients=_lines(where, said, "noi_nhan"),
        hamlets=_lines(where, said, "cac_thon"),
        period=_years(where, said),
        sooner=_days(where, said),
    )


def _years(where: str, said: Mapping[str, object]) -> tuple[int, int] | None:
    text = _text(where, said, "giai_doan")
    match = _YEARS.fullmatch(text or "")
    if text and (not match or int(match["first"]) > int(match["last"] or match["first"])):
        raise ProfileError(f"{where}: mục giai_doan phải viết như 2026-2030, năm đầu không sau năm cuối.")
    return (int(match["first"]), int(match["last"] or match["first"])) if match else None


def _days(where: str, said: Mapping[str, object]) -> int:
    text = _text(where, said, "som_hon") or "0"
    if not text.isdecimal() or int(text) > _MOST_DAYS:
        raise ProfileError(f"{where}: mục som_hon phải là số ngày, từ 0 đến {_MOST_DAYS}.")
    return int(text)


def _read(path: Path) -> Mapping[str, object]:
    import yaml

    try:
        said = yaml.safe_load(path.read_text("utf-8"))
    except OSError as error:
        raise ProfileError(f"Không mở được hồ sơ đơn vị {path.name}; đề nghị kiểm tra đường dẫn.") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ProfileError(f"Hồ sơ đơn vị {path.name} không đúng cú pháp YAML; đề nghị sửa lại.") from error
    if not isinstance(said, dict):
        raise ProfileError(f"Hồ sơ đơn vị {path.name} phải gồm các dòng «mục: giá trị».")
    return {_nfc(str(key)): value for key, value in said.items()}


def _text(where: str, said: Mapping[str, object], key: str) -> str | None:
    value = said.get(key)
    if value is None or isinstance(value, (str, int)):
        return None if value is None else _nfc(str(value)).strip() or None
    raise ProfileError(f"{where}: mục {key} phải là một dòng chữ.")


def _pairs(where: str, said: Mapping[str, object], key: str) -> tuple[tuple[str, str], ...]:
    value = said.get(key) or {}
    if not isinstance(value, dict):
        raise ProfileError(f"{where}: mục {key} phải gồm các dòng «tên thường dùng: tên của đơn vị».")
    return tuple((_nfc(str(usually)), _nfc(str(own))) for usually, own in value.items())


def _lines(where: str, said: Mapping[str, object], key: str) -> tuple[str, ...]:
    value = said.get(key) or []
    if not isinstance(value, list):
        raise ProfileError(f"{where}: mục {key} phải là một danh sách, mỗi tên một dòng.")
    return tuple(_nfc(str(line)).strip() for line in value)


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
