"""The contact book of a coalition: whom we know, who keeps it up, when to be in touch again."""
