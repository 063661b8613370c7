"""把本文件夹的报告文件和各单位报来的台账写成 Word 文件。用法：python examples/rollup_linxi_2024/build.py [输出文件]"""

import sys
from pathlib import Path

import banli_report as br

HERE = Path(__file__).parent


def main() -> None:
    output = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "report.docx"
    try:
        problems = br.build(HERE / "report.yaml", output)
    except br.BanliError as stopped:
        sys.exit(str(stopped))
    for problem in problems:
        print(problem)
    print(f"已写出{output}")


if __name__ == "__main__":
    main()
