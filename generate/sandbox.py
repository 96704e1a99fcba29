"""Templates are not trusted: they run in a sandbox without code of theirs, and what is wrong is said in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from corpus.errors import TemplateError
from corpus.letters import printable

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

_MISSING = re.compile(r"(?:attribute )?'([^']+)'(?: is undefined)?$")


def environment(*, escape: bool) -> ImmutableSandboxedEnvironment:
    """The environment of every template; a field it misspells is an error, not silence.

    escape: what it prints is XML.
    """
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=escape)


@contextmanager
def in_words(name: str) -> Iterator[None]:
    """Whatever goes wrong inside is a TemplateError that names the template."""
    from zipfile import BadZipFile

    from docx.opc.exceptions import PackageNotFoundError
    from jinja2 import TemplateError as JinjaError

    try:
        yield
    except (BadZipFile, PackageNotFoundError, KeyError) as error:
        raise TemplateError(
            f"Mẫu «{name}» không phải tệp Word .docx hoặc bị hỏng; đề nghị mở bằng Word rồi lưu lại."
        ) from error
    except (JinjaError, SyntaxError, ValueError, TypeError, ArithmeticError) as error:
        raise TemplateError(f"Mẫu «{name}» {_fault(error)}; đề nghị sửa mẫu trong Word.") from error


def _fault(error: Exception) -> str:
    """What is wrong in a template, in words for the clerk who edits it."""
    from jinja2 import TemplateSyntaxError, UndefinedError
    from jinja2.exceptions import SecurityError

    missing = _MISSING.search(str(error))
    if isinstance(error, UndefinedError) and missing:
        return f"dùng trường «{missing[1]}» mà chương trình không có"
    if isinstance(error, SecurityError):
        return "chứa lệnh không được phép"
    if isinstance(error, TemplateSyntaxError):
        return "có thẻ {{ … }} hoặc {% … %} viết chưa đúng, hoặc lệnh chưa đóng"
    return f"có lỗi ({error})"


def without_control(value: Any) -> Any:
    """The fields without characters that no paper shows."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {name: without_control(each) for name, each in value.items()}
    return [without_control(each) for each in value] if isinstance(value, (list, tuple)) else value
