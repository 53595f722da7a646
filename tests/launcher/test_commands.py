"""Programs run by the launcher: honest exit codes, and the closing line of the tests last."""

import os
import sys

from launcher import commands


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_the_exit_code_of_a_program_is_passed_on(tmp_path):
    environ = dict(os.environ)

    assert commands.call(python("raise SystemExit(7)"), environ, tmp_path) == 7
    assert commands.call(python("import os; os.kill(os.getpid(), 9)"), environ, tmp_path) == 137


def test_the_closing_line_comes_last_whatever_is_flushed_after_it(tmp_path, capsys):
    code = (
        "import sys; print('=== 2 failed, 3 passed in 1.20s (0:00:01) ===', flush=True);"
        " print('late', file=sys.stderr); sys.exit(1)"
    )

    assert commands.call_line_last(python(code), dict(os.environ), tmp_path) == 1
    assert capsys.readouterr().out == "late\n=== 2 failed, 3 passed in 1.20s (0:00:01) ===\n"
