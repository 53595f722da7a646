"""The supervisor: the dead are started again, the hopeless are named, nothing stays behind."""

import signal
import time

import pytest
from launcher.messages import Stop
from launcher.processes import alive
from launcher.supervisor import Supervisor

SLEEP = "import time; time.sleep(60)"
DEAF = "import signal, time; signal.signal(15, signal.SIG_IGN); print('up', flush=True);" + SLEEP
PARENT = (
    "import subprocess, sys, time;"
    f" child = subprocess.Popen([sys.executable, '-c', {SLEEP!r}]);"
    " print(child.pid, flush=True); time.sleep(60)"
)


def until(true, seconds=10):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


def said(child):
    until(lambda: child.log.exists() and child.log.read_text().endswith("\n"))
    return child.log.read_text().strip()


def test_a_dead_child_is_started_again(a_child, tmp_path, capsys):
    child = a_child("worker", SLEEP)
    supervisor = Supervisor(tmp_path, [child], pause=0.01)
    supervisor.start()
    first = child.pid

    child.process.send_signal(signal.SIGKILL)
    child.process.wait()
    supervisor.step(time.monotonic())
    supervisor.step(time.monotonic() + 1)

    assert child.pid not in (0, first)
    assert capsys.readouterr().out == "worker ended (signal 9); starting it again in 0 s.\n"
    supervisor.stop()
    assert child.pid == 0


def test_a_child_that_never_stays_up_ends_the_errand_with_its_last_words(a_child, tmp_path):
    child = a_child("web", "raise SystemExit('no such table')")
    supervisor = Supervisor(tmp_path, [child], pause=0.01)
    supervisor.start()

    with pytest.raises(Stop, match="web does not stay up: no such table"):
        supervisor.watch()


def test_children_leave_in_the_opposite_order(a_child, tmp_path):
    gone = []
    code = (
        "import signal, sys, time; signal.signal(15, lambda *a: sys.exit(0));"
        " print('up', flush=True); time.sleep(60)"
    )
    children = [a_child(name, code) for name in ("worker", "web", "scheduler")]
    for child in children:
        ask = child.ask_to_leave
        child.ask_to_leave = lambda sign, ask=ask, child=child: (gone.append(child.name), ask(sign))
    supervisor = Supervisor(tmp_path, children)
    supervisor.start()
    for child in children:
        said(child)

    supervisor.stop()

    assert gone == ["scheduler", "web", "worker"]
    assert [child.process.returncode for child in children] == [0, 0, 0]


def test_a_child_that_does_not_listen_is_ended(a_child, tmp_path):
    child = a_child("worker", DEAF)
    child.farewell = ((signal.SIGTERM, 0.1),)
    supervisor = Supervisor(tmp_path, [child])
    supervisor.start()
    said(child)

    supervisor.stop()

    assert child.process.returncode == -signal.SIGKILL


def test_the_children_of_a_child_go_with_it(a_child, tmp_path):
    child = a_child("worker", PARENT)
    supervisor = Supervisor(tmp_path, [child])
    supervisor.start()
    grandchild = int(said(child))

    supervisor.stop()

    until(lambda: not alive(grandchild))
