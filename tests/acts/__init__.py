"""Every act, with the whole of the database looked at before and after."""
