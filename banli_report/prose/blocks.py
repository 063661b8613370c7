"""What a pack's text does to the text that it extends: every block must have a place, and nothing stand outside one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from jinja2 import nodes

from banli_report.errors import ERROR, Kind, Place, Problem, error
from banli_report.packs.finding import BODY, Pack
from banli_report.prose.faults import FAULTS

Parse = Callable[[str], nodes.Template | None]

PROBLEMS = (
    Kind(
        "template.unknown-block",
        ERROR,
        "模板里的一块，继承的模板没有，写了也不印。",
        "我局总结/report.md.j2 第3行：继承的模板没有“开投”这一块；是不是“开头”？",
    ),
    Kind(
        "template.lost-block",
        ERROR,
        "这一块外面的一块已经改写，里面的不会印出。",
        "我局总结/report.md.j2 第8行：“办理率”这一块所在的块已经被改写，写在里面的不会印出",
    ),
    Kind(
        "template.outside-block",
        ERROR,
        "接着写别的模板时，写在块外面的文字不会印出。",
        "我局总结/report.md.j2 第5行：这里的文字不在任何一块里，不会印出",
    ),
    Kind(
        "template.not-extended",
        ERROR,
        "写了“继承”，文字却没有接着写，上一层的各块不会印出。",
        "我局总结/report.md.j2：继承了government_report，却没有接着写它的文字，它的主体、结尾都不会印出",
    ),
)


@dataclass(frozen=True, slots=True)
class Source:
    """One file of a chain of extending texts.

    Args:
        name: the file's name, ``PACK/FILE``.
        tree: what is written in it.
        blocks: every block in it by its name.
        outermost: the blocks that stand in no other block of the file.
    """

    name: str
    tree: nodes.Template
    blocks: Mapping[str, nodes.Block]
    outermost: tuple[nodes.Block, ...]


def block_problems(pack: Pack, name: str, parse: Parse) -> list[Problem]:
    """Give what of a pack's text would be lost beside the text that it extends.

    Args:
        pack: the pack.
        name: the name of its text.
        parse: gives a file's tree by its name, or None where there is no such file.
    """
    try:
        chain = _chain(name, parse)
        if not chain:
            return []
        return [*_unplaced(chain), *_outside(chain[0]), *_not_extending(pack, chain, parse)]
    except FAULTS:
        return []  # told where the text is rendered


def _chain(name: str, parse: Parse) -> list[Source]:
    """Give the files from the pack's own text to the one that extends nothing; none where one cannot be told."""
    chain: list[Source] = []
    wanted: str | None = name
    while wanted is not None:
        tree = None if wanted in {source.name for source in chain} else parse(wanted)
        if tree is None:
            return []
        blocks = {block.name: block for block in tree.find_all(nodes.Block)}
        chain.append(Source(wanted, tree, blocks, tuple(_outermost(tree))))
        extends = list(tree.find_all(nodes.Extends))
        if any(not isinstance(node.template, nodes.Const) for node in extends) or len(extends) > 1:
            return []
        wanted = str(extends[0].template.value) if extends else None  # type: ignore[attr-defined]
    return chain


def _outermost(node: nodes.Node) -> Iterator[nodes.Block]:
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Block):
            yield child
        else:
            yield from _outermost(child)


def _unplaced(chain: Sequence[Source]) -> list[Problem]:
    """Give the blocks that no text further up has a place for, and the pack's own that stand in a rewritten one."""
    problems = []
    for position, source in enumerate(chain[:-1]):
        known = {name for other in chain[position + 1 :] for name in other.blocks}
        problems += [_unknown(source, block, known) for block in source.outermost if block.name not in known]
    reached = _reached(chain)
    problems += [
        _rewritten(chain, block)
        for block in chain[0].outermost
        if len(chain) > 1
        and any(block.name in other.blocks for other in chain[1:])
        and block.name not in reached
    ]
    return problems


def _unknown(source: Source, block: nodes.Block, known: set[str]) -> Problem:
    near = get_close_matches(block.name, sorted(known), n=1, cutoff=0.4)
    names = f"可改写的有{'、'.join(sorted(known))}" if known else "它没有可改写的块"
    return error(
        "template.unknown-block",
        Place(file=source.name, line=block.lineno),
        f"继承的模板没有“{block.name}”这一块，写在里面的不会印出"
        + (f"；是不是“{near[0]}”？" if near else ""),
        f"改正块的名称，{names}；要加新的一块，写在已有的某一块里面",
    )


