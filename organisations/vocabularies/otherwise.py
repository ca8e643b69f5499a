"""What else is typed for a country and shown nowhere: words for its people and things, long and foreign names."""

_WORDS = """
AD Andorran, AE Emirati, AF Afghan, AL Albanian, AM Armenian, AT Austrian, AZ Azerbaijani, AZ Azeri, BA Bosnian,
BD Bangladeshi, BE Belgian, BG Bulgarian, BH Bahraini, BT Bhutanese, BY Belarusian, CH Swiss, CN Chinese, CY Cypriot,
CZ Czech, DE German, DK Danish, DZ Algerian, EE Estonian, EG Egyptian, ES Spanish, ET Ethiopian, FI Finnish, FR French,
GB British, GE Georgian, GR Greek, HR Croatian, HU Hungarian, IE Irish, IL Israeli, IN Indian, IQ Iraqi, IR Iranian,
IS Icelandic, IT Italian, JO Jordanian, JP Japanese, KE Kenyan, KG Kyrgyz, KG Kyrgyzstani, KW Kuwaiti, KZ Kazakh,
KZ Kazakhstani, LB Lebanese, LT Lithuanian, LU Luxembourgish, LV Latvian, LY Libyan, MA Moroccan,
MD Moldovan, ME Montenegrin, MK Macedonian, MM Burmese, MN Mongolian, MT Maltese, NG Nigerian, NL Dutch, NO Norwegian,
NP Nepalese, NP Nepali, OM Omani, PK Pakistani, PL Polish, PS Palestinian, PT Portuguese, QA Qatari, RO Romanian,
RS Serbian, RU Russian, SA Saudi, SD Sudanese, SE Swedish, SI Slovenian, SK Slovak, SO Somali, SY Syrian, TJ Tajik,
TM Turkmen, TN Tunisian, TR Turkish, UA Ukrainian, UG Ugandan, UZ Uzbek, XK Kosovan, XK Kosovar, YE Yemeni
"""
_NAMES = """
AL Republic of Albania, BD Bangladesch, BD Bangla Desh, BD People's Republic of Bangladesh, GB England, GE Gjeorgjia,
GE Republic of Georgia, GE Géorgie, GE Georgien, KG Kirgizia, KG Kirghizia, KG Kirgisistan, ME Mali i Zi,
ME Republic of Montenegro, ME Monténégro, MK Macédoine, MK Mazedonien, MK Nordmazedonien, RS Republic of Serbia,
RS Serbie, RS Serbien, XK Kosovo and Metohija, XK Republic of Kosovo, YE Jemeni, YE Republic of Yemen, YE Yémen
"""
# {code of a country: words and names}
OTHERWISE = {}
for _code, _word in (pair.split(maxsplit=1) for pair in f"{_WORDS},{_NAMES}".split(",")):
    OTHERWISE[_code] = (*OTHERWISE.get(_code, ()), _word.strip())
