"""What people in the field write for short, and the words it stands for; our texts write the words out."""

# {abbreviation: its words, in each spelling}. Bodies have their own acronyms: these are of kinds and of fields of work.
ABBREVIATIONS = {
    "CBM": ["confidence building measure"],
    "CPTED": ["crime prevention through environmental design"],
    "CSO": ["civil society organisation", "civil society organization"],
    "CVE": ["countering violent extremism"],
    "DDR": ["disarmament, demobilisation and reintegration", "disarmament, demobilization and reintegration"],
    "DV": ["domestic violence"],
    "EUSR": ["EU special representative", "European Union special representative"],
    "GBV": ["gender based violence"],
    "IDP": ["internally displaced person", "internally displaced people"],
    "INGO": ["international non-governmental organisation", "international non-governmental organization"],
    "MOD": ["ministry of defence", "ministry of defense"],
    "MOI": ["ministry of interior", "ministry of the interior", "ministry of internal affairs"],
    "MOJ": ["ministry of justice"],
    "MOU": ["memorandum of understanding"],
    "NGO": ["non-governmental organisation", "non-governmental organization", "nongovernmental organization"],
    "PVE": ["preventing violent extremism"],
    "SALW": ["small arms and light weapons"],
    "SGBV": ["sexual and gender based violence"],
    "SSG": ["security sector governance"],
    "SSR": ["security sector reform"],
    "WPS": ["women, peace and security"],
}


def short_for(text):
    """The abbreviations whose words stand in a text of ours: "SSR" for one on security sector reform."""
    text = text.casefold()
    return [short for short, ways in ABBREVIATIONS.items() if any(words in text for words in ways)]
