import { createCitizenAccount, openSession } from '#engines/access';
import { asClient, type Ctx, type House, machine, openHouse, tx } from '#engines/database';
import type { Answers } from '#engines/forms';
import { upsertPerson } from '#engines/people';
import { currentUnit } from '#engines/units';
import { currentVersion, setDirectFiling } from '#services/procedures';

/** A citizen with a draft that lacks nothing but the last press of the button. */
export interface Filer {
  readonly personId: string;
  readonly draft: string;
  readonly cookie: string;
}

/** Opens the database of a running program beside it. */
export const beside = (dataDir: string): Promise<House> =>
  openHouse({ dataDir, join: true, migrationFolders: [], poolSize: 4 });

const ctxOf = (house: House): Ctx => ({
  actor: machine('test'),
  db: house.db,
  now: () => new Date(),
  requestId: 'test',
  log: { info() {}, warn() {}, error() {} },
});

/** Raw SQL as the owner: to arrange and to look. */
export const asOwner = async (
  house: House,
  text: string,
  values: unknown[] = [],
): Promise<Record<string, unknown>[]> =>
  asClient(house.ownerUrl, async (client) => (await client.query(text, values)).rows);

const given = ['An', 'Bưởi', 'Cúc', 'Đào', 'Hồng', 'Lan', 'Mận', 'Na', 'Quế', 'Sen'];

/** So many citizens of xã Yên Mô, each about to file 2.000635. */
export async function someFilers(
  house: House,
  count: number,
  answersFor: (name: string) => Answers,
): Promise<Filer[]> {
  const ctx = ctxOf(house);
  const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
  const unit = await currentUnit(house.db, '14701', today);
  const version = await currentVersion(house.db, '2.000635', today);
  if (!unit || !version) throw new Error('the base data are not there');
  const [known] = await asOwner(house, 'select count(*)::int as n from access.accounts');
  const first = Number(known?.n ?? 0);
  await tx(ctx, (t) => setDirectFiling(t, '14701', 'thử', ctx.now()));
  const filers: Filer[] = [];
  for (let i = first; i < first + count; i++) {
    const name = `Nguyễn Thị ${given[i % given.length]}`;
    const phone = `0977${String(i).padStart(6, '0')}`;
    const { personId, accountId, token } = await tx(ctx, async (t) => {
      const person = await upsertPerson(t, {
        ...{ unit_id: unit.id, name, sex: 'female', birth: '1980' },
        phone: `+84${phone.slice(1)}`,
      });
      const account = await createCitizenAccount(ctx, t, { personId: person.id, name, phone });
      const session = await openSession(ctx, t, { accountId: account, device: 'thử' });
      return { personId: person.id, accountId: account, token: session };
    });
    const [draft] = await asOwner(
      house,
      `insert into dossiers.drafts (account_id, person_id, procedure_code, version_id, filing_for, case_choice,
                                    answers, delivery, created_at, updated_at)
       values ($1, $2, '2.000635', $3, 'self', 'ordinary', $4, '{"how":"counter","phone":"0977000000","sms":false}', now(), now()) returning id`,
      [accountId, personId, version.id, JSON.stringify(answersFor(name))],
    );
    filers.push({ personId, draft: String(draft?.id), cookie: `phien=${token}` });
  }
  return filers;
}

export interface Filing {
  /** 0 when no answer came. */
  readonly status: number;
  /** From the address of the receipt. */
  readonly number: string | undefined;
}

/** The last screen as she sees it: the form's own fields, ready to be sent. */
export async function lastScreen(address: string, filer: Filer): Promise<URLSearchParams> {
  const page = await fetch(`${address}/nop/${filer.draft}/kiem-tra`, {
    headers: { cookie: filer.cookie },
    redirect: 'manual',
  });
  const text = await page.text();
  const hidden = [...text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  const fields = new URLSearchParams(hidden.map(([, name = '', value = '']) => [name, value]));
  fields.set('oath', 'yes');
  return fields;
}

/** Presses the button. */
export async function file(address: string, filer: Filer, fields: URLSearchParams): Promise<Filing> {
  try {
    const answer = await fetch(`${address}/nop/${filer.draft}/kiem-tra`, {
      method: 'POST',
      body: fields,
      headers: { cookie: filer.cookie },
      redirect: 'manual',
    });
    const number = /^\/ho-so\/([^/]+)\/da-nop/.exec(answer.headers.get('location') ?? '')?.[1];
    await answer.arrayBuffer();
    return { status: answer.status, number: number && decodeURIComponent(number) };
  } catch {
    return { status: 0, number: undefined };
  }
}
