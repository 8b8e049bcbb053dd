import pg from 'pg';

/**
 * An address may name several servers, `postgresql://user:word@one:5432,two:5432/langso`, of which one takes
 * writes and the others follow it. Inside the program such an address is one URL on the first server with all
 * of them in `hosts`, so that roles and databases are changed in it as in any other.
 */
export function readAddress(text: string): string {
  const [, before = '', list = '', after = ''] = /^(\w+:\/\/(?:[^@/]*@)?)([^/?]+)(.*)$/.exec(text) ?? [];
  if (!list.includes(',')) return text;
  const servers = list.split(',');
  const url = new URL(`${before}${servers[0]}${after}`);
  url.searchParams.set('hosts', servers.join(','));
  return url.href;
}

const serversOf = (url: string): string[] => new URL(url).searchParams.get('hosts')?.split(',') ?? [];

/** The address of the one server that takes writes now; an address with one server is answered as it is. */
export async function writableAddress(url: string): Promise<string> {
  const servers = serversOf(url);
  return servers.length === 0 ? url : addressAt((await primaryOf(servers, url)).server, url);
}

/** For a pg.Pool or pg.Client: with several servers every new connection goes to the one that takes writes. */
export const connectionOf = (url: string): pg.PoolConfig =>
  serversOf(url).length === 0 ? { connectionString: url } : { connectionString: url, Client: WritableClient };

/** A statement was refused because its server only follows: the next connection looks anew. */
export const forgetPrimary = (): void => primaries.clear();

class WritableClient extends pg.Client {
  private readonly address: string;

  constructor(config: pg.ClientConfig = {}) {
    super(config);
    this.address = String(config.connectionString);
  }

  override connect(): Promise<this>;
  override connect(callback: (error: Error | null) => void): void;
  override connect(callback?: (error: Error | null) => void): Promise<this> | undefined {
    const going = this.reach();
    if (!callback) return going;
    going.then(
      () => callback(null),
      (error: Error) => callback(error),
    );
    return undefined;
  }

  private async reach(): Promise<this> {
    const { host, port } = await primaryOf(serversOf(this.address), this.address);
    Object.assign(this, { host, port });
    try {
      await super.connect();
      return this;
    } catch (error) {
      forgetPrimary();
      throw error;
    }
  }
}

interface Primary {
  /** `one:5432`, as the address names it. */
  readonly server: string;
  readonly host: string;
  readonly port: number;
}

const primaries = new Map<string, Promise<Primary>>();
/** The newest timeline seen of each set of servers: every promotion begins a higher one. */
const newest = new Map<string, number>();

function primaryOf(servers: readonly string[], url: string): Promise<Primary> {
  const key = servers.join(',');
  const known = primaries.get(key);
  if (known) return known;
  const asked = findPrimary(key, servers, url);
  primaries.set(key, asked);
  asked.catch(() => {
    // Those who ask while it is being looked for share the answer; the next look anew.
    if (primaries.get(key) === asked) primaries.delete(key);
  });
  return asked;
}

/**
 * Of the servers that take writes the one on the newest timeline. A former primary that somebody started
 * again takes writes too, on its old one: what was written there would be lost.
 */
async function findPrimary(key: string, servers: readonly string[], url: string): Promise<Primary> {
  const answers = await Promise.all(servers.map((server) => ask(server, url)));
  const [best] = answers
    .flatMap((answer) => (answer ? [answer] : []))
    .sort((a, b) => b.timeline - a.timeline);
  if (!best || best.timeline < (newest.get(key) ?? 0))
    throw Object.assign(new Error(`none of ${key} takes writes`), { code: 'ECONNREFUSED' });
  newest.set(key, best.timeline);
  return best;
}

function addressAt(server: string, url: string): string {
  const at = new URL(url);
  at.port = '';
  at.host = server;
  at.searchParams.delete('hosts');
  return at.href;
}

async function ask(server: string, url: string): Promise<(Primary & { timeline: number }) | undefined> {
  const client = new pg.Client({ connectionString: addressAt(server, url), connectionTimeoutMillis: 2_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ timeline: string | null }>(
      `select case when not pg_is_in_recovery() then left(pg_walfile_name(pg_current_wal_lsn()), 8) end as timeline`,
    );
    const timeline = rows[0]?.timeline;
    if (!timeline) return undefined;
    return { server, host: client.host, port: client.port, timeline: Number.parseInt(timeline, 16) };
  } catch (error) {
    // A wrong password is no server that is away: it is told as it is.
    if (/^(28|3D)/.test(String((error as { code?: string }).code))) throw error;
    return undefined;
  } finally {
    await client.end().catch(() => {});
  }
}
