"""What the cuts share: a permission given to everybody, and the words of an answer."""

import rules


class forced:  # noqa: N801  why: reads as a word in `with forced(…)`
    """One permission given to everybody, for a block."""

    def __init__(self, permission) -> None:
        self.name = permission.value

    def __enter__(self) -> None:
        self.former = rules.permissions.permissions[self.name]
        rules.set_perm(self.name, rules.always_true)

    def __exit__(self, *args: object) -> None:
        rules.set_perm(self.name, self.former)


def body(client, url: str) -> bytes:
    """All that an answer says."""
    response = client.get(url)
    if getattr(response, "streaming", False):
        return b"".join(response.streaming_content)
    return response.content
