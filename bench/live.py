"""The live room under load: many voting at once, many watching. ``python -m bench.live``.

A real server with a real database answers real requests over the network. ``--members`` vote within
``--seconds``; ``--viewers`` hold a live stream and wait for the result. DATABASE_URL chooses the
engine. Baseline of the same run: the same rows committed bare, one transaction each.
"""

import argparse
import asyncio
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PREPARE = Path(__file__).with_name("live_meeting.py")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def _ask(env: dict, *args: str) -> str:
    done = subprocess.run(
        [sys.executable, str(PREPARE), *args], cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE
    )
    return done.stdout.decode().strip().splitlines()[-1]


async def _answer(reader) -> int:
    head = await reader.readuntil(b"\r\n\r\n")
    fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:] if b": " in line)
    length = int(fields.get(b"content-length", b"0"))
    if length:
        await reader.readexactly(length)
    elif fields.get(b"transfer-encoding") == b"chunked":
        await reader.readuntil(b"0\r\n\r\n")
    return int(head.split(b" ")[1])


async def _vote(port: int, path: str, member: str, wait: float) -> tuple[float, int]:
    """(seconds to the answer, status) of one member who presses the button after ``wait``."""
    token = "a" * 32
    session, paper = member.split(",")
    body = f"csrfmiddlewaretoken={token}&paper={paper}&choice=for".encode()
    request = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
        f"Cookie: sessionid={session}; csrftoken={token}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    ).encode() + body
    await asyncio.sleep(wait)
    start = time.perf_counter()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request)
    status = await _answer(reader)
    took = time.perf_counter() - start
    writer.close()
    return took, status


async def _watch(port: int, meeting: str, mark: bytes, ready: asyncio.Event, box: list) -> None:
    """Hold a stream; note when the mark of the result comes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**20)
    writer.write(
        f"GET /direkte/{meeting}/strom/?sprak=nb HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode()
    )
    await reader.readuntil(b"event: floor\n")
    ready.set()
    while True:
        line = await reader.readline()
        if not line or mark in line:
            break
    box.append(time.time() if line else None)
    writer.close()


async def _load(port: int, facts: list[str], args, env: dict) -> None:
    meeting, vote, *members = facts
    watchers, seen = [], []
    for _ in range(args.viewers):
        ready = asyncio.Event()
        task = asyncio.create_task(_watch(port, meeting, b"Vedtatt", ready, seen))
        watchers.append(task)
        await ready.wait()
    print(f"{len(watchers)} streams held", flush=True)
    gap = args.seconds / max(1, len(members))
    path = f"/votering/{vote}/stem/"
    start = time.perf_counter()
    votes = await asyncio.gather(
        *(_vote(port, path, key, gap * n) for n, key in enumerate(members))
    )
    took = time.perf_counter() - start
    times = sorted(seconds for seconds, _status in votes)
    wrong = [status for _seconds, status in votes if status != 302]
    p99 = times[min(len(times) - 1, int(len(times) * 0.99))]
    print(
        f"{len(votes)} votes in {took:.2f} s = {len(votes) / took:.0f}/s; "
        f"median {statistics.median(times) * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms, "
        f"max {times[-1] * 1000:.0f} ms; refused {len(wrong)} {set(wrong) or ''}"
    )
    ballots, counted_at = (await asyncio.to_thread(_ask, env, "count", vote)).split()
    print(f"ballots recorded: {ballots}")
    if watchers:
        await asyncio.wait(watchers, timeout=20)
        late = sorted(at - float(counted_at) for at in seen if at)
        print(
            f"the result reached {len(late)} of {args.viewers} viewers: "
            f"median {statistics.median(late):.2f} s, last {late[-1]:.2f} s"
        )


def main() -> None:
    """Prepare, serve, load, compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, default=1000)
    parser.add_argument("--viewers", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=2.0)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        port = _free_port()
        env = {
            **os.environ,
            "TANNHJUL_HOME": home,
            "PYTHONPATH": str(ROOT),
            "DJANGO_SETTINGS_MODULE": "config.settings.local",
            "EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
        }
        facts = _ask(env, "prepare", str(args.members)).split()
        server = subprocess.Popen(
            [sys.executable, "-m", "config.cli", "serve", "--port", str(port)], cwd=ROOT, env=env
        )
        try:
            _wait_for(port)
            asyncio.run(_load(port, facts, args, env))
        finally:
            server.terminate()
            server.wait(30)
        print("baseline:", _ask(env, "bare", facts[1]))


def _wait_for(port: int) -> None:
    """Until the front page has been answered twenty times, as before any real meeting."""
    for _ in range(300):
        try:
            for _page in range(20):
                urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=20).read()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the server did not start")


if __name__ == "__main__":
    main()
