"""The OpenAPI document is read by the tools that people use: two that judge it, and one that makes types of it."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator
from conftest import PROGRAM

TOOLS = Path(__file__).parent / "node_modules/.bin"
# The program of the tests asks nothing of the network.
SETTINGS = os.environ | {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}


@pytest.fixture(scope="module")
def document(tmp_path_factory):
    path = tmp_path_factory.mktemp("document") / "openapi.json"
    path.write_bytes(subprocess.run([PROGRAM, "openapi"], capture_output=True, check=True).stdout)
    return path


def run(*command: str | Path) -> None:
    told = subprocess.run(command, capture_output=True, text=True, env=SETTINGS)
    assert told.returncode == 0, told.stdout + told.stderr


def test_it_is_what_the_standard_says(document):
    problems = [error.message for error in OpenAPIV31SpecValidator(json.loads(document.read_text())).iter_errors()]
    assert problems == []


def test_redocly_finds_no_error(document):
    run(TOOLS / "redocly", "lint", "--format=stylish", document)


def test_its_types_are_strict_typescript(document):
    types = document.with_name("api.ts")
    run(TOOLS / "openapi-typescript", document, "--output", types)
    use = document.with_name("use.ts")
    use.write_text('import type { paths } from "./api";\nexport type Group = paths["/api/v1/groups/{group}"]["get"];\n')
    run(TOOLS / "tsc", "--strict", "--noEmit", "--skipLibCheck", "false", types, use)
