"""The words people put over columns and into cells: English, with some German, Spanish and French.

All entries are folded (see `folding.fold`). Weak words stand for a field only if the cells agree.
"""

from comity.core.roster.fields import Base, Contact, Field, Kind, Rung, Sector


def _set(words: str) -> frozenset[str]:
    return frozenset(word.strip() for word in words.split(","))


EMAIL = _set(
    "email, e mail, mail, email address, e mail address, mail address, correo, correo electronico, "
    "courriel, adresse mail, email adresse, e mail adresse, electronic mail"
)
ORGANISATION = _set(
    "organisation, organization, org, agency, group, institution, company, member, member organisation, "
    "member organization, organisation name, organization name, agency name, name of organisation, name "
    "of organization, association, einrichtung, verein, trager, mitglied, organizacion, entidad, "
    "asociacion, organisme, structure, facility, works for, affiliation, employer, partner organisation, "
    "partner organization"
)
ROLE = _set(
    "role, position, job, job title, function, funktion, rolle, amt, cargo, puesto, fonction, poste, rol"
)
MAY_VOTE = _set(
    "may vote, can vote, vote, votes, voting, voter, voting rights, voting member, right to vote, "
    "stimmrecht, stimmberechtigt, voto, derecho a voto, droit de vote, entitled to vote"
)

COLUMNS: dict[Kind, dict[Field, frozenset[str]]] = {
    Kind.ORGANISATIONS: {
        Field.KEY: _set(
            "key, id, no, nr, number, code, identifier, organisation id, organization id, org id, nummer, "
            "numero, clave, ref, reference, member id, organisation key, organization key"
        ),
        Field.NAME: ORGANISATION | _set("name, full name, nombre, nom, bezeichnung, title"),
        Field.SHORT: _set(
            "short, short name, abbreviation, acronym, initials, kurz, kurzname, kurzel, abkurzung, "
            "siglas, sigle, alias, alternate name, abreviatura"
        ),
        Field.SECTOR: _set(
            "sector, sektor, secteur, sponsorship, legal form, legal status, ownership, rechtsform, "
            "organisation type, organization type, type of organisation, type of organization"
        ),
        Field.BASE: _set(
            "base, community based, community or institution, community based or institution, standing, "
            "grassroots, stands in"
        ),
        Field.PLACE: _set(
            "place, city, town, location, county, region, area, address, ort, stadt, sitz, ciudad, lugar, "
            "ville, lieu, commune, municipality, seat, district, borough, neighborhood, neighbourhood"
        ),
        Field.SIZE: _set(
            "size, staff, employees, paid staff, number of staff, headcount, members, grosse, "
            "mitarbeiter, mitarbeitende, mitglieder, tamano, personal, taille, effectif, number of "
            "members, people"
        ),
        Field.WEBSITE: _set(
            "website, web site, web, url, homepage, home page, internet, webseite, webpage, web page, "
            "sitio web, pagina web, site, site web, site internet, link"
        ),
        Field.EMAIL: EMAIL
        | _set(
            "office email, office e mail, organisation email, organization email, general email, info email"
        ),
        Field.WORDS: _set(
            "words, description, about, mission, purpose, what they do, notes, note, remarks, keywords, "
            "beschreibung, zweck, bemerkung, notizen, descripcion, notas, objet, activities, tags"
        ),
        Field.CONTACT_NAME: _set(
            "contact, contact name, contact person, representative, delegate, person, liaison, contact "
            "person name, ansprechperson, ansprechpartner, ansprechpartnerin, kontakt, kontaktperson, "
            "vertretung, contacto, persona de contacto, representante, personne de contact, representant, "
            "first and last name, full name of contact, name of contact, primary contact, director"
        ),
        Field.CONTACT_EMAIL: _set(
            "contact email, contact e mail, representative email, person email, contact mail, delegate "
            "email, email of contact, e mail of contact, kontakt email, correo de contacto"
        ),
        Field.CONTACT_ROLE: ROLE | _set("contact role, contact title, contact position"),
        Field.MAY_VOTE: MAY_VOTE,
    },
    Kind.PEOPLE: {
        Field.NAME: _set(
            "name, full name, person, contact, contact name, contact person, representative, delegate, "
            "nombre, nom, ansprechperson, ansprechpartner, kontaktperson, representante, first and last "
            "name, participant, member name, persona, personne, nombre completo, nom complet"
        ),
        Field.EMAIL: EMAIL | _set("contact email, contact e mail"),
        Field.ORGANISATION: ORGANISATION
        | _set("organisation key, organization key, organisation id, organization id"),
        Field.ROLE: ROLE | _set("title"),
        Field.MAY_VOTE: MAY_VOTE,
    },
    Kind.TIES: {
        Field.FROM: _set(
            "from, source, a, organisation a, organization a, organisation 1, organization 1, org a, org "
            "1, org1, reporter, reporting organisation, reporting organization, ego, von, desde, de, "
            "origen, first, who, node 1, node1, respondent, member a, member 1, partner a, partner 1, "
            "agency a, agency 1"
        ),
        Field.TO: _set(
            "to, target, b, organisation b, organization b, organisation 2, organization 2, org b, org 2, "
            "org2, partner, with, with whom, alter, an, nach, hacia, vers, destino, second, node 2, "
            "node2, reported organisation, reported organization, member b, member 2, partner b, partner "
            "2, agency b, agency 2, destination"
        ),
        Field.LEVEL: _set(
            "level, rung, collaboration, relationship, working relationship, relation, kind of "
            "relationship, type of relationship, level of collaboration, collaboration level, linkage, "
            "cooperation, ties, stufe, zusammenarbeit, beziehung, kooperation, niveau, nivel, relacion, "
            "colaboracion, type of tie, type, strength"
        ),
        Field.CONTACT: _set(
            "contact, contact frequency, frequency, frequency of contact, how often, kontakt, haufigkeit, "
            "contacto, frecuencia, frequence, communication, contacts"
        ),
        Field.REPORTED_BY: _set(
            "reported by, reported, confirmed, confirmed by, said by, mutual, one side or both, sides, "
            "berichtet von, bestatigt, confirmado, confirme"
        ),
        Field.SOURCE: _set(
            "source of data, data source, survey, where from, origin, evidence, quelle, fuente, wave"
        ),
        Field.ON: _set(
            "date, on, day, since, reported on, as of, datum, am, fecha, le, asked on, survey date"
        ),
    },
}

