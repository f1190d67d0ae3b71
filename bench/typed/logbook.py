"""A logbook of a weather station: readings, daily summaries, and what looks wrong."""

import csv
import json
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path


@dataclass(frozen=True)
class Reading:
    station: str
    at: datetime
    temperature: float
    humidity: float
    rain: float = 0.0


@dataclass
class DailySummary:
    station: str
    day: date
    readings: list[Reading] = field(default_factory=list)

    def add(self, reading: Reading) -> None:
        if reading.station != self.station or reading.at.date() != self.day:
            raise ValueError(f"the reading of {reading.at} does not belong to {self.day}")
        self.readings.append(reading)

    @property
    def lowest(self) -> float:
        return min(reading.temperature for reading in self.readings)

    @property
    def highest(self) -> float:
        return max(reading.temperature for reading in self.readings)

    @property
    def mean(self) -> float:
        return sum(reading.temperature for reading in self.readings) / len(self.readings)

    @property
    def rain(self) -> float:
        return sum(reading.rain for reading in self.readings)

    def to_json(self) -> dict[str, object]:
        return {
            "station": self.station,
            "day": self.day.isoformat(),
            "lowest": self.lowest,
            "highest": self.highest,
            "mean": round(self.mean, 2),
            "rain": self.rain,
            "count": len(self.readings),
        }


class Logbook:
    def __init__(self) -> None:
        self._days: dict[tuple[str, date], DailySummary] = {}

    def add(self, reading: Reading) -> None:
        key = (reading.station, reading.at.date())
        summary = self._days.get(key)
        if summary is None:
            summary = DailySummary(reading.station, reading.at.date())
            self._days[key] = summary
        summary.add(reading)

    def stations(self) -> list[str]:
        return sorted({station for station, _ in self._days})

    def summaries(self, station: str) -> list[DailySummary]:
        days = [summary for summary in self._days.values() if summary.station == station]
        return sorted(days, key=lambda summary: summary.day)

    def missing_days(self, station: str) -> list[date]:
        days = {summary.day for summary in self.summaries(station)}
        if not days:
            return []
        missing = []
        day = min(days)
        while day <= max(days):
            if day not in days:
                missing.append(day)
            day += timedelta(days=1)
        return missing

    def rain_by_month(self, station: str) -> dict[str, float]:
        totals: dict[str, float] = defaultdict(float)
        for summary in self.summaries(station):
            totals[summary.day.strftime("%Y-%m")] += summary.rain
        return dict(totals)

    def suspicious(self, limit: float = 15.0) -> list[tuple[Reading, Reading]]:
        found = []
        for summary in self._days.values():
            readings = sorted(summary.readings, key=lambda reading: reading.at)
            for before, after in zip(readings, readings[1:]):
                if abs(after.temperature - before.temperature) > limit:
                    found.append((before, after))
        return found


def read_csv(path: Path) -> Logbook:
    logbook = Logbook()
    with path.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            reading = Reading(
                station=row["station"],
                at=datetime.fromisoformat(row["at"]),
                temperature=float(row["temperature"]),
                humidity=float(row["humidity"]),
                rain=float(row.get("rain") or 0.0),
            )
            logbook.add(reading)
    return logbook


def write_json(logbook: Logbook, path: Path) -> None:
    summaries = [summary.to_json() for station in logbook.stations() for summary in logbook.summaries(station)]
    path.write_text(json.dumps(summaries, indent=2), encoding="utf-8")
