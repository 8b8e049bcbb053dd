-- Other systems come in through the API; whoever runs the commune's system registers them (services/clients).
insert into access.role_permissions (role, permission) values ('administrator', 'clients.manage');
