"""Whether the other steps can fail: each is given exports and settings that are wrong in one way, and has to say so."""
import json
import logging
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import datasets
import loading
import pyarrow
import pyarrow.parquet
import rows as row_checks
import tables
import tiny
import training
import yaml
import zstandard
from export import Failure, expect, exports_in

# What libraries would say of each breakage.
datasets.utils.logging.set_verbosity(logging.CRITICAL)

# Rows of the sound export that are written again, and how much of what was said is told.
ROWS, LENGTH = 40, 120
SOUND = "a sound copy"
CHECKS = {"load": loading.check, "tables": tables.check, "rows": row_checks.check}


@dataclass
class Breakage:
    name: str
    shape: str
    # What each step that catches it says, or a part of it.
    caught: dict[str, str]
    # Changes the rows, or what the card says, in place.
    rows: Callable = lambda rows: None
    card: Callable = lambda info: None
    # Changes the file of JSON Lines.
    text: Callable = lambda text: text
    format: str = "jsonl.zst"
    shard: str = "train-00000-of-00001"
    settings: dict = field(default_factory=dict)


def every(**values):
    """Sets columns in every row, to what they are or to what a row makes of them."""
    def change(rows):
        for row in rows:
            row |= {name: value(row) if callable(value) else value for name, value in values.items()}
    return change


