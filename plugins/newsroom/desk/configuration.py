"""The configuration of Decap CMS, made from the models of content and the closed lists.

Source: https://decapcms.org/docs/configuration-options/
"""

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, TypeAlias, get_args, get_origin

from pydantic import BaseModel, WithJsonSchema
from pydantic.fields import FieldInfo

from newsroom.content.parser import FRONT_MODELS
from newsroom.desk.forms import BODY, FILE_NAME, FIRST_SEEN, fields_of, group_fields, unwrap
from newsroom.editor.new_entry import ENTRY_MODELS
from newsroom.editor.new_file import KIND_NAMES, LONGEST_NAME
from newsroom.editor.schemas import allowed_names
from newsroom.files.validation import GLOSSES
from newsroom.problems import ContentError
from newsroom.vocabulary.closed_lists import VOCABULARIES_FOLDER

Setting: TypeAlias = "dict[str, Any]"
Names: TypeAlias = "Mapping[str, list[str]]"
DAY, MOMENT = "YYYY-MM-DD", "YYYY-MM-DD HH:mm"
IN_WORDS = {"NamedAward.name"}  # fields with names of a closed list, or words
LONG = {"summary", "text", "reason", "caption"}
PICKERS = {  # widget and folder of the fields that name a file
    "Image.src": ("image", "images"),
    "AttachedFile.file": ("file", "files"),
    "Document.file": ("file", "files"),
}
SUMMARIES = {  # of collapsed items and groups, where not the first field alone
    "Honour": "{{fields.award.name}} {{fields.grade}}",
    "HonourHeld": "{{fields.award.name}} {{fields.grade}}",
    "Document": "{{fields.kind}} {{fields.number}}",
    "Figure": "{{fields.what}}: {{fields.value}} {{fields.unit}}",
    "Correction": "{{fields.date}}: {{fields.text}}",
    "AttachedFile": "{{fields.title}}",
    "Award": "{{fields.name}}",
    "Cluster": "{{fields.name}}",
    "OrgUnit": "{{fields.name}}",
}
PATHS = {"articles": "{{year}}/{{slug}}"}
LABELS = {"articles": "Bài", "exemplars": "Điển hình", "campaigns": "Phong trào", "pages": "Trang"}
DEFAULTS = {
    **dict.fromkeys(("ArticleFront.date", "ExemplarFront.date"), "{{now}}"),
    **dict.fromkeys((f"{model.__name__}.status" for model in FRONT_MODELS.values()), "draft"),
}
_LABEL_END = re.compile(  # of the first words of a description
    r"[;:(]| như |, (?:có|viết|gọi|theo|hiện|hoặc|khi|chỉ|do|giữ|đã|trước|trong|cùng) "
)
BUTTONS = (
    *("bold", "italic", "link", "heading-two", "heading-three", "quote"),
    *("bulleted-list", "numbered-list"),
)


def configure(content: Path, backend: Setting) -> Setting:
    """Make the configuration of the desk for *content*, which *backend* reads and writes.

    Names of lists that must be mended first are typed, not chosen.
    """
    try:
        names = allowed_names(content)
    except ContentError:
        names = {}
    return {
        "backend": backend,
        "load_config_file": False,
        "locale": "vi",
        "media_folder": "content/images",
        "public_folder": "{static}/images",
        "slug": {"encoding": "ascii", "clean_accents": True, "sanitize_replacement": "-"},
        "show_preview_links": False,
        "longest_name": LONGEST_NAME,  # for our script
        "collections": [*(_collection(folder, names) for folder in LABELS), _vocabularies(content, names)],
    }


def _collection(folder: str, names: Names) -> Setting:
    model = FRONT_MODELS[folder]
    fields = fields_of(model)
    dated = "date" in fields
    return {
        "name": folder,
        "label": LABELS[folder],
        "label_singular": KIND_NAMES[folder][0],
        "folder": f"content/{folder}",
        "extension": "md",
        "format": "json",
        "create": True,
        "slug": f"{{{{fields.{FILE_NAME}}}}}",
        **({"path": PATHS[folder]} if folder in PATHS else {}),
        "media_folder": "/content/images",
        "public_folder": "{static}/images",
        "identifier_field": "title",
        "summary": "{{title}} · {{date}}" if dated else "{{title}}",
        "sortable_fields": ["date", "title"] if dated else ["title"],
        "fields": [
            *(_field(model, name, fields[name], names) for name in FIRST_SEEN[folder]),
            _body(),
            *(
                {
                    "name": key,
                    "label": label,
                    "widget": "object",
                    "required": False,
                    "collapsed": True,
                    "fields": [_field(model, name, fields[name], names) for name in members],
                }
                for key, label, members in group_fields(folder)
            ),
        ],
    }


def _body() -> Setting:
    return {
        "name": BODY,
        "label": "Nội dung",
        "widget": "markdown",
        "required": False,
        "modes": ["rich_text", "raw"],
        "buttons": [*BUTTONS],
        "editor_components": ["image", "pictures", "table"],
        "hint": "Phim, chú thích cuối bài: chuyển sang Markdown mà viết, như sổ tay chỉ.",
    }


