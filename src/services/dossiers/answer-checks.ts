/** The same for a declaration on paper and for a dossier: `procedures` owns how a form is checked and read. */
export { answerChecks, answerWords } from '#services/procedures';
