"""Holds what stacks register against AWS's own models: botocore's of the API.

Standard input has a JSON object of stack to the list of its resources; standard output gets
`{"calls", "violations", "patterns"}`: how many calls were looked at, what is wrong with them, each
a line, and patterns of the models that Python cannot read. With an argument, a folder,
`<stack>.json` is written there: the stack as a CloudFormation template.
"""

import functools
import json
import sys
from pathlib import Path
from typing import Any

import botocore.session
import regex
from aws_calls import calls_of
from botocore.model import Shape
from botocore.validate import ParamValidator
from cloudformation import template_of

SESSION = botocore.session.get_session()
unread: set[str] = set()


@functools.cache
def input_of(service: str, operation: str) -> Shape:
    return SESSION.get_service_model(service).operation_model(operation).input_shape


@functools.cache
def compiled(pattern: str) -> Any:
    """The models' patterns are Java's: characters beyond 16 bits are written as pairs there."""
    try:
        return regex.compile(pattern.replace(r"\uD800\uDC00-\uDBFF\uDFFF", "\U00010000-\U0010ffff"))
    except regex.error:
        unread.add(pattern)
        return None


def faults(shape: Any, value: Any, at: str) -> list[str]:
    """Lengths, ranges, patterns and enumerations, which botocore itself does not check."""
    limits = shape.metadata
    found = []
    size = len(value) if isinstance(value, str | list | dict) else value
    if not isinstance(value, bool) and shape.type_name != "structure":
        if "max" in limits and size > limits["max"]:
            found.append(f"{at}: {size}, more than {limits['max']}")
        if "min" in limits and size < limits["min"]:
            found.append(f"{at}: {size}, less than {limits['min']}")
    if shape.type_name == "structure":
        for name, inner in value.items():
            if name in shape.members:
                found += faults(shape.members[name], inner, f"{at}.{name}")
            else:
                found.append(f"{at}.{name}: not in the model")
    elif shape.type_name == "list":
        for index, inner in enumerate(value):
            found += faults(shape.member, inner, f"{at}[{index}]")
    elif shape.type_name == "map":
        for name, inner in value.items():
            found += faults(shape.key, name, f"{at}, key {name!r}")
            found += faults(shape.value, inner, f"{at}[{name!r}]")
    elif shape.type_name == "string":
        if getattr(shape, "enum", None) and value not in shape.enum:
            found.append(f"{at}: {value!r}, not one of {shape.enum}")
        pattern = compiled(limits["pattern"]) if "pattern" in limits else None
        if pattern is not None and not pattern.fullmatch(value):
            found.append(f"{at}: {value!r} does not match {limits['pattern']}")
    return found


def main() -> None:
    stacks = json.load(sys.stdin)
    calls, violations, left_out = 0, [], set()
    for stack, resources in stacks.items():
        for resource in resources:
            for service, operation, parameters in calls_of(resource):
                calls += 1
                shape = input_of(service, operation)
                report = ParamValidator().validate(parameters, shape)
                own = [report.generate_report()] if report.has_errors() else []
                if not own:
                    own = faults(shape, parameters, operation)
                violations += [f"{stack} {resource['name']}: {service} {text}" for text in own]
        if len(sys.argv) > 1:
            template, without_form = template_of(resources)
            left_out.update(without_form)
            Path(sys.argv[1], f"{stack}.json").write_text(json.dumps(template, indent=1))
    told = {
        "calls": calls,
        "violations": violations,
        "patterns": sorted(unread),
        "withoutForm": sorted(left_out),
    }
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
