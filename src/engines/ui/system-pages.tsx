import type { VNode } from 'preact';
import type { Frame, PageProblem, Repost, SystemPages } from '#engines/web';
import { Button, Csrf, Form, LinkButton } from './form.tsx';
import { CitizenPage } from './page.tsx';
import { vi } from './vi.ts';

/** The server's own pages, handed to `createServer`. */
export const systemPages: SystemPages = {
  problem: (frame, problem) => <ProblemPage frame={frame} problem={problem} />,
  unavailable: (frame, retry, message) => (
    <CitizenPage exchange={frame} title={vi.unavailableTitle}>
      <p class="lead">{message ?? vi.unavailableText}</p>
      {retry ? (
        <Resend repost={retry} label={vi.retry} />
      ) : (
        <LinkButton href={frame.path} icon="refresh">
          {vi.retry}
        </LinkButton>
      )}
    </CitizenPage>
  ),
  resume: (frame, kept) => (
    <CitizenPage exchange={frame} title={vi.resumeTitle}>
      <p class="lead">{vi.resumeText}</p>
      <Resend repost={kept} label={vi.resend} withCsrf />
    </CitizenPage>
  ),
  offline: (frame) => (
    <CitizenPage exchange={frame} title={vi.offlineTitle}>
      <p class="lead">{vi.offlineText}</p>
      <Form action="" method="get">
        <Button icon="refresh">{vi.retry}</Button>
      </Form>
    </CitizenPage>
  ),
};

function ProblemPage(props: { readonly frame: Frame; readonly problem: PageProblem }): VNode {
  const { problem } = props;
  return (
    <CitizenPage exchange={props.frame} title={problem.title}>
      <p class="lead">{problem.message}</p>
      {problem.reference && (
        <p>
          {vi.reference}: <output class="code">{problem.reference}</output>
        </p>
      )}
      <LinkButton href="/" look="secondary" icon="home">
        {vi.home}
      </LinkButton>
    </CitizenPage>
  );
}

function Resend(props: {
  readonly repost: Repost;
  readonly label: string;
  readonly withCsrf?: boolean;
}): VNode {
  return (
    <form method="post" action={props.repost.action}>
      {props.withCsrf && <Csrf />}
      {props.repost.fields.map(([name, value], i) => (
        <input key={i} type="hidden" name={name} value={value} />
      ))}
      <Button icon="refresh">{props.label}</Button>
    </form>
  );
}
