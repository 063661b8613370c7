"""The command line as ``python -m banli_report``."""

from banli_report.cli import main

if __name__ == "__main__":
    main(prog_name="banli-report")
