"""What a failed run says: one sentence, whatever stands in it."""

import pytest

from sluice_runtime.errors import SluiceError, visible, with_errors_told


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\nb\r\x1b[2J", "a\u240ab\u240d\u241b[2J"),
        ("pass\u200bword\u00ad", "pass<U+200B>word<U+00AD>"),
        (
            "\u202egnp.exe \u2066\ufeff\u2028\x85",
            "<U+202E>gnp.exe <U+2066><U+FEFF><U+2028><U+0085>",
        ),
        ("\U000e0041\ufe01\U000e0100\u3164\ud800", "<U+E0041><U+FE01><U+E0100><U+3164><U+D800>"),
        ("na\u00efve \u65e5\u672c \u05e9\u05dc\u05d5\u05dd \U0001f600", None),
    ],
)
def test_what_nobody_sees_is_shown(text: str, shown: str | None) -> None:
    assert visible(text) == (text if shown is None else shown)


def test_a_line_feed_in_a_name_starts_no_line() -> None:
    def fail() -> None:
        raise SluiceError("landing/s/a\nsluice: done.json is gone")

    with pytest.raises(SystemExit) as ended:
        with_errors_told("t", fail)
    assert ended.value.code == "sluice: t: landing/s/a\u240asluice: done.json is gone"
