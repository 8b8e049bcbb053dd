import type { VNode } from 'preact';
import { Island } from './enhanced.tsx';
import { fieldId } from './field-frame.tsx';
import { Icon } from './icon.tsx';
import { vi } from './vi.ts';

interface FileBoxProps {
  readonly name: string;
  readonly label: string;
  readonly error?: string;
  readonly multiple?: boolean;
  readonly optional?: boolean;
  /** «Chụp ảnh hoặc chọn tệp» unless said otherwise. */
  readonly button?: string;
  /** Files are sent with the form: the box then lists what was chosen. */
  readonly listed?: boolean;
}

/**
 * A button in our own words over the browser's file box, which speaks the phone's language. The box itself is
 * only out of sight: it takes the focus, and without scripts it comes back to show what was chosen.
 */
export function FileBox(props: FileBoxProps): VNode {
  const id = fieldId(props.name);
  const notes = [`${id}-hint`, props.error && `${id}-error`].filter(Boolean).join(' ');
  const box = (
    <div class="file-pick">
      <input
        id={id}
        class="file-input"
        type="file"
        name={props.name}
        multiple={props.multiple}
        accept="image/jpeg,image/png,image/webp,application/pdf"
        aria-labelledby={`${id}-label ${id}-button`}
        aria-describedby={notes}
        aria-invalid={props.error ? 'true' : undefined}
      />
      <label class="button button-secondary" for={id} id={`${id}-button`}>
        <Icon name="camera" />
        <span>{props.button ?? vi.chooseFile}</span>
      </label>
      {/* For islands that find a file unfit: an error looks the same from either side. */}
      <template>
        <p class="error" role="alert">
          <Icon name="alert-circle" />
          <span />
        </p>
      </template>
    </div>
  );
  return (
    <div class={props.error ? 'field field-wrong' : 'field'}>
      <p class="label" id={`${id}-label`}>
        {props.label}
        {props.optional && <span class="optional"> {vi.optional}</span>}
      </p>
      <p class="hint" id={`${id}-hint`}>
        {vi.uploadHint}
      </p>
      {props.error && (
        <p class="error" id={`${id}-error`}>
          <Icon name="alert-circle" />
          <span>{props.error}</span>
        </p>
      )}
      {props.listed ? (
        <Island name="chosen-files" props={{}}>
          {box}
        </Island>
      ) : (
        box
      )}
    </div>
  );
}
