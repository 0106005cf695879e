-- From where a token lets in. Null: from everywhere, as a token of an earlier release, whose gateways do not look.
alter table api_token add column addresses inet[];
