"""``python -m banli_report`` and ``banli-report``: the command line, guarded from its very first step."""

from banli_report.terminal import guarded


def main() -> None:
    """Run the command line."""
    with guarded():
        from banli_report.cli import main as run  # noqa: PLC0415 (loading it can be interrupted as well)

        run(prog_name="banli-report")


if __name__ == "__main__":
    main()
