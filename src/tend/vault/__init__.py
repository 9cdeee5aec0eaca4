"""Keys, envelopes, the sealed log, sessions: what is private is opened here and nowhere else."""
