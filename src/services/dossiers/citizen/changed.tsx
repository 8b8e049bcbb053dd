import type { VNode } from 'preact';
import { compare } from '#engines/forms';
import { Button, Buttons, CitizenPage, Form, Inset, LinkButton } from '#engines/ui';
import { type Answer, citizen, type Exchange, page, type Route, redirect, route } from '#engines/web';
import { carryOver, isStale } from '../draft.ts';
import { type OpenDraft, openDraft, renewDraft } from '../draft-actions.ts';
import { vi } from './vi.ts';

/** The procedure was replaced while the draft was open: what changed, and whether to go on. */
export const changedRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/nop/:draft/thay-doi',
    who: citizen,
    sample: { params: { draft: '{draft}' } },
    async handler(exchange) {
      const open = await openDraft(exchange.ctx, exchange.params.draft ?? '');
      if (!isStale(open.draft, open.current)) return redirect(`/nop/${open.draft.id}`);
      return page(<ChangedPage exchange={exchange} open={open} />);
    },
  }),
  route({
    method: 'POST',
    url: '/nop/:draft/thay-doi',
    who: citizen,
    sample: { params: { draft: '{draft}' } },
    handler: accept,
  }),
];

async function accept({ ctx, params }: Exchange): Promise<Answer> {
  const open = await openDraft(ctx, params.draft ?? '');
  if (!isStale(open.draft, open.current)) return redirect(`/nop/${open.draft.id}`);
  await renewDraft(ctx, open);
  return redirect(`/nop/${open.draft.id}`, vi.changed.accepted);
}

function ChangedPage(props: { readonly exchange: Exchange; readonly open: OpenDraft }): VNode {
  const { draft, version, current } = props.open;
  const changes = compare(version.definition.form, current.definition.form);
  const { dropped } = carryOver(draft.answers, version.definition.form, current.definition.form);
  return (
    <CitizenPage exchange={props.exchange} title={vi.changed.title} caption={current.plain_name}>
      <p>{vi.changed.lead}</p>
      {changes.length === 0 ? (
        <p>{vi.changed.nothing}</p>
      ) : (
        <ul>
          {changes.map((change) => (
            <li key={change.sentence}>{change.sentence}</li>
          ))}
        </ul>
      )}
      <Inset tone="ok">{vi.changed.kept}</Inset>
      {dropped.length > 0 && (
        <Inset tone="warning" title={vi.changed.dropped}>
          <ul>
            {dropped.map((label) => (
              <li key={label}>{label}</li>
            ))}
          </ul>
        </Inset>
      )}
      <Form action={`/nop/${draft.id}/thay-doi`}>
        <Buttons>
          <Button icon="arrow-right">{vi.changed.goOn}</Button>
          <LinkButton href="/ho-so" look="secondary">
            {vi.changed.later}
          </LinkButton>
        </Buttons>
      </Form>
    </CitizenPage>
  );
}
