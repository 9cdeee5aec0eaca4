"""Sealed bytes open only whole, only with their key, only in their place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tend.vault.envelope import HEADER, LARGEST, SMALLEST, Unreadable, bound, bucket, seal, unseal
from tend.vault.keys import new_key

KEY = new_key()
PLACE = ("log-1", "entry", 7)
parts = st.one_of(st.text(max_size=8), st.integers(0, 2**40), st.binary(max_size=8))
places = st.lists(parts, min_size=1, max_size=4).map(tuple)


@given(st.binary(max_size=5000), st.integers(1, 2**32 - 1))
def test_it_opens_what_it_sealed(plain: bytes, version: int) -> None:
    assert unseal({version: KEY}, seal(KEY, plain, PLACE, version), PLACE) == plain


@given(places)
def test_another_place_does_not_open(place: tuple[str | int | bytes, ...]) -> None:
    blob = seal(KEY, b"x", PLACE)
    if bound(place) != bound(PLACE):
        with pytest.raises(Unreadable):
            unseal({1: KEY}, blob, place)


@pytest.mark.parametrize(
    "place", [("log-2", "entry", 7), ("log-1", "snapshot", 7), ("log-1", "entry", 8)]
)
def test_another_log_table_or_row_does_not_open(place: tuple[str | int | bytes, ...]) -> None:
    with pytest.raises(Unreadable):
        unseal({1: KEY}, seal(KEY, b"x", PLACE), place)


def test_places_are_not_ambiguous() -> None:
    assert bound(("ab", "c")) != bound(("a", "bc"))


def test_every_changed_bit_is_noticed() -> None:
    blob = seal(KEY, b"a line", PLACE)
    for bit in range(len(blob) * 8):
        changed = bytearray(blob)
        changed[bit // 8] ^= 1 << (bit % 8)
        with pytest.raises(Unreadable):
            unseal({1: KEY, 2: KEY, 3: KEY, 5: KEY}, bytes(changed), PLACE)


@pytest.mark.parametrize("cut", [0, 1, HEADER.size, 29, -1])
def test_a_cut_or_longer_blob_does_not_open(cut: int) -> None:
    blob = seal(KEY, b"a line", PLACE)
    for changed in (blob[:cut], blob + b"\0"):
        with pytest.raises(Unreadable):
            unseal({1: KEY}, changed, PLACE)


def test_another_key_or_version_does_not_open() -> None:
    blob = seal(KEY, b"a line", PLACE, version=2)
    for ring in ({2: new_key()}, {1: KEY}, {}):
        with pytest.raises(Unreadable):
            unseal(ring, blob, PLACE)


def test_every_failure_says_the_same() -> None:
    blob = seal(KEY, b"a line", PLACE)
    said = set()
    for ring, bad in (({1: new_key()}, blob), ({}, blob), ({1: KEY}, b""), ({1: KEY}, blob[:-1])):
        with pytest.raises(Unreadable) as error:
            unseal(ring, bad, PLACE)
        said.add(str(error.value))
    assert len(said) == 1


@given(st.integers(0, 400_000))
@settings(max_examples=300)
def test_sizes_are_buckets(size: int) -> None:
    padded = bucket(size)
    assert padded > size
    assert padded >= SMALLEST
    assert padded % LARGEST == 0 if padded > LARGEST else padded & (padded - 1) == 0


@pytest.mark.parametrize("size", [0, 1, 254, 255])
def test_an_empty_line_and_a_long_one_look_the_same(size: int) -> None:
    assert len(seal(KEY, b"z" * size, PLACE)) == len(seal(KEY, b"", PLACE))


def test_sealing_the_same_twice_never_looks_the_same() -> None:
    assert len({seal(KEY, b"", PLACE)[6:30] for _ in range(2000)}) == 2000


def test_a_sealed_line_of_an_earlier_release_opens() -> None:
    key = bytes(range(32))
    assert unseal({1: key}, bytes.fromhex(VECTOR), ("log", "entry", 1)) == b"kept for good"


VECTOR = (
    "01010000000179656f8ae8a5f9569e4a920504c2971b05ac5f93e8777345dcd0578c7be953f24f631c022098"
    "7600cde09f293dc4df0eda58bbdc9f4088acacbab16cec88b75a82847906c73e068292ddf00a3df2bbbd0eb0"
    "8aef2de8387b3d13395fdc767ab871d179644579ac7218463c8bc784393b8b35f420b987b41d2afba79cbd52"
    "609b7cd592a2a679fbed27d77dddb57f2c4eabd7e8215dd31fbee61e910339490dda64cdd10be1e5f145808e"
    "6264d697f083d641acc420ee4792ccb96a301a2483501d92f333b601b4d83db0eedd87913aaa48528f04246f"
    "91e762eaabb3d227680954d8da2e6fbb6ce02972142f0cbff68f280724929c277fd95a17789ce67922d24773"
    "66479829fbf7c6ac24583437242ac20a79c9fdc4e00fe19f92a5cd32696272f6f5cb48151151"
)
