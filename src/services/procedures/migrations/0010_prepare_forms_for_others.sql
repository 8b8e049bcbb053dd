-- A form may be filled and printed here for a matter that others decide (kind prepared), and a matter filed on the
-- national portal may be decided by another authority than the commune (route portal-elsewhere).
alter table procedures.versions
  drop constraint versions_kind_check,
  drop constraint versions_route_check,
  add constraint versions_kind_check check (kind in ('whole', 'prepared', 'information', 'official')),
  add constraint versions_route_check
    check (route in ('ours', 'portal', 'portal-elsewhere', 'police', 'ministry'));
