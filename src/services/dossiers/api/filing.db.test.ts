import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answersFor, aServerForClients, type Problem, pointersOf } from '#engines/testing';

const { house, ctx, hall, person, call, request, aKey, submit, filed } = await aServerForClients();

describe('a form', () => {
  test('is told with the version that a filing must name', async () => {
    const form = (await call('GET', '/forms/2.000635', { as: '' })).said<{
      versionId: string;
      filedHere: boolean;
      groups: { id: string; repeat: unknown }[];
    }>();
    expect(form).toMatchObject({ versionId: hall.version.id });
    expect(form.groups.map((group) => group.id)).toEqual(['filer', 'subject', 'records', 'result']);
    expect((await call('GET', '/forms/9.999999', { as: '' })).status).toBe(404);
  });
});

describe('filing', () => {
  test('gives a code, a place and the date that the web would give; the trail names the system', async () => {
    const answer = await submit();
    expect(answer.status, answer.body).toBe(201);
    const { code, provisionalDueAt } = answer.said<{ code: string; provisionalDueAt: string }>();
    expect(code).toMatch(/^H42\.37\.01-260302-\d{4}$/);
    expect(provisionalDueAt).toBe('2026-03-02T10:00:00.000Z');
    expect(answer.headers.location).toBe(`http://127.0.0.1:8080/api/v1/dossiers/${code}`);
    const [step] = await house.asOwner(
      'select t.actor_name from cases.trail t join cases.cases c on c.id = t.case_id where c.number = $1',
      [code],
    );
    expect(step?.actor_name).toBe('Phần mềm Sổ nhà (Công ty Nhà Mình)');
  });

  test('on a day when the office is closed, the date is counted from the next that it is open', async () => {
    ctx.clock.set('2026-03-07T20:00');
    const { provisionalDueAt } = await filed();
    ctx.clock.set('2026-03-02T09:00');
    expect(provisionalDueAt).toBe('2026-03-09T10:00:00.000Z');
  });

  test('the same key gives the same answer, however the fields are ordered; another body is refused', async () => {
    const key = aKey();
    const first = await submit({}, 'whole', key);
    const body = Object.fromEntries(Object.entries(request()).reverse());
    const second = await call('POST', '/dossiers', { body, headers: key });
    expect([first.status, second.status, second.body]).toEqual([201, 201, first.body]);
    const third = await submit({ filingFor: 'family', subjectName: 'Nguyễn Văn An' }, 'whole', key);
    expect([third.status, third.said<Problem>().code]).toEqual([422, 'api.idempotency-key-reused']);
    expect((await submit({}, 'whole', { 'idempotency-key': 'a b' })).status).toBe(400);
  });

  test('ten requests with one key at once are one dossier; another client may use the same key', async () => {
    const key = aKey();
    const answers = await Promise.all(Array.from({ length: 10 }, () => submit({}, 'whole', key)));
    expect([...new Set(answers.map((one) => one.status))]).toEqual([201]);
    expect(new Set(answers.map((one) => one.said<{ code: string }>().code)).size).toBe(1);
    const other = await submit({}, 'other', key);
    expect(other.said<{ code: string }>().code).not.toBe(answers[0]?.said<{ code: string }>().code);
  });

  test('two bodies with one key at once: one is filed, the other refused', async () => {
    const key = aKey();
    const answers = await Promise.all([
      submit({}, 'whole', key),
      submit({ filingFor: 'family', subjectName: 'Nguyễn Văn An' }, 'whole', key),
    ]);
    expect(answers.map((one) => one.status).sort()).toEqual([201, 422]);
  });

  test('each wrong answer is named by a pointer and a sentence in Vietnamese', async () => {
    const { filer, subject, records, result } = answersFor(person.name) as Record<string, object>;
    const answer = await submit({
      answers: {
        filer: { ...filer, 'filer-phone': '123' },
        subject: { ...subject, 'subject-sex': 'xanh', shoe: '39' },
        records: [...(records as object[]), { 'record-kind': 'other', copies: 99 }],
        result,
        nothing: {},
      },
    });
    expect(answer.status).toBe(422);
    expect(answer.headers['content-type']).toMatch('application/problem+json');
    expect(pointersOf(answer)).toEqual([
      '/answers/filer/filer-phone',
      '/answers/nothing',
      '/answers/records/1/copies',
      '/answers/records/1/record-other',
      '/answers/records/1/record-place',
      '/answers/subject/shoe',
      '/answers/subject/subject-sex',
    ]);
    for (const { detail } of answer.said<Problem>().errors ?? []) expect(detail).toMatch(/[À-ỹ]/);
  });

  test('what the form would not ask is dropped as on the web, and what it then asks is needed', async () => {
    const { filer, ...rest } = answersFor(person.name) as Record<string, object>;
    const { code } = await filed({ answers: { ...rest, filer: { ...filer, organisation: 'Công ty Ẩn' } } });
    const [kept] = await house.asOwner(
      `select a.answers from dossiers.answers a join cases.cases c on c.id = a.case_id where c.number = $1`,
      [code],
    );
    expect(JSON.stringify(kept)).not.toContain('Công ty Ẩn');
    const asked = await submit({ answers: { ...rest, filer: { ...filer, 'for-whom': 'organisation' } } });
    expect(asked.status).toBe(422);
    expect(pointersOf(asked)).toContain('/answers/filer/organisation');
  });

  test('a paper that the form requires is missed', async () => {
    const { filer, ...rest } = answersFor(person.name) as Record<string, object>;
    const answer = await submit({ answers: { ...rest, filer: { ...filer, 'for-whom': 'other' } } });
    expect(answer.status).toBe(422);
    expect(pointersOf(answer)).toContain('/attachments');
  });

  test('a wrong name, an unknown number and a person of another commune sound the same', async () => {
    const wrongName = await submit({ person: { ...person, name: 'Nguyễn Thị Mơ' } });
    const unknown = await submit({ person: { ...person, identityNumber: '037180000026' } });
    const elsewhere = await submit({}, 'elsewhere');
    for (const answer of [wrongName, unknown, elsewhere]) {
      expect([answer.status, pointersOf(answer)]).toEqual([422, ['/person']]);
      expect(answer.said<Problem>().detail).toBe(wrongName.said<Problem>().detail);
    }
  });

  test('an old version of the form is told of the new one', async () => {
    const answer = await submit({ versionId: '6f1d2b0e-6a57-4d39-9c0a-1f6b1a2c3d4e' });
    expect([answer.status, answer.said<Problem>().code]).toEqual([409, 'dossier.version-changed']);
  });

  test('no body, however strange, is a fault of ours', async () => {
    const anything = fc.oneof(
      fc.jsonValue(),
      fc.jsonValue().map((answers) => request({ answers })),
      fc.dictionary(fc.string(), fc.jsonValue()).map((filer) => request({ answers: { filer } })),
      fc
        .record({ 'filer-name': fc.string({ unit: 'binary' }), 'for-whom': fc.jsonValue() })
        .map((filer) => request({ answers: { ...answersFor(person.name), filer } })),
      fc
        .constantFrom('__proto__', 'constructor', 'toString', 'a/b~c')
        .map((name) => request({ answers: { ...answersFor(person.name), [name]: {} } })),
      fc.jsonValue().map((attachments) => request({ attachments })),
      fc.string().map((procedure) => request({ procedure })),
      fc.jsonValue().map((delivery) => request({ delivery })),
    );
    await fc.assert(
      fc.asyncProperty(anything, async (body) => {
        const answer = await call('POST', '/dossiers', { body, headers: aKey() });
        expect(answer.status, answer.body).toBeLessThan(500);
        if (answer.status >= 400) expect(answer.headers['content-type']).toMatch('application/problem+json');
      }),
      { numRuns: 300 },
    );
  });
});