def _rewritten(chain: Sequence[Source], block: nodes.Block) -> Problem:
    return error(
        "template.lost-block",
        Place(file=chain[0].name, line=block.lineno),
        f"“{block.name}”这一块所在的块已经被改写，写在里面的不会印出",
        f"在改写的那一块里用 {{{{ super() }}}}，或在里面写 {{% block {block.name} %}}{{% endblock %}}",
    )


def _reached(chain: Sequence[Source]) -> set[str]:
    """Give the blocks that are printed where every condition holds, the nearest definition of each going first."""
    reached: set[str] = set()
    todo: list[tuple[nodes.Node, str, int]] = [(chain[-1].tree, "", len(chain) - 1)]
    seen: set[tuple[str, int]] = set()
    while todo:
        body, own, level = todo.pop()
        for node in _printed_nodes(body):
            wanted, start = _named(node), 0
            if isinstance(node, nodes.Name):  # super
                wanted, start = own, level + 1
            for found in _definitions(chain, wanted, start, every=isinstance(node, nodes.Name)):
                if (wanted, found) not in seen:
                    seen.add((wanted, found))
                    reached.add(wanted)
                    todo.append((chain[found].blocks[wanted], wanted, found))
    return reached


def _definitions(chain: Sequence[Source], name: str, start: int, *, every: bool) -> list[int]:
    """Give where in the chain a block is written: the nearest, or every one further up."""
    found = [level for level in range(start, len(chain)) if name in chain[level].blocks]
    return found if every else found[:1]


def _named(node: nodes.Node) -> str:
    """Give the block that a node prints: one that stands there, or one called by ``self``."""
    if isinstance(node, nodes.Block):
        return node.name
    if isinstance(node, nodes.Getattr):
        return node.attr
    argument = node.arg if isinstance(node, nodes.Getitem) else None
    return str(argument.value) if isinstance(argument, nodes.Const) else ""


def _printed_nodes(node: nodes.Node) -> Iterator[nodes.Node]:
    """Give the blocks below a node and what calls others, ``self`` and ``super``, without the insides of blocks."""
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Block):
            yield child
            continue
        if isinstance(child, nodes.Name) and child.name == "super":
            yield child
        if isinstance(child, nodes.Getattr | nodes.Getitem) and getattr(child.node, "name", "") == "self":
            yield child
        yield from _printed_nodes(child)


def _outside(own: Source) -> list[Problem]:
    """Give what stands outside of all blocks in a text that extends another: Jinja drops it without a word."""
    body = own.tree.body
    start = next((n for n, node in enumerate(body) if isinstance(node, nodes.Extends)), None)
    lost = (
        next((line for node in body[start + 1 :] for line in _output(node)), None)
        if start is not None
        else None
    )
    if lost is None:
        return []
    return [
        error(
            "template.outside-block",
            Place(file=own.name, line=lost),
            "这里的文字不在任何一块里，不会印出",
            "写进要改写的块，如 {% block 开头 %}…{% endblock %}",
        )
    ]


def _output(node: nodes.Node) -> Iterator[int]:
    """Give the lines of what would be printed outside of blocks."""
    if isinstance(node, nodes.Block | nodes.Macro | nodes.AssignBlock):
        return
    if isinstance(node, nodes.Output):
        for part in node.nodes:
            if isinstance(part, nodes.Const) and not part.value:
                continue  # the sandbox puts it at the end of lines
            if not isinstance(part, nodes.TemplateData):
                yield part.lineno
            elif part.data.strip():
                lead = len(part.data) - len(part.data.lstrip())
                yield part.lineno + part.data.count("\n", 0, lead)
    for child in node.iter_child_nodes():
        yield from _output(child)


def _not_extending(pack: Pack, chain: Sequence[Source], parse: Parse) -> list[Problem]:
    """Give the text of a pack that extends another and rewrites some of its blocks without extending its text."""
    own = chain[0]
    parents = [f"{folder.name}/{BODY}" for folder in pack.folders[1:]]
    if len(chain) > 1 or not own.blocks or own.name in parents:
        return []
    above = next((found for name in parents if (found := _chain(name, parse))), [])
    theirs = {block.name for source in above for block in source.outermost}
    lacking = sorted(theirs - own.blocks.keys())
    if not lacking or not own.blocks.keys() & {name for source in above for name in source.blocks}:
        return []
    return [
        error(
            "template.not-extended",
            Place(file=own.name, line=1),
            f"template.yaml里写了“继承: {pack.settings[0].extends}”，这里却没有接着写它的文字，"
            f"它的{'、'.join(lacking)}都不会印出",
            f'第一行写 {{% extends "{above[0].name}" %}}；要全文自己写的，去掉块的标签',
        )
    ]
