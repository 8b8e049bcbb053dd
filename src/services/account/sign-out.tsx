import { closeSession } from '#engines/access';
import { anyone as nobody, tx } from '#engines/database';
import { Button, Buttons, CitizenPage, Form, Island, LinkButton } from '#engines/ui';
import { type Answer, anyone, type Exchange, page, type Route, route } from '#engines/web';
import { vi } from './vi.ts';

const ask = (exchange: Exchange): Answer =>
  page(
    <CitizenPage exchange={exchange} title={vi.signOut.title}>
      <p class="lead">{vi.signOut.lead}</p>
      <Island name="offline-unsent" />
      <Form action="/dang-xuat">
        <Buttons>
          <Button icon="logout">{vi.signOut.submit}</Button>
          <LinkButton look="secondary" href="/">
            {vi.signOut.stay}
          </LinkButton>
        </Buttons>
      </Form>
    </CitizenPage>,
  );

/**
 * Ends the session and has the browser forget what it stored of this site: Clear-Site-Data where it is
 * known, the island elsewhere. On a shared phone the next user finds no draft.
 */
async function signOut(exchange: Exchange): Promise<Answer> {
  const { ctx, session } = exchange;
  await tx(ctx, async (t) => {
    const accountId = await closeSession(ctx, t, session.token);
    if (accountId)
      await t.audit({ verb: 'account.signed-out', subjectKind: 'account', subjectId: accountId });
  });
  session.end();
  const visitor: Exchange = Object.create(exchange, { actor: { value: nobody } });
  return page(
    <CitizenPage exchange={visitor} title={vi.signOut.done}>
      <Island name="forget-device">
        <p class="lead">{vi.signOut.doneText}</p>
      </Island>
      <LinkButton href="/" icon="home">
        {vi.signOut.home}
      </LinkButton>
    </CitizenPage>,
  );
}

export const signOutRoutes: Route[] = [
  route({ method: 'GET', url: '/dang-xuat', who: anyone, sample: {}, handler: ask }),
  // For anyone: a session that has ended must leave nothing behind either.
  route({ method: 'POST', url: '/dang-xuat', who: anyone, sample: {}, handler: signOut }),
];
