"""A language model that is none: the same tokens every time, and failures on demand."""

import re
import time

ANSWER = (
    "Grüße! 👋 Here is what a stream has to survive:\n\n"
    "- naïve spacing,  twice\n"
    "- 東京 and other multi-byte text\n\n"
    "That is all.\n"
)


class ModelBusy(Exception):
    """The model did not take the prompt."""


class ModelError(Exception):
    """The model failed while it was answering."""


def tokens(prompt, delay):
    """Yields the answer piece by piece, `delay` seconds apart. The words "busy", "fail" and "crash" in the
    prompt make it refuse, fail in the middle, and fail in a way that nobody has thought of.
    """
    if "busy" in prompt:
        raise ModelBusy("The server is too busy, try again in a second.")
    pieces = re.findall(r"\s*\S+|\s+$", f"You asked: {prompt}\n\n{ANSWER}")
    for number, piece in enumerate(pieces):
        if number == len(pieces) // 2 and "fail" in prompt:
            raise ModelError("The model stopped answering.")
        if number == len(pieces) // 2 and "crash" in prompt:
            raise RuntimeError("a mistake in the program")
        time.sleep(delay)
        yield piece
