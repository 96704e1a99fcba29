"""The gazetteer: the tables are whole, names are found as people write them, and what became of what is told."""

from __future__ import annotations

import contextlib
import itertools
import json
import time
import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import gazetteer, units
from corpus.errors import AmbiguousUnit, UnknownUnit

# Communes of each province of today, by 34 resolutions of 16/6/2025 (../shared/domain/admin-units.md).
COMMUNES = (
    "01:126 04:56 08:124 11:45 12:38 14:75 15:99 19:92 20:65 22:54 24:99 25:148 31:114 33:104 37:129 38:166 40:130 "
    "42:69 44:78 46:40 48:94 51:96 52:135 56:65 66:102 68:124 75:95 79:168 80:96 82:102 86:124 91:102 92:103 96:64"
)


# --- the tables ------------------------------------------------------------------------------------------


def test_counts_of_units():
    assert (len(units.provinces()), len(units.communes())) == (34, 3321)
    former = (units.former_provinces(), units.former_districts(), units.former_communes())
    assert tuple(map(len, former)) == (63, 696, 10035)


def test_counts_of_communes_by_province():
    counted = Counter(unit.parent for unit in units.communes())
    assert " ".join(f"{code}:{count}" for code, count in sorted(counted.items())) == COMMUNES


def test_counts_of_kinds():
    kinds = [unit.kind for unit in units.communes()]
    before = [unit.kind_before or unit.kind for unit in units.communes()]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {"xã": 2599, "phường": 709, "đặc khu": 13}
    assert {kind: before.count(kind) for kind in set(before)} == {"xã": 2621, "phường": 687, "đặc khu": 13}
    assert [unit.kind for unit in units.provinces()].count("thành phố") == 9


def test_codes_are_unique():
    for table in (units.provinces(), units.communes()):
        assert len({unit.code for unit in table}) == len(table)
    for table in (units.former_provinces(), units.former_districts(), units.former_communes()):
        assert len({unit.code for unit, _ in table}) == len(table)


def test_every_former_unit_has_successors_that_exist():
    pairs = (*units.former_provinces(), *units.former_districts(), *units.former_communes())
    assert all(units.successors(unit) for unit, _ in pairs)
    for unit, _ in units.former_communes():
        found = units.successors(unit)
        assert len({each.unit for each in found}) == len(found)
        assert all(each.whole for each in found) == (len(found) == 1)


def test_successors_stay_in_the_province():
    province = {unit.code: after for unit, after in units.former_provinces()}
    for unit, _ in units.former_communes():
        assert {each.unit.parent for each in units.successors(unit)} == {province[unit.parent]}


def test_every_unit_of_today_has_predecessors():
    assert all(units.predecessors(unit) for unit in (*units.provinces(), *units.communes()))
    assert sum(len(units.predecessors(unit)) for unit in units.provinces()) == 63
    assert sum(len(units.predecessors(unit)) == 1 for unit in units.provinces()) == 11


def test_every_commune_has_its_act():
    acts = {units.communes_act(unit.code) for unit in units.provinces()}
    assert acts == {f"{number}/NQ-UBTVQH15" for number in range(1654, 1688)}
    changed = [unit for unit in units.communes() if unit.kind_before]
    assert {unit.act for unit in changed} == {"237/NQ-UBTVQH16", "388/NQ-UBTVQH16"}
    assert all(unit.act in acts for unit in units.communes() if not unit.kind_before)


@pytest.mark.parametrize(
    ("code", "name", "day", "act"),
    [
        ("75", "thành phố Đồng Nai", "2026-04-30", "30/2026/QH16"),
        ("22", "thành phố Quảng Ninh", "2026-09-01", "36/2026/QH16"),
        ("24", "thành phố Bắc Ninh", "2026-09-20", "39/2026/QH16"),
    ],
)
def test_provinces_that_became_cities(code, name, day, act):
    unit = units.by_code(code)
    assert (unit.full_name, unit.valid_from, unit.act) == (name, day, act)
    assert unit.full_name_on(day) == name
    assert unit.full_name_on("2025-10-01") == name.replace("thành phố", "tỉnh")


