import type { VNode } from 'preact';
import { levelOf, reaches, requireAccount, type View, viewsOf } from '#engines/access';
import { formatDate, toLocal } from '#engines/calendar';
import { anyCaseById } from '#engines/cases';
import type { Db } from '#engines/database';
import { Button, CitizenPage, EmptyState, Form, Radios, Table } from '#engines/ui';
import { unitsById } from '#engines/units';
import { type Answer, type Exchange, page, type Route, route, signedIn } from '#engines/web';
import { type LookLine, lookLines } from './look-lines.ts';
import { familyOf } from './me.ts';
import { vi } from './vi.ts';

async function show(exchange: Exchange): Promise<Answer> {
  const { ctx, query } = exchange;
  const self = requireAccount(ctx);
  const family = await familyOf(ctx);
  const people = [{ id: self.personId, name: self.name }, ...family];
  const chosen = people.find((person) => person.id === query.nguoi) ?? people[0];
  const mayKnow = reaches(levelOf(self), 'who-looked');
  const views = mayKnow
    ? await viewsOf(ctx.db, chosen?.id ?? self.personId, { exceptAccount: self.accountId, limit: most })
    : [];
  const rows = lookLines(views, await namesFor(ctx.db, views));
  return page(
    <CitizenPage exchange={exchange} title={vi.looks.title} back={{ href: '/toi' }} wide>
      <p class="lead">{vi.looks.lead}</p>
      {family.length > 0 && (
        <Form action="/toi/ai-da-xem" method="get">
          <Radios
            name="nguoi"
            label={vi.looks.whose}
            value={chosen?.id ?? self.personId}
            options={people.map((person) => ({ value: person.id, label: person.name }))}
          />
          <Button look="secondary">{vi.looks.show}</Button>
        </Form>
      )}
      <Table
        caption={vi.looks.caption}
        columns={[
          { key: 'at', title: vi.looks.at, cell: (line: LookLine) => <When line={line} /> },
          { key: 'who', title: vi.looks.who, cell: (line: LookLine) => line.viewer },
          { key: 'purpose', title: vi.looks.purpose, cell: (line: LookLine) => line.purposes.join('; ') },
          { key: 'case', title: vi.looks.dossier, cell: (line: LookLine) => line.number },
        ]}
        rows={rows}
        rowKey={(line) => line.key}
        empty={
          <EmptyState title={mayKnow ? vi.looks.none : vi.looks.notYet} icon="eye-off">
            <p>{mayKnow ? vi.looks.noneText : vi.looks.proveFirst}</p>
          </EmptyState>
        }
      />
    </CitizenPage>,
  );
}

const most = 1000;

function When({ line }: { readonly line: LookLine }): VNode {
  return (
    <>
      {formatDate(line.times[0] ?? new Date(0))}
      <br />
      <span class="hint">{vi.looks.times(line.times.length, [...new Set(line.times.map(clockOf))])}</span>
    </>
  );
}

const clockOf = (at: Date): string => toLocal(at).slice(11, 16);

/** Posts are named with their unit; numbers of dossiers are no secret to the person they concern. */
async function namesFor(db: Db, views: readonly View[]) {
  const units = await unitsById(db, [...new Set(views.flatMap((view) => view.unitId ?? []))]);
  const unitNames = new Map(units.map((unit) => [unit.id, unit.full_name]));
  const ids = [...new Set(views.flatMap((view) => view.caseId ?? []))];
  const cases = await Promise.all(ids.map((id) => anyCaseById(db, id)));
  const numbers = new Map(cases.flatMap((found) => (found ? [[found.id, found.number] as const] : [])));
  return {
    viewer(view: View): string {
      if (view.agent) return vi.looks.agent(view.agent);
      if (view.actorKind === 'citizen') return vi.looks.self;
      if (view.actorKind === 'client') return vi.looks.client;
      if (view.postTitle === undefined) return vi.looks.program;
      const unit = view.unitId === undefined ? undefined : unitNames.get(view.unitId);
      return unit ? `${view.postTitle}, ${unit}` : view.postTitle;
    },
    number: (view: View): string => (view.caseId && numbers.get(view.caseId)) || '–',
  };
}

export const looksRoutes: Route[] = [
  route({ method: 'GET', url: '/toi/ai-da-xem', who: signedIn, sample: {}, handler: show }),
];
