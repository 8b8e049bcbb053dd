import { column, type ResultOf, sql } from '#engines/database';

const { bigint, bool, instant, int, nullable, text, uuid, uuids } = column;

const fileRow = {
  id: uuid,
  owner_account: uuid,
  purpose: text,
  name: text,
  type: text,
  size: bigint,
  state: text,
  refusal: nullable(text),
  sha256: nullable(text),
  width: nullable(int),
  height: nullable(int),
  active_content: bool,
  created_at: instant,
};
const columns =
  'id, owner_account, purpose, name, type, size, state, refusal, sha256, width, height, active_content, created_at';

export const declareFile = sql({
  name: 'files.declare_file',
  params: { owner_account: uuid, purpose: text, name: text, type: text, size: bigint, created_at: instant },
  row: { id: uuid },
  text: `
    insert into files.files (owner_account, purpose, name, type, size, state, created_at)
    values (:owner_account, :purpose, :name, :type, :size, 'uploading', :created_at)
    returning id`,
});

export const fileById = sql({
  name: 'files.file_by_id',
  params: { id: uuid },
  row: fileRow,
  text: `select ${columns} from files.files where id = :id`,
});
export type FileRow = ResultOf<typeof fileById>;

export const readyFilesOfOwner = sql({
  name: 'files.ready_files_of_owner',
  params: { owner_account: uuid, ids: uuids },
  row: fileRow,
  text: `
    select ${columns} from files.files
    where owner_account = :owner_account and id = any(:ids) and state = 'ready'`,
});

export const markReady = sql({
  name: 'files.mark_ready',
  params: {
    id: uuid,
    name: text,
    type: text,
    size: bigint,
    sha256: text,
    width: nullable(int),
    height: nullable(int),
    active_content: bool,
  },
  row: fileRow,
  text: `
    update files.files
    set state = 'ready', name = :name, type = :type, size = :size, sha256 = :sha256,
        width = :width, height = :height, active_content = :active_content
    where id = :id and state = 'uploading'
    returning ${columns}`,
});

export const markRefused = sql({
  name: 'files.mark_refused',
  params: { id: uuid, refusal: text },
  row: {},
  text: `update files.files set state = 'refused', refusal = :refusal where id = :id and state = 'uploading'`,
});

export const attach = sql({
  name: 'files.attach',
  params: { ids: uuids, at: instant },
  row: {},
  text: `update files.files set attached_at = coalesce(attached_at, :at) where id = any(:ids) and state = 'ready'`,
});

/** Binds and reads in one: only files that this account has uploaded and that are ready come back. */
export const bindOwn = sql({
  name: 'files.bind_own',
  params: { owner_account: uuid, ids: uuids, at: instant },
  row: fileRow,
  text: `
    with bound as (
      update files.files set attached_at = :at
      where owner_account = :owner_account and id = any(:ids) and state = 'ready' and attached_at is null
    )
    select ${columns} from files.files
    where owner_account = :owner_account and id = any(:ids) and state = 'ready'`,
});

export const release = sql({
  name: 'files.release',
  params: { ids: uuids },
  row: {},
  text: `update files.files set attached_at = null where id = any(:ids)`,
});

export const looseFiles = sql({
  name: 'files.loose_files',
  params: { before: instant, max: int },
  row: { id: uuid, sha256: nullable(text) },
  text: `
    select id, sha256 from files.files
    where attached_at is null and created_at < :before
    order by created_at limit :max`,
});

export const deleteLoose = sql({
  name: 'files.delete_loose',
  params: { id: uuid },
  row: {},
  text: `delete from files.files where id = :id and attached_at is null`,
});

export const countContent = sql({
  name: 'files.count_content',
  params: { sha256: text },
  row: { count: bigint },
  text: `select count(*) as count from files.files where sha256 = :sha256`,
});

/** Held to the end of the transaction: nobody deletes a content while another row is about to name it. */
export const lockContent = sql({
  name: 'files.lock_content',
  params: { sha256: text },
  row: { locked: int },
  text: `select 1 as locked from (select pg_advisory_xact_lock(hashtextextended(:sha256, 7001))) as l`,
});
