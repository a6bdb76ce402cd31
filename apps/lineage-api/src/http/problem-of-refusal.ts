import type { Problem } from '@tributary/contracts';
import type { Refusal } from '@tributary/graph-store';
import { problemOf } from './problem';

/** Why the graph gave no answer, and what to ask instead. */
export function problemOfRefusal({ code, subject, candidates }: Refusal): Problem {
  switch (code) {
    case 'unknown-dataset':
      return problemOf(
        404,
        code,
        'No such dataset',
        candidates.length > 0
          ? `No dataset is known as '${subject}'. Perhaps one of the candidates is meant.`
          : `No dataset is known as '${subject}'. /v1/search?q= finds names by their parts; /v1/datasets lists them all.`,
        candidates,
      );
    case 'ambiguous-dataset':
      return problemOf(
        409,
        code,
        'More than one dataset has that name',
        `'${subject}' means more than one dataset. Ask again with one of the candidates in full.`,
        candidates,
      );
    case 'unknown-column':
      return problemOf(
        404,
        code,
        'No such column',
        candidates.length > 0
          ? `There is no column '${subject}'. The candidates are columns that the dataset has; leave the column out to ask about all of it.`
          : `There is no column '${subject}': no column of this dataset is known. Leave the column out to ask about all of it.`,
        candidates,
      );
    case 'unknown-edge':
      return problemOf(
        404,
        code,
        'No such edge',
        `No edge has the id '${subject}'. Edge ids come with the answers of /v1/lineage; the edge may have ended since.`,
      );
    case 'unknown-source':
      return problemOf(
        404,
        code,
        'No such warehouse',
        `No warehouse is known as '${subject}', or speaks it. The candidates have told of statements so far; name one as change.source.`,
        candidates,
      );
    case 'ambiguous-source':
      return problemOf(
        409,
        code,
        'More than one warehouse speaks that dialect',
        `More than one warehouse speaks ${subject}. Name one of the candidates as change.source.`,
        candidates,
      );
    case 'invalid-cursor':
      return problemOf(
        400,
        code,
        'The cursor cannot be read',
        `'${subject}' is no cursor of this question. Pass the last answer's cursor unchanged, or leave it out to start over.`,
      );
  }
}
