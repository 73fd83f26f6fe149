"""`medloop index`: build, status, retract. A job beside the service, not an endpoint of it."""

from pathlib import Path
from typing import Annotated

import typer

import retrieval
from app.errors import NotFound
from app.progress import bar
from app.settings import Settings
from retrieval.errors import IndexMissing
from retrieval.index import BuildReport, build, retract
from retrieval.settings import RetrievalSettings, open_store

STARTER = Path(retrieval.__file__).parent / "starter"
STARTER_NAME = "medloop demonstration corpus"  # every citation shows it as the source

index_cli = typer.Typer(no_args_is_help=True, help="Build and look at the index of the corpus.")


def build_index(
    settings: RetrievalSettings, paths: list[Path], collection: str | None = None
) -> BuildReport:
    store = open_store(settings)
    try:
        with bar("indexing") as progress:
            return build(paths, store=store, collection=collection, progress=progress)
    finally:
        store.close()


def build_starter(settings: RetrievalSettings) -> BuildReport:
    """The demonstration corpus that ships with the project; unchanged, this takes a moment."""
    return build_index(settings, [STARTER], STARTER_NAME)


@index_cli.command("build")
def build_command(
    paths: Annotated[list[Path], typer.Argument(help="Files and folders.")],
    collection: Annotated[
        str | None, typer.Option(help="Their named source; default: each path's own name.")
    ] = None,
) -> None:
    """Indexes; a running service switches to the new generation by itself."""
    _tell(build_index(Settings().retrieval, paths, collection))


def _tell(report: BuildReport) -> None:
    typer.echo(
        f"generation {report.generation}: {report.added} documents added, {report.changed} "
        f"changed, {report.removed} removed, {report.unchanged} unchanged; "
        f"{report.passages} passages in all, {report.seconds:.1f} s"
    )
    for reason, count in sorted(report.skipped.items()):
        typer.echo(f"skipped {count}: {reason}")


@index_cli.command("starter")
def starter_command() -> None:
    """Indexes the demonstration corpus that ships with medloop; not a clinical source."""
    _tell(build_starter(Settings().retrieval))


@index_cli.command("status")
def status_command() -> None:
    store = open_store(Settings().retrieval)
    try:
        status = store.status()
    except IndexMissing:
        typer.echo("Nothing is indexed yet; `medloop index build PATH` does it.")
        return
    finally:
        store.close()
    typer.echo(f"generation {status.generation}")
    for name, counts in sorted(status.collections.items()):
        typer.echo(f"{name}: {counts.documents} documents, {counts.passages} passages")


@index_cli.command("retract")
def retract_command(
    collection: Annotated[str, typer.Argument()],
    document: Annotated[list[str] | None, typer.Option(help="Only these ids.")] = None,
) -> None:
    """Takes a collection, or single documents of it, out of the index."""
    store = open_store(Settings().retrieval)
    try:
        report = retract(store, collection=collection, document_ids=document)
    finally:
        store.close()
    if not report.removed:
        raise NotFound(
            f"Nothing of {collection!r} is indexed; `medloop index status` shows what is."
        )
    typer.echo(f"generation {report.generation}: {report.removed} documents removed")
