import type { ComponentChildren, VNode } from 'preact';
import type { Frame } from '#engines/web';
import { CitizenHeader, Footer, OfficerHeader, OfficerNav, rice } from './chrome.tsx';
import { WithFrame } from './frame.tsx';
import { Icon } from './icon.tsx';
import { vi } from './vi.ts';

export interface PageProps {
  /** The Exchange of the handler. */
  readonly exchange: Frame;
  /** One sentence, also the page's h1 unless `heading` is false. */
  readonly title: string;
  /** A line above the title: the procedure, the dossier's number. */
  readonly caption?: string;
  /** False when the page draws its own h1. */
  readonly heading?: boolean;
  readonly back?: { readonly href: string; readonly label?: string };
  /** The form on this page came back with errors: the title says so first. */
  readonly hasErrors?: boolean;
  readonly children: ComponentChildren;
}

export interface CitizenPageProps extends PageProps {
  /** Two columns or cards need more room than the reading column. */
  readonly wide?: boolean;
}

export function CitizenPage(props: CitizenPageProps): VNode {
  return (
    <Document {...props} density="roomy" header={<CitizenHeader />} footer={<Footer />}>
      <main id="noi-dung" tabIndex={-1} class={props.wide ? 'main main-wide' : 'main'}>
        <Top {...props} />
        {props.children}
      </main>
    </Document>
  );
}

export interface OfficerPageProps extends PageProps {
  /** Figures beside navigation items, by href. */
  readonly counts?: Readonly<Record<string, number>>;
  /** What stands beside the title: a status tag, one or two buttons. */
  readonly aside?: ComponentChildren;
}

export function OfficerPage(props: OfficerPageProps): VNode {
  return (
    <Document {...props} density="compact" header={<OfficerHeader />}>
      <div class="desk">
        <OfficerNav counts={props.counts ?? {}} />
        <main id="noi-dung" tabIndex={-1} class="main main-desk">
          <Top {...props} />
          {props.children}
        </main>
      </div>
    </Document>
  );
}

interface DocumentProps extends PageProps {
  readonly density: 'roomy' | 'compact';
  readonly header: VNode;
  readonly footer?: VNode;
}

function Document({ exchange, ...props }: DocumentProps): VNode {
  const { assets, site } = exchange;
  return (
    <WithFrame frame={exchange}>
      <html lang="vi">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{`${props.hasErrors ? vi.errorPrefix : ''}${props.title} – ${site.name}`}</title>
          <meta name="theme-color" content="#0b5d4b" />
          <link rel="stylesheet" href={assets.url('styles.css')} />
          <link rel="icon" href={assets.url('icon.svg')} type="image/svg+xml" />
          <link rel="manifest" href="/manifest.webmanifest" />
          <script type="module" src={assets.url('shell.js')} />
        </head>
        <body data-density={props.density} data-who={whoOf(exchange)}>
          <a class="skip" href="#noi-dung">
            {vi.skip}
          </a>
          {props.header}
          {props.children}
          {props.footer}
        </body>
      </html>
    </WithFrame>
  );
}

/**
 * A mark of the account that this page was made for, '' for visitors: by it a phone notices that it has changed hands. The page that
 * is kept for the time without network was made for nobody and says nothing.
 */
const whoOf = ({ path, actor, csrf }: Frame): string | undefined => {
  if (path === '/ngoai-tuyen') return undefined;
  return actor.kind === 'citizen' || actor.kind === 'officer' ? csrf.split('.')[1] : '';
};

function Top(props: PageProps & { readonly aside?: ComponentChildren }): VNode {
  const { notice } = props.exchange;
  return (
    <>
      {props.back && <BackLink {...props.back} />}
      {notice && (
        <div class="notice" role="status">
          <Icon name="circle-check" />
          <p>{notice}</p>
        </div>
      )}
      {props.heading !== false && (
        <div class="title">
          <div>
            {props.caption && <p class="caption">{props.caption}</p>}
            <h1>{props.title}</h1>
          </div>
          {props.aside && <div class="title-aside">{props.aside}</div>}
        </div>
      )}
    </>
  );
}

function BackLink(props: { readonly href: string; readonly label?: string }): VNode {
  return (
    <a class="back" href={props.href}>
      <Icon name="arrow-left" size="small" />
      {props.label ?? vi.back}
    </a>
  );
}

/** The head of the first page: one question and its search. Use with `heading={false}`. */
export function Hero(props: {
  readonly title: string;
  readonly lead?: string;
  readonly children: ComponentChildren;
}): VNode {
  return (
    <div class="hero">
      <svg class="hero-rice" viewBox="8 6 32 32" aria-hidden="true" focusable="false">
        <path d={rice} />
      </svg>
      <div>
        <h1>{props.title}</h1>
        {props.lead && <p class="lead">{props.lead}</p>}
        {props.children}
      </div>
    </div>
  );
}
