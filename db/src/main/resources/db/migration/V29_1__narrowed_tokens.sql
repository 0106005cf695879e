-- To which scopes, and to which pools, GPU types and contracts, a token is narrowed. Null: to none. The hash of a narrowed token stands
-- behind a word, so that a gateway of the release before, which does not look at these columns, does not know the token.
alter table api_token add column scopes text[];
alter table api_token add column limits jsonb;
alter table api_token add constraint narrowed_tokens_are_unknown_to_earlier_releases
    check ((scopes is null and limits is null) or token_hash like 'narrowed:%');
