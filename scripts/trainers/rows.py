"""Whether every row is a conversation of its shape, as the strictest templates want it and as TRL's functions do."""
import math

import tiny
import trl
from export import COLUMNS, expect
from loading import load

# Columns that TRL's trainers give a meaning to: as a name for anything else they change what is trained on, or stop it.
MEANT = {
    "prompt", "chosen", "rejected", "completion", "label", "messages", "text", "conversations", "conversation",
    "image", "images", "tools", "chat_template_kwargs", "input_ids", "labels", "attention_mask", "completion_mask",
    "assistant_masks", "seq_lengths", "prompt_ids", "chosen_ids", "rejected_ids", "completion_ids",
    "chosen_input_ids", "rejected_input_ids", "KL_completion_ids", "ref_chosen_logps", "ref_rejected_logps",
    "ref_logps", "ref_KL_logps", "margin",
}
# Those that are wanted, beside the columns that make up the shape.
WANTED = {"preference": {"margin"}, "unpaired": set(), "sft": set()}


def check(export, *, template=tiny.TEMPLATE):
    """Holds every row of every split to its shape."""
    wanted = COLUMNS[export.shape] | WANTED[export.shape]
    expect(wanted <= set(export.features), f"there are no columns {sorted(wanted - set(export.features))}")
    taken = MEANT & set(export.features) - wanted
    expect(not taken, f"TRL gives columns of these names a meaning: {sorted(taken)}")
    splits = load(export)
    numbered = [(f"{split}, row {number}", row) for split, rows in splits.items() for number, row in enumerate(rows)]
    for words, row in numbered:
        holds(row, export.shape, words)
    tokens = tiny.tokeniser(
        (message["content"] for _, row in numbered for message in spoken(row, export.shape)), template)
    for words, row in numbered:
        taken_by_trl(row, export.shape, tokens, words)
    for split, rows in splits.items():
        whole(export.shape, rows, split)
    longest = max((len(spoken(row, export.shape)) for _, row in numbered), default=0)
    return f"{len(numbered)} rows of up to {longest} messages"


def spoken(row, shape):
    """A row's messages, one conversation after the other."""
    return [message for column in ("prompt", "chosen", "rejected", "completion", "messages")
            if column in COLUMNS[shape] for message in row[column]]


def holds(row, shape, words):
    """What a row has to be, whichever trainer it goes to."""
    for name, value in row.items():
        expect(value is not None, f"{words}: {name} is null")
        expect(not isinstance(value, float) or math.isfinite(value), f"{words}: {name} is not a finite number")
    if shape == "sft":
        talk(row["messages"], "assistant", f"{words}, messages")
        return
    talk(row["prompt"], "user", f"{words}, prompt")
    for name in ("chosen", "rejected") if shape == "preference" else ("completion",):
        expect(isinstance(row[name], list) and len(row[name]) == 1, f"{words}: {name} is not a list of one message")
        talk(row["prompt"] + row[name], "assistant", f"{words}, {name}")
    if shape == "preference":
        expect(row["chosen"] != row["rejected"], f"{words}: what was chosen is what was rejected")
        expect(isinstance(row["margin"], float), f"{words}: the margin is not a number")
    if shape == "unpaired":
        expect(isinstance(row["label"], bool), f"{words}: the label is not a bool")


def talk(messages, last, words):
    """A conversation: a system message at most, at its head, then turns that alternate, the last one by `last`."""
    expect(isinstance(messages, list), f"{words}: it is no list of messages")
    expect(messages, f"{words}: there are no messages")
    roles = [message["role"] for message in messages]
    expect(all(isinstance(message["content"], str) and message["content"].strip() for message in messages),
           f"{words}: a message has no text")
    turns = roles[1:] if roles[0] == "system" else roles
    expect("system" not in turns, f"{words}: a system message that is not the first")
    expect(turns == ["user" if at % 2 == 0 else "assistant" for at in range(len(turns))],
           f"{words}: turns of user and assistant do not alternate")
    expect(roles[-1] == last, f"{words}: the last message is by {roles[-1]}, not by {last}")


def taken_by_trl(row, shape, tokens, words):
    """TRL recognises the row, and its templates and its reading of an implicit prompt lose nothing."""
    row = {name: row[name] for name in COLUMNS[shape]}
    for name in COLUMNS[shape] - {"label"}:
        expect(trl.is_conversational({name: row[name]}), f"{words}: TRL does not take {name} for a conversation")
    text = trl.maybe_apply_chat_template(row, tokens)
    if shape == "sft":
        expect(text == {"text": tiny.rendered(row["messages"])}, f"{words}: TRL renders another text")
        return
    wanted = {"prompt": tiny.rendered(row["prompt"]) + "<|assistant|>"}
    wanted |= {name: row[name][0]["content"] + tiny.END for name in COLUMNS[shape] - {"prompt", "label"}}
    wanted |= {name: row[name] for name in COLUMNS[shape] & {"label"}}
    expect(text == wanted, f"{words}: TRL renders another text")
    if shape == "preference":
        implicit = {name: row["prompt"] + row[name] for name in ("chosen", "rejected")}
        expect(trl.extract_prompt(implicit) == row, f"{words}: TRL finds another prompt in it")


def whole(shape, rows, split):
    """What holds of a split, and of no single row."""
    if shape == "preference" and len(rows):
        unpaired = trl.unpair_preference_dataset(rows)
        expect(len(unpaired) == 2 * len(rows) and sum(unpaired["label"]) == len(rows),
               f"{split}: TRL does not make two rows of each, one of either label")
    if shape == "unpaired" and split == "train":
        expect(len(set(rows["label"])) == 2, f"{split}: every label is the same, and KTO needs both")
