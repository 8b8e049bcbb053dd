import { type ComponentChildren, createContext, type VNode } from 'preact';
import { useContext } from 'preact/hooks';
import type { Frame } from '#engines/web';

const FrameContext = createContext<Frame | undefined>(undefined);

/** Gives every component below the frame of its page, so that forms find their CSRF field by themselves. */
export function WithFrame(props: { readonly frame: Frame; readonly children: ComponentChildren }): VNode {
  return <FrameContext.Provider value={props.frame}>{props.children}</FrameContext.Provider>;
}

export function useFrame(): Frame {
  const frame = useContext(FrameContext);
  if (!frame) throw new Error('this component belongs inside CitizenPage or OfficerPage');
  return frame;
}
