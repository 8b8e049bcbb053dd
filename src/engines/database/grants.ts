/**
 * What the program's role may do (law 7), said anew after every migration: it reads and writes rows, and can
 * neither change nor delete a row of the audit or of a table whose comment says 'append-only' ('read-only': nor add one). It owns nothing.
 */
export const grants = `
do $$
declare
  spot record;
begin
  for spot in
    select n.oid, n.nspname as schema from pg_namespace n
    where n.nspowner = (select oid from pg_roles where rolname = current_user)
      and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
  loop
    execute format('grant usage on schema %I to langso_app', spot.schema);
    execute format('grant usage, select on all sequences in schema %I to langso_app', spot.schema);
    execute format('grant execute on all functions in schema %I to langso_app', spot.schema);
  end loop;
  for spot in
    select format('%I.%I', n.nspname, c.relname) as name,
           case
             when c.relkind in ('v', 'm')
               or obj_description(c.oid, 'pg_class') like '%read-only%' then 'select'
             when n.nspname = 'audit' or obj_description(c.oid, 'pg_class') like '%append-only%' then 'select, insert'
             else 'select, insert, update, delete'
           end as rights
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm') and c.relowner = (select oid from pg_roles where rolname = current_user)
      and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
  loop
    execute format('revoke all on %s from langso_app, public', spot.name);
    execute format('grant %s on %s to langso_app', spot.rights, spot.name);
  end loop;
end
$$`;
