import { requireAccount, type View, viewsOf } from '#engines/access';
import { formatDateTime } from '#engines/calendar';
import { anyCaseById } from '#engines/cases';
import type { Db } from '#engines/database';
import { Button, CitizenPage, EmptyState, Form, Radios, Table } from '#engines/ui';
import { unitsById } from '#engines/units';
import { type Answer, type Exchange, page, type Route, route, signedIn } from '#engines/web';
import { familyOf } from './me.ts';
import { vi } from './vi.ts';

async function show(exchange: Exchange): Promise<Answer> {
  const { ctx, query } = exchange;
  const self = requireAccount(ctx);
  const family = await familyOf(ctx);
  const people = [{ id: self.personId, name: self.name }, ...family];
  const chosen = people.find((person) => person.id === query.nguoi) ?? people[0];
  const views = await viewsOf(ctx.db, chosen?.id ?? self.personId, { exceptAccount: self.accountId });
  const names = await namesFor(ctx.db, views);
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
          { key: 'at', title: vi.looks.at, cell: (view: View) => formatDateTime(view.at) },
          { key: 'who', title: vi.looks.who, cell: (view: View) => names.viewer(view) },
          {
            key: 'purpose',
            title: vi.looks.purpose,
            cell: (view: View) => purposeOf(view.purpose),
          },
          { key: 'case', title: vi.looks.dossier, cell: (view: View) => names.number(view) },
        ]}
        rows={views}
        rowKey={(view) => `${view.at.toISOString()}${view.purpose}${view.caseId ?? ''}`}
        empty={
          <EmptyState title={vi.looks.none} icon="eye-off">
            <p>{vi.looks.noneText}</p>
          </EmptyState>
        }
      />
    </CitizenPage>,
  );
}

/** A code of ours in words, or the sentence that the officer's page or the officer wrote. */
const purposeOf = (purpose: string): string =>
  vi.looks.purposes[purpose] ?? (purpose.includes(' ') ? purpose : vi.looks.otherPurpose);

/** Posts are named with their unit; numbers of dossiers are no secret to the person they concern. */
async function namesFor(db: Db, views: readonly View[]) {
  const units = await unitsById(db, [...new Set(views.flatMap((view) => view.unitId ?? []))]);
  const unitNames = new Map(units.map((unit) => [unit.id, unit.full_name]));
  const ids = [...new Set(views.flatMap((view) => view.caseId ?? []))];
  const cases = await Promise.all(ids.map((id) => anyCaseById(db, id)));
  const numbers = new Map(cases.flatMap((found) => (found ? [[found.id, found.number] as const] : [])));
  return {
    viewer(view: View): string {
      if (view.actorKind === 'citizen') return vi.looks.self;
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
