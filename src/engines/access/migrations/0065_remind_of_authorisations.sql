-- An authorisation that is about to end is told once.
alter table access.mandates add column reminded_at timestamptz;
create index mandates_to_remind on access.mandates (valid_until)
  where kind = 'authorisation' and ended_at is null and reminded_at is null;
