"""Bodies: the table is whole, names are recognised as printed, and each has its counterpart or a question."""

from __future__ import annotations

import itertools
import time
import tomllib
import unicodedata
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import agencies
from corpus.agencies import identify

VHXH = "Phòng Văn hóa - Xã hội"
KT = "Phòng Kinh tế"
KTHTDT = "Phòng Kinh tế, Hạ tầng và Đô thị"
VP = "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân"


# --- the table -------------------------------------------------------------------------------------------


def test_ids_and_names_are_unique():
    ids = [body.id for body in agencies.bodies()]
    names = [agencies._words(body.name) for body in agencies.bodies()]
    assert len(set(ids)) == len(ids)
    assert len(set(names)) == len(names)


def test_every_name_in_the_table_leads_to_its_body():
    for body in agencies.bodies():
        for name in (body.name, *body.abbr):
            assert identify(name) == body, name


def test_no_two_bodies_claim_one_name():
    claims: dict[tuple[str, ...], str] = {}
    for body in agencies.bodies():
        for name in (body.name, *body.former, *body.abbr):
            assert claims.setdefault(agencies._words(name), body.id) == body.id, name


def test_what_is_certain_has_a_counterpart_and_what_is_not_is_asked():
    for body in agencies.bodies():
        assert body.counterpart or not body.certain, body.id
        assert body.basis, body.id


def test_every_source_is_explained():
    head = files("corpus.data").joinpath("agencies.toml").read_text("utf-8").split("[abbreviations]")[0]
    assert all(f"{body.source} = " in head for body in agencies.bodies())


def test_what_is_from_memory_is_never_certain():
    assert not any(body.certain for body in agencies.bodies() if body.source == "MEM")


def test_counterparts_are_bodies_of_the_same_field():
    for body in agencies.bodies():
        for name in (*body.counterpart, *body.counterpart_phuong, *body.counterpart_dac_khu):
            there = identify(name) or identify(name.removesuffix(" Đảng ủy"))
            assert there is not None or body.family == "party", (body.id, name)
            assert there is None or not body.certain or agencies.same_field(body, there), (body.id, name)


def test_economy_is_one_office_in_a_ward_and_another_in_a_commune():
    for body in agencies.bodies():
        assert (KT in body.counterpart) == (KTHTDT in body.counterpart_phuong), body.id


def test_party_and_mass_organisations_are_asked_never_ordered():
    for body in agencies.bodies():
        if body.family in ("party", "front", "mass", "vertical"):
            assert body.verb == "đề nghị", body.id
        if body.family in ("state", "police", "military"):
            assert body.verb == "giao", body.id


def test_abbreviations_are_letters_and_mean_names():
    table = tomllib.loads(files("corpus.data").joinpath("agencies.toml").read_text("utf-8"))
    assert all(letters.isupper() and phrase for letters, phrase in table["abbreviations"].items())


