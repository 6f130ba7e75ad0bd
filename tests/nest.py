"""A process of an installation that has read the program once, and forks for what it is asked to do.

Reading it takes a second, and the suite asks hundreds of times.
"""

import json
import os
import signal
import socket
import sys
import traceback


def main(control: socket.socket) -> None:
    """Fork for each request that comes, until whoever asks has gone.

    A request: what to run and its arguments; a line to tell of it on, where its output goes.
    """
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    django.setup()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those who watch
    while True:
        request, fds, _flags, _address = socket.recv_fds(control, 1_000_000, 3)
        if not request:
            return
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            control.close()
            _watch(*json.loads(request), *fds)
        for fd in fds:
            os.close(fd)


def _watch(text: str, args: list[str], line: int, out: int, err: int) -> None:
    """Let a child run the text, and tell its number, then how it ended."""
    child = os.fork()
    if child == 0:
        os.close(line)
        os.dup2(out, 1)
        os.dup2(err, 2)
        os._exit(_run(text, args))
    os.close(out)
    os.close(err)
    with socket.socket(fileno=line) as told:
        told.send(str(child).encode())
        _pid, status = os.waitpid(child, 0)
        told.send(str(os.waitstatus_to_exitcode(status)).encode())
    os._exit(0)


def _run(text: str, args: list[str]) -> int:
    sys.argv = ["-c", *args]
    code = 0
    try:
        exec(compile(text, "<asked>", "exec"), {"__name__": "__main__", "sys": sys})  # noqa: S102
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    return code


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as asked:
        main(asked)
