"""What a stack registers as a CloudFormation template, for tools that read those."""

import re
from collections.abc import Callable

from aws_calls import (
    Json,
    calls_of,
    columns,
    document,
    encryption_rules,
    pascal,
    tag_list,
    without,
    work_group,
)


def _lifecycle(rule: Json) -> Json:
    made: Json = {"Id": rule["id"], "Status": rule["status"]}
    if rule["filter"]["prefix"]:
        made["Prefix"] = rule["filter"]["prefix"]
    for key, value in rule.get("expiration", {}).items():
        made["ExpirationInDays" if key == "days" else "ExpiredObjectDeleteMarker"] = value
    for name in ("noncurrentVersionExpiration", "abortIncompleteMultipartUpload"):
        if name in rule:
            made[name[0].upper() + name[1:]] = pascal(rule[name])
    return made


def _encryption(inputs: Json) -> list[Json]:
    return [
        {
            "ServerSideEncryptionByDefault": rule["ApplyServerSideEncryptionByDefault"],
            "BucketKeyEnabled": rule["BucketKeyEnabled"],
        }
        for rule in encryption_rules(inputs)
    ]


OF_A_BUCKET: dict[str, Callable[[Json], Json]] = {
    "BucketServerSideEncryptionConfiguration": lambda i: {
        "BucketEncryption": {"ServerSideEncryptionConfiguration": _encryption(i)}
    },
    "BucketVersioning": lambda i: {"VersioningConfiguration": pascal(i["versioningConfiguration"])},
    "BucketPublicAccessBlock": lambda i: {
        "PublicAccessBlockConfiguration": pascal(without(i, "bucket"))
    },
    "BucketOwnershipControls": lambda i: {"OwnershipControls": {"Rules": [pascal(i["rule"])]}},
    "BucketLifecycleConfiguration": lambda i: {
        "LifecycleConfiguration": {"Rules": [_lifecycle(rule) for rule in i["rules"]]}
    },
}
"""Resources of Pulumi that are properties of CloudFormation's bucket."""


def _of_the_call(kind: str) -> Callable[[Json], Json]:
    """CloudFormation takes what the call takes."""
    return lambda i: calls_of({"type": f"aws:{kind}", "inputs": i})[0][2]


def _table(inputs: Json) -> Json:
    made = _of_the_call("CatalogTable")(inputs)
    made["TableInput"]["PartitionKeys"] = columns(inputs.get("partitionKeys", []))
    return made


def _optimizer(inputs: Json) -> Json:
    return {
        **pascal(without(inputs, "configuration")),
        "TableOptimizerConfiguration": pascal(inputs["configuration"]),
    }


def _metric_filter(inputs: Json) -> Json:
    made: Json = pascal(_of_the_call("LogMetricFilter")(inputs))
    return made


TYPES: dict[str, tuple[str, Callable[[Json], Json]]] = {
    "Bucket": (
        "AWS::S3::Bucket",
        lambda i: {"BucketName": i["bucket"], "Tags": tag_list(i["tags"])},
    ),
    "BucketPolicy": (
        "AWS::S3::BucketPolicy",
        lambda i: {"Bucket": i["bucket"], "PolicyDocument": document(i["policy"])},
    ),
    "CatalogDatabase": (
        "AWS::Glue::Database",
        lambda i: {
            "CatalogId": i["catalogId"],
            "DatabaseInput": {"Name": i["name"], "Description": i["description"]},
        },
    ),
    "CatalogTable": ("AWS::Glue::Table", _table),
    "CatalogTableOptimizer": (
        "AWS::Glue::TableOptimizer",
        _optimizer,
    ),
    "Job": ("AWS::Glue::Job", _of_the_call("Job")),
    "Workflow": (
        "AWS::Glue::Workflow",
        _of_the_call("Workflow"),
    ),
    "Trigger": ("AWS::Glue::Trigger", _of_the_call("Trigger")),
    "Role": (
        "AWS::IAM::Role",
        lambda i: {
            **_of_the_call("Role")(i),
            "AssumeRolePolicyDocument": document(i["assumeRolePolicy"]),
        },
    ),
    "RolePolicy": (
        "AWS::IAM::RolePolicy",
        lambda i: {
            "RoleName": i["role"],
            "PolicyName": i["name"],
            "PolicyDocument": document(i["policy"]),
        },
    ),
    "Workgroup": (
        "AWS::Athena::WorkGroup",
        lambda i: {
            "Name": i["name"],
            "Description": i["description"],
            "WorkGroupConfiguration": work_group(i),
            "Tags": tag_list(i["tags"]),
        },
    ),
    "NamedQuery": ("AWS::Athena::NamedQuery", _of_the_call("NamedQuery")),
    "LogGroup": (
        "AWS::Logs::LogGroup",
        lambda i: {
            "LogGroupName": i["name"],
            "RetentionInDays": i["retentionInDays"],
            "Tags": tag_list(i["tags"]),
            **({"KmsKeyId": i["kmsKeyId"]} if "kmsKeyId" in i else {}),
        },
    ),
    "LogMetricFilter": ("AWS::Logs::MetricFilter", _metric_filter),
    "MetricAlarm": (
        "AWS::CloudWatch::Alarm",
        _of_the_call("MetricAlarm"),
    ),
    "EventRule": (
        "AWS::Events::Rule",
        lambda i: {
            "Name": i["name"],
            "Description": i["description"],
            "EventPattern": document(i["eventPattern"]),
        },
    ),
    "Topic": (
        "AWS::SNS::Topic",
        lambda i: {
            **pascal(without(i, "name", "tags")),
            "TopicName": i["name"],
            "Tags": tag_list(i["tags"]),
        },
    ),
    "TopicPolicy": (
        "AWS::SNS::TopicPolicy",
        lambda i: {"Topics": [i["arn"]], "PolicyDocument": document(i["policy"])},
    ),
    "TopicSubscription": (
        "AWS::SNS::Subscription",
        lambda i: {"TopicArn": i["topic"], "Protocol": i["protocol"], "Endpoint": i["endpoint"]},
    ),
    "VpcEndpoint": (
        "AWS::EC2::VPCEndpoint",
        lambda i: {
            **pascal(without(i, "policy", "tags")),
            "PolicyDocument": document(i["policy"]),
            "Tags": tag_list(i["tags"]),
        },
    ),
}


def _parts(resource: Json, resources: list[Json]) -> Json:
    """Of a bucket, what other resources say of it."""
    made: Json = {}
    for other in resources if resource["type"].endswith(":Bucket") else []:
        part = OF_A_BUCKET.get(other["type"].rpartition(":")[2])
        if part is not None and other["inputs"]["bucket"] == resource["inputs"]["bucket"]:
            made |= part(other["inputs"])
    return made


def template_of(resources: list[Json]) -> tuple[Json, list[str]]:
    """The template, and the types of AWS that have no form in it, sorted."""
    made: Json = {}
    left_out: set[str] = set()
    for number, resource in enumerate(resources):
        provider, _, kind = resource["type"].rpartition(":")
        if not provider.startswith("aws:") or kind in OF_A_BUCKET:
            continue
        if kind not in TYPES:
            left_out.add(kind)
            continue
        form, properties = TYPES[kind]
        made[f"{kind}{number}{re.sub(r'[^A-Za-z0-9]', '', resource['name'])}"] = {
            "Type": form,
            "Properties": properties(resource["inputs"]) | _parts(resource, resources),
        }
    return {"AWSTemplateFormatVersion": "2010-09-09", "Resources": made}, sorted(left_out)
