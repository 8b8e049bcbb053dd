import type { VNode } from 'preact';
import { errorOf, Inset, Radios } from '#engines/ui';
import { type Answer, page } from '#engines/web';
import { caseHolding, casesOffered } from '../draft.ts';
import { saveDraft } from '../draft-actions.ts';
import { keptMarkIn } from './keeper.tsx';
import { limitInWords } from './limit-words.ts';
import { ScreenPage } from './screen-page.tsx';
import { vi } from './vi.ts';
import { onward, type Place } from './wizard.ts';

export const showCase = (place: Place): Answer => page(<CasePage {...place} />);

export async function saveCase(place: Place): Promise<Answer> {
  const { ctx, form } = place.exchange;
  const chosen = casesOffered(place.open.version.definition).find((c) => c.id === form.get('case'));
  if (!chosen && !form.has('later')) return page(<CasePage {...place} missing />, 422);
  const draft = await saveDraft(ctx, place.open.draft.id, () => ({
    caseChoice: chosen?.id,
    keptMark: keptMarkIn(place.exchange),
  }));
  return onward(place, { ...place.open, draft });
}

/** The limit belongs to the case, so each says how long it takes. */
function CasePage(props: Place & { readonly missing?: boolean }): VNode {
  const { definition } = props.open.version;
  const errors = props.missing ? [{ field: 'case', message: vi.wizard.caseMissing }] : [];
  return (
    <ScreenPage {...props} screen={props.screen.id} title={vi.wizard.caseTitle} errors={errors}>
      <Inset>{vi.wizard.caseHelp}</Inset>
      <Radios
        name="case"
        label={vi.wizard.caseLabel}
        error={errorOf(errors, 'case')}
        value={caseHolding(definition, props.open.draft)?.id}
        options={casesOffered(definition).map((c) => ({
          value: c.id,
          label: c.label,
          hint: [c.help, limitInWords(c.limit)].filter(Boolean).join(' '),
        }))}
      />
    </ScreenPage>
  );
}
