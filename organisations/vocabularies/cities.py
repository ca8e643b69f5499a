"""Cities that are written about under several names which do not sound alike."""

_NAMES = """
Athens, Athina, Athinë, Atina, Афины
Baku, Bakı, Baki, Баку
Belgrade, Beograd, Београд, Белград, Beogradi
Bishkek, Бишкек, Frunze
Brussels, Bruxelles, Brussel, Brisel, Брисел, Брюссель, Bruksel
Bucharest, Bucureşti, Bukureshti, Bukurešt
Chișinău, Chisinau, Kishinev, Кишинёв
Copenhagen, København, Kopenhagen
Dhaka, Dacca, ঢাকা
Geneva, Genève, Gjenevë, Ženeva, Женева, Genf
Istanbul, Constantinople, Stamboll, Carigrad
Kyiv, Kiev, Киев, Київ
London, Londër, Londra, Лондон
Mitrovica, Mitrovicë, Kosovska Mitrovica, North Mitrovica, Mitrovica North
Moscow, Moskva, Moskë, Москва
Podgorica, Подгорица, Podgoricë, Titograd
Rome, Roma, Romë, Rim, Рим
Sanaa, Sana'a, صنعاء
Skopje, Shkup, Скопје, Скопье, Üsküp
Tbilisi, თბილისი, Tiflis, Тбилиси
The Hague, Den Haag, Hag, Hagë, Гаага
Thessaloniki, Salonica, Selanik, Solun
Tirana, Tiranë, Тирана
Vienna, Wien, Vjenë, Beč, Беч, Вена
Warsaw, Warszawa, Varshavë, Варшава
Yerevan, Erevan, Ереван, Երևան
"""
# [names of one city]
CITIES = [line.split(", ") for line in _NAMES.strip().splitlines()]
