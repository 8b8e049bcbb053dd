import type { ComponentChildren } from 'preact';
import { ErrorSummary, type FieldMistake, OfficerPage, Tabs } from '#engines/ui';
import type { Exchange } from '#engines/web';
import { vi } from './vi.ts';

export const home = '/can-bo/quan-tri/thiet-lap';
export const steps = [
  { href: home, label: vi.steps.contact },
  { href: `${home}/vi-tri`, label: vi.steps.posts },
  { href: `${home}/tin-nhan`, label: vi.steps.messages },
  { href: `${home}/san-sang`, label: vi.steps.ready },
] as const;

/** One of the four steps, with the way to the others. */
export function SetupPage(props: {
  readonly exchange: Exchange;
  readonly step: 0 | 1 | 2 | 3;
  readonly errors?: readonly FieldMistake[];
  readonly children: ComponentChildren;
}) {
  const { errors = [], step, exchange } = props;
  return (
    <OfficerPage
      exchange={exchange}
      title={steps[step].label}
      caption={vi.steps.title}
      back={{ href: '/can-bo/quan-tri' }}
      hasErrors={errors.length > 0}
    >
      <Tabs
        label={vi.steps.label}
        items={steps.map((one, i) => ({ ...one, label: `${i + 1}. ${one.label}`, current: i === step }))}
      />
      <ErrorSummary errors={errors} />
      {props.children}
    </OfficerPage>
  );
}
