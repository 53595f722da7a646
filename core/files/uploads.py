"""How a file arrives: in memory, in no folder of temporary files, and no more than may come in."""

from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler

from core.files.intake import MOST


class Bounded(MemoryFileUploadHandler):
    """Keeps a little more than may come in: enough to see that it is too much."""

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        """Always in charge: what is too long is dropped as it comes, not written somewhere."""
        self.activated = True
        self.left = MOST + 1

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep what still fits; all files of one request share the room."""
        self.file.write(raw_data[: self.left])
        self.left -= min(len(raw_data), self.left)

    def file_complete(self, file_size: int) -> Any:
        """The file; its size is what was sent, also where less was kept."""
        return super().file_complete(file_size)
