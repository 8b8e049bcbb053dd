import { may, requirePermission } from '#engines/access';
import { fold } from '#engines/search';
import {
  Button,
  Buttons,
  EmptyState,
  ErrorSummary,
  errorOf,
  type FieldMistake,
  FilterBar,
  Form,
  OfficerPage,
  Table,
  TextArea,
  TextField,
} from '#engines/ui';
import { type Answer, type Exchange, page, redirect } from '#engines/web';
import { isList, rewrite, startChange, valueAt } from '#services/changes';
import { findSynonyms } from '../store.ts';
import { home } from './list-page.tsx';
import { vi } from './vi.ts';

export const synonymsHome = `${home}/tu-dong-nghia`;

/** The groups in use, and a new one begun from what somebody searched in vain (`?tu=`). */
export async function showSynonyms(
  exchange: Exchange,
  errors: readonly FieldMistake[] = [],
): Promise<Answer> {
  const { ctx, query } = exchange;
  requirePermission(ctx, 'changes.see');
  const groups = (await ctx.db.many(findSynonyms, {})).map((row) => row.words);
  const asked = fold(query.tim ?? '');
  const shown =
    asked === '' ? groups : groups.filter((words) => words.some((word) => fold(word).includes(asked)));
  return page(
    <OfficerPage
      exchange={exchange}
      title={vi.synonyms.title}
      back={{ href: home, label: vi.versions.back }}
      hasErrors={errors.length > 0}
    >
      <ErrorSummary errors={errors} />
      <p>{vi.synonyms.lead}</p>
      {may(ctx.actor, 'procedures.edit') && <AddGroup words={query.tu ?? ''} error={errorOf(errors, 'tu')} />}
      <FilterBar action={synonymsHome} {...(asked ? { clear: synonymsHome } : {})}>
        <TextField name="tim" label={vi.synonyms.find} type="search" value={query.tim ?? ''} />
      </FilterBar>
      <Table
        caption={vi.synonyms.caption(shown.length)}
        rows={shown}
        rowKey={(words) => words.join('|')}
        empty={<EmptyState title={vi.synonyms.none} icon="list-search" />}
        columns={[{ key: 'words', title: vi.synonyms.group, cell: (words) => words.join(', ') }]}
      />
    </OfficerPage>,
    errors.length > 0 ? 422 : 200,
  );
}

function AddGroup({ words, error }: { readonly words: string; readonly error: string | undefined }) {
  return (
    <>
      <h2>{vi.synonyms.add}</h2>
      <Form action={synonymsHome}>
        <TextArea
          name="tu"
          label={vi.fields.words}
          hint={vi.synonyms.addLead}
          rows={3}
          value={words ? `${words}\n` : ''}
          maxLength={2000}
          error={error}
        />
        <Buttons>
          <Button icon="plus" name="viec" value="them">
            {vi.synonyms.add}
          </Button>
          <Button look="secondary" icon="edit" name="viec" value="sua">
            {vi.synonyms.edit}
          </Button>
          <Button look="secondary" icon="map-pin" name="viec" value="noi-khac">
            {vi.synonyms.elsewhere}
          </Button>
        </Buttons>
      </Form>
    </>
  );
}

/** Goes on with the officer's own draft of the words, with the new group at its end. */
export async function beginSynonyms(exchange: Exchange): Promise<Answer> {
  const { ctx, form } = exchange;
  requirePermission(ctx, 'procedures.edit');
  const act = form.get('viec');
  if (act === 'noi-khac') {
    const id = await startChange(ctx, { kind: 'elsewhere', subject: 'elsewhere' });
    return redirect(`/can-bo/thay-doi/${id}/sua?muc=noi-khac`);
  }
  const words = [
    ...new Set(
      form
        .get('tu')
        .split('\n')
        .map((word) => word.trim()),
    ),
  ].filter((word) => word !== '');
  if (act === 'them' && words.length === 0)
    return showSynonyms(exchange, [{ field: 'tu', message: vi.synonyms.addMissing }]);
  const id = await startChange(ctx, { kind: 'synonyms', subject: 'synonyms' });
  let at = 'tu';
  if (act === 'them')
    await rewrite(ctx, id, (content) => {
      const known = valueAt(content, ['groups']);
      const groups = isList(known) ? known : [];
      at = `tu.groups.${groups.length}`;
      return { content: { groups: [...groups, { words }] } };
    });
  return redirect(`/can-bo/thay-doi/${id}/sua?muc=${at}`);
}
