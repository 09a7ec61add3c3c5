"""Every page, crawled: what it costs, how it is built, whether its words can be translated, how it looks and moves."""
