import { CitizenPage, Inset, LinkButton } from '#engines/ui';
import { type Answer, type Exchange, page } from '#engines/web';
import { vi } from './vi/sign-up.ts';

/** Someone signs in to the account of a person whom the register has as dead: often the family, on her telephone. */
export const deadPage = (exchange: Exchange): Answer =>
  page(
    <CitizenPage exchange={exchange} title={vi.dead.title} back={{ href: '/dang-nhap' }}>
      <p class="lead">{vi.dead.text}</p>
      <p>{vi.dead.family}</p>
      <LinkButton href="/thu-tuc?q=khai%20t%E1%BB%AD" icon="list-search">
        {vi.dead.funeral}
      </LinkButton>
      <Inset>
        <p>{vi.dead.wrong}</p>
      </Inset>
    </CitizenPage>,
    403,
  );
