"""JSON Schemas of content files, for completion and checks in editing programs.

The models accept names in any case and spelling, the schemas do not. Files that pass a schema can still be
wrong; `invoke check` decides.
"""

import json
from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeAlias, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, WithJsonSchema

from incremental.sealed_files import replace_bytes
from newsroom.content.house_rules import HouseRules
from newsroom.content.parser import FRONT_MODELS
from newsroom.editor.field_help import describe
from newsroom.failures import describe_failure
from newsroom.files.field_types import as_list, as_named
from newsroom.files.validation import WITHDRAWN
from newsroom.identity.models import SECTIONS, SiteFile
from newsroom.items.items import Campaign, Exemplar
from newsroom.language.vietnamese import collation_key
from newsroom.problems import ContentError, FileProblems, RefusedError
from newsroom.site.content_loader import read_content
from newsroom.vocabulary.closed_lists import load_vocabularies
from newsroom.vocabulary.models import AwardsFile, ClustersFile, DocumentsFile, ProvincesFile, UnitsFile

Schema: TypeAlias = "dict[str, Any]"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
LIST_MODELS: dict[str, type[BaseModel]] = {
    "provinces": ProvincesFile,
    "awards": AwardsFile,
    "documents": DocumentsFile,
    "clusters": ClustersFile,
    "units": UnitsFile,
    "house_rules": HouseRules,
    "site": SiteFile,
}
SCALARS = ["string", "number", "boolean"]  # a title may be 2025; the models read every scalar as text


def write_schemas(content: Path, target: Path) -> list[Path]:
    """Write a schema of each folder of *content*, each closed list and the house rules into *target*.

    Raises:
        ContentError: There is no content, or a closed list must be mended first.
        RefusedError: A file cannot be written.
    """
    names = allowed_names(content)
    schemas = {folder: _object_schema(model, names) for folder, model in FRONT_MODELS.items()}
    kinds = {"Cluster.kind": names.pop("Cluster.kind")}
    schemas |= {name: _object_schema(model, kinds) for name, model in LIST_MODELS.items()}
    written = []
    for name, schema in schemas.items():
        file = target / f"{name}.json"
        text = json.dumps({"$schema": DIALECT, **schema}, ensure_ascii=False, indent=2)
        try:
            replace_bytes(str(file), f"{text}\n".encode())
        except OSError as error:
            raise RefusedError(f"Không ghi được {file} ({describe_failure(error)}).") from None
        written.append(file)
    return written


def allowed_names(content: Path) -> dict[str, list[str]]:
    """Collect the allowed names of fields, keyed by ``field`` or ``Model.field``."""
    site = read_content(str(content), drafts=True).site
    files = FileProblems()
    lists = load_vocabularies(content, files)
    if any(problems.has_faults for problems in files.values()):
        raise ContentError(chain.from_iterable(files.values()))
    items = site.items.values()
    campaigns = [item for item in items if isinstance(item, Campaign)]
    exemplars = [item for item in items if isinstance(item, Exemplar) and not item.is_withdrawn]
    provinces = sorted(lists.provinces.names(), key=collation_key)
    awards = lists.awards.things
    titles = [name for campaign in campaigns for name in (campaign.front.title, *campaign.front.other_names)]
    documents = [name for document in lists.documents.things for name in (document.name, *document.aliases)]
    return {
        "campaigns": titles,
        "Figure.campaign": titles,
        "Figure.place": provinces,
        "exemplars": [name for exemplar in exemplars for name in (exemplar.front.title, exemplar.slug)],
        "provinces": provinces,
        "province": provinces,
        "award": [
            name
            for award in awards
            for name in (award.name, *award.aliases, *(past.name for past in award.names), award.id)
        ],
        "grade": [grade for award in awards for grade in award.grades],
        "documents": documents,
        "decision": documents,
        "category": [category.name for category in lists.categories.things],
        "navigation": [*SECTIONS, *(category.name for category in lists.categories.things)],
        "units": [name for unit in lists.units.things for name in (unit.name, *unit.aliases)],
        "Cluster.kind": [kind.name for kind in lists.identity.site.cluster_kinds],
        "cluster": [name for cluster in lists.clusters.things for name in (cluster.name, *cluster.aliases)],
    }


def _object_schema(model: type[BaseModel], names: Mapping[str, list[str]]) -> Schema:
    model.model_rebuild()  # a nested class may be referenced before its definition
    required, properties = [], {}
    for field_name, field in model.model_fields.items():
        name = field.alias or field_name
        known = names.get(f"{model.__name__}.{name}", names.get(name, []))
        schema = _value_schema(field.annotation, field.metadata, names, known)
        if field.description:
            schema["description"] = describe(field)
        if field.is_required():
            required.append(name)
        elif name != WITHDRAWN:
            schema = _or_blank(schema)
        properties[name] = schema
    return {"type": "object", "additionalProperties": False, "required": required, "properties": properties}


def _value_schema(
    annotation: Any, metadata: list[Any], names: Mapping[str, list[str]], known: list[str]
) -> Schema:
    """Make the schema of a value; *known* are its allowed names."""
    explicit = [item for item in metadata if isinstance(item, WithJsonSchema)]
    origin, arguments = get_origin(annotation), get_args(annotation)
    if explicit:
        return dict(explicit[-1].json_schema or {})
    if origin is Annotated:
        return _value_schema(arguments[0], [*arguments[1:], *metadata], names, known)
    if origin in {Union, UnionType}:
        inner = next(argument for argument in arguments if argument is not NoneType)
        return _value_schema(inner, metadata, names, known)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is tuple:
        item = _value_schema(arguments[0], [], names, known)
        items = {"type": "array", "items": item}
        takes_single = any(isinstance(hook, BeforeValidator) and hook.func is as_list for hook in metadata)
        return {"anyOf": [items, item]} if takes_single else items
    if origin is dict:
        return {"type": "object", "additionalProperties": _value_schema(arguments[1], [], names, known)}
    text = {"enum": list(dict.fromkeys(known))} if known else {"type": SCALARS}
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        group = _object_schema(annotation, names)
        takes_name = any(isinstance(hook, BeforeValidator) and hook.func is as_named for hook in metadata)
        return {"anyOf": [text, group]} if takes_name else group
    return {"type": "integer"} if annotation is int else text


def _or_blank(schema: Schema) -> Schema:
    """Allow null too: an empty field counts as absent."""
    for key, blank in (("enum", None), ("anyOf", {"type": "null"})):
        if key in schema:
            return schema | {key: [*schema[key], blank]}
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return schema | {"type": [*types, "null"]}
