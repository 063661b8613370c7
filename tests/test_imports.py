"""Which room may import which; what importing the package does not load."""

import ast
import subprocess
import sys
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "banli_report"
FLOORS = (
    ("errors",),
    ("words",),
    ("standard", "files"),
    ("results", "claims"),
    ("figures", "packs"),
    ("intake",),
    ("prose",),
    ("document", "sheets"),
    ("word/ooxml",),
    ("word/writer", "word/reader"),
    ("checks/finding", "checks/waivers"),
    ("checks/results", "checks/layout", "checks/audit", "checks/against", "checks/release", "checks/packs"),
    ("composing",),
    ("api",),
    ("examining", "many"),
    ("telling", "terminal", "starting"),
    ("cli",),
    ("__main__",),
)
"""From the ground up; a room imports what stands on floors below it, and nothing of its neighbours."""
ONLY_IN = {
    "yaml": "files/yaml_file.py",
    "docxtpl": "word/writer/filling.py",
    "markdown_it": "document/markup.py",
    "narwhals": "intake/frames.py",
}


def modules() -> dict[str, set[str]]:
    """Give every module of the package with the modules that it imports."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        names = set()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                assert node.level == 0, f"{path}: relative import"
                names.add(node.module)
            elif isinstance(node, ast.Import):
                names.update(alias.name for alias in node.names)
        found[path.relative_to(PACKAGE).as_posix()] = names
    return found


def room(module: str) -> str:
    """Give the room that a module stands in, such as ``word/writer`` for ``word/writer/body``."""
    rooms = [name for floor in FLOORS for name in floor]
    found = [name for name in rooms if module == name or module.startswith(f"{name}/")]
    assert len(found) == 1, module
    return found[0]


def floor(name: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if name in rooms)


def test_imports_run_one_way() -> None:
    found = modules()
    assert len(found) > 100
    seen = 0
    for path, names in found.items():
        if path.endswith("__init__.py"):
            continue
        own = room(path.removesuffix(".py"))
        for name in names:
            if name.startswith("banli_report."):
                seen += 1
                other = room(name.removeprefix("banli_report.").replace(".", "/"))
                assert own == other or floor(other) < floor(own), f"{path} imports {name}"
    assert seen > 400


def test_every_floor_has_modules() -> None:
    inside = {room(path.removesuffix(".py")) for path in modules() if not path.endswith("__init__.py")}
    assert inside == {name for rooms in FLOORS for name in rooms}


def test_no_import_cycles_inside_a_room() -> None:
    found = {path.removesuffix(".py").replace("/", "."): names for path, names in modules().items()}
    graph = {
        name: {inner.removeprefix("banli_report.") for inner in names if inner.startswith("banli_report.")}
        for name, names in found.items()
    }

    def reachable(start: str) -> set[str]:
        seen: set[str] = set()
        todo = list(graph[start])
        while todo:
            name = todo.pop()
            if name not in seen and name in graph:
                seen.add(name)
                todo += graph[name]
        return seen

    assert [name for name in graph if name in reachable(name)] == []


def test_the_tree_imports_nothing_of_ours() -> None:
    assert not [name for name in modules()["document/tree.py"] if name.startswith("banli_report")]


def test_one_module_alone_imports_each_file_library() -> None:
    for library, only in ONLY_IN.items():
        users = {
            path for path, names in modules().items() if {name.split(".")[0] for name in names} >= {library}
        }
        assert users == {only}, library


def test_the_command_line_alone_imports_its_library() -> None:
    users = {
        path for path, names in modules().items() if any(name.split(".")[0] == "click" for name in names)
    }
    assert users
    assert {room(path.removesuffix(".py")) for path in users} == {"cli"}


def test_workbooks_are_read_in_one_module_and_written_in_one() -> None:
    def users(library: str) -> set[str]:
        return {path for path, names in modules().items() if any(name.startswith(library) for name in names)}

    assert users("openpyxl") == {"intake/workbook.py", "sheets/workbook.py"}
    assert users("python_calamine") == {"intake/plain_workbook.py"}


def loaded_by(expression: str) -> set[str]:
    code = f"import sys, banli_report; {expression}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_the_package_loads_none_of_its_rooms() -> None:
    assert {name for name in loaded_by("None") if name.startswith("banli_report")} == {"banli_report"}
    assert "pydantic" not in loaded_by("banli_report.Problem")


def test_building_loads_no_heavy_thing() -> None:
    loaded = loaded_by("banli_report.build")
    assert "banli_report.api" in loaded
    heavy = {"openpyxl", "opencc", "pandas", "polars", "click", "prettytable", "docxcompose"}
    late = {
        "banli_report.cli",
        "banli_report.word.writer.libreoffice",
        "banli_report.word.writer.pdf",
        "banli_report.checks.against.check",
    }
    assert not loaded & {*heavy, *late}
