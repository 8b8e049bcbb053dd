import type { VNode } from 'preact';
import type { NavItem } from '#engines/web';
import { Csrf } from './form.tsx';
import { useFrame } from './frame.tsx';
import { Icon } from './icon.tsx';
import { vi } from './vi.ts';

export function CitizenHeader(): VNode {
  const { site, actor, path } = useFrame();
  return (
    <header class="header">
      <AlertBanner />
      <DemoBanner />
      <div class="header-strip" />
      <div class="header-in">
        <Brand href="/" />
        <nav class="header-nav" aria-label={vi.mainNav}>
          <ul>
            {site.citizenNav.map((item) => (
              <NavLink key={item.href} item={item} path={path} />
            ))}
            {actor.kind === 'officer' && (
              <NavLink item={{ href: '/can-bo', label: vi.desk, icon: 'briefcase' }} path={path} />
            )}
            {actor.kind === 'anyone' ? (
              <NavLink item={{ href: '/dang-nhap', label: vi.signIn, icon: 'login-2' }} path={path} />
            ) : (
              <NavLink item={{ href: '/toi', label: vi.me, icon: 'user' }} path={path} />
            )}
          </ul>
        </nav>
      </div>
    </header>
  );
}

export function OfficerHeader(): VNode {
  const { actor } = useFrame();
  return (
    <header class="header header-officer">
      <AlertBanner />
      <DemoBanner />
      <div class="header-strip" />
      <div class="header-in">
        <Brand href="/can-bo" />
        {actor.kind === 'officer' && (
          <div class="header-who">
            <p>
              <strong>
                <a href="/toi">{actor.name}</a>
              </strong>
              <span>{actor.postTitle}</span>
            </p>
            <form action="/dang-xuat" method="post">
              <Csrf />
              <button type="submit" class="button button-quiet">
                <Icon name="logout" />
                <span>{vi.signOut}</span>
              </button>
            </form>
          </div>
        )}
      </div>
    </header>
  );
}

/** What the post may use, each with its figure: a column at a desk, folded away on a telephone. */
export function OfficerNav(props: { readonly counts: Readonly<Record<string, number>> }): VNode {
  const { site, actor, path } = useFrame();
  const allowed = site.officerNav.filter(
    (item) => actor.kind === 'officer' && (!item.permission || actor.permissions.has(item.permission)),
  );
  // The nearest of the items above this page.
  const here = allowed
    .filter(({ href }) => path === href || path.startsWith(`${href}/`))
    .sort((a, b) => b.href.length - a.href.length)[0];
  const list = () => (
    <ul>
      {allowed.map((item) => (
        <NavLink
          key={item.href}
          item={item}
          path={path}
          isAbove={item === here}
          count={props.counts[item.href]}
        />
      ))}
    </ul>
  );
  return (
    <>
      <nav class="desk-nav desk-nav-column" aria-label={vi.officerNav}>
        {list()}
      </nav>
      <details class="desk-nav desk-nav-folded">
        <summary>
          <Icon name="menu-2" />
          <span>{vi.menu}</span>
          {here && <small>{here.label}</small>}
        </summary>
        <nav aria-label={vi.officerNav}>{list()}</nav>
      </details>
    </>
  );
}

function NavLink(props: {
  readonly item: NavItem;
  readonly path: string;
  /** The page lies under this item. */
  readonly isAbove?: boolean;
  readonly count?: number | undefined;
}): VNode {
  const { item, path, isAbove, count } = props;
  return (
    <li>
      <a href={item.href} aria-current={path === item.href ? 'page' : isAbove ? 'true' : undefined}>
        <Icon name={item.icon} />
        <span>{item.label}</span>
        {count !== undefined && <span class="count">{count.toLocaleString('vi-VN')}</span>}
      </a>
    </li>
  );
}

function Brand(props: { readonly href: string }): VNode {
  const { site } = useFrame();
  return (
    <a class="brand" href={props.href}>
      <Mark />
      <span>
        <strong>{site.name}</strong>
        <small>{site.above}</small>
      </span>
    </a>
  );
}

/** An ear of rice in a square of 48. */
export const rice =
  'M24 37V15M24 31c-5 0-8-2.5-9-7 5 0 8 2.5 9 7zm0 0c5 0 8-2.5 9-7-5 0-8 2.5-9 7zm0-8c-4.2 0-6.8-2.2-7.6-6 4.2 0 6.8 2.2 7.6 6zm0 0c4.2 0 6.8-2.2 7.6-6-4.2 0-6.8 2.2-7.6 6zm0-8c-2.4-1.800-2.4-4.600 0-7 2.4 2.4 2.4 5.200 0 7z';

/** Our own mark, an ear of rice over still water; the national emblem is not ours to draw. */
function Mark(): VNode {
  return (
    <svg class="mark" viewBox="0 0 48 48" aria-hidden="true" focusable="false">
      <circle cx="24" cy="24" r="24" class="mark-disc" />
      <path class="mark-stem" d={rice} />
      <path class="mark-water" d="M12 38c3-1.6 5-1.6 8 0s5 1.6 8 0 5-1.6 8 0" />
    </svg>
  );
}

/** What everybody has to know now: what does not work, and where it is told more of. */
function AlertBanner(): VNode | null {
  const { alert } = useFrame().site;
  if (!alert) return null;
  return (
    <div class="demo alert" role="status">
      <p>
        <strong>{alert}</strong> <a href="/trang-thai">{vi.alertMore}</a>
      </p>
    </div>
  );
}

function DemoBanner(): VNode | null {
  if (!useFrame().site.demo) return null;
  return (
    <div class="demo">
      <p>
        <strong class="tag tag-amber">{vi.demo}</strong> {vi.demoText}
      </p>
    </div>
  );
}

export function Footer(): VNode {
  const { site } = useFrame();
  return (
    <footer class="footer">
      <div class="footer-in">
        <div>
          <h2>{vi.footerTitle}</h2>
          <p>{vi.footerHelp}</p>
        </div>
        <ul>
          {site.phone && (
            <li>
              <Icon name="phone" />
              <span>
                {vi.phone}: <a href={`tel:${site.phone.replace(/[^\d+]/g, '')}`}>{site.phone}</a>
              </span>
            </li>
          )}
          {site.address && (
            <li>
              <Icon name="map-pin" />
              <span>
                {vi.address}: {site.address}
              </span>
            </li>
          )}
          <li>
            <Icon name="clock" />
            <span>
              {vi.hours}: {site.hours}
            </span>
          </li>
        </ul>
      </div>
    </footer>
  );
}
