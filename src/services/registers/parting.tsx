import { formatDate, formatDateTime, localDate } from '#engines/calendar';
import { partableUntil } from '#engines/people';
import { Button, errorOf, type FieldMistake, Form, Inset, TextField } from '#engines/ui';
import type { Exchange } from '#engines/web';
import type { personPage } from './looking.ts';
import { home } from './parts.tsx';
import { mayKeep } from './scope.ts';
import { vi } from './vi.ts';

/** What was made one with this person, and the way back as long as there is one. */
export const Merges = (props: {
  readonly exchange: Exchange;
  readonly it: Awaited<ReturnType<typeof personPage>>;
  readonly errors: readonly FieldMistake[];
}) => {
  const { ctx, form } = props.exchange;
  return props.it.merges.map((merge) => {
    const until = partableUntil(merge.at);
    const reason = `ly-do-${merge.id}`;
    return (
      <Inset key={merge.id} title={vi.mergedFrom(merge.loser.name)}>
        <p>{vi.mergedAt(formatDateTime(merge.at), merge.by_name, merge.by_title)}</p>
        <p>
          {vi.reason}: {merge.reason}
        </p>
        {merge.undone_at ? (
          <p>{vi.undoneBy(merge.undone_by ?? '', merge.undo_reason ?? '')}</p>
        ) : ctx.now() > until ? (
          <p>{vi.partLate(formatDate(localDate(until)))}</p>
        ) : (
          mayKeep(ctx) && (
            <Form action={`${home}/gop/${merge.id}/tach`} class="stack no-print">
              <input type="hidden" name="nguoi" value={props.it.person.id} />
              <TextField
                name={reason}
                label={vi.reason}
                hint={vi.partUntil(formatDate(localDate(until)))}
                value={form.get(reason)}
                error={errorOf(props.errors, reason)}
                maxLength={300}
              />
              <Button look="secondary">{vi.part}</Button>
            </Form>
          )
        )}
      </Inset>
    );
  });
};
