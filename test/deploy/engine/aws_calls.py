"""The calls of AWS's API by which the real provider makes what a stack registers.

The property names are those of @pulumi/aws; most are AWS's own, with another first letter.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any

Json = dict[str, Any]
Call = tuple[str, str, Json]
"""Service, operation, parameters."""


def pascal(value: Any) -> Any:
    """The names of all fields with a capital letter."""
    if isinstance(value, dict):
        return {key[0].upper() + key[1:]: pascal(inner) for key, inner in value.items()}
    return [pascal(inner) for inner in value] if isinstance(value, list) else value


def tag_list(tags: Json) -> list[Json]:
    return [{"Key": key, "Value": value} for key, value in tags.items()]


def without(inputs: Json, *names: str) -> Json:
    return {key: value for key, value in inputs.items() if key not in names}


def encryption_rules(inputs: Json) -> list[Json]:
    names = {"sseAlgorithm": "SSEAlgorithm", "kmsMasterKeyId": "KMSMasterKeyID"}
    return [
        {
            "ApplyServerSideEncryptionByDefault": {
                names[key]: value
                for key, value in rule["applyServerSideEncryptionByDefault"].items()
            },
            "BucketKeyEnabled": rule["bucketKeyEnabled"],
        }
        for rule in inputs["rules"]
    ]


def lifecycle_rules(inputs: Json) -> list[Json]:
    return [{"ID": rule["id"], **pascal(without(rule, "id"))} for rule in inputs["rules"]]


def columns(listed: list[Json]) -> list[Json]:
    return [pascal(column) for column in listed]


def table_input(inputs: Json) -> Json:
    descriptor = dict(inputs["storageDescriptor"])
    serde = descriptor.pop("serDeInfo", None)
    stored = pascal(descriptor)
    if serde is not None:
        # Parameters of a serde are data: their names stay.
        library, parameters = serde["serializationLibrary"], serde["parameters"]
        stored["SerdeInfo"] = {"SerializationLibrary": library, "Parameters": parameters}
    made: Json = {
        "Name": inputs["name"],
        "TableType": inputs["tableType"],
        "StorageDescriptor": stored,
    }
    if "description" in inputs:
        made["Description"] = inputs["description"]
    if "parameters" in inputs:
        made["Parameters"] = inputs["parameters"]
    if "partitionKeys" in inputs:
        made["PartitionKeys"] = columns(inputs["partitionKeys"])
    return made


def create_table(inputs: Json) -> Json:
    made: Json = {
        "CatalogId": inputs["catalogId"],
        "DatabaseName": inputs["databaseName"],
        "TableInput": table_input(inputs),
    }
    if "openTableFormatInput" in inputs:
        made["OpenTableFormatInput"] = pascal(inputs["openTableFormatInput"])
    return made


def create_job(inputs: Json) -> Json:
    given = without(inputs, "roleArn", "defaultArguments", "tags", "command")
    return {
        **pascal(given),
        "Role": inputs["roleArn"],
        "Command": pascal(inputs["command"]),
        "DefaultArguments": inputs["defaultArguments"],
        "Tags": inputs["tags"],
    }


def create_trigger(inputs: Json) -> Json:
    return {**pascal(without(inputs, "tags", "enabled")), "Tags": inputs["tags"]}


def work_group(inputs: Json) -> Json:
    given = dict(inputs["configuration"])
    results = given.pop("resultConfiguration")
    encryption = results["encryptionConfiguration"]
    key = {"KmsKey": encryption["kmsKeyArn"]} if "kmsKeyArn" in encryption else {}
    return {
        "EnforceWorkGroupConfiguration": given["enforceWorkgroupConfiguration"],
        "PublishCloudWatchMetricsEnabled": given["publishCloudwatchMetricsEnabled"],
        "BytesScannedCutoffPerQuery": given["bytesScannedCutoffPerQuery"],
        "ResultConfiguration": {
            "OutputLocation": results["outputLocation"],
            "EncryptionConfiguration": {"EncryptionOption": encryption["encryptionOption"], **key},
        },
    }


def log_group(inputs: Json) -> Iterator[Call]:
    key = {"kmsKeyId": inputs["kmsKeyId"]} if "kmsKeyId" in inputs else {}
    group = {"logGroupName": inputs["name"]}
    yield "logs", "CreateLogGroup", {**group, "tags": inputs["tags"], **key}
    yield (
        "logs",
        "PutRetentionPolicy",
        {**group, "retentionInDays": inputs["retentionInDays"]},
    )


def metric_transformation(inputs: Json) -> Json:
    transformation = inputs["metricTransformation"]
    return {
        "metricName": transformation["name"],
        "metricNamespace": transformation["namespace"],
        "metricValue": transformation["value"],
    }


def put_metric_alarm(inputs: Json) -> Json:
    dimensions = [
        {"Name": key, "Value": value} for key, value in inputs.get("dimensions", {}).items()
    ]
    return {
        **pascal(without(inputs, "name", "tags", "dimensions")),
        "AlarmName": inputs["name"],
        "Tags": tag_list(inputs["tags"]),
        **({"Dimensions": dimensions} if dimensions else {}),
    }


def create_topic(inputs: Json) -> Json:
    attributes = {
        key[0].upper() + key[1:]: value for key, value in without(inputs, "name", "tags").items()
    }
    return {"Name": inputs["name"], "Attributes": attributes, "Tags": tag_list(inputs["tags"])}


def create_endpoint(inputs: Json) -> Json:
    return {
        **pascal(without(inputs, "policy", "tags")),
        "PolicyDocument": inputs["policy"],
        "TagSpecifications": [{"ResourceType": "vpc-endpoint", "Tags": tag_list(inputs["tags"])}],
    }


def create_role(inputs: Json) -> Json:
    return {
        "RoleName": inputs["name"],
        "AssumeRolePolicyDocument": inputs["assumeRolePolicy"],
        "Tags": tag_list(inputs["tags"]),
        **pascal(without(inputs, "name", "assumeRolePolicy", "tags")),
    }


def of_bucket(
    operation: str, name: str, made: Callable[[Json], Any]
) -> Callable[[Json], list[Call]]:
    return lambda i: [("s3", operation, {"Bucket": i["bucket"], name: made(i)})]


CALLS: dict[str, Callable[[Json], Any]] = {
    "Bucket": lambda i: [
        ("s3", "CreateBucket", {"Bucket": i["bucket"]}),
        (
            "s3",
            "PutBucketTagging",
            {"Bucket": i["bucket"], "Tagging": {"TagSet": tag_list(i["tags"])}},
        ),
    ],
    "BucketServerSideEncryptionConfiguration": of_bucket(
        "PutBucketEncryption",
        "ServerSideEncryptionConfiguration",
        lambda i: {"Rules": encryption_rules(i)},
    ),
    "BucketVersioning": of_bucket(
        "PutBucketVersioning",
        "VersioningConfiguration",
        lambda i: pascal(i["versioningConfiguration"]),
    ),
    "BucketPublicAccessBlock": of_bucket(
        "PutPublicAccessBlock",
        "PublicAccessBlockConfiguration",
        lambda i: pascal(without(i, "bucket")),
    ),
    "BucketOwnershipControls": of_bucket(
        "PutBucketOwnershipControls",
        "OwnershipControls",
        lambda i: {"Rules": [pascal(i["rule"])]},
    ),
    "BucketPolicy": of_bucket("PutBucketPolicy", "Policy", lambda i: i["policy"]),
    "BucketLifecycleConfiguration": of_bucket(
        "PutBucketLifecycleConfiguration",
        "LifecycleConfiguration",
        lambda i: {"Rules": lifecycle_rules(i)},
    ),
    "BucketObjectv2": lambda i: [("s3", "PutObject", {"Bucket": i["bucket"], "Key": i["key"]})],
    "CatalogDatabase": lambda i: [
        (
            "glue",
            "CreateDatabase",
            {
                "CatalogId": i["catalogId"],
                "DatabaseInput": {"Name": i["name"], "Description": i["description"]},
                "Tags": i["tags"],
            },
        )
    ],
    "CatalogTable": lambda i: [("glue", "CreateTable", create_table(i))],
    "CatalogTableOptimizer": lambda i: [
        (
            "glue",
            "CreateTableOptimizer",
            {
                **pascal(without(i, "configuration")),
                "TableOptimizerConfiguration": i["configuration"],
            },
        )
    ],
    "Job": lambda i: [("glue", "CreateJob", create_job(i))],
    "Workflow": lambda i: [
        ("glue", "CreateWorkflow", {**pascal(without(i, "tags")), "Tags": i["tags"]})
    ],
    "Trigger": lambda i: [("glue", "CreateTrigger", create_trigger(i))],
    "Role": lambda i: [("iam", "CreateRole", create_role(i))],
    "RolePolicy": lambda i: [
        (
            "iam",
            "PutRolePolicy",
            {"RoleName": i["role"], "PolicyName": i["name"], "PolicyDocument": i["policy"]},
        )
    ],
    "Workgroup": lambda i: [
        (
            "athena",
            "CreateWorkGroup",
            {
                "Name": i["name"],
                "Description": i["description"],
                "Configuration": work_group(i),
                "Tags": tag_list(i["tags"]),
            },
        )
    ],
    "NamedQuery": lambda i: [
        (
            "athena",
            "CreateNamedQuery",
            {
                "Name": i["name"],
                "Database": i["database"],
                "QueryString": i["query"],
                "WorkGroup": i["workgroup"],
            },
        )
    ],
    "LogGroup": log_group,
    "LogMetricFilter": lambda i: [
        (
            "logs",
            "PutMetricFilter",
            {
                "logGroupName": i["logGroupName"],
                "filterName": i["name"],
                "filterPattern": i["pattern"],
                "metricTransformations": [metric_transformation(i)],
            },
        )
    ],
    "MetricAlarm": lambda i: [("cloudwatch", "PutMetricAlarm", put_metric_alarm(i))],
    "EventRule": lambda i: [
        ("events", "PutRule", {**pascal(without(i, "tags")), "Tags": tag_list(i["tags"])})
    ],
    "EventTarget": lambda i: [
        ("events", "PutTargets", {"Rule": i["rule"], "Targets": [{"Id": "one", "Arn": i["arn"]}]})
    ],
    "Topic": lambda i: [("sns", "CreateTopic", create_topic(i))],
    "TopicPolicy": lambda i: [
        (
            "sns",
            "SetTopicAttributes",
            {"TopicArn": i["arn"], "AttributeName": "Policy", "AttributeValue": i["policy"]},
        )
    ],
    "TopicSubscription": lambda i: [
        (
            "sns",
            "Subscribe",
            {"TopicArn": i["topic"], "Protocol": i["protocol"], "Endpoint": i["endpoint"]},
        )
    ],
    "VpcEndpoint": lambda i: [("ec2", "CreateVpcEndpoint", create_endpoint(i))],
}


def calls_of(resource: Json) -> list[Call]:
    """The calls that make a resource; raises KeyError for a type of AWS that is not known here."""
    _, _, kind = resource["type"].rpartition(":")
    return list(CALLS[kind](resource["inputs"])) if resource["type"].startswith("aws:") else []


def document(text: str) -> Json:
    read: Json = json.loads(text)
    return read
