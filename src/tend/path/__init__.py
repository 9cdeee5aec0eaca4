"""The path: the pages a person walks, from the first question to the next small step."""
