"""Reads a config file (TOML) into frozen dataclasses, checked once.

A module declares its own options next to the code that uses them:

    @dataclass(frozen=True)
    class ModelOptions:
        section: ClassVar[str] = "model"
        layers: int
        feed_forward: Literal["swiglu", "relu2"] = "swiglu"

        def __post_init__(self) -> None:
            if self.layers < 1:
                raise ValueError("layers must be at least 1")

and reads them with `settings.read(ModelOptions)`. Fields may be bool, int, float, str, Literal, `X | None`,
`tuple[X, ...]`, `dict[str, X]` and other such dataclasses. A field without default must be in the file.
"""

import dataclasses
import tomllib
import types
import typing
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from inkling_training.errors import KitError

SECTIONS = ("corpus", "tokenizer", "model", "samples", "train", "export", "evaluate")

Options = TypeVar("Options")


@dataclasses.dataclass(frozen=True)
class Settings:
    """One config file; `sections` as TOML gave them, checked when they are read."""

    path: Path
    sections: Mapping[str, Any]

    def read(self, options: type[Options]) -> Options:
        """The section that belongs to a dataclass with a class variable `section`.

        Raises KitError for a missing section, an unknown or missing name, a wrong type or a refused value.
        """
        name: str = options.section  # type: ignore[attr-defined]
        if name not in self.sections:
            raise KitError(f"{self.path}: there is no section [{name}]; add one, see the other files in configs/")
        return _build(options, self.sections[name], f"{self.path}: [{name}]")


def read_settings(path: Path) -> Settings:
    """Raises KitError where the file is missing, is no TOML, or has a section that nothing reads."""
    try:
        sections = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise KitError(f"{path} is not there: pass --config with one of the files in configs/") from None
    except tomllib.TOMLDecodeError as error:
        raise KitError(f"{path} is no TOML: {error}") from None
    for name in sections:
        if name not in SECTIONS:
            raise KitError(f"{path}: nothing reads [{name}]; the sections are {', '.join(SECTIONS)}")
    return Settings(path, sections)


def _build(options: type[Options], table: Any, where: str) -> Options:
    if not isinstance(table, Mapping):
        raise KitError(f"{where}: a table is needed, not {table!r}")
    fields = {field.name: field for field in dataclasses.fields(options) if field.init}  # type: ignore[arg-type]
    for name in table:
        if name not in fields:
            raise KitError(f"{where}: nothing reads `{name}`; known are {', '.join(fields)}")
    hints = typing.get_type_hints(options)
    values = {}
    for name, field in fields.items():
        if name in table:
            values[name] = _check(hints[name], table[name], f"{where} {name}")
        elif field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
            raise KitError(f"{where}: `{name}` is missing")
    try:
        return options(**values)
    except ValueError as error:
        raise KitError(f"{where}: {error}") from None


def _check(hint: Any, value: Any, where: str) -> Any:
    """The value in the form that the type asks for: an integer for a float is taken, a list becomes a tuple."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if dataclasses.is_dataclass(hint):
        return _build(hint, value, where)  # type: ignore[arg-type]
    if origin is typing.Literal:
        if value in arguments:
            return value
        raise KitError(f"{where}: one of {', '.join(map(repr, arguments))} is needed, not {value!r}")
    if origin in (typing.Union, types.UnionType):
        inner = [argument for argument in arguments if argument is not type(None)]
        return _check(inner[0], value, where)
    if origin is tuple and isinstance(value, list):
        return tuple(_check(arguments[0], item, where) for item in value)
    if origin is dict and isinstance(value, Mapping):
        return {key: _check(arguments[1], item, f"{where}.{key}") for key, item in value.items()}
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if isinstance(hint, type) and type(value) is hint:
        return value
    raise KitError(f"{where}: {getattr(hint, '__name__', hint)} is needed, not {value!r}")
