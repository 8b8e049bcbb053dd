import type { VNode } from 'preact';
import { formatDateTime } from '#engines/calendar';
import { Button, Details, Form, Inset, LinkButton, OfficerPage, TextField } from '#engines/ui';
import type { Exchange } from '#engines/web';
import { standingOf } from '../actions/at-hand.ts';
import { actsOpen, nextActOf, type OfficerAct, permissionsFor, type Turn } from '../dossier.ts';
import type { WholeDossier } from '../look.ts';
import { vi as refusals } from '../vi.ts';
import { ActForm, type CameBack, keys } from './act-forms.tsx';
import { StateTag, TimingTag } from './case-table.tsx';
import type { NextInQueue } from './next-in-queue.ts';
import { labelsOf, type PostName } from './post-names.ts';
import type { Moments } from './queues.ts';
import {
  Answers,
  Clock,
  Facts,
  History,
  Messages,
  Papers,
  Persons,
  Results,
  Supplements,
} from './sections.tsx';
import { vi } from './vi.ts';

export interface DossierPageProps {
  readonly exchange: Exchange;
  readonly whole: WholeDossier;
  readonly at: Moments;
  readonly posts: readonly PostName[];
  readonly onward?: NextInQueue;
  readonly back?: CameBack;
  readonly revealed: boolean;
  readonly print?: boolean;
}

/** Where an officer reads a dossier and acts on it: the next act first, then everything there is to know. */
export function DossierPage(props: DossierPageProps): VNode {
  const { exchange, whole, at, print } = props;
  const { c } = whole;
  return (
    <OfficerPage
      exchange={exchange}
      title={`${c.title}: ${c.subject_name}`}
      caption={c.number}
      back={print ? undefined : { href: '/can-bo', label: vi.back }}
      hasErrors={props.back !== undefined}
      aside={
        <>
          <StateTag state={c.state} /> <TimingTag c={c} at={at} />
          {!print && (
            <LinkButton look="plain" icon="printer" href={`/can-bo/ho-so/${c.number}/in`}>
              {vi.print}
            </LinkButton>
          )}
        </>
      }
    >
      {print ? <p class="hint">{vi.printNow(formatDateTime(at.now))}</p> : <Acts {...props} />}
      {whole.warnings.length > 0 && (
        <Inset tone="warning" title={vi.warnings}>
          {whole.warnings.map((warning) => (
            <p key={warning}>{warning}</p>
          ))}
        </Inset>
      )}
      <Facts whole={whole} posts={props.posts} />
      <Clock whole={whole} />
      <Answers whole={whole} />
      <Papers whole={whole} />
      <Results whole={whole} />
      <Supplements whole={whole} />
      {!print && <Register {...props} />}
      <Messages whole={whole} canSay={!print} />
      <History whole={whole} posts={props.posts} />
    </OfficerPage>
  );
}

function Acts({ exchange, whole, posts, back, onward }: DossierPageProps): VNode {
  const { actor } = exchange.ctx;
  const granted = (act: OfficerAct) =>
    actor.kind === 'officer' && permissionsFor[act].some((p) => actor.permissions.has(p));
  const standing = standingOf(whole.c, whole.d);
  const open = actsOpen(standing).filter(granted);
  const post = actor.kind === 'officer' ? actor.postId : '';
  const next = nextActOf(open, standing, whole.c.assignee_post_id, post);
  const others = open.filter((act) => act !== next);
  // Worth taking over only by somebody who could do what it waits for.
  const mayClaim =
    open.includes('assign') &&
    whole.c.assignee_post_id !== post &&
    nextActOf(open, standing, null, post) !== undefined;
  const stale = back && !open.includes(back.act) ? back : undefined;
  return (
    <section class="acts" aria-label={vi.nextAct}>
      {stale && (
        <Inset tone="danger" title={vi.changedTitle}>
          {stale.errors.map((error) => (
            <p key={error.message}>{error.message}</p>
          ))}
          <Typed back={stale} />
        </Inset>
      )}
      {next ? (
        <>
          <h2>{vi.nextAct}</h2>
          <ActForm act={next} whole={whole} posts={posts} back={back} prominent />
        </>
      ) : (
        <WaitsFor whole={whole} posts={posts} mayElse={others.length > 0} />
      )}
      {mayClaim && (
        <Form action={`/can-bo/ho-so/${whole.c.number}/nhan-ve-toi`}>
          <input type="hidden" name="version" value={String(whole.c.version)} />
          <Button look="secondary" icon="user-check">
            {vi.claim}
          </Button>
        </Form>
      )}
      {onward && <Onward onward={onward} isFirst={!next} />}
      {others.length > 0 && <h2>{vi.otherActs}</h2>}
      {others.map((act) => (
        <ActForm key={act} act={act} whole={whole} posts={posts} back={back} />
      ))}
      <p class="hint keys">
        {vi.keys(
          [
            next && vi.key(keys.next, vi.acts[next].button),
            others.includes('request-supplement') &&
              vi.key(keys.supplement, vi.acts['request-supplement'].button),
            onward && vi.key(keys.onward, vi.onward),
          ].filter((line) => typeof line === 'string'),
        )}
      </p>
    </section>
  );
}