def test_names_are_composed_and_tidy():
    tables = (units.former_provinces(), units.former_districts(), units.former_communes())
    every = [*units.provinces(), *units.communes(), *(unit for table in tables for unit, _ in table)]
    assert all(unit.name == unicodedata.normalize("NFC", " ".join(unit.name.split())) for unit in every)
    assert all(unit.name[0].isupper() or unit.name[0].isdecimal() for unit in every)


def test_provinces_agree_with_the_collected_notes(shared):
    notes = json.loads((shared / "domain" / "admin-units.json").read_text("utf-8"))["units"]
    counted = Counter(unit.parent for unit in units.communes())
    assert len(notes) == 34
    for note in notes:
        unit = units.by_code(note["code"])
        assert unit.full_name.lower() == note["name_2026_11"].lower()
        assert unit.full_name_on("2025-07-01").lower() == note["name_2025_07_01"].lower()
        assert counted[unit.code] == note["units_level2"]
        before = {(former.code, former.full_name.lower()) for former, _ in units.predecessors(unit)}
        assert before == {(former["code"], former["name"].lower()) for former in note["formed_from"]}
        if became := note.get("became_city"):
            assert (unit.valid_from, unit.act) == (became["effective"], became["resolution"])


# --- names as people write them --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("phường Sa Đéc, tỉnh Đồng Tháp", "29905"),
        ("P. Sa Đéc, Đồng Tháp", "29905"),
        ("P.Sa Đéc", "29905"),
        ("PHƯỜNG SA ĐÉC - TỈNH ĐỒNG THÁP", "29905"),
        ("phường Sa Đéc tỉnh Đồng Tháp", "29905"),
        ("UBND phường Sa Đéc", "29905"),
        ("  phường   Sa Đéc ,  tỉnh Đồng Tháp ", "29905"),
        ("phuong sa dec, dong thap", "29905"),
        ("phường Sa Đec, Đồng Tháp", "29905"),
        (unicodedata.normalize("NFD", "phường Sa Đéc, tỉnh Đồng Tháp"), "29905"),
        ("phường Sa Đéc, thành phố Sa Đéc, tỉnh Đồng Tháp", "29905"),
        ("TP.HCM", "79"),
        ("TP HCM", "79"),
        ("TPHCM", "79"),
        ("tp. Hồ Chí Minh", "79"),
        ("tỉnh Bắc Ninh", "24"),
        ("thành phố Bắc Ninh", "24"),
        ("Thừa Thiên - Huế", "46"),
        ("tỉnh Khánh Hoà", "56"),
        ("xã Bố Hạ, Bắc Ninh", "07294"),
        ("phường Bố Hạ, Bắc Ninh", "07294"),
        ("đặc khu Phú Quốc", "31078"),
        ("xã M'Drắk", "24412"),
        ("phường Xuân Hương – Đà Lạt", "24781"),
    ],
)
def test_find(text, code):
    found = units.find(text)
    assert found.code == code, found.full_name


def test_a_former_province_narrows_the_search():
    assert units.find("phường Đông Hải, tỉnh Ninh Thuận").parent == "56"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("xã Tân Quy Tây", ["đơn vị cũ", "phường Sa Đéc, tỉnh Đồng Tháp"]),
        ("xã Tân Quý Tây", ["đơn vị cũ", "xã Bình Chánh, Thành phố Hồ Chí Minh"]),
        ("tỉnh Ninh Thuận", ["đơn vị cũ", "tỉnh Khánh Hòa"]),
        ("huyện Lai Vung", ["đơn vị cũ", "xã Hòa Long"]),
        ("thành phố Sa Đéc", ["đơn vị cũ", "phường Sa Đéc", "xã Tân Dương"]),
        ("phường Sa Đécc, Đồng Tháp", ["Có phải", "phường Sa Đéc, tỉnh Đồng Tháp"]),
        ("phường Sa Đéc, tỉnh Đồng Thápp", ["Không có tỉnh, thành phố nào", "tỉnh Đồng Tháp"]),
        ("phường Sa Đéc, tỉnh Khánh Hòa", ["Không có đơn vị nào", 'kehoach units init "tỉnh Khánh Hòa"']),
        ("xã Không Có", ["Có phải", "xã Kông Chro, tỉnh Gia Lai"]),
        ("abc xyz", ["Không có đơn vị nào", "Đề nghị"]),
        ("", ["Chưa nêu tên đơn vị"]),
        (" , ; ", ["Chưa nêu tên đơn vị"]),
    ],
)
def test_unknown_units_are_told_with_advice(text, words):
    with pytest.raises(UnknownUnit) as told:
        units.find(text)
    assert all(word in str(told.value) for word in words), str(told.value)


