-- Text as it is compared, the same as fold() in fold.ts: no marks, lower case, đ as d, only a–z, 0–9 and single spaces.
-- Built from normalize(), which depends on no dictionary, search path or locale, so that generated columns and
-- indexes may rest on it.
create schema search;

create function search.fold(value text) returns text
  language sql immutable parallel safe strict
  as $$
    select btrim(regexp_replace(
      translate(
        lower(regexp_replace(normalize(value, NFKD), '[\u0300-\u036f]', '', 'g') collate "C"),
        'đĐ', 'dd'),
      '[^a-z0-9]+', ' ', 'g'))
  $$;
comment on function search.fold(text) is 'For columns: fold text generated always as (search.fold(name)) stored; index it with gin (fold gin_trgm_ops)';

grant usage on schema search to public;
