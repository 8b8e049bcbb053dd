import { Refusal } from '#engines/database';
import {
  type FieldError,
  type Group,
  itemsOf,
  prefill,
  type Raw,
  readGroup,
  validateGroup,
  withItem,
  withoutItem,
} from '#engines/forms';
import { type Answer, page, redirect } from '#engines/web';
import { answerChecks } from '../answer-checks.ts';
import { shownAnswers } from '../draft.ts';
import { saveDraft } from '../draft-actions.ts';
import { knownFor } from '../draft-known.ts';
import { askedField, GroupPage, ItemsPage, rawOfGroup, seenField } from './group.tsx';
import { keptMarkIn } from './keeper.tsx';
import { screenPath } from './screen-page.tsx';
import { vi } from './vi.ts';
import { onward, type Place } from './wizard.ts';

/** A group's questions, or the list of items of a repeating one. */
export async function showGroup(place: Place, group: Group): Promise<Answer> {
  if (group.repeat) return page(<ItemsPage {...place} group={group} />);
  const { draft, version } = place.open;
  const own = itemsOf(draft.answers, group)[0];
  const proposed = prefill(version.definition.form, await knownFor(place.exchange.ctx, draft), draft.answers);
  const { value, offered } = shownAnswers(own, itemsOf(proposed, group)[0]);
  const raw = rawOfGroup(group, value);
  return page(<GroupPage {...place} group={group} values={value} raw={raw} offered={offered} />);
}

export function showItem(place: Place, group: Group, index: number): Answer {
  const items = itemsOf(place.open.draft.answers, group);
  if (!group.repeat || index > items.length || index >= group.repeat.max) throw noSuchItem();
  const value = items[index] ?? {};
  return page(
    <GroupPage {...place} group={group} values={value} raw={rawOfGroup(group, value)} index={index} />,
  );
}

/** The list of a repeating group is left: it must have as many items as the form asks for. */
export async function leaveItems(place: Place, group: Group): Promise<Answer> {
  const { ctx, form } = place.exchange;
  const { min = 0, item = '' } = group.repeat ?? {};
  const count = itemsOf(place.open.draft.answers, group).length;
  if (count < min && !form.has('later')) {
    return page(<ItemsPage {...place} group={group} error={vi.wizard.tooFew(item, min)} />, 422);
  }
  const draft = await saveDraft(ctx, place.open.draft.id, (now) => ({
    answers: { ...now.answers, [group.id]: itemsOf(now.answers, group) },
  }));
  return onward(place, { ...place.open, draft });
}

/**
 * Saves what was typed. Questions that her answers have just made necessary are asked before they are
 * errors; warnings stop her once; "later" keeps whatever was understood and stops her never.
 */
export async function saveGroup(place: Place, group: Group, index?: number): Promise<Answer> {
  const { exchange, open } = place;
  const { ctx, form } = exchange;
  const definition = open.version.definition.form;
  const raw = readGroup(group, form);
  const checked = validateGroup(definition, group.id, raw, open.draft.answers, index, answerChecks(ctx));
  const { value, warnings } = checked;
  if (!form.has('later')) {
    const asked = new Set(form.get(askedField).split(' '));
    const isNew = (error: FieldError) => !asked.has(error.field) && form.has(askedField);
    const errors = checked.errors.filter((error) => !isNew(error));
    const more = checked.errors.filter(isNew).map((error) => error.field);
    const seen = new Set(form.get(seenField).split(' '));
    const fresh = warnings.some((warning) => !seen.has(warning.field));
    const shown = { ...value, ...typedValues(group, raw, checked.errors) };
    if (errors.length > 0 || more.length > 0 || fresh) {
      const again = { ...place, group, values: shown, raw, errors, more, index };
      return page(<GroupPage {...again} warnings={warnings} />, 422);
    }
  }
  const draft = await saveDraft(ctx, open.draft.id, (now) => ({
    answers: withItem(now.answers, group, value, index),
    keptMark: keptMarkIn(exchange),
  }));
  if (index === undefined || form.has('later')) return onward(place, { ...open, draft });
  return redirect(screenPath(draft.id, group.id));
}

export async function removeItem(place: Place, group: Group, index: number): Promise<Answer> {
  const { ctx } = place.exchange;
  await saveDraft(ctx, place.open.draft.id, (now) => ({ answers: withoutItem(now.answers, group, index) }));
  return redirect(screenPath(place.open.draft.id, group.id), vi.wizard.removed);
}

/** An item's number as it stands in an address. */
export function indexFrom(text: string | undefined): number {
  const index = Number(text);
  if (!/^\d{1,3}$/.test(text ?? '')) throw noSuchItem();
  return index;
}

// What has an error still decides which other questions show: a box does not vanish while it is corrected.
function typedValues(group: Group, raw: Raw, errors: readonly FieldError[]) {
  const wrong = new Set(errors.map((error) => error.field));
  return Object.fromEntries(
    group.fields.flatMap((field) => {
      const typed = raw[field.id];
      return wrong.has(field.id) && typeof typed === 'string' && typed !== '' ? [[field.id, typed]] : [];
    }),
  );
}

const noSuchItem = () => new Refusal('missing', 'draft.no-such-item', vi.refusals.noScreen);
