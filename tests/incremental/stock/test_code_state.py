"""Changes of settings files and plugins, as the plugin for stock sites sees them."""

import importlib.util
import os
import sys

import pytest

from incremental.stock.code_state import code_state

CONF = "tset_fo_fnoc"[::-1]  # this module is code, too, and must not have the name as a word
SETTINGS = 'SITENAME = "Thử"\nAUTHOR = "Lan"\n\n\ndef shout(text):\n    return text.upper() + AUTHOR\n'


@pytest.fixture
def state_of(tmp_path, monkeypatch):
    """Return the state of a settings file and of a plugin with these texts."""

    def load(name, text):
        file = tmp_path / f"{name}.py"
        file.write_text(text, "utf-8")
        os.utime(file, (1_600_000_000, 1_600_000_000))
        module = importlib.util.module_from_spec(importlib.util.spec_from_file_location(name, file))
        exec(compile(text, file, "exec"), vars(module))  # noqa: S102 (no bytecode of the text before)
        monkeypatch.setitem(sys.modules, name, module)
        return module

    def state(settings, plugin=""):
        conf = load(CONF, settings)
        load("plugin_of_test", plugin.replace("CONF", CONF))
        plain = {name: value for name, value in vars(conf).items() if name.isupper()}
        whole = code_state(plain | {"PLUGINS": []})
        return {file: state for file, state in whole.items() if file.startswith(str(tmp_path))}

    return state


def test_a_setting_is_no_code(state_of):
    assert state_of(SETTINGS) == state_of(SETTINGS.replace("Thử", "Khác"))


@pytest.mark.parametrize(
    "change",
    [("upper", "lower"), ('"Lan"', '"Huy"'), ('"Thử"', 'str("Thử")')],
    ids=["a function", "a setting that a function uses", "a setting that is worked out"],
)
def test_what_code_uses_is_code(state_of, change):
    assert state_of(SETTINGS) != state_of(SETTINGS.replace(*change))


@pytest.mark.parametrize(
    "plugin",
    ["import CONF", 'def find():\n    return __import__("CONF")'],
    ids=["import", "name"],
)
def test_a_settings_file_that_a_plugin_names_is_code(state_of, plugin):
    assert state_of(SETTINGS, plugin) != state_of(SETTINGS.replace("Thử", "Khác"), plugin)


def test_a_settings_file_that_a_plugin_only_speaks_of_is_no_code(state_of):
    plugin = '"""See CONF."""\n\n\ndef find():\n    """Read CONF."""  # CONF\n'
    assert state_of(SETTINGS, plugin) == state_of(SETTINGS.replace("Thử", "Khác"), plugin)
