"""What an import found and did."""

from dataclasses import asdict, dataclass, field


@dataclass
class Report:
    """Counts of what was new, and findings: where the source contradicts itself or a rule."""

    source: str
    counts: dict[str, int] = field(default_factory=dict)
    findings: list[str] = field(default_factory=list)

    def add(self, what: str, number: int = 1) -> None:
        """Count something that was taken in."""
        self.counts[what] = self.counts.get(what, 0) + number

    def find(self, says: str) -> None:
        """Note a finding."""
        self.findings.append(says)

    def as_dict(self) -> dict:
        """For --json."""
        return asdict(self)

    def as_text(self) -> str:
        """For people."""
        lines = [f"{self.source}: {sum(self.counts.values())} objects"]
        lines += [f"  {what}: {number}" for what, number in self.counts.items()]
        lines += [f"finding: {says}" for says in self.findings]
        return "\n".join(lines)
