"""The tests of Tend: each folder mirrors one of `src/tend`."""
