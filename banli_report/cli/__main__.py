"""Runs the command line: ``python -m banli_report.cli``."""

from banli_report.cli.main import main

if __name__ == "__main__":
    main()
