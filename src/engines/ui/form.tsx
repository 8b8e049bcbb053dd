import type { ComponentChildren, VNode } from 'preact';
import { csrfField, onceField } from '#engines/web';
import { useFrame } from './frame.tsx';
import { Icon } from './icon.tsx';

export interface FormProps {
  readonly action: string;
  /** `get` for searches and filters; `post` brings its CSRF field along. */
  readonly method?: 'get' | 'post';
  /** For chosen files without JavaScript. */
  readonly upload?: boolean;
  /** Counted once however often it is sent (`once` of engines/web). */
  readonly once?: boolean;
  readonly class?: string;
  readonly id?: string;
  readonly children: ComponentChildren;
}

/** Every form goes through this one, so that none lacks its hidden fields. */
export function Form(props: FormProps): VNode {
  const method = props.method ?? 'post';
  return (
    <form
      id={props.id}
      action={props.action}
      method={method}
      class={props.class}
      encType={props.upload ? 'multipart/form-data' : undefined}
      noValidate
    >
      {method === 'post' && <Csrf />}
      {props.once && <OnceKey />}
      {props.children}
    </form>
  );
}

export function Csrf(): VNode {
  return <input type="hidden" name={csrfField} value={useFrame().csrf} />;
}

function OnceKey(): VNode {
  return <input type="hidden" name={onceField} value={useFrame().onceKey} />;
}

export interface ButtonProps {
  /** One primary button a page; `plain` looks like a link; `danger` for what cannot be taken back. */
  readonly look?: 'primary' | 'secondary' | 'plain' | 'danger';
  readonly icon?: string;
  readonly name?: string;
  readonly value?: string;
  /** The id of a form elsewhere on the page. */
  readonly form?: string;
  /** One letter; the page says which. */
  readonly accessKey?: string;
  readonly children: ComponentChildren;
}

export function Button(props: ButtonProps): VNode {
  return (
    <button
      type="submit"
      class={`button button-${props.look ?? 'primary'}`}
      name={props.name}
      value={props.value}
      form={props.form}
      // biome-ignore lint/a11y/noAccessKey: officers work through queues without a mouse
      accessKey={props.accessKey}
    >
      {props.icon && <Icon name={props.icon} />}
      <span>{props.children}</span>
    </button>
  );
}

export interface LinkButtonProps {
  readonly href: string;
  readonly look?: 'primary' | 'secondary' | 'plain';
  readonly icon?: string;
  readonly accessKey?: string;
  readonly children: ComponentChildren;
}

export function LinkButton(props: LinkButtonProps): VNode {
  return (
    <a
      class={`button button-${props.look ?? 'primary'}`}
      href={props.href}
      // biome-ignore lint/a11y/noAccessKey: officers work through queues without a mouse
      accessKey={props.accessKey}
    >
      {props.icon && <Icon name={props.icon} />}
      <span>{props.children}</span>
    </a>
  );
}

/** Buttons side by side, stacked on a phone. */
export function Buttons(props: { readonly children: ComponentChildren }): VNode {
  return <div class="buttons">{props.children}</div>;
}
