"""One real step of each of TRL's trainers, on the processor, by a model that knows nothing."""
import math
import logging
import tempfile
import warnings
from dataclasses import dataclass, field

import tiny
import torch
import transformers
import trl
from export import expect
from loading import load
from rows import spoken

transformers.utils.logging.set_verbosity_error()
transformers.utils.logging.disable_progress_bar()
logging.getLogger("trl").setLevel(logging.ERROR)
# Names of settings that change from version to version.
warnings.simplefilter("ignore", FutureWarning)

# Rows that the step sees, all in one batch, and how many characters a row may have for that.
BATCH, LONGEST = 8, 6_000


@dataclass
class Kind:
    """A trainer, and what can be known beforehand of its first step."""
    shape: str
    trainer: type
    config: type
    # The sequences that the model has to see, in order, of a batch.
    expected: callable
    # The loss where the trained model still is the model that it is compared with; none where that depends.
    first_loss: float | None = None
    options: dict = field(default_factory=dict)


def after_prompt(*names):
    """Every row's prompt with its answer of the first name, then of the second."""
    return lambda rows: [tiny.rendered(row["prompt"] + row[name]) for name in names for row in rows]


KINDS = {
    "dpo": Kind("preference", trl.DPOTrainer, trl.DPOConfig, after_prompt("chosen", "rejected"), math.log(2)),
    "kto": Kind("unpaired", trl.KTOTrainer, trl.KTOConfig, after_prompt("completion"), 0.5),
    "sft": Kind("sft", trl.SFTTrainer, trl.SFTConfig, lambda rows: [tiny.rendered(row["messages"]) for row in rows],
                options={"assistant_only_loss": True}),
    "reward": Kind("preference", trl.RewardTrainer, trl.RewardConfig, after_prompt("chosen", "rejected")),
}


def check(export, name, *, template=tiny.TEMPLATE, **options):
    """Takes a step with some of the export's rows; `options` go to the trainer's configuration."""
    kind = KINDS[name]
    rows = various(load(export)["train"], kind.shape)
    with tempfile.TemporaryDirectory() as folder:
        tokens = tiny.tokeniser([message["content"] for row in rows for message in spoken(row, kind.shape)], template)
        model = tiny.save_model(folder, tokens, rewards=name == "reward")
        before = {key: value.detach().clone() for key, value in model.named_parameters()}
        watch = Watch(model)
        trainer = kind.trainer(
            model=model, args=kind.config(**settings(folder, len(rows), kind.options | options)),
            train_dataset=rows, processing_class=tokens)
        trainer.remove_callback(transformers.PrinterCallback)
        trainer.train()
    expect(trainer.state.global_step == 1, f"{trainer.state.global_step} steps were taken")
    saw_everything(watch.texts(tokens), kind.expected(rows))
    loss, slope = (trainer.state.log_history[0][key] for key in ("loss", "grad_norm"))
    judge_loss(loss, kind, rows, watch)
    # Adam takes steps of full size even where all that is left is how sums were rounded.
    expect(math.isfinite(slope) and slope > 1e-4, f"there is nothing to learn: the norm of the gradient is {slope}")
    changed = [key for key, value in model.named_parameters() if not torch.equal(value, before[key])]
    expect(len(changed) == len(before), f"{len(before) - len(changed)} of {len(before)} parameters did not change")
    if name == "sft":
        expect(watch.taught(tokens) == answers(rows), "the loss is not over the assistant's words, and those alone")
    else:
        answers_apart(trainer, rows, tokens, kind)
    longest = max(len(spoken(row, kind.shape)) for row in rows)
    return f"{len(rows)} rows of up to {longest} messages, loss {loss:.4f}, {len(changed)} parameters changed"


def settings(folder, batch, options):
    """One step over everything, in order, without anything that leaves this process."""
    common = {
        "output_dir": folder, "max_steps": 1, "per_device_train_batch_size": batch, "learning_rate": 1e-2,
        "train_sampling_strategy": "sequential", "max_length": None, "logging_steps": 1,
        "logging_nan_inf_filter": False, "save_strategy": "no",
        "report_to": "none", "use_cpu": True, "bf16": False, "gradient_checkpointing": False, "disable_tqdm": True,
        "seed": 20240501,
    }
    return common | options


