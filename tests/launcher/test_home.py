"""The data folder: its rights, its secrets, its state and its locks."""

import stat
import subprocess
import sys

import pytest
from launcher import serving
from launcher.home import Home, Lock, home, keep, recall, secret
from launcher.messages import Stop

HOLDER = """
import fcntl, sys
held = open(sys.argv[1], "ab")
fcntl.flock(held, fcntl.LOCK_SH if sys.argv[2] == "shared" else fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.read()
"""


def hold(path, kind):
    command = [sys.executable, "-c", HOLDER, str(path), kind]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout.readline() == b"held\n"
    return process


def end(process):
    process.kill()
    process.communicate()


def test_a_relative_folder_is_resolved(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PERCORSI_HOME", "some where")

    assert home().path == tmp_path / "some where"


def test_nobody_else_may_read_the_folder_or_its_secrets(data_folder):
    secret(data_folder, "django")

    assert stat.S_IMODE(data_folder.path.stat().st_mode) == 0o700
    assert stat.S_IMODE((data_folder.path / "secrets.json").stat().st_mode) == 0o600


def test_a_secret_stays_the_same_and_differs_from_others(data_folder):
    assert secret(data_folder, "app") == secret(data_folder, "app")
    assert secret(data_folder, "app") != secret(data_folder, "worker")


def test_damaged_secrets_are_not_replaced(data_folder):
    (data_folder.path / "secrets.json").write_text("{")

    with pytest.raises(Stop, match=r"secrets.json is damaged"):
        secret(data_folder, "app")


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(Stop, match="is a file where the data folder should be"):
        Home(tmp_path / "file" / "data").prepare()


@pytest.mark.parametrize("text", ["", "{", "[1]", '"x"'])
def test_a_damaged_state_counts_as_empty(tmp_path, text):
    (tmp_path / "state.json").write_text(text)

    assert recall(tmp_path / "state.json") == {}


def test_the_state_comes_back_as_it_was_kept(tmp_path):
    keep(tmp_path / "state.json", {"port": 5})

    assert recall(tmp_path / "state.json") == {"port": 5}


def test_an_exclusive_lock_waits_for_the_last_shared_one(tmp_path):
    path = tmp_path / "lock"
    other = hold(path, "shared")
    ours, last = Lock(path, shared=True, wait=False), Lock(path, wait=False)

    assert ours.take()
    ours.release()
    assert not last.take()
    end(other)
    assert last.take()
    last.release()


def test_a_second_copy_is_refused_until_the_first_is_killed(data_folder):
    keep(data_folder.run / "serving.json", {"pid": 4711, "port": 8000})
    other = hold(data_folder.run / "serving.lock", "exclusive")

    assert serving.is_served(data_folder)
    with (
        pytest.raises(Stop, match=r"another copy is running on .* \(process 4711, port 8000\)"),
        serving.the_only_copy(data_folder, 8001),
    ):
        pass
    end(other)
    with serving.the_only_copy(data_folder, 8001):
        assert recall(data_folder.run / "serving.json")["port"] == 8001
    assert not serving.is_served(data_folder)
