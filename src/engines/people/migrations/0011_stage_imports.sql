-- Rows of a file on their way into the register: written and taken away within the import's own transaction.
create unlogged table people.import_rows (
  import_id uuid not null,
  line int not null,
  id uuid not null,
  person_id uuid,
  fault text,
  unit_id int not null,
  village_id int,
  household_code text,
  household_id uuid,
  name text not null,
  name_key text not null,
  folded text not null,
  sex text not null,
  birth text not null,
  birth_from date not null,
  birth_to date not null,
  birth_place text,
  identity_number text,
  old_identity_number text,
  ethnic_code text,
  nationality text not null,
  phone text,
  relation text,
  address text not null,
  died_on date
);
create index import_rows_import on people.import_rows (import_id);
