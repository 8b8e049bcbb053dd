-- A draft written for somebody else under a mandate (access.mandates): it opens only while that holds. One that a
-- helper writes belongs to the helped person, so the row-level policy hides it from the helper's own reach.
alter table dossiers.drafts add column mandate_id uuid;
