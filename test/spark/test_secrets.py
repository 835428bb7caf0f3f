"""`--secrets`: what Secrets Manager keeps comes into the environment, and is shown nowhere."""

import os
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from sluice_runtime.arguments import parse_arguments
from sluice_runtime.errors import SluiceError
from sluice_runtime.secrets import load_secrets

PLACES = ["--generated", "g", "--landing", "l", "--lake", "s3://lake"]
VARIABLE = "SLUICE_PSEUDONYM_KEY_TEST"
SECRET = "arn:aws:secretsmanager:eu-central-1:000000000000:secret:obviously-fake"


class Manager:
    """Stands for Secrets Manager: shows what is asked, not what AWS answers."""

    def get_secret_value(self, SecretId: str) -> dict[str, Any]:
        if SecretId != SECRET:
            failure = {"Error": {"Code": "AccessDeniedException", "Message": "no"}}
            raise ClientError(failure, "GetSecretValue")
        return {"SecretString": "not-a-real-key-not-a-real-key-0000"}


@pytest.fixture(autouse=True)
def manager(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boto3, "client", lambda *_, **__: Manager())
    monkeypatch.delenv(VARIABLE, raising=False)


def test_a_secret_is_set_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "")
    load_secrets(parse_arguments([*PLACES, "--secrets", f"{VARIABLE}={SECRET}"]))
    assert os.environ[VARIABLE] == "not-a-real-key-not-a-real-key-0000"


def test_without_secrets_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boto3, "client", lambda *_, **__: pytest.fail("it asked"))
    load_secrets(parse_arguments(PLACES))


def test_a_secret_that_cannot_be_read_is_told_by_its_variable() -> None:
    with pytest.raises(SluiceError, match=rf"{VARIABLE}: the secret other cannot be read"):
        load_secrets(parse_arguments([*PLACES, "--secrets", f"{VARIABLE}=other"]))


@pytest.mark.parametrize("text", ["", "NAME", "NAME=", "=x", "A=b,"])
def test_a_wrong_argument_is_refused(text: str) -> None:
    with pytest.raises(SystemExit) as refused:
        parse_arguments([*PLACES, "--secrets", text])
    assert refused.value.code == 2
