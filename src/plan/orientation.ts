/** `a_ignore`: keeps a picture as it is stored, wherever among its components it stands. */
import { completeArgs } from '../params/complete-args.ts';
import { angle } from '../params/style/angle.ts';
import type { Component } from '../values/ast.ts';

export const ignoresOrientation = (components: readonly Component[]): boolean =>
  components.some(({ params }) =>
    params.some(({ id, args }) => id === angle.id && completeArgs(angle.args, args).turns.includes('ignore')),
  );
