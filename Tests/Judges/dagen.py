"""Holds the days that the tests recorded against `datetime`, and the clock of Amsterdam against `zoneinfo`.

A line for a month: its name, the number of its first day since 1970, the weekday of each day (1 is Monday), at which hour in UTC
each day began (`w` at 23, `z` at 22 the day before), and which days fall otherwise a month later. A line for each quarter around a
change of the clocks: seconds since 1970, day, second of the day, offset.
"""

import sys
from calendar import monthrange
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

GOLDEN = Path(__file__).resolve().parent.parent / "CaseworkTests" / "Golden" / "dagen.txt"
YEARS = range(2021, 2031)
ZONE = ZoneInfo("Europe/Amsterdam")


def month(year, number):
    """The line of a month."""
    first = date(year, number, 1)
    days = [first + timedelta(days=index) for index in range(monthrange(year, number)[1])]
    starts = ""
    for day in days:
        # From hour to hour, and not from the start of the day: which day it is follows from the moment alone.
        moment = datetime(day.year, day.month, day.day, 12, tzinfo=timezone.utc) - timedelta(days=1)
        while moment.astimezone(ZONE).date() < day:
            moment += timedelta(hours=1)
        starts += {23: "w", 22: "z"}.get(moment.hour, "?")
    after = date(year + number // 12, number % 12 + 1, 1)
    longest = monthrange(after.year, after.month)[1]
    later = "".join(f" {day.day}>{longest}" for day in days if day.day > longest)
    weekdays = "".join(str(day.isoweekday()) for day in days)
    return f"{first:%Y-%m} {(first - date(1970, 1, 1)).days} {weekdays} {starts}{later}"


def changes(year):
    """The lines around each change of the clocks."""
    moment = datetime(year, 1, 1, tzinfo=timezone.utc)
    while moment.year == year:
        before = (moment - timedelta(seconds=1)).astimezone(ZONE).utcoffset()
        if moment.astimezone(ZONE).utcoffset() != before:
            for quarter in range(-8, 9):
                now = (moment + timedelta(minutes=15 * quarter)).astimezone(ZONE)
                second = now.hour * 3600 + now.minute * 60 + now.second
                yield f"{int(now.timestamp())} {now.date()} {second} {int(now.utcoffset().total_seconds())}"
        moment += timedelta(hours=1)


def main():
    ours = GOLDEN.read_text(encoding="utf-8").splitlines()
    theirs = []
    for year in YEARS:
        theirs += [month(year, number) for number in range(1, 13)]
        theirs += changes(year)
    wrong = [f"{one!r}, and Python has {other!r}" for one, other in zip(ours, theirs) if one != other]
    if len(ours) != len(theirs):
        wrong.append(f"{len(ours)} lines, and Python has {len(theirs)}")
    for complaint in wrong[:20]:
        print(complaint, file=sys.stderr)
    print(f"days: {len(theirs) - len(wrong)} lines passed, {len(wrong)} failed, against zoneinfo and datetime")
    return 1 if wrong else 0


sys.exit(main())
