-- People who log in at an issuer of OpenID Connect, who is known to us by what the issuer calls them and not by their name. Such a person has
-- no password: the hash is one that no password has. A release before this one takes them for people whose password nobody knows.
alter table person
    add column issuer  text, -- the address of the issuer, as it writes it; null for a person of our own
    add column subject text, -- what the issuer calls the person, for ever
    add constraint person_known_to_an_issuer check ((issuer is null) = (subject is null));
create unique index person_of_an_issuer on person (issuer, subject) where issuer is not null;
