import { describe, expect, restsOn, test } from '../../harness/index.js';
import { loadStatements } from '../../specs/statements.js';
import { acceptsTwin, prepared } from '../precondition.js';
import { provocations } from './provoked.js';
import { constraintErrors } from './refusals.js';

/** The errors that operations declare, each provoked, beside a request that is accepted and stands on the same. */

const EDITIONS = ['2017-03-30', 'current'] as const;

for (const { operation, error, others = [], constraint, title, requires, make } of provocations) {
  const statement = `sfn:${operation}/error/${error}`;
  const editions = EDITIONS.filter((edition) => loadStatements('sfn', edition).has(statement));
  if (editions.length === 0) throw new Error(`${statement} is no statement of any edition.`);
  describe(operation, () => {
    test(`refuses ${title} with ${error}`, {
      cites: [statement],
      ...(requires.length > 0 && { requires }),
      ...(editions.length < EDITIONS.length && { editions }),
    }, async (context) => {
      const { refused, accepted } = await prepared(() => make(context));
      const refusal = await context.sfn.call(operation, refused);
      if (constraint !== undefined) {
        const { statement: rule, member } = constraint;
        await restsOn(rule, () => expect(refusal).toFailWith(constraintErrors(member)));
      }
      expect(refusal).toFailWith([error, ...others]);
      const twin = await context.sfn.call(operation, accepted);
      acceptsTwin(twin);
      expect(twin).toSucceed();
    });
  });
}
