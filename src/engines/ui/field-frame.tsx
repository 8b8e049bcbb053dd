import type { ComponentChildren, VNode } from 'preact';
import { Icon } from './icon.tsx';
import { vi } from './vi.ts';

export interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** The sentence that says what to do; also in the page's ErrorSummary. */
  readonly error?: string;
  /** Does not stop the person; shown in amber. */
  readonly warning?: string;
  readonly optional?: boolean;
  /** The field is the page's only question: its label is drawn as the heading. */
  readonly isHeading?: boolean;
}

/** The address of a field, for error summaries: `#f-name`. Set where the first error is, it takes focus. */
export const fieldId = (name: string): string => `f-${name.replace(/[^A-Za-z0-9_-]/g, '-')}`;

export const idOf = (props: { readonly name: string }) => fieldId(props.name);

export function Field(props: FieldProps & { readonly children: ComponentChildren }): VNode {
  return (
    <div class={props.error ? 'field field-wrong' : 'field'}>
      <label class={props.isHeading ? 'label label-heading' : 'label'} for={idOf(props)}>
        <Words {...props} />
      </label>
      <Notes {...props} />
      {props.children}
    </div>
  );
}

export function Fieldset(props: FieldProps & { readonly children: ComponentChildren }): VNode {
  return (
    <fieldset class={props.error ? 'field field-wrong' : 'field'} aria-describedby={noteIds(props)}>
      <legend class={props.isHeading ? 'label label-heading' : 'label'}>
        <Words {...props} />
      </legend>
      <Notes {...props} />
      {props.children}
    </fieldset>
  );
}

function Words(props: FieldProps): VNode {
  return (
    <>
      {props.label}
      {props.optional && <span class="optional"> {vi.optional}</span>}
    </>
  );
}

function Notes(props: FieldProps): VNode {
  const id = idOf(props);
  return (
    <>
      {props.hint && (
        <p class="hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
      {props.error && (
        <p class="error" id={`${id}-error`}>
          <Icon name="alert-circle" />
          <span>{props.error}</span>
        </p>
      )}
      {props.warning && (
        <p class="warning" id={`${id}-warning`}>
          <Icon name="alert-triangle" />
          <span>{props.warning}</span>
        </p>
      )}
    </>
  );
}

export function described(props: FieldProps) {
  return {
    id: idOf(props),
    'aria-describedby': noteIds(props),
    'aria-invalid': props.error ? ('true' as const) : undefined,
  };
}

function noteIds(props: FieldProps): string | undefined {
  const id = idOf(props);
  const ids = [props.hint && `${id}-hint`, props.error && `${id}-error`, props.warning && `${id}-warning`];
  return ids.filter(Boolean).join(' ') || undefined;
}