def _vocabularies(content: Path, names: Names) -> Setting:
    """Configure the closed lists, but for the provinces, which the law names."""
    kinds = {"Cluster.kind": names.get("Cluster.kind", [])}  # an entry does not choose among entries
    return {
        "name": VOCABULARIES_FOLDER,
        "label": "Danh mục",
        "editor": {"preview": False},
        "format": "json",
        "files": [
            {
                "name": name,
                "label": capitalise(KIND_NAMES[name][0]),
                "file": f"content/{VOCABULARIES_FOLDER}/{name}.yaml",
                "fields": [_field(model, name, model.model_fields[name], kinds)],
            }
            for name, (model, _) in ENTRY_MODELS.items()
            if (content / VOCABULARIES_FOLDER / f"{name}.yaml").is_file()
        ],
    }


def _field(
    model: type[BaseModel], name: str, field: FieldInfo, names: Names, *, within: bool = False
) -> Setting:
    """Configure a *field* of *model*.

    Args:
        within: It is part of a group that may be left out, and required only if the group is not.
    """
    where = f"{model.__name__}.{name}"
    description = field.description or " ".join(KIND_NAMES.get(name, (name,))[:1])
    label = _label(name, description)
    setting: Setting = {"name": name, "label": label, "required": field.is_required() and not within}
    hint = "" if description.casefold() == label.casefold() else capitalise(description)
    if field.is_required() and within:
        hint = f"{hint or label}; bắt buộc"
    if hint:
        setting["hint"] = hint
    if where in DEFAULTS:
        setting["default"] = DEFAULTS[where]
    known = names.get(where, names.get(name, []))
    return setting | _widget(where, field, known, names)


def _widget(where: str, field: FieldInfo, known: list[str], names: Names) -> Setting:
    """Choose the widget for the values of *field*; *known* are those allowed."""
    kind, metadata = unwrap(field.annotation, field.metadata)
    description, required = field.description or "", field.is_required()
    typed = next((item.json_schema or {} for item in metadata if isinstance(item, WithJsonSchema)), None)
    name = where.rpartition(".")[2]
    if get_origin(kind) is tuple:
        return _list(get_args(kind)[0], known, names)
    if get_origin(kind) is Literal:
        return {"widget": "select", "options": [_option(value, description) for value in get_args(kind)]}
    if isinstance(kind, type) and issubclass(kind, BaseModel) and not typed:
        inner = {**names, f"{kind.__name__}.name": known} if known else names
        parts = _parts(kind, inner, within=not required)
        summary = _or_nothing(parts["summary"])
        return {"widget": "object", "collapsed": not required, **parts, "summary": summary}
    if where in PICKERS:
        widget, folder = PICKERS[where]
        return {"widget": widget, "media_folder": f"/content/{folder}", "public_folder": folder}
    if known:
        return {"widget": "names", "options": [*dict.fromkeys(known)], "in_words": where in IN_WORDS}
    if kind is dt.datetime:
        return {"widget": "datetime", "format": MOMENT}
    if kind is dt.date:
        return {"widget": "datetime", "date_format": DAY, "time_format": False}
    if typed:
        return {"widget": "string", "pattern": [typed["pattern"], typed["patternErrorMessage"]]}
    return {"widget": "text" if name in LONG else "string"}


def _list(item: Any, known: list[str], names: Names) -> Setting:
    """Choose the widget for a list of values like *item*."""
    kind, _ = unwrap(item, [])
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return {"widget": "list", "collapsed": True, **_parts(kind, names, within=False)}
    if known:
        return {"widget": "names", "multiple": True, "options": [*dict.fromkeys(known)]}
    one = {"name": "one", "label": "Mục", "widget": "string"}
    return {"widget": "list", "collapsed": False, "label_singular": "mục", "field": one}


def _or_nothing(summary: str) -> str:
    """Say that a group is empty where its *summary* would be."""
    return summary.replace("}}", " | default('chưa có')}}", 1)


def _parts(model: type[BaseModel], names: Names, *, within: bool) -> Setting:
    """Configure the inner fields of *model*, and the summary that stands for them."""
    fields = fields_of(model)
    summary = SUMMARIES.get(model.__name__, f"{{{{fields.{next(iter(fields))}}}}}")
    return {
        "summary": summary,
        "label_singular": "mục",
        "fields": [_field(model, name, field, names, within=within) for name, field in fields.items()],
    }


def _option(value: str, description: str) -> Setting:
    """Offer *value* with its meaning, which the *description* of its field has in brackets."""
    meaning = re.search(rf"{re.escape(value)} \(([^)]*)\)", description)
    return {"value": value, "label": f"{capitalise(meaning[1])} ({value})" if meaning else value}


def _label(name: str, description: str) -> str:
    """Return the first words of *description*, which name the field."""
    words = _LABEL_END.split(f" {description}", maxsplit=1)[0].strip()
    return capitalise(words or GLOSSES.get(name, name))


def capitalise(text: str) -> str:
    """Begin *text* with a capital."""
    return text[:1].upper() + text[1:]
