"""The values of a JSON file one after another, so that an array of gigabytes needs no gigabytes."""

import json
from collections.abc import Iterator
from typing import IO, Any

from train.errors import DataError

_CHUNK = 1 << 20  # characters
_LONGEST = 1 << 26  # one value longer than this is a missing bracket
_SPACE = " \t\r\n\ufeff"
_DECODER = json.JSONDecoder()


class JsonStream:
    """What a text file holds, as far as it has been read; `line` is where the next value begins."""

    def __init__(self, file: IO[str], name: str) -> None:
        self._file, self._name = file, name
        self._buffer, self._at = "", 0
        self.line = 1

    def values(self) -> Iterator[tuple[int, Any]]:
        """Line and value: an array's elements, or the values of a file that has one after another.

        Raises DataError for what is not JSON and for an array that breaks off.
        """
        if self._next() == "[":
            yield from self._inside("]", lambda: self._value())
            return
        while self._next():
            yield self.line, self._value()

    def entries(self) -> Iterator[tuple[int, tuple[str, Any]]]:
        """Line, and key with value, of a file that is one object."""
        if self._next() != "{":
            raise DataError(f"{self._name} is not one JSON object")
        yield from self._inside("}", self._entry)

    def is_object(self) -> bool:
        return self._next() == "{"

    def _inside(self, closing: str, read: Any) -> Iterator[tuple[int, Any]]:
        self._at += 1
        while (following := self._next(",")) != closing:
            if not following:
                raise DataError(f"{self._name} breaks off before its closing {closing}")
            yield self.line, read()
        self._at += 1
        if self._next():
            raise DataError(f"{self._name}, line {self.line} goes on after its closing {closing}")

    def _entry(self) -> tuple[str, Any]:
        key = self._value()
        self._next(":")
        return key, self._value()

    def _next(self, also: str = "") -> str:
        """The next character that is neither space nor `also`; "" at the end of the file."""
        skipped = _SPACE + also
        while True:
            rest = self._buffer[self._at : self._at + 4096]
            left = len(rest.lstrip(skipped))
            self._move(self._at + len(rest) - left)
            if left:
                return self._buffer[self._at]
            if not rest and not self._more():
                return ""

    def _value(self) -> Any:
        while True:
            try:
                value, end = _DECODER.raw_decode(self._buffer, self._at)
            except ValueError as error:
                if len(self._buffer) - self._at < _LONGEST and self._more():
                    continue
                where = f"{self._name}: what begins in line {self.line}"
                raise DataError(f"{where} is not JSON: {getattr(error, 'msg', error)}") from error
            self._move(end)
            return value

    def _move(self, to: int) -> None:
        self.line += self._buffer.count("\n", self._at, to)
        self._at = to

    def _more(self) -> bool:
        kept = self._buffer[self._at :]
        read = self._file.read(max(_CHUNK, len(kept)))
        self._buffer, self._at = kept + read, 0
        return bool(read)
