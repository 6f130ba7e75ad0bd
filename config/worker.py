"""The server's worker process."""

from typing import Any

from uvicorn_worker import UvicornWorker


class Worker(UvicornWorker):
    """Leaves it to Django whom to believe about where a request comes from (``tannhjul.web.address``).

    Its own way believes whatever header a proxy on the same machine lets through.
    """

    CONFIG_KWARGS: dict[str, Any] = {**UvicornWorker.CONFIG_KWARGS, "proxy_headers": False}