# --- names as printed ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("Sở Nội vụ", "SNV"),
        ("sở nội vụ", "SNV"),
        ("SỞ NỘI VỤ", "SNV"),
        ("Sở Nội vụ (cơ quan thường trực)", "SNV"),
        ("Sở Nội vụ tỉnh Lào Cai", "SNV"),
        ("Sở Nội vụ Lào Cai", "SNV"),
        ("Sở Lao động Thương binh và Xã hội", "SNV"),
        ("Sở LĐ-TB&XH", "SNV"),
        ("Sở LĐ – TB và XH", "SNV"),
        ("Sở LĐTBXH", "SNV"),
        ("Sở NN&PTNT", "SNNMT"),
        ("Sở Nông nghiệp và PT NT", "SNNMT"),
        ("Sở TN&MT", "SNNMT"),
        ("Sở KH&ĐT", "STC"),
        ("Sở KH&CN", "SKHCN"),
        ("Sở TT&TT", "SKHCN"),
        ("Sở GD-ĐT", "SGDDT"),
        ("Sở VH,TT&DL", "SVHTTDL"),
        ("Sở VHTT&DL", "SVHTTDL"),
        ("Sở Văn hoá, Thể thao và Du lịch", "SVHTTDL"),
        ("Sở Du lịch", "SDL"),
        ("Công an tỉnh Ninh Thuận", "CAT"),
        ("Công an phường Sa Đéc", "X_CA"),
        ("Bộ CHQS tỉnh", "BCHQST"),
        ("Ban CHQS phường", "X_QS"),
        ("Ban Chỉ huy quân sự xã Tân Quy Tây", "X_QS"),
        ("Liên đoàn Lao động tỉnh Ninh Thuận", "LDLD"),
        ("LĐLĐ tỉnh", "LDLD"),
        ("TT PVHCC xã", "X_PVHCC"),
        ("CAX", "X_CA"),
        ("Thường trực HĐND tỉnh", "TTHDNDT"),
        ("UBMTTQ Việt Nam xã", "MTTQ"),
        ("UBMTTQVN phường Sa Đéc", "MTTQ"),
        ("Uỷ ban MTTQ Việt Nam tỉnh", "MTTQ"),
        ("Hội LHPN xã", "HLHPN"),
        ("Đoàn TNCS HCM xã", "DTN"),
        ("Tỉnh Đoàn", "DTN"),
        ("Hội CCB tỉnh", "HCCB"),
        ("Ban Tuyên giáo Tỉnh uỷ", "BTGDV"),
        ("Ban Tuyên giáo và Dân vận Thành ủy", "BTGDV"),
        ("Công chức Văn hóa – Xã hội (phụ trách Lao động TBXH)", "O_VHXH"),
        ("Cán bộ Văn phòng Đảng ủy – Tuyên giáo", "O_VPDU"),
        ("cán bộ Tổ chức Đảng ủy", "O_TCDU"),
        ("Phòng VH-XH", "X_VHXH"),
        ("Phòng Văn hóa – Xã hội phường Sa Đéc", "X_VHXH"),
        ("Phòng Kinh tế, Hạ tầng và Đô thị phường Sa Đéc", "X_KTHT"),
        ("VP HĐND-UBND", "X_VP"),
        ("Văn phòng HĐND&UBND xã", "X_VP"),
        ("Văn phòng HĐND và UBND huyện", "H_VP"),
        ("UBND các huyện, thị xã, thành phố", "H_UBND"),
        ("Báo Ninh Thuận", "BAO_DAI"),
        ("Đài PT-TH tỉnh", "BAO_DAI"),
        (unicodedata.normalize("NFD", "Sở Giáo dục và Đào tạo"), "SGDDT"),
    ],
)
def test_identify(name, body):
    found = identify(name)
    assert found is not None
    assert found.id == body


@pytest.mark.parametrize(
    "name",
    [
        *("", "  ", "abc", "Nguyễn Văn A", "Sở", "Sở Y tế, Sở Nội vụ", "Bộ Nội vụ", "Vụ Pháp chế"),
        *("Ủy ban nhân dân cấp xã", "UBND xã, phường, đặc khu", "các cơ quan, đơn vị liên quan", "Các sở, ngành"),
        *("Sở Nội vụ chủ trì", "Trường THPT Cao Lãnh 2", "Báo cáo"),
    ],
)
def test_what_is_no_body_of_the_table(name):
    assert identify(name) is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("các cơ quan, đơn vị liên quan", True),
        ("Các sở, ngành", True),
        ("Sở, ban, ngành", True),
        ("Thủ trưởng các Sở, ban, ngành, đoàn thể tỉnh", True),
        ("Chủ tịch UBND các xã, phường", True),
        ("Giám đốc các doanh nghiệp", True),
        ("Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh và các tổ chức thành viên", True),
        ("Sở Nội vụ", False),
        ("Nguyễn Văn A", False),
        ("các trường học trên địa bàn", False),
    ],
)
def test_sets_of_bodies_stay_sets(name, expected):
    assert agencies.is_set(name) is expected


