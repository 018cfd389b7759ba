"""Holds our public holidays against the Python packages `holidays` and `workalendar`.

Ours are those of the Algemene termijnenwet (ATW), article 3, as it reads today, in the golden file that the
Swift tests keep. Every difference that we know of is listed below with its source; any other fails, and so does
one that is no longer there.
"""

import sys
from datetime import date, timedelta
from pathlib import Path

import holidays
from workalendar.europe import Netherlands as Workalendar

GOLDEN = Path(__file__).resolve().parent.parent / "SchoolTimeTests" / "Golden" / "feestdagen.txt"
YEARS = range(1995, 2051)

# Their names, in the words of ours. A name that is not here fails.
NAMES = {
    "holidays": {
        "Nieuwjaarsdag": "Nieuwjaarsdag",
        "Goede vrijdag": "Goede Vrijdag",
        "Eerste paasdag": "eerste paasdag",
        "Tweede paasdag": "tweede paasdag",
        "Koningsdag": "Koningsdag",
        "Koninginnedag": "Koninginnedag",
        "Bevrijdingsdag": "Bevrijdingsdag",
        "Hemelvaartsdag": "Hemelvaartsdag",
        "Eerste pinksterdag": "eerste pinksterdag",
        "Tweede pinksterdag": "tweede pinksterdag",
        "Eerste kerstdag": "eerste kerstdag",
        "Tweede kerstdag": "tweede kerstdag",
    },
    "workalendar": {
        "New year": "Nieuwjaarsdag",
        "Good Friday": "Goede Vrijdag",
        "Easter Sunday": "eerste paasdag",
        "Easter Monday": "tweede paasdag",
        "King's day": "Koningsdag",
        "Queen's day": "Koninginnedag",
        "Liberation Day": "Bevrijdingsdag",
        "Ascension Thursday": "Hemelvaartsdag",
        "Whit Sunday": "eerste pinksterdag",
        "Whit Monday": "tweede pinksterdag",
        "Christmas Day": "eerste kerstdag",
        "Boxing Day": "tweede kerstdag",
    },
}


def kings_day(year):
    """27 April, or the day before when that is a Sunday."""
    day = date(year, 4, 27)
    return day - timedelta(days=1) if day.weekday() == 6 else day


def queens_day(year):
    """30 April, or the day before when that is a Sunday."""
    day = date(year, 4, 30)
    return day - timedelta(days=1) if day.weekday() == 6 else day


def known_differences(easter):
    """What only they have and what only we have, from the date of Easter Sunday in each year.

    `holidays` has 5 May (each year, but as a day off only in multiples of five) and Good Friday in its category
    "optional". Both categories are asked for, since the law knows no such distinction: so they are no difference.
    """
    theirs, ours = set(), set()
    for year in YEARS:
        # ATW, article 3, first paragraph, names the second days of Easter and Whitsun only: the first are Sundays.
        theirs.add((easter[year], "eerste paasdag"))
        theirs.add((easter[year] + timedelta(days=49), "eerste pinksterdag"))
        # "The day on which the King's birthday is celebrated" (ATW, article 3, first paragraph) is 27 April since
        # the accession of Willem-Alexander on 30 April 2013, so from 2014. We keep the rule of today for all years
        # (`PublicHoliday`); terms before 2014 are not counted.
        if year < 2014:
            theirs.add((queens_day(year), "Koninginnedag"))
            ours.add((kings_day(year), "Koningsdag"))
        # Where Ascension Day falls on 5 May we give the day one name (`PublicHoliday.on`).
        ascension = easter[year] + timedelta(days=39)
        if ascension == date(year, 5, 5):
            theirs.add((ascension, "Hemelvaartsdag"))
    return theirs, ours


def read_golden():
    found = set()
    for line in GOLDEN.read_text(encoding="utf-8").splitlines():
        day, _, name = line.partition(" ")
        found.add((date.fromisoformat(day), name))
    return found


def ask_holidays():
    calendar = holidays.Netherlands(years=YEARS, categories=("public", "optional"), language="nl")
    # Two on one day are given as one, with both names.
    return {
        (day, NAMES["holidays"][name])
        for day, names in calendar.items()
        for name in names.split("; ")
    }


def ask_workalendar():
    calendar = Workalendar()
    return {
        (day, NAMES["workalendar"][name]) for year in YEARS for day, name in calendar.holidays(year)
    }


def judge(name, theirs, ours):
    easter = {day.year: day for day, title in theirs if title == "eerste paasdag"}
    only_theirs, only_ours = known_differences(easter)
    complaints = []
    for day, title in sorted((theirs - ours) ^ only_theirs):
        known = "is listed as a difference, but is none" if (day, title) in only_theirs else "is only theirs"
        complaints.append(f"{name}: {day} {title} {known}")
    for day, title in sorted((ours - theirs) ^ only_ours):
        known = "is listed as a difference, but is none" if (day, title) in only_ours else "is only ours"
        complaints.append(f"{name}: {day} {title} {known}")
    return complaints


def main():
    ours = read_golden()
    if {day.year for day, _ in ours} != set(YEARS):
        sys.exit(f"feestdagen: the golden file is not about {YEARS[0]} to {YEARS[-1]}")
    complaints = judge("holidays", ask_holidays(), ours) + judge("workalendar", ask_workalendar(), ours)
    if complaints:
        sys.exit("\n".join(complaints))
    print(f"feestdagen: {len(ours)} public holidays agree with holidays and workalendar")


if __name__ == "__main__":
    main()
