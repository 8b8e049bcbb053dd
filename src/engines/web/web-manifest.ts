import type { Assets, Site } from './frame.ts';

/** What a phone needs to put the site on its home screen. */
export const webManifestOf = (site: Site, assets: Assets) => ({
  name: `Dịch vụ công ${site.name}`,
  short_name: site.name,
  lang: 'vi',
  start_url: '/',
  scope: '/',
  display: 'standalone',
  background_color: '#f5f7f5',
  theme_color: '#0b5d4b',
  icons: [
    { src: assets.url('icon.svg'), sizes: 'any', type: 'image/svg+xml' },
    { src: assets.url('icon-192.png'), sizes: '192x192', type: 'image/png' },
    { src: assets.url('icon-512.png'), sizes: '512x512', type: 'image/png', purpose: 'any maskable' },
  ],
});
