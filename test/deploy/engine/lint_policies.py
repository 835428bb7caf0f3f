"""Lints IAM policies with parliament.

Standard input has a JSON list of `{"name", "kind", "policy"}`, where the kind is `identity`,
`resource` or `trust`; standard output gets one of `{"name", "issue", "detail"}`.
"""

import json
import sys
import warnings
from typing import Any

warnings.simplefilter("ignore")

import parliament  # noqa: E402


def findings(kind: str, policy: dict[str, Any]) -> list[tuple[str, str]]:
    for statement in policy["Statement"]:
        if kind == "trust":  # has no resource, which parliament misses
            statement["Resource"] = ["arn:aws:iam::123456789012:role/this"]
        for conditions in statement.get("Condition", {}).values():
            for key, values in conditions.items():
                if len(values) == 1:  # parliament reads no list of truth values
                    conditions[key] = values[0]
    analyzed = parliament.analyze_policy_string(
        json.dumps(policy),
        # They warn of sts:AssumeRole, which is all that a trust policy is about.
        include_community_auditors=kind != "trust",
    )
    return [(finding.issue, str(finding.detail)) for finding in analyzed.findings]


def main() -> None:
    found = [
        {"name": given["name"], "issue": issue, "detail": detail}
        for given in json.load(sys.stdin)
        for issue, detail in findings(given["kind"], json.loads(given["policy"]))
    ]
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
