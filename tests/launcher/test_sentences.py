"""What a person reads when something is in the way: one sentence, no traceback, not 0."""

import errno
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from launcher import messages, postgres, roles, serving, system
from launcher.cluster import telling_line

SCRIPT = Path(__file__).resolve().parents[2] / "script"


def errand(name, *arguments, environment):
    return subprocess.run(
        [sys.executable, SCRIPT / name, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("name", "more", "sentence"),
    [
        ("demo", {"PORT": "80x"}, "PORT must be a number from 1 to 65535, and it is “80x”."),
        ("server", {"PERCORSI_HOME": "/dev/null/x"}, "/dev/null/x is a file where the data folder"),
    ],
)
def test_a_script_answers_with_one_sentence(bare_environment, name, more, sentence):
    done = errand(name, environment={**bare_environment, **more})

    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert sentence in done.stderr


def test_an_unknown_word_is_refused(bare_environment):
    done = errand("demo", "everything", environment=bare_environment)

    assert done.returncode == 2
    assert "script/demo does not know “everything”" in done.stderr


def test_a_taken_port_is_named_with_a_way_out():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(messages.Stop, match=f"port {port} is taken by another program"):
            serving.refuse_busy_port(port)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "the disk is full (/data): free some space"),
        (errno.EROFS, "/data is not writable: choose another data folder"),
        (errno.EACCES, "/data is not writable: choose another data folder"),
    ],
)
def test_errors_of_the_system_become_sentences(capsys, number, words):
    def fail():
        raise OSError(number, "whatever", "/data")

    assert messages.guarded(fail) == 1
    assert words in capsys.readouterr().err


def test_a_missing_library_gives_the_exact_line_where_it_may_not_be_installed(monkeypatch):
    monkeypatch.setattr(system, "missing_libraries", lambda: ["libpango-1.0.so.0"])
    monkeypatch.setattr(system, "may_install", lambda: False)

    with pytest.raises(messages.Stop) as refusal:
        system.ensure_libraries()

    line = "sudo apt-get install -y --no-install-recommends libpango-1.0-0"
    assert f"missing system libraries: libpango-1.0.so.0; run `{line}`" in str(refusal.value)
    assert refusal.value.code == 3


def test_the_telling_line_of_a_server_log_is_found():
    log = "LOG:  starting\nFATAL:  could not write lock file: x\nLOG:  database system is shut down"

    assert telling_line(log) == "FATAL:  could not write lock file: x"
    assert "disk is full" in postgres._reason("no start", "PANIC: No space left on device")


def test_every_password_of_the_roles_is_filled_in_and_quoted():
    passwords = {role: f"pass'{role}" for role in ("owner", "app", "worker", "backup")}

    text = roles.filled(passwords)

    assert re.findall(r"password ('pass.*')", text) == [
        f"'pass''{role}'" for role in ("owner", "app", "worker", "backup")
    ]
    assert "password {" not in text
