"""How the time grows with the length of a draft.

    python -m benchmarks.growth

Drafts of 0.5 MB and 5 MB with 3,300 and 33,000 references of all kinds: each command on both, in
turn, as a process of its own. Printed are the medians of its CPU seconds, how many times longer
the larger takes (10 is linear), and the most memory the larger used.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

SMALL, LARGE, ROUNDS = 500_000, 5_000_000, 3
# Ten references in a group of three articles; {n} is the number of the first.
GROUP = (
    "第{n}条　科技主管部门应当按照规定公开项目指南、评审规则和资金安排，接受社会监督；"
    "本条例所称平台{n}，是指提供研究开发服务的机构（以下简称机构{n}）。\n"
    "第{m}条　有下列行为之一的，不得申报科技计划项目：\n"
    "（一）在平台{n}的建设和运行中虚报研发投入、伪造试验记录的；\n"
    "（二）违反《中华人民共和国科学技术进步法》第{x}条规定的；\n（三）有第一项、前项规定情形的。\n"
    "有前款第二项、第（三）项规定行为的，依照本条例第{n}条第一款和第{k}条处理。\n"
    "第{k}条　违反本条例第{m}条第一款第一项规定，在平台{n}的建设中虚报研发投入的，由科技主管部门"
    "责令改正，依照合同法第{x}条、本条例第{far}条和前两款的规定处理；违反前条、该条第二款规定的，"
    "依照《中华人民共和国行政处罚法》第九条第六项处罚。机构{n}、机构{m}应当配合。\n"
    # without it five megabytes would have more articles than numbers are read for
    "县级以上人民政府科技主管部门会同财政、教育、人力资源和社会保障等部门，建立科研诚信信息共享和联合"
    "惩戒机制，及时公布严重失信行为名单，接受社会监督；对列入名单的单位和个人，在项目申报、职称评定、"
    "奖励推荐等方面予以限制。名单的列入、移出和异议处理办法由省人民政府制定，自公布之日起三十日后施行；办法施行前应当公开征求意见，征求意见的期限不少于三十日。\n"
)


COMMANDS = (
    ("parse", "--format", "json"),
    ("refs",),
    ("refs", "--format", "json"),
    ("refs", "--graph", "json"),
    ("check", "--no-cache", "--preset", "ci"),
    ("check", "--no-cache", "--select", "R"),
    ("check", "--no-cache", "--select", "C"),
    ("check", "--no-cache", "--select", "W"),
    ("norms", "--format", "json"),
    ("matrix", "--format", "json"),
    ("check", "--no-cache", "--select", "T"),
    ("check", "--no-cache"),
    ("check", "--diff", "--select", "R215,R216"),
)


def draft(size: int) -> str:
    """A draft of about so many bytes in UTF-8."""
    groups, length, number = ["某省甲条例\n"], 0, 1
    while length < size:
        words = GROUP.format(n=number, m=number + 1, k=number + 2, x=number % 90 + 1, far=999_999)
        groups.append(words)
        length += len(words.encode())
        number += 3
    return "".join(groups)


def spent(command: tuple[str, ...], path: Path) -> tuple[float, float]:
    """CPU seconds and megabytes of memory of one run."""
    words = [sys.executable, "-m", "regcheck", *command, str(path)]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main() -> None:
    """Print one line a command."""
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder) / "small.md", Path(folder) / "large.md"
        small.write_text(draft(SMALL), "utf-8")
        large.write_text(draft(LARGE), "utf-8")
        print("command | seconds, 0.5 MB | seconds, 5 MB | times | memory of 5 MB, MB")
        for command in COMMANDS:
            pairs = [(spent(command, small), spent(command, large)) for _ in range(ROUNDS)]
            one, ten = (median(run[0] for run in column) for column in zip(*pairs, strict=True))
            times = median(pair[1][0] / pair[0][0] for pair in pairs)
            memory = max(pair[1][1] for pair in pairs)
            name = " ".join(command)
            print(f"{name} | {one:.2f} | {ten:.2f} | {times:.1f} | {memory:.0f}", flush=True)


if __name__ == "__main__":
    main()