# --- names in running text -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Giao Sở Nội vụ chủ trì, phối hợp với Công an tỉnh", ["Sở Nội vụ", "Công an tỉnh"]),
        ("Sở Văn hóa, Thể thao và Du lịch, Sở Y tế", ["Sở Văn hóa, Thể thao và Du lịch", "Sở Y tế"]),
        ("Sở NN & PTNT; Sở Văn hoá – Thể thao và Du lịch", ["Sở NN & PTNT", "Sở Văn hoá – Thể thao và Du lịch"]),
        ("Phòng Kinh tế, Hạ tầng và Đô thị; Phòng Kinh tế", [KTHTDT, KT]),
        ("Công an tỉnh, Bộ Chỉ huy Quân sự tỉnh", ["Công an tỉnh", "Bộ Chỉ huy Quân sự tỉnh"]),
        ("Liên đoàn Lao động tỉnh Ninh Thuận", ["Liên đoàn Lao động tỉnh"]),
        ("công an, hội nông dân", []),
        ("gửi SNV", []),
        ("Hội\nNông dân", []),
        ("Bộ Công Thương; Bộ Công an", []),
        ("Tòa án nhân dân tối cao; Ban Thi đua - Khen thưởng Trung ương; Ban Dân tộc HĐND tỉnh", ["HĐND tỉnh"]),
        ("Thanh tra, kiểm tra; Văn hóa - Xã hội; Thống kê tại phụ lục", []),
        ("CƠ SỞ VĂN HÓA VÀ THỂ THAO", []),
        ("VÀ ỦY BAN NHÂN DÂN TỈNH", ["ỦY BAN NHÂN DÂN TỈNH"]),
        ("Báo Ninh Thuận, Báo cáo", ["Báo Ninh Thuận"]),
        ("Liên minh HTX tỉnh", ["Liên minh HTX"]),
        ("", []),
    ],
)
def test_spans(text, expected):
    found = agencies.spans(text)
    assert [text[start:end] for start, end, _ in found] == expected
    assert all(identify(text[start:end]) == body for start, end, body in found)


@given(st.lists(st.sampled_from([body.name for body in agencies.bodies() if body.name[0].isupper()]), max_size=6))
def test_every_body_is_found_in_a_list(names):
    text = "; ".join(names)
    assert [text[start:end] for start, end, _ in agencies.spans(text)] == names


@given(st.text(alphabet="SởNộivụCôngan tỉnhPhòưKế&,-–.\n", max_size=200))
def test_spans_stand_in_order_and_do_not_overlap(text):
    found = agencies.spans(text)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(found))


def test_spans_take_linear_time():
    text = "Giao Sở Nội vụ chủ trì, phối hợp với Công an tỉnh, Văn phòng Hội đồng nhân dân và Ủy ban " * 500
    agencies.spans(text)

    def seconds(passage: str) -> float:
        start = time.process_time()
        agencies.spans(passage)
        return time.process_time() - start

    # Four times the text; quadratic growth would be sixteen times. CPU time, so that a busy machine does not count.
    assert min(seconds(text * 4) for _ in range(3)) < 8 * min(seconds(text) for _ in range(3))


def test_the_collected_ontology_is_covered(shared):
    """Every body of the collected notes with a full name is known; those left out are sets or places."""
    import yaml

    notes = yaml.safe_load((shared / "domain" / "agencies.yaml").read_text("utf-8"))
    sections = ("province_departments", "party_province", "front_and_mass", "commune_after")
    rows = [row for section in sections for row in notes[section] if "name" in row]
    rows += [absorbed for row in rows for absorbed in row.get("absorbed", ()) if "name" in absorbed]
    names = [row["name"] for row in rows if not any(mark in row["name"] for mark in "/;(")]
    left_out = {"Các trường học trên địa bàn (MN, TH, THCS)", "Thôn, ấp, khóm, khu phố, tổ dân phố, buôn, bản"}
    assert {name for name in names if identify(name) is None} <= left_out
    assert len(names) >= 45


