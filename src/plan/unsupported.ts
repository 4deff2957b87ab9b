/** Everything in a chain that is known to the language and not done here, each with its place and one sentence. */
import type { Diagnostic } from '../errors.ts';
import { baseline } from '../params/flow/baseline.ts';
import { named } from '../params/flow/named.ts';
import { printTransformation } from '../url/print.ts';
import type { Param, Transformation } from '../values/ast.ts';
import { isUnsupported } from '../values/parse-value.ts';

/** Names are replaced by their chains before planning; what is left is a name that nobody gave. */
const diagnoseNamed = ({ id, args, span }: Param): Diagnostic => ({
  code: 'url.unsupported',
  message: `Unknown transformation ${printTransformation([{ params: [{ id, args, span }], span }])}`,
  span,
});

const diagnose = (param: Param): readonly Diagnostic[] =>
  param.id === named.id || param.id === baseline.id ? [diagnoseNamed(param)] : diagnoseValues(param);

const diagnoseValues = ({ args, id, span }: Param): readonly Diagnostic[] =>
  Object.values(args)
    .filter(isUnsupported)
    .map(({ unsupported, reason }) => ({
      code: 'url.unsupported',
      message: `Not supported: ${reason.startsWith(id) ? reason : `${id} with ${unsupported}: ${reason}`}`,
      span,
    }));

export const findUnsupported = (transformation: Transformation): readonly Diagnostic[] =>
  transformation.flatMap(({ params }) => params.flatMap(diagnose));