/** The way on through her own group, so that a morning's dossiers are done one after the other. */
function Onward(props: { readonly onward: NextInQueue; readonly isFirst: boolean }): VNode {
  const { slug, number } = props.onward;
  const name = vi.queueNames[slug];
  return (
    <p>
      <LinkButton
        href={number ? `/can-bo/ho-so/${number}` : `/can-bo?muc=${slug}`}
        look={props.isFirst && number ? 'primary' : 'secondary'}
        icon={number ? 'arrow-right' : 'list-check'}
        accessKey={keys.onward}
      >
        {number ? vi.nextOf(name) : vi.queueEmpty(name)}
      </LinkButton>
    </p>
  );
}

/** Nothing for this officer to do now: whom it waits for, by name where it is given to one. */
function WaitsFor({
  whole,
  posts,
  mayElse,
}: Pick<DossierPageProps, 'whole' | 'posts'> & { readonly mayElse: boolean }): VNode {
  const turn = whole.c.facet3 as Turn | null;
  const holder = whole.c.assignee_post_id ? labelsOf(posts).get(whole.c.assignee_post_id) : undefined;
  if (!turn || whole.c.ended_at) return <p>{vi.nothingToDo}</p>;
  const isTheirs = turn === 'citizen' || turn === 'system';
  return (
    <Inset tone="neutral" title={vi.turn(refusals.turns[turn])}>
      {holder && !isTheirs && <p>{vi.heldBy(holder)}</p>}
      <p>{mayElse ? vi.notYours : vi.nothingToDo}</p>
    </Inset>
  );
}

/** Words typed into an act that another officer has made impossible meanwhile: not lost, to be copied. */
function Typed({ back }: { readonly back: CameBack }): VNode | null {
  const kept = ['reason', 'items', 'proposal', 'note'].map(back.typed).filter(Boolean);
  if (kept.length === 0) return null;
  return (
    <blockquote>
      {kept.map((words) => (
        <p key={words}>{words}</p>
      ))}
    </blockquote>
  );
}

/** The population record: masked until an officer says why she needs it whole, and the person can see that. */
function Register({ exchange, whole, revealed }: DossierPageProps): VNode | null {
  const { actor } = exchange.ctx;
  if (whole.persons.length === 0 || actor.kind !== 'officer' || !actor.permissions.has('people.see'))
    return null;
  return (
    <section>
      <h2>{vi.person}</h2>
      <Persons whole={whole} revealed={revealed} />
      {revealed ? (
        <Inset tone="warning">
          <p>{vi.revealed}</p>
        </Inset>
      ) : (
        <Details summary={vi.reveal}>
          <p class="hint">{vi.personHelp}</p>
          <Form action={`/can-bo/ho-so/${whole.c.number}/xem-day-du`}>
            <TextField name="purpose" label={vi.revealPurpose} />
            <Button look="secondary" icon="eye">
              {vi.reveal}
            </Button>
          </Form>
        </Details>
      )}
    </section>
  );
}
