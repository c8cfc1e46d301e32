"""One hostile file with what a careful reader must make of it."""
from dataclasses import dataclass, field


@dataclass
class Case:
    name: str
    data: bytes
    about: str
    # The conversations that must come out, in order; a number where they are too many or too odd to list, or a pair
    # (least, most) where it depends on how a decoder buffers.
    kept: object = ()
    # Rejections by reason: a count, or a pair (least, most).
    rejected: dict = field(default_factory=dict)
    # Other reasons that are as right for a given one.
    also_fine: dict = field(default_factory=dict)
    # Nothing at all can be had from the archive.
    lost: bool = False

    def expectation(self):
        """The case's entry in EXPECTED.json."""
        entry = {"about": self.about, "conversations": in_range(self.kept if is_count(self.kept) else len(self.kept))}
        if not is_count(self.kept):
            entry["messages"], entry["follow_ups"] = count(self.kept)
        entry["rejections"] = [self.rejection(reason, number) for reason, number in self.rejected.items()]
        entry["whole_archive_lost"] = self.lost
        return entry

    def rejection(self, reason, number):
        found = {"reason": reason, "count": in_range(number)}
        if reason in self.also_fine:
            found["also_fine"] = self.also_fine[reason]
        return found


def is_count(kept):
    return isinstance(kept, int) or (isinstance(kept, tuple) and len(kept) == 2 and isinstance(kept[0], int))


def in_range(number):
    return number if isinstance(number, int) else {"min": number[0], "max": number[1]}


def count(conversations):
    """Messages, and follow-ups: user messages with at least one assistant message before them."""
    messages = follow_ups = 0
    for record in conversations:
        answered = False
        for message in record.get("conversation") or record.get("conversations") or record["messages"]:
            role = message.get("role") or message.get("from")
            messages += 1
            follow_ups += role in ("user", "human") and answered
            answered = answered or role in ("assistant", "gpt")
    return messages, follow_ups
