"""What is wrong with a file of ballots."""


class Unreadable(ValueError):
    """The file can't be read: in which line (from 1; 0 for the file as a whole), what is wrong, and the mend."""

    def __init__(self, line: int, wrong: str) -> None:
        super().__init__(f"line {line}: {wrong}" if line else wrong)
        self.line, self.wrong = line, wrong


def whole(text: str, line: int, what: str) -> int:
    """A whole number, or Unreadable."""
    try:
        return int(text)
    except ValueError:
        raise Unreadable(line, f"“{text[:40]}” is no whole number; {what} is expected here.") from None
