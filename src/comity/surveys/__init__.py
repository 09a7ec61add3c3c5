"""Surveys: questions put to organisations, answered through a link without an account, in one round or in many.

This room knows nothing of what is asked. What a wing above adds, it registers in its `AppConfig.ready`:

- `surveys.kinds.kinds.register("network.roster", Roster())`: a kind of question, a subclass of `kinds.Kind`. It says
  which form fields a question has, how its answer is kept (plain JSON, None for none), and how that reads in words, in
  tables, on paper. `kinds.Asking` tells it which question, of which round, who answers (a `Respondent`, or None in a
  preview) and for which organisation.
- `surveys.patterns.patterns.register("network.relations", Pattern(…))`: a template that surveys begin from.
- `surveys.above.closings.register("network", f)`: `f(round, by=, at=)` is called inside the act that closes a round,
  after its state is stored; it returns the rows it made or changed, for the record. An act may be called inside.
- `surveys.above.weights.register("network", f)`: `f(round)` gives organisation id → how much a missing answer of theirs
  matters (any positive number; the list of who is missing is ordered by it), with words for it.

What was answered is read by `queries.answers_of(round)`: for each respondent who sent something, the values by question
key. That is for code that works out figures behind a page; what a person may read starts from
`queries.answers_visible_to(standing)`. Of an anonymous survey there are no such rows, only
`queries.papers_of(round)`: for each question its values, in no order, bound to nobody and to no other answer.
"""
