"""What the launcher tells people: short lines, and one sentence instead of a traceback."""

import errno
import os
import sys
import traceback
from collections.abc import Callable


class Stop(Exception):
    """The errand cannot go on; the text is the one sentence that says why."""

    def __init__(self, sentence: str, code: int = 1) -> None:
        super().__init__(sentence)
        self.code = code


def say(line: str) -> None:
    """Print one line at once, also when the output is a file or a pipe."""
    print(line, flush=True)


def guarded(errand: Callable[[], int]) -> int:
    """Run an errand; what goes wrong becomes one sentence and an exit code that is not 0."""
    try:
        return errand()
    except Stop as stop:
        print(f"Percorsi: {stop}", file=sys.stderr)
        return stop.code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of our output has gone (`script/demo | head`): nobody is left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except OSError as error:
        if os.environ.get("PERCORSI_TRACE"):
            traceback.print_exc()
        print(f"Percorsi: {sentence_of(error)}", file=sys.stderr)
        return 1


def sentence_of(error: OSError) -> str:
    """The sentence for an error of the operating system."""
    place = error.filename or "the data folder"
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"the disk is full ({place}): free some space and start again."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"{place} is not writable: choose another data folder with PERCORSI_HOME."
    return f"{error.strerror or error} ({place})."
