import type { ComponentChildren, VNode } from 'preact';
import { Button, Buttons, CitizenPage, ErrorSummary, type FieldMistake, Form, Steps } from '#engines/ui';
import type { Exchange } from '#engines/web';
import { progressAt, type Screen, screenBefore } from '../draft.ts';
import type { OpenDraft } from '../draft-actions.ts';
import { Keeper } from './keeper.tsx';
import { vi } from './vi.ts';

export interface ScreenPageProps {
  readonly exchange: Exchange;
  readonly open: OpenDraft;
  readonly screens: readonly Screen[];
  readonly screen: string;
  readonly title: string;
  readonly errors?: readonly FieldMistake[];
  /** Where the form goes; the screen's own address unless said otherwise. */
  readonly action?: string;
  readonly back?: string;
  /** Hidden fields of the form. */
  readonly hidden?: Readonly<Record<string, string>>;
  /** False when nothing is typed on it that could be lost. */
  readonly keeps?: boolean;
  readonly children?: ComponentChildren;
  /** Above and below the form: forms of their own. */
  readonly before?: ComponentChildren;
  readonly after?: ComponentChildren;
}

export const screenPath = (draftId: string, screen: string, index?: number | string): string =>
  `/nop/${draftId}/${screen}${index === undefined ? '' : `/${index}`}`;

/** One screen of the wizard: where she is, one question group, one button forward, the way back. */
export function ScreenPage(props: ScreenPageProps): VNode {
  const { exchange, open, screens, screen, title } = props;
  const { position, total } = progressAt(screens, screen);
  const errors = props.errors ?? [];
  return (
    <CitizenPage
      exchange={exchange}
      title={title}
      heading={false}
      hasErrors={errors.length > 0}
      back={{ href: props.back ?? backOf(open, screens, screen), label: vi.wizard.back }}
    >
      <Steps step={position} steps={total} label={open.version.plain_name} />
      <ErrorSummary errors={errors} />
      <h1>{title}</h1>
      {props.before}
      <Form action={props.action ?? screenPath(open.draft.id, screen)}>
        {Object.entries(props.hidden ?? {}).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {props.keeps !== false && (
          <Keeper exchange={exchange} draft={open.draft} screen={screen} title={title} />
        )}
        {props.children}
        <Buttons>
          <Button icon="arrow-right">{vi.wizard.next}</Button>
          <Button look="secondary" name="later" value="yes">
            {vi.wizard.later}
          </Button>
        </Buttons>
      </Form>
      {props.after}
    </CitizenPage>
  );
}

function backOf(open: OpenDraft, screens: readonly Screen[], screen: string): string {
  const before = screenBefore(screens, screen);
  return before ? screenPath(open.draft.id, before.id) : `/nop/${open.version.code}`;
}
