-- Who keeps the people's register: the counter, and whoever settles dossiers (its field is asked beside it).
insert into access.role_permissions (role, permission) values
  ('reception', 'people.keep'), ('processor', 'people.keep');
