"""The one way into the library for a file: what it is, its bytes read once and hashed, its text decoded."""

from matchmaker.io.front_door.decode import utf8_of
from matchmaker.io.front_door.formats import identify, is_format
from matchmaker.io.front_door.source_file import SourceFile, read_once

__all__ = ["SourceFile", "identify", "is_format", "read_once", "utf8_of"]
