"""Cases, the tracks they run on, and questions to the chief executive."""

from .cases import (
    Alternative,
    Attachment,
    Case,
    CaseParty,
    Link,
    Paper,
    Passage,
    Recommendation,
    Remark,
    Rerouting,
    Step,
)
from .inquiries import Copy, Inquiry
from .tracks import Track, TrackStep

__all__ = [
    "Alternative",
    "Attachment",
    "Case",
    "CaseParty",
    "Copy",
    "Inquiry",
    "Link",
    "Paper",
    "Passage",
    "Recommendation",
    "Remark",
    "Rerouting",
    "Step",
    "Track",
    "TrackStep",
]
