"""What FHIR R4 4.0.1 asks of our resources beyond their structure: code lists and invariants. fhirclient, generated from
4.0.1, checks names, types and what must be there, but neither of these."""

import re

from fhirclient.models.capabilitystatement import CapabilityStatement
from fhirclient.models.codesystem import CodeSystem
from fhirclient.models.fhirabstractbase import FHIRValidationError
from fhirclient.models.questionnaire import Questionnaire
from fhirclient.models.questionnaireresponse import QuestionnaireResponse

MODELS = {each.resource_type: each for each in (CapabilityStatement, CodeSystem, Questionnaire, QuestionnaireResponse)}
PUBLICATION = {"draft", "active", "retired", "unknown"}
# From http://hl7.org/fhir/R4/valueset-*.html, where `|4.0.1` binds them as required.
CODES = {
    ("Questionnaire", "status"): PUBLICATION,
    ("Questionnaire.item", "type"): {
        "group", "display", "boolean", "decimal", "integer", "date", "dateTime", "time", "string", "text", "url", "choice",
        "open-choice", "attachment", "reference", "quantity"},
    ("Questionnaire.item", "enableBehavior"): {"all", "any"},
    ("Questionnaire.item.enableWhen", "operator"): {"exists", "=", "!=", ">", "<", ">=", "<="},
    ("QuestionnaireResponse.contained", "gender"): {"male", "female", "other", "unknown"},
    ("QuestionnaireResponse", "status"): {"in-progress", "completed", "amended", "entered-in-error", "stopped"},
    ("CapabilityStatement", "status"): PUBLICATION,
    ("CapabilityStatement", "kind"): {"instance", "capability", "requirements"},
    ("CapabilityStatement", "fhirVersion"): {"4.0.1"},
    ("CapabilityStatement.rest", "mode"): {"client", "server"},
    ("CapabilityStatement.rest.resource.interaction", "code"): {
        "read", "vread", "update", "patch", "delete", "history-instance", "history-type", "create", "search-type"},
    ("CodeSystem", "status"): PUBLICATION,
    ("CodeSystem.property", "type"): {"code", "Coding", "string", "integer", "boolean", "dateTime", "decimal"},
    ("CodeSystem", "content"): {"not-present", "example", "fragment", "complete", "supplement"},
}
INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})")
ID = re.compile(r"[A-Za-z0-9\-.]{1,64}")


def problems(resource):
    """All that R4 forbids in a resource; empty when it is sound."""
    kind = resource["resourceType"]
    found = []
    try:
        MODELS[kind](resource)
    except FHIRValidationError as error:
        found.append(str(error))
    found += [told for place, value in walk(kind, resource) for told in node(place, value)]
    items = [value for place, value in walk(kind, resource) if place in (f"{kind}.item", f"{kind}.item.answer.item")]
    if kind == "Questionnaire":
        links = [item["linkId"] for item in items]
        found += [f"que-2: {link} stands twice" for link in sorted(set(links)) if links.count(link) > 1]
        found += [f"{item['linkId']}: {told}" for item in items for told in question(item)]
    contained = [each["id"] for each in resource.get("contained", [])]
    local = {value["reference"][1:] for _, value in walk(kind, resource) if str(value.get("reference", "")).startswith("#")}
    found += [f"dom-3: #{id} is {told}" for ids, told in ((local - set(contained), "not contained"), (set(contained) - local, "never referred to"))
              for id in sorted(ids)]
    if kind == "QuestionnaireResponse":
        found += [f"qrs-1: {item['linkId']}" for item in items if "answer" in item and "item" in item]
    if kind == "CodeSystem":
        found += list(code_system(resource))
    if "id" in resource and not ID.fullmatch(resource["id"]):
        found.append("an id has 1 to 64 letters, digits, hyphens and points")
    return found


def walk(place, value):
    """Every object with its place, items in items at one place."""
    yield place, value
    for name, below in value.items():
        for each in below if isinstance(below, list) else [below]:
            if isinstance(each, dict):
                yield from walk(place if (name == "item" and place.endswith(".item")) else f"{place}.{name}", each)


def node(place, value):
    for name, below in value.items():
        allowed = CODES.get((place, name))
        if allowed and below not in allowed:
            yield f"{place}.{name} is {below}, none of {sorted(allowed)}"
        if below in ("", [], {}) or below is None:
            yield f"{place}.{name} is empty (ele-1)"
        if name in ("when", "authored", "date") and not INSTANT.fullmatch(below):
            yield f"{place}.{name} is no instant with its zone"
    if place.endswith((".extension", ".modifierExtension")):
        values = [name for name in value if name.startswith("value")]
        if (len(values) == 1) == ("extension" in value) or not value.get("url"):
            yield f"{place}: ext-1"
    if place.endswith(".valueExpression") and not (value.get("expression") or value.get("reference")):
        yield f"{place}: exp-1"


def code_system(resource):
    codes = [concept["code"] for concept in resource["concept"]]
    yield from (f"csd-1: {code} stands twice" for code in sorted(set(codes)) if codes.count(code) > 1)
    if not re.fullmatch(r"[A-Z][A-Za-z0-9_]{0,254}", resource.get("name", "Absent")):
        yield "csd-0: a name is a word that begins with a capital"
    if resource["content"] == "complete" and resource.get("count", len(codes)) != len(codes):
        yield "count is that of the concepts, since all are here"
    declared = {each["code"] for each in resource.get("property", [])}
    used = {each["code"] for concept in resource["concept"] for each in concept.get("property", [])}
    yield from (f"the property {code} is not declared" for code in sorted(used - declared))


def codings(value):
    """Every Coding in a resource: what has a system and a code."""
    return [each for _, each in walk("", value) if {"system", "code"} <= each.keys()]


def question(item):
    kind = item["type"]
    urls = [each["url"].rsplit("/", 1)[-1] for each in item.get("extension", [])]
    if kind == "group" and not item.get("item"):
        yield "que-1: a group has items"
    if kind == "display" and item.get("item"):
        yield "que-1: a display has none"
    if "answerOption" in item and "answerValueSet" in item:
        yield "que-4: options and a value set"
    if ("answerOption" in item or "answerValueSet" in item) and kind not in (
            "choice", "open-choice", "decimal", "integer", "date", "dateTime", "time", "string", "quantity"):
        yield "que-5: options of a type without"
    if kind == "display" and {"required", "repeats"} & item.keys():
        yield "que-6: a display is not answered"
    if kind in ("group", "display") and "initial" in item:
        yield "que-8: nothing to begin with"
    if kind == "display" and "readOnly" in item:
        yield "que-9: a display is not written"
    if "maxLength" in item and kind not in ("boolean", "decimal", "integer", "string", "text", "url", "open-choice"):
        yield "que-10: maxLength"
    if "answerOption" in item and "initial" in item:
        yield "que-11: options and an initial value"
    if len(item.get("enableWhen", [])) > 1 and "enableBehavior" not in item:
        yield "que-12: enableBehavior"
    if len(item.get("initial", [])) > 1 and not item.get("repeats"):
        yield "que-13: more initial values"
    if "sdc-questionnaire-calculatedExpression" in urls and "initial" in item:
        yield "sdc: calculated and initial"
