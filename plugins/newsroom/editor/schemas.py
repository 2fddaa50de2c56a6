"""JSON Schemas of content files, for completion and checks in editing programs.

The models accept names in any case and spelling, the schemas do not. Files that pass a schema can still be
wrong; `invoke check` decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeAlias, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, WithJsonSchema
from pydantic.fields import FieldInfo

from newsroom.content.house_rules import HouseRules
from newsroom.content.parser import FRONT_MODELS
from newsroom.editor.field_help import describe
from newsroom.files.field_types import as_list
from newsroom.files.validation import WITHDRAWN
from newsroom.items.items import Campaign, Exemplar
from newsroom.language.vietnamese import collation_key
from newsroom.site.site import Site
from newsroom.vocabulary.closed_lists import Vocabularies
from newsroom.vocabulary.models import AwardsFile, ClustersFile, DocumentsFile, ProvincesFile

Schema: TypeAlias = "dict[str, Any]"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
LIST_MODELS: dict[str, type[BaseModel]] = {
    "provinces": ProvincesFile,
    "awards": AwardsFile,
    "documents": DocumentsFile,
    "clusters": ClustersFile,
    "house_rules": HouseRules,
}
SCALARS = ["string", "number", "boolean"]  # a title may be 2025; the models read every scalar as text


def make_schemas(site: Site, lists: Vocabularies) -> dict[str, Schema]:
    """Make the schema of each folder of content/, each closed list and the house rules, by name."""
    names = _allowed_names(site, lists)
    fronts = {folder: _root_schema(model, names) for folder, model in FRONT_MODELS.items()}
    return fronts | {name: _root_schema(model, {}) for name, model in LIST_MODELS.items()}


def _allowed_names(site: Site, lists: Vocabularies) -> dict[str, list[str]]:
    """Collect the allowed names of fields, keyed by ``field`` or ``Model.field``."""
    items = site.items.values()
    campaigns = [item for item in items if isinstance(item, Campaign)]
    exemplars = [item for item in items if isinstance(item, Exemplar) and not item.is_withdrawn]
    provinces = sorted(lists.provinces.names(), key=collation_key)
    awards = lists.awards.things
    titles = [name for campaign in campaigns for name in (campaign.front.title, *campaign.front.aliases)]
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
        "cluster": [name for cluster in lists.clusters.things for name in (cluster.name, *cluster.aliases)],
    }


def _root_schema(model: type[BaseModel], names: Mapping[str, list[str]]) -> Schema:
    return {"$schema": DIALECT, **_object_schema(model, names)}


def _object_schema(model: type[BaseModel], names: Mapping[str, list[str]]) -> Schema:
    model.model_rebuild()  # a nested class may be referenced before its definition
    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [name for name, field in fields.items() if field.is_required()],
        "properties": {
            name: _field_schema(
                name, field, names, names.get(f"{model.__name__}.{name}", names.get(name, []))
            )
            for name, field in fields.items()
        },
    }


def _field_schema(name: str, field: FieldInfo, names: Mapping[str, list[str]], known: list[str]) -> Schema:
    schema = _value_schema(field.annotation, field.metadata, names, known)
    if field.description:
        schema["description"] = describe(field)
    if not field.is_required() and name != WITHDRAWN:
        schema = _or_blank(schema)
    return schema


def _value_schema(
    annotation: Any, metadata: Iterable[Any], names: Mapping[str, list[str]], known: list[str]
) -> Schema:
    """Make the schema of a value; *known* are its allowed names."""
    metadata = list(metadata)
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
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _object_schema(annotation, names)
    if annotation is int:
        return {"type": "integer"}
    return {"enum": list(dict.fromkeys(known))} if known else {"type": SCALARS}


def _or_blank(schema: Schema) -> Schema:
    """Allow null too: an empty field counts as absent."""
    if "enum" in schema:
        return schema | {"enum": [*schema["enum"], None]}
    if "anyOf" in schema:
        return schema | {"anyOf": [*schema["anyOf"], {"type": "null"}]}
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return schema | {"type": [*types, "null"]}
