"""Methods that organisations use, accept, or never use."""
