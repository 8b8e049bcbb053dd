-- Nothing is asked for what is no longer done; what was agreed to stays written.
alter table personaldata.purposes add column valid_to date check (valid_to > valid_from);
