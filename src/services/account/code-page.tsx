import { actorOf, type Door } from '#engines/access';
import { type Answer, anyone, type Exchange, type Route, redirect, route } from '#engines/web';
import {
  attemptIn,
  choosePost,
  chooseWho,
  codeForm,
  passwordForm,
  paths,
  signUpForm,
  startAgain,
} from './code-stages.tsx';
import { type Finished, finishCitizen, finishOfficer, giveCode, sendAgain } from './sign-in.ts';
import { deadPage } from './sign-in-dead.tsx';
import { deviceFor } from './sign-in-device.ts';
import { address, fromOf, homeOf, maskedPhoneOf, nextOf, sentenceOf } from './sign-in-page.tsx';
import { levelPath } from './sign-up-level.tsx';
import { vi as more } from './vi/sign-up.ts';
import { vi } from './vi.ts';

/** Asks for whatever the attempt still lacks: the code, then who it is, then a password. */
async function show(exchange: Exchange, door: Door): Promise<Answer> {
  const attempt = await maskedPhoneOf(exchange, door, attemptIn(exchange));
  if (!attempt) return startAgain(exchange, door);
  if (!attempt.passed) return codeForm(exchange, door);
  return goOn(exchange, door, await finish(exchange, door));
}

async function post(exchange: Exchange, door: Door): Promise<Answer> {
  const { form, ctx } = exchange;
  const id = attemptIn(exchange);
  if (form.has('gui-lai')) return again(exchange, door);
  if (form.has('ma')) {
    if (!/\d/.test(form.get('ma'))) return codeForm(exchange, door, vi.code.missing);
    const answer = await giveCode(ctx, door, id, form.get('ma'));
    if (answer.kind === 'over') return startAgain(exchange, door);
    if (answer.kind === 'wrong') return codeForm(exchange, door, vi.code.wrong(answer.triesLeft));
  }
  return goOn(exchange, door, await finish(exchange, door));
}

async function again(exchange: Exchange, door: Door): Promise<Answer> {
  try {
    const started = await sendAgain(exchange.ctx, door, attemptIn(exchange), fromOf(exchange));
    if (started.kind === 'unknown') return startAgain(exchange, door);
    return redirect(address(paths[door].code, { lan: started.attempt, tiep: nextOf(exchange) }));
  } catch (error) {
    return codeForm(exchange, door, sentenceOf(error));
  }
}

const finish = (exchange: Exchange, door: Door): Promise<Finished> => {
  const { ctx, form } = exchange;
  const id = attemptIn(exchange);
  return door === 'citizen'
    ? finishCitizen(
        ctx,
        id,
        {
          personId: form.get('nguoi'),
          password: form.get('mat-khau'),
          newName: form.get('ho-ten'),
          isNew: isNew(exchange),
        },
        arriving(exchange),
      )
    : finishOfficer(ctx, id, form.get('vi-tri'), arriving(exchange));
};

/** Whoever may come in now: her browser is marked as one that has. */
const arriving = (exchange: Exchange) => ({ ...fromOf(exchange), device: deviceFor(exchange) });

/** Someone who shares the telephone and has no account yet. */
const isNew = ({ form }: Exchange): boolean => form.get('nguoi') === 'moi' || form.has('moi');

function goOn(exchange: Exchange, door: Door, finished: Finished): Answer | Promise<Answer> {
  switch (finished.kind) {
    case 'in':
      return enter(exchange, finished.token);
    case 'choose':
      return door === 'citizen' ? chooseWho(exchange) : choosePost(exchange);
    case 'password':
      return passwordForm(exchange);
    case 'wrong-password':
      return passwordForm(exchange, vi.password.wrong);
    case 'sign-up':
      return signUpForm(exchange, isNew(exchange), finished.problem);
    case 'dead':
      return deadPage(exchange);
    case 'over':
      return startAgain(exchange, door);
  }
}

async function enter(exchange: Exchange, token: string): Promise<Answer> {
  const { ctx, session } = exchange;
  session.begin(token);
  const resolved = await actorOf(ctx.db, token, ctx.now());
  if (exchange.form.has('ho-ten')) return redirect(nextOf(exchange) || levelPath, more.signUp.done);
  return redirect(nextOf(exchange) || homeOf(resolved?.actor ?? exchange.actor));
}

export const codeRoutes: Route[] = (['citizen', 'officer'] as const).flatMap((door) => [
  route({
    method: 'GET',
    url: paths[door].code,
    who: anyone,
    sample: {},
    handler: (exchange) => show(exchange, door),
  }),
  route({
    method: 'POST',
    url: paths[door].code,
    who: anyone,
    sample: { body: { ma: '000000' } },
    handler: (exchange) => post(exchange, door),
  }),
]);
