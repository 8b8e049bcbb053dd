import { type Answers, validateAll } from '#engines/forms';
import { type ProcedureVersion, papersOf } from '#services/procedures';
import { inventAnswers } from '../../src/apps/demo/answers.ts';
import { seeded } from '../../src/apps/demo/random.ts';
import { today } from './filers.ts';

/** Answers for which no photo is required: the files there are do not decide whether it is accepted. */
export function answersWithoutPapers(version: ProcedureVersion): Answers {
  for (let seed = 1; ; seed += 1) {
    const invented = inventAnswers(seeded(seed), version.definition.form, {}, today());
    const needed = papersOf(version, invented).filter((paper) => paper.required && paper.photo);
    if (needed.length === 0 && validateAll(version.definition.form, invented).errors.length === 0)
      return invented;
  }
}