WEAK_COLUMNS: dict[Kind, dict[Field, frozenset[str]]] = {
    Kind.ORGANISATIONS: {
        Field.SECTOR: _set("kind, type, category, art, typ, tipo, categoria, categorie, status"),
        Field.BASE: _set("kind, type, category, art, typ, tipo"),
    },
    Kind.PEOPLE: {},
    Kind.TIES: {
        Field.CONTACT: _set("relationship, relation, collaboration, level, strength, ties, type, beziehung"),
        Field.FROM: _set("organisation, organization, name, member"),
        Field.TO: _set("other, other organisation"),
    },
}

DIRECTED = _set(
    "reporter, reporting organisation, reporting organization, reported by, says, ego, who, respondent"
)
"""Words over the first column that make the row one side's report."""

FROM_WHOM = _set("from, source, von, desde, de, origen")
"""Words over the first column that may mean the same, or only name one end."""

EMPTY = _set("n a, na, nan, null, unknown, tbd, k a, s n, nd, not known, unbekannt, desconocido, inconnu")

SECTORS: dict[str, Sector] = {
    word: sector
    for sector, words in {
        Sector.PUBLIC: _set(
            "public, public sector, government, governmental, gov, state, federal, county, city, "
            "municipal, municipality, local government, authority, public authority, school district, "
            "offentlich, offentliche hand, staatlich, kommune, behorde, amt, publico, publica, gobierno, "
            "etat, secteur public, collectivite, tribal, government agency"
        ),
        Sector.PRIVATE: _set(
            "private, private sector, business, company, for profit, commercial, corporate, firm, "
            "industry, privat, privatwirtschaft, unternehmen, firma, wirtschaft, privado, privada, "
            "empresa, prive, privee, entreprise, enterprise"
        ),
        Sector.NONPROFIT: _set(
            "nonprofit, non profit, not for profit, ngo, charity, voluntary, voluntary sector, third "
            "sector, foundation, civil society, association, 501c3, 501 c 3, advocacy, gemeinnutzig, "
            "verein, stiftung, ev, e v, ong, sin fines de lucro, sin animo de lucro, asociacion, "
            "fundacion, associatif, but non lucratif, fondation, npo, cso"
        ),
        Sector.CITIZEN: _set(
            "citizen, citizens, citizen group, citizens group, citizen groups, residents, resident group, "
            "grassroots, community group, neighborhood group, neighbourhood group, neighbors, neighbours, "
            "initiative, burgerinitiative, burger, burgergruppe, ciudadania, ciudadano, grupo vecinal, "
            "vecinos, citoyens, citoyen, collectif citoyen, informal group, self help group"
        ),
    }.items()
    for word in words
}

