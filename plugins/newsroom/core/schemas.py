"""JSON Schemas of what editors write, so that an editing program can complete and check it.

They are a little stricter than the models, which take names in any case and spelling: what a
schema lets pass is not always right, and `invoke check` has the last word.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeAlias, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, WithJsonSchema
from pydantic.fields import FieldInfo

from newsroom.core.field_types import as_list
from newsroom.core.fields import describe
from newsroom.core.parsing import FRONT_MODELS
from newsroom.core.site import Site
from newsroom.core.stories import Campaign, Exemplar
from newsroom.core.validation import WITHDRAWN
from newsroom.core.vietnamese import collation_key
from newsroom.core.vocabularies import Vocabularies
from newsroom.core.vocabulary_models import AwardsFile, ClustersFile, DocumentsFile, ProvincesFile

Schema: TypeAlias = "dict[str, Any]"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
LIST_MODELS: dict[str, type[BaseModel]] = {
    "provinces": ProvincesFile,
    "awards": AwardsFile,
    "documents": DocumentsFile,
    "clusters": ClustersFile,
}
SCALARS = ["string", "number", "boolean"]  # a title may be 2025: for the models everything is text


def make_schemas(site: Site, lists: Vocabularies) -> dict[str, Schema]:
    """The schema of each folder of content/ and of each closed list, by its name."""
    names = _names(site, lists)
    fronts = {folder: _document(model, names) for folder, model in FRONT_MODELS.items()}
    return fronts | {name: _document(model, {}) for name, model in LIST_MODELS.items()}


def _names(site: Site, lists: Vocabularies) -> dict[str, list[str]]:
    """What may stand in the fields that name something, by the field's name, or the model's and its."""
    items = site.items.values()
    campaigns = [item for item in items if isinstance(item, Campaign)]
    exemplars = [item for item in items if isinstance(item, Exemplar) and not item.is_withdrawn]
    provinces = sorted(lists.provinces.names(), key=collation_key)
    awards = lists.awards.things
    titles = _each_once(name for one in campaigns for name in (one.front.title, *one.front.aliases))
    documents = _each_once(name for one in lists.documents.things for name in (one.name, *one.aliases))
    return {
        "campaigns": titles,
        "Figure.campaign": titles,
        "Figure.place": provinces,
        "exemplars": _each_once(name for one in exemplars for name in (one.front.title, one.slug)),
        "provinces": provinces,
        "province": provinces,
        "award": _each_once(
            name
            for one in awards
            for name in (one.name, *one.aliases, *(past.name for past in one.names), one.id)
        ),
        "grade": _each_once(grade for one in awards for grade in one.grades),
        "documents": documents,
        "decision": documents,
        "cluster": _each_once(name for one in lists.clusters.things for name in (one.name, *one.aliases)),
    }


def _each_once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def _document(model: type[BaseModel], names: Mapping[str, list[str]]) -> Schema:
    return {"$schema": DIALECT, **_object(model, names)}


def _object(model: type[BaseModel], names: Mapping[str, list[str]]) -> Schema:
    model.model_rebuild()  # a class within another may have been named before it was there
    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [name for name, field in fields.items() if field.is_required()],
        "properties": {
            name: _field(name, field, names, names.get(f"{model.__name__}.{name}", names.get(name, [])))
            for name, field in fields.items()
        },
    }


def _field(name: str, field: FieldInfo, names: Mapping[str, list[str]], known: list[str]) -> Schema:
    schema = _value(field.annotation, field.metadata, names, known)
    if field.description:
        schema["description"] = describe(field)
    if not field.is_required() and name != WITHDRAWN:
        schema = _or_blank(schema)
    return schema


def _value(
    annotation: Any, metadata: Iterable[Any], names: Mapping[str, list[str]], known: list[str]
) -> Schema:
    """The schema of a value; *known* are the names that it may be."""
    metadata = list(metadata)
    shaped = [one for one in metadata if isinstance(one, WithJsonSchema)]
    origin, arguments = get_origin(annotation), get_args(annotation)
    if shaped:
        return dict(shaped[-1].json_schema or {})
    if origin is Annotated:
        return _value(arguments[0], [*arguments[1:], *metadata], names, known)
    if origin in {Union, UnionType}:
        one = next(argument for argument in arguments if argument is not NoneType)
        return _value(one, metadata, names, known)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is tuple:
        item = _value(arguments[0], [], names, known)
        items = {"type": "array", "items": item}
        listed = any(isinstance(one, BeforeValidator) and one.func is as_list for one in metadata)
        return {"anyOf": [items, item]} if listed else items
    if origin is dict:
        return {"type": "object", "additionalProperties": _value(arguments[1], [], names, known)}
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _object(annotation, names)
    if annotation is int:
        return {"type": "integer"}
    return {"enum": known} if known else {"type": SCALARS}


def _or_blank(schema: Schema) -> Schema:
    """The same, or nothing: a field without a value is as if it were not there."""
    if "enum" in schema:
        return schema | {"enum": [*schema["enum"], None]}
    if "anyOf" in schema:
        return schema | {"anyOf": [*schema["anyOf"], {"type": "null"}]}
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return schema | {"type": [*types, "null"]}
