import { levelOf, reaches, requireAccount } from '#engines/access';
import { as, tx } from '#engines/database';
import { Button, Cards, CitizenPage, Form, LinkButton } from '#engines/ui';
import { type Answer, type Exchange, page, type Route, route, signedIn } from '#engines/web';
import { collect, ownBundle } from './bundle.ts';
import { ProveFirst } from './request-parts.tsx';
import { vi } from './vi/index.ts';

const words = vi.profile;

/** What is kept of me, where it came from, why, and what I may do about each. */
async function show(exchange: Exchange): Promise<Answer> {
  const { ctx } = exchange;
  const self = requireAccount(ctx);
  const herself = as(ctx, { ...self, scope: { units: [], fields: null, persons: [self.personId] } });
  const held = await tx(herself, async (t) => {
    await t.look({ persons: [self.personId], purpose: 'own-page' });
    return collect(herself, t, self.personId);
  });
  const isProven = reaches(levelOf(self), 'data-requests');
  return page(
    <CitizenPage exchange={exchange} title={words.title} back={{ href: '/toi' }}>
      <p class="lead">{words.lead}</p>
      <Cards
        level={2}
        shape="list"
        items={held.map(({ holding, records }) => ({
          title: `${holding.title} (${words.records(records.length)})`,
          text: words.about(holding.origin, holding.keptBecause),
          icon: holding.keptBecause ? 'lock' : 'trash',
        }))}
      />
      <section class="stack">
        <h2>{words.download}</h2>
        <p>{words.downloadText}</p>
        {isProven ? (
          <Form action="/toi/du-lieu/tai-ve">
            <Button icon="download">{words.download}</Button>
          </Form>
        ) : (
          <ProveFirst />
        )}
      </section>
      <section class="stack">
        <h2>{words.change}</h2>
        <Cards
          shape="list"
          items={[
            { href: '/toi', title: words.changeList.phone, icon: 'device-mobile' },
            { href: '/toi/dong-y', title: words.changeList.consents, icon: 'checks' },
            { href: '/toi/lam-thay', title: words.changeList.mandates, icon: 'users' },
          ]}
        />
      </section>
      <section class="stack">
        <h2>{words.correct}</h2>
        <p>{words.correctText}</p>
        <LinkButton look="secondary" href="/toi/yeu-cau/moi?quyen=correct" icon="pencil">
          {words.correctLink}
        </LinkButton>
        <LinkButton look="secondary" href="/toi/yeu-cau" icon="message">
          {words.ask}
        </LinkButton>
        <p class="hint">{words.contact}</p>
      </section>
    </CitizenPage>,
  );
}

export const profileRoutes: Route[] = [
  route({ method: 'GET', url: '/toi/du-lieu', who: signedIn, sample: {}, handler: show }),
  route({
    method: 'POST',
    url: '/toi/du-lieu/tai-ve',
    who: signedIn,
    sample: {},
    async handler({ ctx }) {
      const bytes = await ownBundle(ctx);
      const name = 'du-lieu-cua-toi.zip';
      return { kind: 'file', stream: bytes, type: 'application/zip', name, length: bytes.length };
    },
  }),
];
