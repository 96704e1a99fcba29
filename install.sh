#!/bin/sh
# Makes .venv with the project in it, and installs the programs of Debian that it needs where that is allowed.
# usage: ./install.sh [--tests]      --tests: also what only the tests need (Chromium, poppler)
set -eu
cd "$(dirname "$0")"

say() { printf '%s\n' "$*" >&2; }

# A program of Debian: name of its command, the package that brings it.
wanted="soffice:libreoffice-writer-nogui tesseract:tesseract-ocr fc-list:fontconfig"
[ "${1:-}" != --tests ] || wanted="$wanted chromium:chromium pdftotext:poppler-utils"

missing=""
for pair in $wanted; do
    command -v "${pair%%:*}" >/dev/null 2>&1 || missing="$missing ${pair##*:}"
done
tesseract --list-langs 2>/dev/null | grep -qx vie || missing="$missing tesseract-ocr-vie"
# Tinos has the widths of Times New Roman and every Vietnamese letter; Liberation Serif 1.07 lacks some.
fc-list 2>/dev/null | grep -qiE 'Tinos|Times New Roman' || missing="$missing fonts-croscore"
fc-list 2>/dev/null | grep -qi 'DejaVuSerif' || missing="$missing fonts-dejavu-core"  # of searchable scans
python3 -c 'import ensurepip' 2>/dev/null || missing="$missing python3-venv"

if [ "$(id -u)" = 0 ]; then root=""; else root="sudo -n"; fi
if [ -n "$missing" ]; then
    # shellcheck disable=SC2086
    if command -v apt-get >/dev/null 2>&1 && $root true 2>/dev/null &&
        $root apt-get update -qq &&
        $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null; then
        say "Đã cài:$missing."
    else
        say "Chưa cài được:$missing (cần quyền quản trị: sudo apt-get install$missing); chưa có các phần mềm này thì" \
            "vẫn đọc, soạn DOCX, so sánh và kiểm tra được, chỉ chưa xuất được PDF và chưa nhận dạng được bản quét."
    fi
fi

if [ ! -x .venv/bin/pip ] && ! python3 -c 'import ensurepip' 2>/dev/null; then
    say "Chưa tạo được môi trường Python nên chưa cài được chương trình: máy thiếu gói python3-venv;" \
        "đề nghị người quản trị chạy: apt-get install python3-venv, rồi chạy lại lệnh này."
    exit 1
fi
[ -x .venv/bin/pip ] || python3 -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check -e '.[dev,scan]' || {
    say "Chưa cài được các gói Python (lỗi in ở trên): lần cài đầu cần vào được kho gói PyPI; kiểm tra mạng rồi chạy lại lệnh này."
    exit 1
}
