import type { VNode } from 'preact';
import {
  type FieldError,
  type Group,
  type GroupAnswers,
  itemsOf,
  type Raw,
  rawOf,
  visibleFields,
} from '#engines/forms';
import { Button, Buttons, Cards, Form, Inset, LinkButton } from '#engines/ui';
import type { Exchange } from '#engines/web';
import { Question } from '#services/procedures';
import { itemTitle, type Screen } from '../draft.ts';
import type { OpenDraft } from '../draft-actions.ts';
import { ScreenPage, screenPath } from './screen-page.tsx';
import { vi } from './vi.ts';

export interface GroupPageProps {
  readonly exchange: Exchange;
  readonly open: OpenDraft;
  readonly screens: readonly Screen[];
  readonly group: Group;
  /** What the boxes hold: understood answers decide which questions show, `raw` is as typed. */
  readonly values: GroupAnswers;
  readonly raw: Raw;
  /** Fields whose value comes from the register. */
  readonly offered?: readonly string[];
  readonly errors?: readonly FieldError[];
  readonly warnings?: readonly FieldError[];
  /** Questions that her answers have just made necessary. */
  readonly more?: readonly string[];
  /** The item of a repeating group; its number of items is a new one. */
  readonly index?: number;
}

/** Names of the questions on the page: a question that was not shown is asked before it is an error. */
export const askedField = 'asked';
/** The warnings that she has seen: the same ones do not stop her twice. */
export const seenField = 'seen';

/** The questions of one group. */
export function GroupPage(props: GroupPageProps): VNode {
  const { exchange, open, screens, group, values, raw, index } = props;
  const { draft, version } = open;
  const fields = visibleFields(version.definition.form, draft.answers, group, values);
  const message = (list: readonly FieldError[] | undefined, id: string) =>
    list?.find((entry) => entry.field === id)?.message;
  const offered = props.offered ?? [];
  return (
    <ScreenPage
      exchange={exchange}
      open={open}
      screens={screens}
      screen={group.id}
      title={titleOf(props)}
      errors={props.errors}
      hidden={{
        [askedField]: fields.map((field) => field.id).join(' '),
        [seenField]: (props.warnings ?? []).map((warning) => warning.field).join(' '),
      }}
      action={screenPath(draft.id, group.id, index)}
      back={index === undefined ? undefined : screenPath(draft.id, group.id)}
      after={
        index !== undefined &&
        index < itemsOf(draft.answers, group).length && (
          <RemoveItem draftId={draft.id} group={group} index={index} />
        )
      }
    >
      {group.help && <p>{group.help}</p>}
      {offered.length > 0 && <Inset tone="info">{vi.wizard.fromRecordAll}</Inset>}
      {(props.more?.length ?? 0) > 0 && <Inset tone="info">{vi.wizard.moreQuestions}</Inset>}
      {(props.warnings?.length ?? 0) > 0 && <Inset tone="warning">{vi.wizard.warnings}</Inset>}
      {fields.map((field) => (
        <Question
          key={field.id}
          field={field}
          raw={raw}
          error={message(props.errors, field.id)}
          warning={message(props.warnings, field.id)}
          fromRecord={offered.includes(field.id)}
          isNew={props.more?.includes(field.id)}
        />
      ))}
    </ScreenPage>
  );
}

const titleOf = ({ group, index }: GroupPageProps) =>
  index === undefined || !group.repeat
    ? group.title
    : `${group.repeat.item.charAt(0).toUpperCase()}${group.repeat.item.slice(1)} ${index + 1}`;

/** What the boxes of a group hold, given understood answers. */
export const rawOfGroup = (group: Group, values: GroupAnswers): Raw =>
  Object.fromEntries(group.fields.map((field) => [field.id, rawOf(field, values[field.id])]));

/** The items of a repeating group: change one, take one away, add one, or go on. */
export function ItemsPage(props: {
  readonly exchange: Exchange;
  readonly open: OpenDraft;
  readonly screens: readonly Screen[];
  readonly group: Group;
  readonly error?: string;
}): VNode {
  const { exchange, open, screens, group } = props;
  const { draft } = open;
  const items = itemsOf(draft.answers, group);
  const { item = '', min = 0, max = 1 } = group.repeat ?? {};
  return (
    <ScreenPage
      exchange={exchange}
      open={open}
      screens={screens}
      screen={group.id}
      title={group.title}
      keeps={false}
      errors={props.error ? [{ field: 'items', message: props.error }] : []}
    >
      {group.help && <p>{group.help}</p>}
      <div id="f-items">
        {items.length === 0 ? (
          <p>
            {vi.wizard.none(item)} {min === 0 && vi.wizard.noneNeeded(item)}
          </p>
        ) : (
          <Cards
            level={2}
            shape="list"
            items={items.map((answers, i) => ({
              href: screenPath(draft.id, group.id, i),
              title: itemTitle(group, answers) || `${item} ${i + 1}`,
              text: vi.wizard.edit(item),
            }))}
          />
        )}
      </div>
      {items.length < max && (
        <p>
          <LinkButton href={screenPath(draft.id, group.id, items.length)} look="secondary" icon="plus">
            {vi.wizard.add(item)}
          </LinkButton>
        </p>
      )}
    </ScreenPage>
  );
}

/** Takes an item away; its own form, below the item's questions. */
function RemoveItem(props: {
  readonly draftId: string;
  readonly group: Group;
  readonly index: number;
}): VNode {
  return (
    <Form action={`${screenPath(props.draftId, props.group.id, props.index)}/xoa`}>
      <Buttons>
        <Button look="plain" icon="trash">
          {vi.wizard.remove(props.group.repeat?.item ?? '')}
        </Button>
      </Buttons>
    </Form>
  );
}
