-- Who answers what people ask about their own data.
insert into access.role_permissions (role, permission) values
  ('approver', 'personal-data.answer'), ('leader', 'personal-data.answer');