# --- counterparts ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind", "there", "partners"),
    [
        ("Sở Nội vụ", "phường", VHXH, ()),
        ("Sở Giáo dục và Đào tạo", "xã", VHXH, ("các trường học trên địa bàn",)),
        ("Sở Y tế", "xã", VHXH, ("Trạm Y tế",)),
        ("Sở NN&PTNT", "xã", KT, ()),
        ("Sở NN&PTNT", "phường", KTHTDT, ()),
        ("Sở Tài chính", "đặc khu", KT, ()),
        ("Sở Tư pháp", "xã", VP, ()),
        ("Công an tỉnh", "phường", "Công an", ()),
        ("Bộ Chỉ huy Quân sự tỉnh", "xã", "Ban Chỉ huy Quân sự", ()),
        ("Cán bộ Nội vụ", "phường", VHXH, ()),
        ("Cán bộ Văn phòng Đảng ủy – Tuyên giáo", "xã", "Ban Xây dựng Đảng Đảng ủy", ()),
        ("Ban Tuyên giáo Tỉnh ủy", "phường", "Ban Xây dựng Đảng Đảng ủy", ()),
        ("Hội Nông dân tỉnh", "xã", "Hội Nông dân", ()),
        ("Phòng Tài chính - Kế hoạch", "phường", KTHTDT, ()),
    ],
)
def test_counterpart(name, kind, there, partners):
    found = agencies.counterpart(identify(name), kind)
    assert (found.names, found.partners, found.certain) == ((there,), partners, True)


def test_phu_quoc_has_the_office_of_a_ward():
    body = identify("Sở Xây dựng")
    assert agencies.counterpart(body, "đặc khu", "Phú Quốc").names == (KTHTDT,)
    assert agencies.counterpart(body, "đặc khu", "Côn Đảo").names == (KT,)


def test_the_party_bodies_of_a_special_zone_are_asked():
    found = agencies.counterpart(identify("Ban Tổ chức Tỉnh ủy"), "đặc khu")
    assert not found.certain
    assert found.candidates == ("Ban Tổ chức Đảng ủy", "Ban Xây dựng Đảng Đảng ủy")


@pytest.mark.parametrize(
    "name", ["Liên đoàn Lao động tỉnh", "Công đoàn cơ sở xã", "Báo Ninh Thuận", "Thanh tra tỉnh"]
)
def test_what_needs_a_person_is_not_certain(name):
    found = agencies.counterpart(identify(name), "phường")
    assert not found.certain
    assert len(found.candidates) > 1


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Sở Nội vụ", VHXH, True),
        ("Sở Y tế", VHXH, True),
        ("Sở Y tế", "Trạm Y tế", True),
        ("Sở Nội vụ", "Cán bộ Nội vụ", True),
        ("Sở NN&PTNT", KT, True),
        ("Sở NN&PTNT", KTHTDT, True),
        ("Công an tỉnh", "Công an phường", True),
        ("Hội Nông dân tỉnh", "Hội Nông dân xã", True),
        ("Sở Nội vụ", KT, False),
        ("Sở Nội vụ", "Sở Y tế", False),
        ("Công an tỉnh", "Bộ Chỉ huy Quân sự tỉnh", False),
    ],
)
def test_same_field(one, other, expected):
    assert agencies.same_field(identify(one), identify(other)) is expected
    assert agencies.same_field(identify(other), identify(one)) is expected


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        (VHXH, "VHXH"),
        (f"{VHXH} phường Sa Đéc", "VHXH"),
        (KT, "KT"),
        (KTHTDT, "KTHTĐT"),
        (f"{VP} xã", "VP"),
        ("Công an phường", "CAP"),
        ("Công an xã Tân Dương", "CAX"),
        ("Ban Chỉ huy Quân sự phường", "BCHQS"),
        ("Trạm Y tế xã", "TYT"),
        ("Ban Xây dựng Đảng", "BXDĐ"),
        ("Văn phòng Đảng ủy", "VPĐU"),
        ("Phòng Văn xã - Nội vụ", "VXNV"),
        ("Sở Nội vụ", "SNV"),
    ],
)
def test_abbreviation(name, letters):
    assert agencies.abbreviation(name) == letters
