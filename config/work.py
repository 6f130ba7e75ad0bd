"""Background work that waits in the database (``TANNHJUL_TASKS=database``)."""

from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from tannhjul.accounts.mail import carry


def run_waiting(forever: bool = False, every: float = 1.0) -> None:
    """Run what waits, and stop; ``forever``: wait for more, and look ``every`` so many seconds."""
    carry()
    Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=every,
        batch=not forever,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(16),
    ).run()
