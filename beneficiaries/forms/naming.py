"""Whether a text names somebody: the words of a name that are no words of every text."""

# Shorter names are parts of common words.
SHORTEST_NAME = 3
# Words before a name, which are words of every text.
PARTICLES = {
    "del", "dei", "della", "dello", "delle", "degli", "dal", "dalla", "dalle", "dagli",
    "san", "santa", "ben",
}  # fmt: skip


def stands_in(words: set[str], name: set[str]) -> bool:
    """Whether a text has the name, or the part of it that is no word of others; both as tokens."""
    telling = {part for part in name if len(part) >= SHORTEST_NAME} - PARTICLES
    if telling:
        return bool(telling & words)
    return len("".join(name)) >= SHORTEST_NAME and name <= words
