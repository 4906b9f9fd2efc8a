"""The far side: a process with limits that reads one picture from its input and writes it drawn anew."""

import json
import resource
import sys
from pathlib import Path
from typing import Any

from forum.core.pictures import caps

FILES = 16


def confine() -> None:
    """Give up what drawing does not need: memory, time, files, writing to disk, children, core dumps."""
    limits = {
        resource.RLIMIT_AS: caps.MEMORY,
        resource.RLIMIT_CPU: caps.CPU_S,
        resource.RLIMIT_NOFILE: FILES,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NPROC: 0,
        resource.RLIMIT_CORE: 0,
    }
    for what, most in limits.items():
        resource.setrlimit(what, (most, most))


def peak() -> int:
    """Give the most memory this process held, in bytes."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    return 0


def work(asked: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    """Draw, or say why not; whatever a decoder raises means that the file is broken."""
    from forum.core.pictures.drawing import Refusal, draw  # noqa: PLC0415 - decoders are loaded inside the limits

    try:
        main, small, size = draw(data, **asked)
    except Refusal as why:
        return {"refused": str(why), "peak": peak()}, b""
    except MemoryError:
        return {"refused": "limits", "peak": peak()}, b""
    except Exception:  # noqa: BLE001 - decoders of strangers' bytes raise anything
        return {"refused": "broken", "peak": peak()}, b""
    return {"main": len(main), "width": size[0], "height": size[1], "peak": peak()}, main + small


def main() -> None:
    """Read a line that says what to do, then the file; write a line that says what was done, then the pictures."""
    confine()
    head = sys.stdin.buffer.readline()
    answer, pictures = work(json.loads(head), sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + pictures)


if __name__ == "__main__":
    main()
