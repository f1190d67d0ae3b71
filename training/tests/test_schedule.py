import pytest

from inkling_training.schedule import ActiveTime, Length, rate_scale


def test_rate_rises_once_and_stays():
    assert [round(rate_scale(tokens, 99, 0.5, 0.0), 3) for tokens in (0, 49, 99, 10**9)] == [0.01, 0.5, 1.0, 1.0]


def test_rate_falls_to_zero_over_the_last_share():
    assert [rate_scale(10**9, 99, progress, 0.5) for progress in (0, 0.5, 0.75, 1)] == [1, 1, 0.5, 0]
    assert rate_scale(10**9, 99, 0.25, 1.0) == 0.75


def test_length_in_minutes_or_tokens():
    assert Length(minutes=2).progress(seconds=30, tokens=10**9) == 0.25
    assert Length(tokens=100).progress(seconds=10**9, tokens=25) == 0.25
    with pytest.raises(ValueError, match="--minutes or --tokens"):
        Length(minutes=1, tokens=1)


def test_a_stopped_process_was_not_training():
    clock = ActiveTime()
    for seconds in (1, 1, 1, 3600, 1):
        clock.add(seconds)
    assert clock.seconds == 1 + 1 + 1 + 4 + 1