def test_ambiguous_units_list_their_candidates():
    with pytest.raises(AmbiguousUnit, match=r"phường Hòa Bình, tỉnh Phú Thọ; .*đề nghị ghi rõ tên tỉnh"):
        units.find("phường Hoà Bình")
    with pytest.raises(AmbiguousUnit, match="huyện Châu Thành, tỉnh"):
        units.find_former("huyện Châu Thành")


@pytest.mark.parametrize(
    ("text", "code", "level"),
    [
        ("tỉnh Ninh Thuận", "58", "province"),
        ("thành phố Sa Đéc, tỉnh Đồng Tháp", "867", "district"),
        ("xã Tân Quy Tây, thành phố Sa Đéc, tỉnh Đồng Tháp", "29920", "commune"),
        ("huyện Châu Thành, Đồng Tháp", "877", "district"),
        ("Quận 1, TP.HCM", "760", "district"),
        ("Phường 01, thành phố Sa Đéc", "29905", "commune"),
        ("xã Hưng Đạo, thành phố Cao Bằng, tỉnh Cao Bằng", "01705", "commune"),
        ("phường Phường Đúc", "19780", "commune"),
    ],
)
def test_find_former(text, code, level):
    found = units.find_former(text)
    assert (found.code, found.level, found.is_former, found.valid_to) == (code, level, True, "2025-06-30")


def test_the_day_tells_which_units_are_meant():
    assert units.find("tỉnh Đồng Tháp", on="2025-06-30").code == "87"
    assert units.find("tỉnh Đồng Tháp", on="2025-07-01").code == "82"


def test_find_former_says_what_it_does_not_know():
    with pytest.raises(UnknownUnit, match="đơn vị cũ nào tên «xã Không Có»"):
        units.find_former("xã Không Có")


@given(st.text(max_size=60))
def test_find_fails_only_with_its_own_errors(text):
    with contextlib.suppress(UnknownUnit, AmbiguousUnit):
        assert units.find(text).name


def test_every_unit_of_today_is_found_by_its_full_name():
    for unit in units.communes():
        text = f"{unit.full_name}, {units.superior(unit).full_name}"
        assert units.find(text) == unit
        assert unit in units.mentions(text)[0].units


def test_every_former_unit_is_found_by_its_full_name():
    for unit, _ in (*units.former_districts(), *units.former_communes()):
        text = ", ".join(filter(None, (unit.full_name, unit.district, units.superior(unit).full_name)))
        assert units.find_former(text) == unit
        assert unit in units.mentions(text)[0].units


@given(st.sampled_from(units.communes()))
def test_a_name_is_found_however_it_is_typed(unit):
    text = f"{unit.full_name}, {units.superior(unit).full_name}"
    assert units.find(unicodedata.normalize("NFD", text.upper())) == unit
    assert units.find(gazetteer.new_placed(text)) == unit
    assert units.find(f"  {text.replace(', ', ' - ')} ") == unit


# --- writing names ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "name", "full"),
    [
        ("phường", "Sa Đéc", "phường Sa Đéc"),
        ("phường", "1", "Phường 1"),
        ("quận", "10", "Quận 10"),
        ("phường", "Điện Biên Phủ", "Phường Điện Biên Phủ"),
        ("xã", "Nguyễn Phích", "Xã Nguyễn Phích"),
        ("thành phố", "Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
        ("thành phố", "Cần Thơ", "thành phố Cần Thơ"),
        ("tỉnh", "Điện Biên", "tỉnh Điện Biên"),
    ],
)
def test_full_name_by_annex_two(kind, name, full):
    assert units.Unit("0", kind, name, "commune").full_name == full


def test_names_after_people_are_names_of_units():
    pairs = (*units.former_districts(), *units.former_communes())
    every = {unit.name for unit in units.communes()} | {unit.name for unit, _ in pairs}
    assert gazetteer.named_after() - {"Hồ Chí Minh"} <= every


# --- what became of what ---------------------------------------------------------------------------------


