"""Secrets of AWS Secrets Manager, put into the environment of the driver before a run begins."""

import os

from sluice_runtime.arguments import Arguments
from sluice_runtime.errors import SluiceError


def load_secrets(arguments: Arguments) -> None:
    """Sets each variable of `--secrets` to the text of its secret, which is shown nowhere.

    Raises `SluiceError` when one cannot be read.
    """
    if not arguments.secrets:
        return
    import boto3  # Glue has it, and a run without secrets needs none
    from botocore.exceptions import BotoCoreError, ClientError

    client = boto3.client(
        "secretsmanager", region_name=arguments.region, endpoint_url=arguments.endpoint
    )
    for variable, secret in arguments.secrets.items():
        try:
            os.environ[variable] = client.get_secret_value(SecretId=secret)["SecretString"]
        except (BotoCoreError, ClientError, KeyError) as error:
            reason = f"{variable}: the secret {secret} cannot be read ({error})"
            raise SluiceError(f"{reason}; nothing was computed") from None