def one(**values):
    """Sets columns in a row in the middle: TRL looks at the first only to learn what the rows are."""
    return lambda rows: every(**values)(rows[len(rows) // 2:][:1])


def said(role, content):
    return {"role": role, "content": content}


def declared(**types):
    """Columns that the card says to be of a type."""
    def change(info):
        kept = [feature for feature in info["features"] if feature["name"] not in types]
        info["features"] = kept + [{"name": name, "dtype": kind} for name, kind in types.items()]
    return change


def miscounted(info):
    info["splits"] = [{"name": "train", "num_examples": ROWS + 1, "num_bytes": 0}]


LAST_TURN = {"template": tiny.TEMPLATE_OF_LAST_TURN}
END_ONLY, HEAD_ONLY, UNCHANGED = "its end alone", "its head alone", "parameters did not change"

BREAKAGES = [
    Breakage("a system message in the middle", "preference",
             {"rows": "a system message that is not the first", "dpo": "must alternate"},
             every(prompt=lambda row: [*row["prompt"], said("system", "Be kind."), said("user", "Go on.")])),
    Breakage("two messages by the user, one after the other", "sft", {"rows": "do not alternate"},
             one(messages=lambda row: [said("user", "Hello?"), said("user", "Hello!"), said("assistant", "Yes.")])),
    Breakage("a prompt that ends with an answer", "preference", {"rows": "the last message is by assistant"},
             one(prompt=lambda row: [*row["prompt"], said("assistant", "Wait.")])),
    Breakage("a prompt without messages", "preference", {"rows": "there are no messages"}, one(prompt=[])),
    Breakage("a prompt without messages, in the first row", "unpaired", {"kto": "Error"},
             lambda rows: rows[0].update(prompt=[])),
    Breakage("a message without text", "unpaired", {"rows": "a message has no text"},
             one(completion=[said("assistant", "\n")])),
    Breakage("an answer of two messages", "unpaired", {"rows": "completion is not a list of one message"},
             one(completion=lambda row: row["completion"] * 2)),
    Breakage("a conversation that ends with the user", "sft", {"rows": "the last message is by user"},
             one(messages=lambda row: [*row["messages"], said("user", "Thanks.")])),
    Breakage("a bare string among lists of messages", "preference", {"load": "", "tables": ""},
             one(chosen="It is.")),
    Breakage("bare strings beside lists of messages", "preference",
             {"rows": "chosen is not a list of one message", "dpo": "TypeError"},
             every(chosen="It is."), declared(chosen="string")),
    Breakage("what was chosen is what was rejected", "preference", {"rows": "is what was rejected"},
             one(rejected=lambda row: row["chosen"])),
    Breakage("nothing to choose between", "preference", {"dpo": "there is nothing to learn"},
             every(rejected=lambda row: row["chosen"])),
    Breakage("a margin that is null", "preference", {"rows": "margin is null"}, one(margin=None)),
    Breakage("margins that are null", "preference", {"reward": "must be real number, not NoneType"},
             every(margin=None)),
    Breakage("a margin that is no number", "preference",
             {"rows": "margin is not a finite number", "reward": "the loss is nan"},
             every(margin=float("nan")), format="parquet"),
    Breakage("margins of zero", "preference", {"reward": "the margins are too small"}, every(margin=0.0)),
    Breakage("margins written as whole numbers", "preference", {"load": "margin", "tables": "margin"}, every(margin=1)),
    Breakage("a string among labels", "unpaired", {"load": "", "tables": ""}, one(label="true")),
    Breakage("strings as labels", "unpaired", {"load": "label", "tables": "label"},
             every(label=lambda row: str(row["label"]).lower())),
    Breakage("labels that the card has for strings", "unpaired",
             {"rows": "label is not a bool", "kto": "rows of either label"},
             every(label=lambda row: str(row["label"]).lower()), declared(label="string")),
    Breakage("labels of one kind", "unpaired", {"rows": "every label is the same", "kto": "rows of either label"},
             every(label=True)),
    Breakage("an empty column called tools", "sft", {"rows": "['tools']", "sft": "JSONDecodeError"},
             every(tools=""), declared(tools="string")),
    Breakage("a column called images", "preference", {"rows": "['images']", "dpo": "vision"},
             every(images=""), declared(images="string")),
    Breakage("a prompt beside messages", "sft", {"rows": "['prompt']", "sft": "Error"},
             every(prompt="x"), declared(prompt="string")),
    Breakage("times that pyarrow reads as times", "sft", {"load": "other values or types in ['written']"},
             every(written="2024-05-01T12:00:00Z"), declared(written="string")),
    Breakage("a column of nulls", "sft", {"load": "nothing", "rows": "nothing is null"},
             every(nothing=None), declared(nothing="string")),
    Breakage("a split without rows", "unpaired", {"load": "has no rows", "tables": ""}, lambda rows: rows.clear()),
    Breakage("preferences without margins", "preference", {"rows": "there are no columns ['margin']"},
             every(margin="gone"), lambda info: info["features"].remove({"name": "margin", "dtype": "float64"})),
    Breakage("a column that the card lacks", "preference", {"load": "", "tables": "extra"}, every(extra=1)),
    Breakage("a column that the rows lack", "preference", {"load": "extra", "tables": "extra"},
             card=declared(extra="string")),
    Breakage("a card that counts wrongly", "unpaired", {"load": ""}, card=miscounted),
    Breakage("a line that is cut short", "sft", {"load": "", "tables": ""}, text=lambda text: text[:-20]),
    Breakage("one turn of each", "preference", {"dpo": "no row has two messages by the user"},
             every(prompt=lambda row: row["prompt"][-1:])),
    Breakage("a shard is missing", "sft", {"load": "are missing"}, shard="train-00000-of-00002"),
    Breakage("another format has other rows", "preference", {"compare": "have different rows in train"},
             one(margin=0.125)),
    Breakage("TRL's functions read the last turn only", "preference", {"rows": "TRL renders another text"},
             settings=LAST_TURN),
    *(Breakage(f"{name} reads the last turn only", kind.shape, {name: END_ONLY}, settings=LAST_TURN)
      for name, kind in training.KINDS.items()),
    *(Breakage(f"{name} learns nothing", kind.shape, {name: UNCHANGED}, settings={"learning_rate": 0.0})
      for name, kind in training.KINDS.items()),
    *(Breakage(f"{name}'s prompts end early", kind.shape, {name: "was cut elsewhere"},
               settings={"template": tiny.TEMPLATE.replace("add_generation_prompt", "false")})
      for name, kind in training.KINDS.items() if name in ("dpo", "kto")),
    Breakage("a conversation is cut", "sft", {"sft": HEAD_ONLY}, settings={"max_length": 64}),
    Breakage("the user's words are learned too", "sft", {"sft": "the assistant's words, and those alone"},
             settings={"assistant_only_loss": False}),
]


def check(exports):
    """Breaks the beginning of an export of each shape in every way that is known; yields what was said of it."""
    sound = {export.shape: export for export in reversed(exports)}
    with tempfile.TemporaryDirectory() as folder:
        whole = {shape: written_again(export, Path(folder) / shape, Breakage(SOUND, shape, {}))
                 for shape, export in sound.items()}
        for shape, copied in whole.items():
            for step in [*CHECKS, *(name for name, kind in training.KINDS.items() if kind.shape == shape)]:
                heard = outcome(step, copied, whole)
                expect(not heard, f"{SOUND} of {sound[shape]}: {step}: {heard}")
        for number, breakage in enumerate(each for each in BREAKAGES if each.shape in sound):
            copied = written_again(sound[breakage.shape], Path(folder) / f"{number}", breakage)
            for step, words in breakage.caught.items():
                heard = outcome(step, copied, whole, **breakage.settings)
                expect(heard, f"{breakage.name}: {step} found nothing wrong")
                expect(words in heard, f"{breakage.name}: {step} said: {heard}")
                yield f"{breakage.name}: {step}: {heard[:LENGTH]}"


def outcome(step, folder, whole, **settings):
    """What a step says of an export that it should not take; empty where it takes it."""
    try:
        [export] = exports_in([folder])
        if step == "compare":
            tables.compare([*exports_in([whole[export.shape]]), export])
        elif step in CHECKS:
            CHECKS[step](export, **settings)
        else:
            training.check(export, step, **settings)
    except Failure as failure:
        return str(failure)
    except Exception as error:  # Whatever a library throws at such rows; what lies beneath says more.
        while error.__cause__:
            error = error.__cause__
        return " ".join(f"{type(error).__name__}: {error}".split())
    return ""


def written_again(export, folder, breakage):
    """A copy of the beginning of an export, broken; its folder."""
    rows = [row for _, row in zip(range(ROWS), export.written_rows("train"))]
    info = {"config_name": export.name, "features": export.features._to_yaml_list()}
    breakage.rows(rows)
    breakage.card(info)
    files = [{"split": "train", "path": f"data/train-*.{breakage.format}"}]
    card = {"configs": [{"config_name": export.name, "data_files": files}], "dataset_info": [info]}
    (folder / "data").mkdir(parents=True)
    (folder / "README.md").write_text(f"---\n{yaml.safe_dump(card, sort_keys=False)}---\n", encoding="utf-8")
    file = folder / "data" / f"{breakage.shard}.{breakage.format}"
    if breakage.format == "parquet":
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows, schema=export.features.arrow_schema), file)
    else:
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        file.write_bytes(zstandard.compress(breakage.text(text).encode()))
    return folder
