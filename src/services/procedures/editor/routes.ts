import { officer, type Route, route } from '#engines/web';
import { download, showExchange, upload } from './exchange-page.tsx';
import { home, showList } from './list-page.tsx';
import { showPagePreview, tryForm } from './preview.tsx';
import { saveRaw, showRaw } from './raw-page.tsx';
import { beginSynonyms, showSynonyms, synonymsHome } from './synonyms-page.tsx';
import { beginChange, showVersion, showVersions } from './versions-page.tsx';

const see = officer('changes.see');
const edit = officer('procedures.edit');
const noId = '00000000-0000-0000-0000-000000000000';
const ofDraft = { params: { id: noId } };
const ofProcedure = { params: { code: '{procedure}' } };
const draft = `${home}/nhap/:id`;

export const editorRoutes: readonly Route[] = [
  route({ method: 'GET', url: home, who: see, sample: { query: { tim: 'khai sinh' } }, handler: showList }),
  route({
    method: 'GET',
    url: synonymsHome,
    who: see,
    sample: { query: { tu: 'giấy đẻ' } },
    handler: (exchange) => showSynonyms(exchange),
  }),
  route({
    method: 'POST',
    url: synonymsHome,
    who: edit,
    sample: { body: { viec: 'sua' } },
    handler: beginSynonyms,
  }),
  route({
    method: 'GET',
    url: `${home}/xuat-nhap`,
    who: edit,
    sample: {},
    handler: (exchange) => showExchange(exchange),
  }),
  route({ method: 'GET', url: `${home}/xuat`, who: edit, sample: {}, handler: download }),
  route({ method: 'POST', url: `${home}/nhap-tep`, who: edit, sample: {}, stream: true, handler: upload }),
  route({ method: 'GET', url: `${home}/:code`, who: see, sample: ofProcedure, handler: showVersions }),
  route({ method: 'POST', url: `${home}/:code/sua`, who: edit, sample: ofProcedure, handler: beginChange }),
  route({
    method: 'GET',
    url: `${home}/:code/ban/:version`,
    who: see,
    sample: { params: { code: '{procedure}', version: noId } },
    handler: showVersion,
  }),
  route({ method: 'GET', url: `${draft}/xem-thu`, who: see, sample: ofDraft, handler: showPagePreview }),
  route({ method: 'GET', url: `${draft}/to-khai`, who: see, sample: ofDraft, handler: tryForm }),
  route({ method: 'POST', url: `${draft}/to-khai`, who: see, sample: ofDraft, handler: tryForm }),
  route({ method: 'GET', url: `${draft}/van-ban`, who: edit, sample: ofDraft, handler: showRaw }),
  route({ method: 'POST', url: `${draft}/van-ban`, who: edit, sample: ofDraft, handler: saveRaw }),
];