def various(rows, shape):
    """Rows from the shortest conversation to the longest, of either label where there are labels."""
    sizes = [(len(messages), sum(len(message["content"]) for message in messages), number)
             for number, messages in enumerate(spoken(row, shape) for row in rows)]
    usable = sorted(size for size in sizes if size[1] <= LONGEST)
    expect(len(usable) >= 2, f"{len(usable)} rows of at most {LONGEST} characters are too few for a step")
    groups = [usable]
    if shape == "unpaired":
        labels = rows["label"]
        groups = [[size for size in usable if labels[size[2]] is wanted] for wanted in (True, False)]
        expect(all(groups), "KTO needs rows of either label")
    chosen = [size[2] for group in groups for size in spread(group, BATCH // len(groups))]
    rows = rows.select(sorted(chosen))
    several = any(sum(message["role"] == "user" for message in spoken(row, shape)) > 1 for row in rows)
    expect(several, "no row has two messages by the user, so that nothing can be said of several turns")
    return rows


def spread(items, count):
    """At most so many items, evenly from the first to the last."""
    if len(items) <= count:
        return items
    return [items[at * (len(items) - 1) // (count - 1)] for at in range(count)]


class Watch:
    """What a model was given while it was trained. What it is asked without learning from it is left out."""

    def __init__(self, model):
        self.inputs, self.outputs = [], []
        model.register_forward_hook(self.keep, with_kwargs=True)

    def keep(self, _model, _positional, named, output):
        if torch.is_grad_enabled():
            self.inputs.append({key: value for key, value in named.items() if isinstance(value, torch.Tensor)})
            self.outputs.append(output)

    def texts(self, tokens):
        """Every sequence that it saw, in order, without its padding."""
        return [tokens.decode(ids[mask.bool()]) for given in self.inputs
                for ids, mask in zip(given["input_ids"], given["attention_mask"])]

    def taught(self, tokens):
        """Of every sequence, what it was to learn to say."""
        return [tokens.decode(ids[labels != -100]) for given in self.inputs
                for ids, labels in zip(given["input_ids"], given["labels"])]


def saw_everything(seen, wanted):
    """The model saw every row, from its first message to the end of its answer."""
    expect(len(seen) == len(wanted), f"the model saw {len(seen)} sequences, not {len(wanted)}")
    for number, (text, whole) in enumerate(zip(seen, wanted)):
        expect(text == whole, f"of sequence {number} the model saw {len(text)} of {len(whole)} characters"
               + (", its end alone" if whole.endswith(text) else ", its head alone" if whole.startswith(text) else ""))


def judge_loss(loss, kind, rows, watch):
    """The loss is a number, and the one that it has to be where that can be known."""
    expect(math.isfinite(loss) and loss > 0, f"the loss is {loss}")
    wanted = kind.first_loss
    if kind.trainer is trl.RewardTrainer:
        chosen, rejected = torch.chunk(watch.outputs[0].logits.detach().squeeze(-1), 2)
        margins = torch.tensor(rows["margin"])
        wanted = torch.nn.functional.softplus(margins - (chosen - rejected)).mean().item()
        without = torch.nn.functional.softplus(rejected - chosen).mean().item()
        expect(abs(wanted - without) > 1e-3, "the margins are too small to tell whether they count")
    expect(wanted is None or abs(loss - wanted) < 1e-3, f"the loss is {loss}, and should be {wanted}")


def answers(rows):
    """What the assistant says in every conversation."""
    return ["".join(message["content"] + tiny.END for message in row["messages"] if message["role"] == "assistant")
            for row in rows]


def answers_apart(trainer, rows, tokens, kind):
    """The prompt ends where the answer begins, so that the loss is over the answer alone."""
    names = {"chosen": "chosen_ids", "rejected": "rejected_ids"} if kind.shape == "preference" else {
        "completion": "completion_ids"}
    for prepared, row in zip(trainer.train_dataset, rows):
        prompt = tiny.rendered(row["prompt"]) + "<|assistant|>"
        for name, column in names.items():
            answer = row[name][0]["content"] + tiny.END
            if "prompt_ids" in prepared:
                expect(tokens.decode(prepared["prompt_ids"]) == prompt, "the prompt was cut elsewhere than at its end")
            else:
                answer = prompt + answer
            expect(tokens.decode(prepared[column]) == answer, f"{name} was cut elsewhere than where it begins")
