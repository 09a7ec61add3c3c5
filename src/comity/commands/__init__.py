"""One module for each subcommand of `comity`."""
