import type { ComponentChildren, VNode } from 'preact';
import type { PostedForm } from '#engines/forms';

/** Posts to us instead of to the server. */
export function Form(props: {
  readonly submit: (form: PostedForm) => void;
  readonly change?: (form: PostedForm) => void;
  readonly children: ComponentChildren;
}): VNode {
  const posted = (element: EventTarget | null): PostedForm => {
    const data = new FormData(element as HTMLFormElement);
    const all = (name: string) => data.getAll(name).map((value) => String(value).normalize('NFC').trim());
    return { get: (name) => all(name)[0] ?? '', all, has: (name) => data.has(name) };
  };
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        props.submit(posted(event.currentTarget));
      }}
      onChange={(event) => props.change?.(posted(event.currentTarget))}
    >
      {props.children}
    </form>
  );
}
