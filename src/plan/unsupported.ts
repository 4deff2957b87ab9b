/** Everything in a chain that is known to the language and not done here, each with its place and one sentence. */
import type { Diagnostic } from '../errors.ts';
import type { Param, Transformation } from '../values/ast.ts';
import { isUnsupported } from '../values/parse-value.ts';

const diagnose = ({ args, id, span }: Param): readonly Diagnostic[] =>
  Object.values(args)
    .filter(isUnsupported)
    .map(({ unsupported, reason }) => ({
      code: 'url.unsupported',
      message: `Not supported: ${reason.startsWith(id) ? reason : `${id} with ${unsupported}: ${reason}`}`,
      span,
    }));

export const findUnsupported = (transformation: Transformation): readonly Diagnostic[] =>
  transformation.flatMap(({ params }) => params.flatMap(diagnose));
