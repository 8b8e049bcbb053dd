-- Dated data is changed by two persons: who runs the commune or signs for it agrees to what the administrator
-- drafts; a second administrator may agree too, never to what she drafted herself (services/changes).
insert into access.role_permissions (role, permission) values
  ('administrator', 'changes.see'), ('administrator', 'changes.approve'),
  ('leader', 'changes.see'), ('leader', 'changes.approve'),
  ('approver', 'changes.see'), ('approver', 'changes.approve');
