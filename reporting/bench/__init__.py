"""The measures of `script/bench`: each beside its reference, in one run, in one place."""