def test_a_commune_that_was_merged():
    former = units.find_former("xã Tân Quy Tây, thành phố Sa Đéc")
    (became,) = units.successors(former)
    assert (became.unit.full_name, became.whole, became.since) == ("phường Sa Đéc", True, "2025-07-01")
    assert became.act == "1663/NQ-UBTVQH15"


def test_a_commune_that_was_divided():
    former = units.find_former("Phường 3, thành phố Sa Đéc")
    became = units.successors(former)
    assert {each.unit.full_name for each in became} == {"phường Sa Đéc", "phường Cao Lãnh"}
    assert not any(each.whole for each in became)


def test_predecessors_of_a_ward():
    before = units.predecessors(units.find("phường Sa Đéc"))
    assert {(unit.full_name, whole) for unit, whole in before} == {
        *(("Phường 1", True), ("Phường 2", True), ("Phường 3", False), ("Phường 4", False)),
        *(("phường An Hòa", True), ("phường Tân Quy Đông", True)),
        *(("xã Tân Khánh Đông", True), ("xã Tân Quy Tây", True)),
    }


def test_a_district_became_communes():
    became = units.successors(units.find_former("thành phố Sa Đéc"))
    assert {each.unit.full_name for each in became} == {"phường Sa Đéc", "phường Cao Lãnh", "xã Tân Dương"}
    (island,) = units.successors(units.find_former("huyện Côn Đảo"))
    assert island.unit.full_name == "đặc khu Côn Đảo"


def test_superiors():
    ward = units.find("phường Sa Đéc")
    assert units.superior(ward).full_name == "tỉnh Đồng Tháp"
    assert units.superior(units.superior(ward)) == units.superior(ward)
    assert units.superior(units.find_former("xã Tân Quy Tây")).code == "87"
    assert [unit.full_name for unit in units.former_superiors(ward)] == ["tỉnh Đồng Tháp"]


@pytest.mark.parametrize(
    ("issuer", "unit", "expected"),
    [
        ("tỉnh Đồng Tháp", "phường Sa Đéc", True),
        ("Tiền Giang", "phường Sa Đéc", False),
        ("tỉnh Tiền Giang", "phường Mỹ Tho", True),
        ("tỉnh Đồng Tháp", "phường Mỹ Tho", True),
        ("tỉnh Ninh Thuận", "phường Phan Rang", True),
        ("tỉnh Ninh Thuận", "phường Nha Trang", False),
        ("tỉnh Khánh Hoà", "phường Phan Rang", True),
        ("thành phố Bắc Ninh", "phường Bố Hạ, Bắc Ninh", True),
        ("tỉnh Bắc Giang", "phường Bố Hạ, Bắc Ninh", True),
        ("tỉnh Phú Thọ", "phường Sa Đéc", False),
    ],
)
def test_is_superior(issuer, unit, expected):
    assert units.is_superior(issuer, units.find(unit)) is expected


def test_resolve_keeps_the_printed_name():
    found = units.resolve("xã Tân Quy Tây", hint="thành phố Sa Đéc, tỉnh Đồng Tháp", on="2022-03-01")
    assert found.printed == "xã Tân Quy Tây"
    assert found.unit.code == "29920"
    assert [each.unit.full_name for each in found.current] == ["phường Sa Đéc"]


def test_resolve_knows_today_and_before():
    assert units.resolve("phường Sa Đéc").current[0].unit.code == "29905"
    assert units.resolve("tỉnh Ninh Thuận").current[0].unit.full_name == "tỉnh Khánh Hòa"
    assert units.resolve("tỉnh Đồng Tháp", on="2021-05-01").unit.is_former
    with pytest.raises(UnknownUnit):
        units.resolve("xã Không Có")


