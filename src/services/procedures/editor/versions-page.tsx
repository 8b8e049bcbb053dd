import { may, requirePermission } from '#engines/access';
import { formatDate, localDate } from '#engines/calendar';
import { Refusal } from '#engines/database';
import { Button, Buttons, Details, Form, Inset, LinkButton, OfficerPage, Table, Tag } from '#engines/ui';
import { type Answer, type Exchange, page, redirect } from '#engines/web';
import { Difference, linesOf, startChange } from '#services/changes';
import { officialVersion } from '../catalogue.ts';
import type { ProcedureVersion } from '../procedure.ts';
import { contentOf } from './content.ts';
import { home } from './list-page.tsx';
import { citizenPageOf } from './preview.tsx';
import { procedureEditor } from './sections.ts';
import { listVersions } from './store.ts';
import { vi } from './vi.ts';

const missing = () => new Refusal('missing', 'procedures.no-version', vi.versions.missing);

/** All versions of a procedure: the past to read, the present, what is agreed to for later. */
export async function showVersions(exchange: Exchange): Promise<Answer> {
  const { ctx, params } = exchange;
  requirePermission(ctx, 'changes.see');
  const code = params.code ?? '';
  const today = localDate(ctx.now());
  const versions = await ctx.db.many(listVersions, { code });
  const official = await officialVersion(ctx.db, code, today);
  const shown = versions.find((v) => stateOf(v, today) === 'now') ?? versions[0] ?? official;
  if (!shown) throw missing();
  const mayEdit = may(ctx.actor, 'procedures.edit');
  return page(
    <OfficerPage
      exchange={exchange}
      title={shown.plain_name}
      caption={code}
      back={{ href: home, label: vi.versions.back }}
    >
      <Buttons>
        {mayEdit && (
          <Form action={`${home}/${code}/sua`}>
            <Button icon="edit">{versions.length > 0 ? vi.versions.edit : vi.versions.create}</Button>
          </Form>
        )}
        <LinkButton href={`/can-bo/thay-doi?ma=${code}`} look="secondary" icon="git-compare">
          {vi.versions.changes}
        </LinkButton>
        <LinkButton href={`/thu-tuc/${code}`} look="secondary" icon="eye">
          {vi.versions.public}
        </LinkButton>
      </Buttons>
      {versions.length === 0 && <Inset>{vi.versions.official}</Inset>}
      {versions.length > 0 && (
        <>
          <h2>{vi.versions.title}</h2>
          <Table
            caption={vi.versions.caption}
            rows={versions}
            rowKey={(v) => v.id}
            columns={[
              { key: 'from', title: vi.versions.from, cell: (v) => formatDate(v.valid_from) },
              {
                key: 'to',
                title: vi.versions.to,
                cell: (v) => (v.valid_to ? formatDate(v.valid_to) : vi.versions.open),
              },
              { key: 'state', title: vi.versions.state, cell: (v) => <State version={v} today={today} /> },
              { key: 'source', title: vi.versions.source, cell: (v) => v.source },
              { key: 'by', title: vi.versions.by, cell: (v) => v.approved_by ?? vi.versions.imported },
              {
                key: 'acts',
                title: vi.versions.acts,
                cell: (v) => (
                  <>
                    <a href={`${home}/${code}/ban/${v.id}`}>{vi.versions.read}</a>
                    {mayEdit && stateOf(v, today) === 'past' && (
                      <Form action={`${home}/${code}/sua`}>
                        <Button look="plain" name="ban" value={v.id}>
                          {vi.versions.again}
                        </Button>
                      </Form>
                    )}
                  </>
                ),
              },
            ]}
          />
          {versions.slice(0, 10).map((version, index) => (
            <Steps key={version.id} version={version} before={versions[index + 1]} />
          ))}
        </>
      )}
    </OfficerPage>,
  );
}

/** What a version changed, against the one before it. */
function Steps(props: { readonly version: Dated; readonly before: Dated | undefined }) {
  const { version, before } = props;
  return (
    <Details summary={`${formatDate(version.valid_from)}: ${vi.versions.differs.toLowerCase()}`}>
      {before ? (
        <Difference lines={linesOf(procedureEditor, contentOf(before), contentOf(version))} />
      ) : (
        <p>{vi.versions.first}</p>
      )}
    </Details>
  );
}

type Dated = Omit<ProcedureVersion, 'id'> & { readonly id: string };

function stateOf(version: Dated, today: string): 'now' | 'coming' | 'past' {
  if (
    version.valid_to !== null &&
    version.valid_to <= (version.valid_from > today ? version.valid_from : today)
  )
    return 'past';
  return version.valid_from > today ? 'coming' : 'now';
}

function State({ version, today }: { readonly version: Dated; readonly today: string }) {
  const state = stateOf(version, today);
  const colours = { now: 'green', coming: 'blue', past: 'grey' } as const;
  return <Tag colour={colours[state]}>{vi.versions.states[state] ?? state}</Tag>;
}

/** A version as the citizen read it while it was in force. */
export async function showVersion(exchange: Exchange): Promise<Answer> {
  const { ctx, params } = exchange;
  requirePermission(ctx, 'changes.see');
  const code = params.code ?? '';
  const version = (await ctx.db.many(listVersions, { code })).find((v) => v.id === params.version);
  if (!version) throw missing();
  const notice = vi.versions.reading(
    formatDate(version.valid_from),
    version.valid_to ? formatDate(version.valid_to) : '',
  );
  return citizenPageOf(exchange, version, notice, `${home}/${code}`);
}

/** Drafts a change of the procedure, from what is in force or from an old version. */
export async function beginChange({ ctx, params, form }: Exchange): Promise<Answer> {
  requirePermission(ctx, 'procedures.edit');
  const subject = params.code ?? '';
  const old = form.get('ban');
  const version = old && (await ctx.db.many(listVersions, { code: subject })).find((v) => v.id === old);
  if (old && !version) throw missing();
  const id = await startChange(ctx, {
    kind: 'procedure',
    subject,
    ...(version
      ? { content: contentOf(version), reason: vi.versions.againReason(formatDate(version.valid_from)) }
      : {}),
  });
  return redirect(version ? `/can-bo/thay-doi/${id}` : `/can-bo/thay-doi/${id}/sua`);
}
