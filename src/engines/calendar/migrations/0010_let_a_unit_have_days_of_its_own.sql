-- A commune's own days: a storm, a swap day of its province, a day of the announced Tết that it knows before the
-- file does. A unit's newest row goes before everybody's; 'as-announced' takes the unit's own decision back.
alter table calendar.days add column unit_id int;
comment on column calendar.days.unit_id is 'whose day it is; null: everybody''s';

alter table calendar.days drop constraint days_status_check;
alter table calendar.days add constraint days_status_check
  check (status in ('off', 'working', 'undecided', 'ordinary', 'as-announced'));
alter table calendar.days add constraint days_as_announced
  check (status <> 'as-announced' or unit_id is not null);