# --- names in running text -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("trên địa bàn tỉnh Ninh Thuận năm 2021", ["tỉnh Ninh Thuận"]),
        ("Báo Ninh Thuận đưa tin", ["Ninh Thuận"]),
        ("BÁO NINH THUẬN", ["NINH THUẬN"]),
        ("UBND XÃ TÂN QUY TÂY THÀNH PHỐ SA ĐÉC", ["XÃ TÂN QUY TÂY", "THÀNH PHỐ SA ĐÉC"]),
        ("các xã Tân Quy Tây, Tân Phú Đông và Tân Khánh Đông", ["xã Tân Quy Tây", "Tân Phú Đông", "Tân Khánh Đông"]),
        ("các phường 1, 2 và 3", ["phường 1", "2", "3"]),
        ("phường 1, 3 trường học", ["phường 1"]),
        ("trên địa bàn phường 5 năm qua", []),
        ("tỉnh 2 cấp, huyện 3 lần", []),
        ("huyện Ninh Hải, Công an huyện", ["huyện Ninh Hải"]),
        ("TP.HCM, TPHCM và TP. Hồ Chí Minh", ["TP.HCM", "TPHCM", "TP. Hồ Chí Minh"]),
        ("tỉnh Thừa Thiên - Huế", ["tỉnh Thừa Thiên - Huế"]),
        ("Thừa Thiên Huế", ["Thừa Thiên Huế"]),
        ("Bà Rịa-Vũng Tàu", ["Bà Rịa-Vũng Tàu"]),
        ("tỉnh Khánh Hoà và Thanh Hoá", ["tỉnh Khánh Hoà", "Thanh Hoá"]),
        ("Chủ tịch Hồ Chí Minh; Đoàn TNCS Hồ Chí Minh", []),
        ("chiến thắng Điện Biên Phủ", []),
        ("khóm Khánh Hòa, ấp Bình Thuận", []),
        ("ông Trần Hà Nam", []),
        ("kinh tế - xã hội; xã Đoàn; thị xã; tỉnh Đoàn", []),
        ("sống trong hòa bình, thái bình", []),
        ("thị xã Hồng Ngự", ["thị xã Hồng Ngự"]),
        ("phường 1 Bảo Lộc, tỉnh", ["phường 1 Bảo Lộc"]),
        ("phường 1 Thành phố", ["phường 1"]),
        ("UBND TỈNH LÀO CAI\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", ["TỈNH LÀO CAI"]),
        ("THÀNH PHỐ HỒ CHÍ MINH\nCỘNG HÒA", ["THÀNH PHỐ HỒ CHÍ MINH"]),
        ("thành phố Dĩ\nAn, huyện Phú Giáo, Dầu Tiếng", ["thành phố Dĩ\nAn", "huyện Phú Giáo", "Dầu Tiếng"]),
        ("thị trấn Nông trường Việt Lâm", ["thị trấn Nông trường Việt Lâm"]),
        ("huyện Mù Cang Chải", ["huyện Mù Cang Chải"]),
        ("PCT UBND tỉnh Phùng Thành Vinh", []),
        ("thị xã Tân Uyên", ["thị xã Tân Uyên"]),  # a city in the table
        ("Xã Phú Hòa 1, Xã Phú Hòa 2", ["Xã Phú Hòa 1", "Xã Phú Hòa 2"]),
        ("xã Ea H'leo", ["xã Ea H'leo"]),
        ("phường Xuân Hương - Đà Lạt", ["phường Xuân Hương - Đà Lạt"]),
    ],
)
def test_mentions(text, expected):
    found = units.mentions(text)
    assert [each.text for each in found] == expected
    assert all(text[each.start : each.end] == each.text and each.units for each in found)


def test_a_mention_is_of_the_kind_that_is_named():
    (found,) = units.mentions("huyện Ninh Hải")
    assert {unit.level for unit in found.units} == {"district"}
    (found,) = units.mentions("xã Bố Hạ")  # phường since 20/9/2026
    assert {unit.code for unit in found.units} >= {"07294"}


@given(st.text(alphabet="tỉnh xãphườngĐồSaéTâyQu ,-–.1\n", max_size=200))
def test_mentions_stand_in_order_and_do_not_overlap(text):
    found = units.mentions(text)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))


def test_mentions_take_linear_time():
    units.mentions("tỉnh Đồng Tháp")  # tables are read once
    text = "xã Tân Quy Tây, Tân Phú Đông, thành phố Sa Đéc, Ninh Thuận và xã hội " * 1000

    def seconds(passage: str) -> float:
        start = time.process_time()
        units.mentions(passage)
        return time.process_time() - start

    short, long = min(seconds(text) for _ in range(3)), min(seconds(text * 4) for _ in range(2))
    assert long < short * 8


@pytest.mark.parametrize("text", ["phường Sa Đéc Đồng Tháp", "Sa Đéc Đồng Tháp", "phuong sa dec dong thap"])
def test_a_comma_left_out_is_understood(text):
    assert units.find(text).full_name == "phường Sa Đéc"
