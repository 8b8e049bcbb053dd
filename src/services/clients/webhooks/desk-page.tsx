import { formatDateTime } from '#engines/calendar';
import { Button, EmptyState, Form, OfficerPage, Table, Tag, type TagColour } from '#engines/ui';
import { type Answer, type Exchange, officer, page, type Route, redirect, route } from '#engines/web';
import { type ToldLine, tellAgain, toldDesk } from './desk.ts';
import { vi } from './vi.ts';

const words = vi.desk;
const home = (id: string) => `/can-bo/ket-noi/${id}`;
const colours: Readonly<Record<string, TagColour>> = {
  ...{ waiting: 'blue', delivered: 'green', parked: 'red', dropped: 'grey' },
};

async function show(exchange: Exchange): Promise<Answer> {
  const { client, rows } = await toldDesk(exchange.ctx, exchange.params.id ?? '');
  return page(
    <OfficerPage exchange={exchange} title={words.title(client.name)}>
      <p>
        <a href={home(client.id)}>{words.back}</a>
      </p>
      <p class="lead">{words.lead}</p>
      <Table<ToldLine>
        caption={words.caption}
        rows={rows}
        rowKey={(row) => String(row.id)}
        empty={<EmptyState title={words.none} icon="mail" />}
        columns={[
          { key: 'at', title: words.at, cell: (row) => formatDateTime(row.created_at) },
          { key: 'what', title: words.what, cell: (row) => words.types[row.type] ?? row.type },
          { key: 'code', title: words.code, cell: (row) => row.code ?? '–' },
          { key: 'where', title: words.where, cell: (row) => new URL(row.url).host },
          {
            key: 'state',
            title: words.state,
            cell: (row) => (
              <Tag colour={colours[row.state] ?? 'grey'}>{words.states[row.state] ?? row.state}</Tag>
            ),
          },
          { key: 'tries', title: words.tries, cell: (row) => String(row.attempts) },
          { key: 'answer', title: words.answer, cell: answered },
          {
            key: 'again',
            title: words.again,
            cell: (row) =>
              row.state !== 'waiting' && (
                <Form action={`${home(client.id)}/tin/${row.id}`}>
                  <Button look="secondary">{words.again}</Button>
                </Form>
              ),
          },
        ]}
      />
    </OfficerPage>,
  );
}

const answered = ({ last_status, last_trouble }: ToldLine): string =>
  last_trouble ? (words.troubles[last_trouble] ?? last_trouble) : String(last_status ?? '–');

async function again({ ctx, params }: Exchange): Promise<Answer> {
  await tellAgain(ctx, params.id ?? '', Number(params.n));
  return redirect(`${home(params.id ?? '')}/tin`, words.done);
}

const who = officer('clients.manage');
const id = '00000000-0000-0000-0000-000000000000';

export const deskRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/can-bo/ket-noi/:id/tin',
    who,
    sample: { params: { id } },
    handler: show,
  }),
  route({
    method: 'POST',
    url: '/can-bo/ket-noi/:id/tin/:n',
    who,
    sample: { params: { id, n: '1' } },
    handler: again,
  }),
];
