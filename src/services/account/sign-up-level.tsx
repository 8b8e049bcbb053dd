import { type Ability, abilities, type IdentityLevel, levelOf, proofsOf, reaches } from '#engines/access';
import { formatDate } from '#engines/calendar';
import { CitizenPage, Inset, LinkButton, Tag } from '#engines/ui';
import { type Answer, citizen, type Exchange, page, type Route, route } from '#engines/web';
import { vi } from './vi/sign-up.ts';
import { vneidLinkPath, vneidOffered } from './vneid.ts';

export const levelPath = '/toi/muc-xac-thuc';

/** How far it is proven who she is, what that opens, and what to do to be able to do more. */
async function show(exchange: Exchange): Promise<Answer> {
  const { actor, ctx } = exchange;
  if (actor.kind !== 'citizen') throw new Error('the route admits citizens only');
  const level = levelOf(actor);
  const [proof] = await proofsOf(ctx.db, actor.accountId);
  const all = Object.keys(abilities) as Ability[];
  const can = all.filter((ability) => reaches(level, ability));
  const cannot = all.filter((ability) => !reaches(level, ability));
  return page(
    <CitizenPage exchange={exchange} title={vi.level.title} back={{ href: '/toi' }}>
      <p class="lead">
        {vi.level.now}: <Tag colour={level === 'unproven' ? 'amber' : 'green'}>{vi.level.names[level]}</Tag>
      </p>
      {proof && <p>{vi.level.since(vi.level.hows[proof.how] ?? '', formatDate(proof.at))}</p>}
      <p class="hint">{vi.level.session[level]}</p>
      <List title={vi.level.can} items={can} />
      {cannot.length > 0 && <List title={vi.level.cannot} items={cannot} />}
      <Next level={level} />
    </CitizenPage>,
  );
}

const List = ({ title, items }: { readonly title: string; readonly items: readonly Ability[] }) => (
  <section class="stack">
    <h2>{title}</h2>
    <ul>
      {items.map((ability) => (
        <li key={ability}>{vi.level.abilities[ability]}</li>
      ))}
    </ul>
  </section>
);

function Next({ level }: { readonly level: IdentityLevel }) {
  if (level === 'vneid') return <p>{vi.level.all}</p>;
  return (
    <Inset title={vi.level.next}>
      {level === 'unproven' && <p>{vi.level.nextCounter}</p>}
      {vneidOffered() && (
        <>
          <p>{vi.level.nextVneid}</p>
          <LinkButton href={vneidLinkPath} look="secondary" icon="shield-check">
            {vi.level.vneidLink}
          </LinkButton>
        </>
      )}
      {level === 'counter' && !vneidOffered() && <p>{vi.level.enough}</p>}
    </Inset>
  );
}

export const levelRoutes: Route[] = [
  route({ method: 'GET', url: levelPath, who: citizen, sample: {}, handler: show }),
];
