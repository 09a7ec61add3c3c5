"""Reading ballots from files of others: .blt, lists (CSV) and Pabulib's .pb. Text in, polls out; nothing is guessed."""

from comity.core.ballots.files.blt import Election, read_blt
from comity.core.ballots.files.lists import Kind, read_list
from comity.core.ballots.files.pabulib import read_pabulib
from comity.core.ballots.files.trouble import Unreadable
from comity.core.ballots.files.writing import table_of, write_blt, write_pabulib

__all__ = [
    "Election",
    "Kind",
    "Unreadable",
    "read_blt",
    "read_list",
    "read_pabulib",
    "table_of",
    "write_blt",
    "write_pabulib",
]