BASES: dict[str, Base] = {
    **dict.fromkeys(
        _set(
            "community, community based, community organisation, community organization, cbo, grassroots, "
            "yes, gemeinwesen, comunitario, comunidad, communautaire, ja, si, oui, true, resident led, x, "
            "community group"
        ),
        Base.COMMUNITY,
    ),
    **dict.fromkeys(
        _set(
            "institution, institutional, no, agency, institucion, nein, non, false, outside, outside "
            "organisation, outside organization, einrichtung"
        ),
        Base.INSTITUTION,
    ),
}

YES = _set("yes, y, true, 1, x, ja, j, oui, o, si, s, wahr, verdadero, vrai, votes, voting")
NO = _set("no, n, false, 0, nein, non, falsch, falso, faux, none, observer, non voting")

CONTACTS: dict[str, Contact] = {
    word: contact
    for contact, words in {
        Contact.NEVER: _set(
            "never, none, no, no contact, not at all, 0, nie, kein, keine, kein kontakt, nunca, jamais, aucun"
        ),
        Contact.YEARLY: _set(
            "yearly, annually, once a year, every year, annual, less than quarterly, jahrlich, anual, "
            "anualmente, annuel, rarely, seldom, selten, once or twice a year, twice a year"
        ),
        Contact.QUARTERLY: _set(
            "quarterly, every quarter, every three months, once a quarter, vierteljahrlich, "
            "quartalsweise, trimestral, trimestriel, every few months"
        ),
        Contact.MONTHLY: _set(
            "monthly, every month, once a month, monatlich, mensual, mensualmente, mensuel, about once a "
            "month"
        ),
        Contact.WEEKLY: _set(
            "weekly, every week, once a week, wochentlich, semanal, semanalmente, hebdomadaire, biweekly, "
            "fortnightly, every two weeks, several times a month, more than once a month"
        ),
        Contact.DAILY: _set(
            "daily, every day, each day, taglich, diario, diariamente, quotidien, several times a week, "
            "more than once a week"
        ),
        Contact.SOME: _set(
            "yes, ja, si, oui, x, some, sometimes, occasionally, irregularly, manchmal, a veces, parfois, "
            "often"
        ),
    }.items()
    for word in words
}

NO_TIE = _set(
    "none, no, not linked, no link, no contact, no collaboration, no relationship, no tie, not at all, "
    "never, 0, nothing, keine, kein, nichts, nein, ninguna, ninguno, nada, aucune, aucun, rien, "
    "unconnected, not connected, not working together"
)

NEGATIONS = _set("no, not, without, nicht, kein, keine, ohne, sin, pas, sans")

RUNG_PHRASES: tuple[tuple[tuple[str, ...], Rung], ...] = (
    (("multisector",), Rung.MULTISECTOR),
    (("multi sector",), Rung.MULTISECTOR),
    (("cross sector",), Rung.MULTISECTOR),
    (("sektorubergreifend",), Rung.MULTISECTOR),
    (("informal",), Rung.COORDINATION),
    (("formal", "several"), Rung.COLLABORATION),
    (("formal", "multiple"), Rung.COLLABORATION),
    (("formal", "many"), Rung.COLLABORATION),
    (("formal",), Rung.COOPERATION),
    (("share", "information"), Rung.NETWORKING),
    (("exchange", "information"), Rung.NETWORKING),
    (("know of each other",), Rung.NETWORKING),
    (("information",), Rung.NETWORKING),
    (("collaborat",), Rung.COLLABORATION),
    (("colabor",), Rung.COLLABORATION),
    (("zusammenarbeit",), Rung.COLLABORATION),
    (("cooperat",), Rung.COOPERATION),
    (("cooper",), Rung.COOPERATION),
    (("kooperation",), Rung.COOPERATION),
    (("coordinat",), Rung.COORDINATION),
    (("coordin",), Rung.COORDINATION),
    (("koordin",), Rung.COORDINATION),
    (("abstimmung",), Rung.COORDINATION),
    (("network",), Rung.NETWORKING),
    (("netzwerk",), Rung.NETWORKING),
    (("vernetz",), Rung.NETWORKING),
    (("reseau",), Rung.NETWORKING),
    (("trabajo en red",), Rung.NETWORKING),
)
"""Read from the top; the first whose pieces all occur gives the rung."""

BOTH_SIDES = _set(
    "both, both sides, mutual, confirmed, yes, 2, beide, gegenseitig, ambos, ambas, les deux, mutuel, ja, "
    "si, oui, true"
)
ONE_SIDE = _set(
    "one, one side, single, from, unconfirmed, no, 1, eine, einseitig, uno, una, un seul, nein, non, "
    "false, claimed"
)
