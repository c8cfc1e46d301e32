"""The steps of scripts/check-trainers, each over the exports in these folders: see there."""
import argparse
import os
import sys
import traceback

# Nothing is fetched, and nothing is told to anyone.
os.environ |= {"HF_HUB_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1", "TOKENIZERS_PARALLELISM": "false"}

from export import Failure, exports_in  # noqa: E402

NOTHING_TO_DO = 77


def main():
    parser = argparse.ArgumentParser(prog="trainers")
    parser.add_argument("step", choices=["load", "tables", "rows", "dpo", "kto", "sft", "reward", "broken"])
    parser.add_argument("folders", nargs="+", metavar="EXPORT")
    parser.add_argument("--one-dataset", action="store_true", help="the exports are of one dataset, in several formats")
    options = parser.parse_args()
    told = 0
    try:
        for words in said(options.step, exports_in(options.folders), options.one_dataset):
            print(words, flush=True)
            told += 1
    except Failure as failure:
        if failure.__cause__ and not isinstance(failure.__cause__, Failure):
            traceback.print_exception(failure.__cause__)
        sys.exit(str(failure))
    if not told:
        print("there is no export of a shape that this is for")
        sys.exit(NOTHING_TO_DO)


def said(step, exports, one_dataset):
    """What a step has to say of each export that it is for."""
    if step == "broken":
        import broken
        yield from broken.check(exports)
        return
    if step == "tables" and one_dataset:
        import tables
        tables.compare(exports)
    check, concerned = steps(step)
    for export in exports:
        if export.shape in concerned:
            try:
                yield f"{export}: {check(export)}"
            except Exception as error:  # What a library throws is a failure too, once it is known of what.
                raise Failure(f"{export}: {error}") from error


def steps(step):
    """What a step does with an export, and the shapes that it is for. Only it is imported: some take seconds."""
    from export import COLUMNS
    if step == "load":
        import loading
        return loading.check, set(COLUMNS)
    if step == "tables":
        import tables
        return tables.check, set(COLUMNS)
    if step == "rows":
        import rows
        return rows.check, set(COLUMNS)
    import training
    return lambda export: training.check(export, step), {training.KINDS[step].shape}


main()
