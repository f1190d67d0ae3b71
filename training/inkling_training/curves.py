"""The course of a run: a table, and a picture of it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

COLORS = ("#1f77b4", "#d62728", "#2ca02c", "#ff7f0e", "#9467bd", "#8c564b", "#17becf", "#7f7f7f")
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 860, 440, 60, 230, 20, 45


def append_row(path: Path, row: Mapping[str, float]) -> None:
    """Adds a line to a tab-separated table; the header is written first, and again as a new file where the columns
    changed (the old one is kept as `.old`)."""
    header = "\t".join(row)
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_file() and path.read_text("utf-8").split("\n", 1)[0] != header:
        path.replace(path.with_name(path.name + ".old"))
    fresh = not path.is_file()
    with path.open("a", encoding="utf-8") as file:
        if fresh:
            file.write(header + "\n")
        file.write(
            "\t".join(f"{value:.6g}" if isinstance(value, float) else str(value) for value in row.values()) + "\n"
        )


def read_rows(path: Path) -> dict[str, list[float]]:
    """The columns of a table that `append_row` wrote."""
    header, *lines = path.read_text("utf-8").splitlines()
    columns = zip(*(line.split("\t") for line in lines), strict=True)
    return {name: [float(value) for value in column] for name, column in zip(header.split("\t"), columns, strict=False)}


def draw(path: Path, x: Sequence[float], series: Mapping[str, Sequence[float]], x_label: str, y_label: str) -> None:
    """An SVG with one line a series. The y axis leaves out the steep beginning: it ends at the value that a tenth of
    the points exceed."""
    values = sorted(value for line in series.values() for value in line)
    if not values:
        return
    low, high = values[0], values[min(len(values) - 1, int(0.9 * len(values)))]
    high = high if high > low else low + 1
    span = (max(x) - min(x)) or 1.0

    def place(at: float, value: float) -> str:
        across = LEFT + (at - min(x)) / span * (WIDTH - LEFT - RIGHT)
        down = TOP + (high - min(value, high)) / (high - low) * (HEIGHT - TOP - BOTTOM)
        return f"{across:.1f},{down:.1f}"

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        'font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
    ]
    for tick in range(6):
        value, at = low + (high - low) * tick / 5, min(x) + span * tick / 5
        across, down = place(at, value).split(",")
        parts.append(f'<path d="M{LEFT} {down}H{WIDTH - RIGHT}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 6}" y="{float(down) + 4}" text-anchor="end">{value:.3f}</text>')
        parts.append(f'<text x="{across}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{at:.1f}</text>')
    for number, (name, line) in enumerate(series.items()):
        color = COLORS[number % len(COLORS)]
        points = " ".join(place(at, value) for at, value in zip(x, line, strict=True))
        parts.append(f'<polyline points="{points}" fill="none" stroke="{color}" stroke-width="1.5"/>')
        down = TOP + 14 + 18 * number
        parts.append(f'<path d="M{WIDTH - RIGHT + 10} {down - 4}h16" stroke="{color}" stroke-width="2"/>')
        last = f"{line[-1]:.3f}"
        parts.append(f'<text x="{WIDTH - RIGHT + 32}" y="{down}">{name} {last}</text>')
    parts.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 8}" text-anchor="middle">{x_label}</text>')
    parts.append(
        f'<text transform="translate(14 {HEIGHT / 2}) rotate(-90)" text-anchor="middle">{y_label}</text></svg>'
    )
    path.write_text("\n".join(parts), "utf-8")
