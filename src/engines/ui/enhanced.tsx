import type { ComponentChildren, VNode } from 'preact';
import { useFrame } from './frame.tsx';

/**
 * A part of the page that a script improves. The children are what everyone gets; `src/.../islands/NAME.tsx`
 * (or a folder's `island.tsx`, named like the folder) exports either `mount(element, props)` or a Preact
 * component `Island`, which takes the children's place. `csrf` comes along in its props.
 */
export function Island(props: {
  readonly name: string;
  readonly props?: Readonly<Record<string, unknown>>;
  readonly children?: ComponentChildren;
}): VNode {
  const { assets, csrf } = useFrame();
  return (
    <>
      <div data-island={props.name} data-props={JSON.stringify({ csrf, ...props.props })}>
        {props.children}
      </div>
      <script type="module" src={assets.url(`island/${props.name}.js`)} />
    </>
  );
}
