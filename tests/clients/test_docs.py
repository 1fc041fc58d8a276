"""docs/api.md, as somebody follows it who reads it for the first time: each command is run, and does what the text says."""

import os
import re
import subprocess
from pathlib import Path

from conftest import PROGRAM, ROOT


def test_every_command_of_the_handbook_works(server, tmp_path):
    handbook = (ROOT / "docs/api.md").read_text()
    commands = re.findall(r"^```sh\n(.*?)^```", handbook, re.MULTILINE | re.DOTALL)
    assert len(commands) >= 10
    script = "set -euo pipefail\n" + "\n".join(commands)
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/rapporteur").symlink_to(PROGRAM)
    path = f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"
    settings = server.settings | {"PATH": path, "RAPPORTEUR": server.url}
    told = subprocess.run(["bash", "-c", script], cwd=tmp_path, env=settings, capture_output=True, text=True)
    assert told.returncode == 0, told.stdout + told.stderr
    assert "published" in told.stdout
