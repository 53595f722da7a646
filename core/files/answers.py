"""How a file is handed out: as itself, to be kept; a browser runs nothing of it."""

from urllib.parse import quote

from django.http import HttpResponse

from core.files.kinds import FileKind


def hand_out(content: bytes, *, kind: FileKind, name: str, inline: bool = False) -> HttpResponse:
    """A file as an answer; only a picture that was drawn anew may stand in a page."""
    how = "inline" if inline and kind.is_picture else "attachment"
    ascii_name = name.encode("ascii", "replace").decode().replace("?", "_").replace('"', "_")
    answer = HttpResponse(content, content_type=kind.media_type)
    answer["Content-Disposition"] = (
        f"{how}; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(name)}"
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer
